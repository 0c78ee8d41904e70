"""The nouns of papers."""

from whence.model.paper import Media, Paper, PaperParty, PartyRole, Said


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
