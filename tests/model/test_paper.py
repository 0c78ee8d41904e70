"""The nouns of papers."""

from whence.model.paper import (
    Amount,
    AmountRole,
    Media,
    Paper,
    PaperParty,
    PartyRole,
    Said,
)


def test_a_paper_names_the_best_role_it_knows() -> None:
    said = Said("x", "a.pdf")
    paper = Paper(
        "a.pdf",
        "0" * 64,
        Media.PDF,
        1,
        parties=(
            PaperParty(PartyRole.ISSUER, "Kalindri Spinning Mills Ltd.", said),
            PaperParty(PartyRole.BUYER, "Bhairab Knit Composite Ltd.", said),
        ),
    )
    named = paper.party(PartyRole.SELLER, PartyRole.ISSUER)
    assert named == "Kalindri Spinning Mills Ltd."
    assert paper.party(PartyRole.BANK) == ""


def test_an_amount_is_printed_so_that_an_english_reader_knows_its_unit() -> None:
    said = Said("x", "a.pdf")
    chinese = Amount(AmountRole.TAKEN, 3100.0, "千克", 3_100_000, said)
    assert str(chinese) == "3,100 kg"
    assert str(Amount(AmountRole.GOODS, 48000.0, "pcs", None, said)) == "48,000 pcs"
    assert str(Amount(AmountRole.GOODS, 2.5, "t", 2_500_000, said)) == "2.5 t"
