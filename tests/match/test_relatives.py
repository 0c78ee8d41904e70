"""Names and relatives that a user adds to a listed organisation never clear anybody."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.match.index import ListingIndex
from whence.match.standing import standings
from whence.model.listing import Relative
from whence.model.measure import StandingKind
from whence.model.party import Judgement, RelationKind, Verdict
from whence.model.span import Span
from whence.normalise.names import normal
from whence.shelf import terms
from whence.shelf.matching import reasons

DAY = date(2026, 6, 26)
GONE = Span(date(2015, 1, 1), date(2020, 1, 1))
NOW = Span(date(2020, 1, 1))
K = StandingKind
LISTED = ("Ninestar Corporation", "Quillmere Garments Co., Ltd.")
NAMES = (
    "Ninestar Imaging Ltd",
    "Ninestarr Imaging Ltd",
    "Ninestar Corporation",
    "Blue Heron Imaging Ltd",
    "Quillmere Holding Co., Ltd.",
    "Quilmere Garments",
)


def child(name, span=None, reference="register"):
    return Relative(name, RelationKind.SUBSIDIARY, reference, span)


def candidates(make, listings, name):
    raw = {name, *(n for x in listings for n in x.names)}
    raw |= {n for x in listings for n, _, _ in x.local_names}
    raw |= {r.name for x in listings for r in x.relatives}
    names = {n: normal(n) for n in raw}
    index = ListingIndex(listings, normal=names, rarity=terms.rarity)
    return index.candidates([make.party(name)], normal=names, regions={})


def stand(make, listings, name, judged=()):
    found = candidates(make, listings, name)
    return standings(found, listings, (), judged, as_of=DAY)


def ninestar(make, *relatives):
    return make.listing(LISTED[0], province="", relatives=relatives)


def judged(found, verdict, *, stale=False, reason=""):
    return Judgement(
        found.key, verdict, "ann", reason, "so", DAY, found.left_hash,
        "old" if stale else found.right_hash,
    )  # fmt: skip


def test_a_relation_that_has_ended_leaves_a_candidate_by_name_as_it_was(make):
    listing = ninestar(make, child("Ninestar Imaging Ltd", GONE))
    (row,) = stand(make, [listing], "Ninestar Imaging Ltd")
    assert (row.kind, row.span) == (K.CANDIDATE, None)
    assert "subsidiary of the listed party, by register" in row.why
    assert "from 2015-01-01, until 2020-01-01" in row.why


@pytest.mark.parametrize("other", ["Blue Heron Ltd.", "Blue Heron Ltd"])
def test_of_two_relations_both_ask_over_their_own_days(make, other):
    listing = ninestar(
        make, child(other, GONE, "old"), child("Blue Heron Ltd.", NOW, "new")
    )
    rows = stand(make, [listing], "Blue Heron Ltd.")
    assert {(r.kind, r.span) for r in rows} == {(K.RELATED, GONE), (K.RELATED, NOW)}
    assert all("by old" in r.why and "by new" in r.why for r in rows)


def test_a_relation_without_a_start_is_told_without_one(make):
    span = Span(date.min, date(2020, 1, 1))
    (row,) = stand(make, [ninestar(make, child("Blue Heron Ltd.", span))],
                   "Blue Heron Ltd.")  # fmt: skip
    assert row.why.endswith("by register, until 2020-01-01")


def test_a_relative_that_nobody_verified_asks_about_nobody(make):
    told = replace(child("Blue Heron Ltd."), asks=False)
    assert stand(make, [ninestar(make, told)], "Blue Heron Ltd.") == ()


@pytest.mark.parametrize("stale", [False, True])
def test_who_is_judged_the_same_is_it_on_every_day_and_the_source_stays(make, stale):
    listing = ninestar(make, child("Blue Heron Ltd.", GONE))
    (found,) = candidates(make, [listing], "Blue Heron Ltd.")
    answer = judged(found, Verdict.SAME, stale=stale)
    (row,) = stand(make, [listing], "Blue Heron Ltd.", [answer])
    assert (row.kind, row.span) == (K.IDENTITY, None)
    assert "by register" in row.why
    assert ("look again" in row.why) is stale


@pytest.mark.parametrize("verdict", [Verdict.UNSURE, Verdict.RELATED])
@pytest.mark.parametrize("stale", [False, True])
def test_a_judgement_keeps_the_relative_and_its_source_told(make, verdict, stale):
    listing = ninestar(make, child("Blue Heron Ltd."))
    (found,) = candidates(make, [listing], "Blue Heron Ltd.")
    answer = judged(found, verdict, stale=stale)
    (row,) = stand(make, [listing], "Blue Heron Ltd.", [answer])
    assert row.kind is K.RELATED
    assert f"judged {verdict.value}" in row.why
    assert "by register" in row.why


def test_a_name_of_the_users_own_hides_no_misspelt_one(make):
    names = ("Ninestar Corporation", "Quillmere Garments Co., Ltd.")
    first, second = (make.listing(n, province="") for n in names)
    told = replace(second, relatives=(child("Ninestarr Holding Ltd"),))
    for listings in ([first, second], [first, told]):
        found = candidates(make, listings, "Ninestarr Corporation")
        assert first.key in {c.listing for c in found}


def test_rows_of_the_users_own_push_no_published_entry_out(make):
    many = [make.listing(f"Quillmere {n} Garments", province="") for n in range(40)]
    plain = {c.listing for c in candidates(make, many, "Quillmere Garments")}
    told = [replace(x, relatives=(child("Quillmere Garments"),)) for x in many[30:]]
    more = candidates(make, [*many[:30], *told], "Quillmere Garments")
    assert plain <= {c.listing for c in more}


def weight(rows):
    """Give how much stands against the party on the day, by listing."""
    held = {}
    for row in rows:
        if row.kind is not K.DIFFERENT and (row.span is None or DAY in row.span):
            sure = 2 if row.kind in (K.IDENTITY, K.SUBSIDIARY) else 1
            held[row.listing.key] = max(sure, held.get(row.listing.key, 0))
    return held


ROW = st.tuples(
    st.sampled_from(("", *NAMES)),
    st.sampled_from((0, 1)),
    st.sampled_from(("own", RelationKind.OWNER, RelationKind.SUBSIDIARY)),
    st.sampled_from((GONE, NOW, None)),
)
"""A name ("" for the party's own), which listing, how it is tied to it, and when."""


def added(listing, rows):
    for name, kind, span in rows:
        if kind == "own":
            local = (*listing.local_names, (name, "own", "x"))
            listing = replace(listing, local_names=local)
        else:
            relative = Relative(name, RelationKind(kind), "register", span)
            listing = replace(listing, relatives=(*listing.relatives, relative))
    return listing


@given(
    name=st.sampled_from(NAMES[:5]),
    before=st.lists(ROW, max_size=2),
    after=st.lists(ROW, min_size=1, max_size=2),
    verdict=st.sampled_from((None, *Verdict)),
)
def test_a_row_more_never_improves_how_a_party_stands(
    make, name, before, after, verdict
):
    plain = [make.listing(n, province="") for n in LISTED]
    first = [
        added(x, [(r or name, k, s) for r, at, k, s in before if at == n])
        for n, x in enumerate(plain)
    ]
    then = [
        added(x, [(r or name, k, s) for r, at, k, s in after if at == n])
        for n, x in enumerate(first)
    ]
    reason = sorted(reasons())[0]
    answers = [
        judged(c, verdict, reason=reason)
        for c in candidates(make, first, name)
        if verdict is not None
    ]
    was = weight(stand(make, first, name, answers))
    now = weight(stand(make, then, name, answers))
    assert all(now.get(key, 0) >= much for key, much in was.items())
