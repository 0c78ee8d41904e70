"""What the seller of a lane did, as far as a store knows: his role and his goods."""

from collections.abc import Callable
from datetime import timedelta

from whence.model.chain import Claim, Fact, Operation
from whence.model.party import Role
from whence.model.source import Grade
from whence.trace.evidence import Leg
from whence.trace.lanes import Lanes
from whence.trace.months import EPOCH


class StoredActs:
    """Writes the acts of sellers along paths of a store's lanes."""

    def __init__(self, role_of: Callable[[int], Role]) -> None:
        """Take what tells the role that a party's names betray."""
        self._role_of = role_of

    def operation(self, lanes: Lanes, leg: Leg, tier: int) -> Operation:
        """Give the act of a lane's seller: a maker where one record calls him so."""
        at = int(lanes.src[leg.lane])
        code = lanes.codes[lanes.hs[leg.lane]]
        role, grade = Role.MAKER, Grade.RECORDED
        if not lanes.as_maker(leg.lane):
            role, grade = self._role_of(at), Grade.INFERRED
            if role is Role.UNKNOWN:
                role, grade = Role.SELLER, Grade.RECORDED
        undated = Fact(Claim.ROLE, role.value, grade, leg.sources, "undated")
        return Operation(
            key=f"lane|{lanes.parties[int(lanes.dst[leg.lane])]}"
            f"|{lanes.parties[at]}|{code}",
            party=lanes.parties[at],
            role=role,
            role_grade=grade,
            tier=tier,
            hs=code,
            day=None if leg.undated else EPOCH + timedelta(leg.day),
            grams=leg.grams,
            facts=(undated,) if leg.undated else (),
            sources=leg.sources,
        )
