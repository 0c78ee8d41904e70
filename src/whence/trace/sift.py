"""Which paths of lanes count, and which of many are kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from whence.model.chain import Break, BreakKind, Operation, Path, Tie
from whence.model.party import Role
from whence.shelf.paths import policy, search
from whence.trace.evidence import Leg, Run
from whence.trace.months import EPOCH
from whence.trace.products import Fit


@dataclass(frozen=True, slots=True)
class Beyond:
    """What lanes add to a chain."""

    operations: tuple[Operation, ...] = ()
    ties: tuple[Tie, ...] = ()
    paths: tuple[Path, ...] = ()
    leads: tuple[Path, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One path with its operations; one of lanes with the `legs` behind these."""

    path: Path
    operations: tuple[Operation, ...]
    recent: int
    via: tuple[str, ...]
    legs: tuple[Leg, ...] = ()

    @property
    def makers(self) -> frozenset[str]:
        """Give the parties that records on it call makers."""
        acts = self.operations
        return frozenset(act.party for act in acts if act.role is Role.MAKER)


def why_not(path: Path, run: Run, carried: int) -> str:
    """Say what keeps a path of lanes from counting; "" when nothing does.

    `carried` is how many in between only carry or pay: they are no tier, or whoever
    hides behind enough of them would be out of reach.
    """
    rule = policy()
    reasons = []
    if path.tiers - carried > rule.most_tiers:
        tiers = path.tiers - carried
        reasons.append(f"{tiers} tiers, at most {rule.most_tiers} count")
    if (path.lag_months or 0) > rule.most_lag_months:
        reasons.append(f"{path.lag_months} months between two steps")
    if (path.share_ppm or 0) < rule.least_share_ppm:
        least = rule.least_share_ppm / 10_000
        reasons.append(f"a share below the {least:g} % that count")
    if path.hub:
        reasons.append("a party in between trades with too many to be a bridge")
    if any(leg.fit is Fit.BLANK for leg in run.legs):
        reasons.append("a step bears no HS code")
    elif rule.product_known and not path.product_known:
        reasons.append("a step changes the product without a bill of materials")
    if any(leg.undated and leg.beyond < 0 for leg in run.legs):
        reasons.append("a record on it bears no date")
    if (beyond := max(leg.beyond for leg in run.legs)) >= 0:
        day = (EPOCH + timedelta(beyond)).isoformat()
        reasons.append(
            f"a record on it is dated {day}, in the future or after the ten years"
            " looked at: the day is set aside"
        )
    return "; ".join(reasons)


def settle(
    found: dict[str, list[Found]],
    breaks: Iterable[Break],
    tied: Mapping[tuple[str, ...], frozenset[str]],
) -> Beyond:
    """Keep the best few paths of each party, those that pass first.

    A path through the same parties is shown once: as tied where it is tied, and else
    with as few of its steps by lanes as can be; again only where it calls one of them
    a maker whom the other does not. `tied` are the ways of tied paths, with those who
    are makers on each.
    """
    kept: list[Found] = []
    for party in sorted(found):
        rows = sorted(
            found[party],
            key=lambda f: (
                not f.path.passes,
                f.path.tiers,
                len(f.operations),
                -(f.path.grams or 0),
                -f.recent,
                f.path.key,
            ),
        )
        told, most = dict(tied), len(kept) + search().paths_per_party
        for row in rows:
            held = told.get(row.via)
            fresh = held is None or not row.makers <= held
            if fresh and len(kept) < most:
                told[row.via] = row.makers | (held or frozenset())
                kept.append(row)
    return _gathered(kept, breaks)


def _gathered(kept: list[Found], breaks: Iterable[Break]) -> Beyond:
    """Give the operations and ties of the kept paths, each once."""
    acts = [act for row in kept for act in row.operations]
    acts.sort(key=lambda act: (-act.tier, act.sources))
    operations = {act.key: act for act in acts}
    blank = (
        Break(BreakKind.MISSING_HS, act.party, act.tier, "", act.sources)
        for act in acts
        if not act.hs
    )
    ties = {
        (tie.upstream, tie.downstream, tie.sources): tie
        for row in kept
        for tie in row.path.ties[: len(row.operations)]
    }
    return Beyond(
        tuple(operations[key] for key in sorted(operations)),
        tuple(ties[key] for key in sorted(ties)),
        tuple(row.path for row in kept if row.path.passes),
        tuple(row.path for row in kept if not row.path.passes),
        (*breaks, *blank),
    )
