import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.lists.names import entity, targets

NAMES = st.from_regex(r"[A-Z][a-z]{3,8} [A-Z][a-z]{3,8} Co\., Ltd\.", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "name", "aliases", "formerly", "scope"),
    [
        ("A Co., Ltd.", "A Co., Ltd.", (), (), ""),
        ("A Co. (and one alias: B)", "A Co.", ("B",), (), ""),
        (
            "A (Shanshan) Co., Ltd (including one alias: B (Shanshan) Co.)"
            " and subsidiaries",
            "A (Shanshan) Co., Ltd",
            ("B (Shanshan) Co.",),
            (),
            "and subsidiaries",
        ),
        (
            "A Co., Ltd. (also known as B Co., Ltd. and JWD Technology; and formerly"
            " known as C High-tech Co., Ltd.)",
            "A Co., Ltd.",
            ("B Co., Ltd.", "JWD Technology"),
            ("C High-tech Co., Ltd.",),
            "",
        ),
        (
            "A Co., Ltd. (also known as HY Solar; and H Co. Ltd. and formerly known as"
            " W CNC Co., Ltd.; and W Machine Co., Ltd.)",
            "A Co., Ltd.",
            ("HY Solar", "H Co. Ltd."),
            ("W CNC Co., Ltd.", "W Machine Co., Ltd."),
            "",
        ),
        (
            "A Co. (also known as B County Cereals, Oils and Foods Co., Ltd.)",
            "A Co.",
            ("B County Cereals, Oils and Foods Co., Ltd.",),
            (),
            "",
        ),
        (
            "North Corps (including three aliases: NOCO; North; and Bing) and its"
            " subordinate and affiliated entities",
            "North Corps",
            ("NOCO", "North", "Bing"),
            (),
            "and its subordinate and affiliated entities",
        ),
        ("North Corps (NOCO)", "North Corps", ("NOCO",), (), ""),
        (
            "A Trade and Business Co., Ltd.",
            "A Trade and Business Co., Ltd.",
            (),
            (),
            "",
        ),
        ("A Co. (also known as B Co.", "A Co.", ("B Co.",), (), ""),
    ],
)
def test_an_entry_is_taken_apart_as_it_is_printed(text, name, aliases, formerly, scope):
    found = entity(text)
    assert (found.name, found.aliases, found.formerly, found.scope) == (
        name,
        aliases,
        formerly,
        scope,
    )


@given(NAMES, st.lists(NAMES, min_size=1, max_size=4, unique=True))
def test_what_is_printed_as_aliases_comes_back_as_aliases(name, aliases):
    found = entity(f"{name} (also known as {'; '.join(aliases)})")
    assert found.name == name
    assert found.aliases == tuple(aliases)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A Garment Co., Ltd. and B Trade and Business Co., Ltd.", 2),
        ("A Sdn Bhd, B (M) Sdn Bhd, and C Sdn Bhd (collectively, D Group)", 3),
        ("Fuchu Prison; Union Kogyo Co., Ltd.", 2),
        ("A S.A. de C.V. and B S.A. de C.V. and their subsidiaries", 2),
        ("Works X, a/k/a Plant Y, a/k/a No. 2 Prison", 1),
    ],
)
def test_a_string_of_an_order_names_as_many_parties_as_it_does(text, names):
    assert len(targets(text)) == names


def test_the_scope_of_an_order_is_that_of_every_party_before_it():
    assert {t.scope for t in targets("A C.V. and B C.V. and their subsidiaries")} == {
        "and their subsidiaries"
    }
