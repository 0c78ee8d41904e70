import json
import math
from datetime import date

import pytest

from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.explain import ExplainRequest, explain
from whence.match import score
from whence.match.index import ListingIndex
from whence.model.party import Mention, Party
from whence.normalise.names import normal
from whence.shelf import terms
from whence.shelf.lists import editions
from whence.shelf.matching import weights

DAY = date(2026, 6, 26)
TAIDA = "Hetian Taida Apparel Co., Ltd"


def test_the_steps_add_up_to_the_score_and_the_score_is_the_chance():
    found = explain(ExplainRequest("和田泰达服饰", TAIDA))
    assert math.fsum(step.weight for step in found.steps) == found.score
    assert found.steps[-1].total == found.score
    assert found.p_same == pytest.approx(1 / (1 + math.exp(-found.score)))


def test_it_is_the_likeness_that_every_other_job_sees():
    found = explain(ExplainRequest("Hotan Taida Garments", TAIDA))
    same, related = score(["Hotan Taida Garments"], [TAIDA])
    assert found.p_same == pytest.approx(same[0])
    assert found.p_related == pytest.approx(related[0])


def test_a_likeness_of_names_is_a_candidate_and_never_more():
    found = explain(ExplainRequest(TAIDA, TAIDA))
    assert found.word == "candidate"
    other = explain(ExplainRequest("Acme Textiles", TAIDA))
    assert other.word == "nothing found on these versions"


def test_a_stricter_policy_asks_for_more():
    wide, strict = (
        explain(ExplainRequest("Taida", TAIDA, policy=p)) for p in ("wide", "strict")
    )
    assert wide.needs_same < strict.needs_same
    assert wide.false_alarms > strict.false_alarms
    assert wide.score == strict.score


def test_the_parts_say_what_they_were_read_as():
    parts = explain(ExplainRequest("和田泰达服饰有限公司", TAIDA)).parts[0]
    assert [p.kind for p in parts] == ["place", "brand", "trade", "form"]
    assert "Hotan" in parts[0].means


def test_another_country_is_a_step_and_stands_against_it():
    found = explain(ExplainRequest(TAIDA, TAIDA, "VN", "China"))
    assert any(step.how == "another country" for step in found.steps)
    assert any("VN" in conflict for conflict in found.conflicts)


def test_a_persons_name_is_noted():
    assert any(
        "natural person" in n for n in explain(ExplainRequest("张伟", TAIDA)).notes
    )


@pytest.mark.parametrize(
    ("request_", "what"),
    [
        (ExplainRequest("…", TAIDA), "no letter"),
        (ExplainRequest(TAIDA, "  "), "no letter"),
        (ExplainRequest(TAIDA, TAIDA, "Atlantis"), "no country"),
        (ExplainRequest(TAIDA, TAIDA, policy="loose"), "no match policy"),
    ],
)
def test_what_cannot_be_explained_is_a_wrong_call(request_, what):
    with pytest.raises(UsageError, match=what):
        explain(request_)


def test_the_page_has_a_row_a_part_the_sum_the_chance_and_the_policy(capsys):
    cli.main(["explain", "和田泰达服饰", TAIDA], standalone_mode=False)
    lines = capsys.readouterr().out.splitlines()
    found = explain(ExplainRequest("和田泰达服饰", TAIDA))
    for step in found.steps:
        assert any(f"{step.weight:+.3f}" in line for line in lines)
    assert any(f"{found.score:+.3f}" in line and "sum" in line for line in lines)
    text = "\n".join(lines)
    assert f"{found.p_same:.2%}" in text
    assert "policy default" in text
    assert "a person has to look" in text


def test_json_is_the_whole_result(capsys):
    cli.main(["explain", "Taida", TAIDA, "--json"], standalone_mode=False)
    plain = json.loads(capsys.readouterr().out)
    assert plain["score"] == math.fsum(s["weight"] for s in plain["steps"])
    assert plain["policy"] == "default"


@pytest.mark.parametrize("name", ["x" * 10_000, "\u202eabc", "😀 Taida", "شىنجاڭ"])
def test_odd_names_keep_the_columns_whole(capsys, name):
    cli.main(["explain", name, TAIDA], standalone_mode=False)
    lines = capsys.readouterr().out.splitlines()
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    "name",
    [
        "Hetian Taida Apparel Co Ltd", "和田泰达服饰有限公司", "Ho Yuan Green Energy",
        "浩源绿色能源", "Jiangxi Taida Apparel", "Zhongtai Chemical", "准噶尔棉麻",
        "Sunshine Paper Turpan Branch", "Chenguang Biotech", "晨光服装厂",
    ],
)  # fmt: skip
def test_the_waterfall_is_that_of_a_screen(name: str) -> None:
    listings = next(e for e in editions(DAY) if e.list_key == "us-uflpa").listings
    raws = {n for x in listings for n in (*x.names, *(r for r, _, _ in x.local_names))}
    index = ListingIndex(
        listings, normal={r: normal(r) for r in raws}, rarity=terms.rarity
    )
    mention = Mention((name,), "CN")
    party = Party("p-1", name, (name,), "CN", (), (), (mention,))
    found = index.candidates(
        [party], normal={name: normal(name)}, regions={}, policy="wide"
    )
    for candidate in found:
        of = next(x for x in listings if x.key == candidate.listing)
        told = [
            explain(ExplainRequest(name, raw, "CN", as_of=DAY))
            for raw in (
                *of.names,
                *(r for r, _, _ in of.local_names),
                *(r.name for r in of.relatives if r.asks),
            )
        ]
        best = max(told, key=lambda t: t.score)
        assert best.score == candidate.score
        assert [(s.text, s.how, s.weight) for s in best.steps] in [
            [tuple(row) for row in candidate.explanation]
        ] or len({t.score for t in told}) < len(told)


def test_a_link_that_only_may_be_one_weighs_less_against_a_whole_list() -> None:
    found = explain(ExplainRequest("浩源天然气", "Hoyuan Green Energy Co. Ltd."))
    alone = score(["浩源天然气"], ["Hoyuan Green Energy Co. Ltd."])
    weak = [s.weight for s in found.steps if "whole list" in s.how]
    assert found.p_same <= alone.same[0] + 1e-9
    assert weak in ([], [weights()["weak"]])
