"""Which leads to take within a budget, so that together they close the most weighted gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import InputError

if TYPE_CHECKING:
    from scipy.optimize import OptimizeResult

_EXACT = 60  # leads up to which the exact set is sought
_SECONDS = 20.0  # after which the best set found so far is taken, with its bound
_SLACK = 1e-9

Method = Literal["exact", "greedy"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A lead that may be taken: what it needs, and the chance that it closes each gap.

    `needs` holds stated figures by name (land_mu, energy_tce …); a figure that was not stated is
    absent and counts as 0: `unstated` names those that the budget limits. `closes` has chances in
    (0, 1] by gap. `park` is where it would go.
    """

    id: str
    park: str
    needs: Mapping[str, float]
    closes: Mapping[str, float]
    unstated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The budget: how many leads, and how much of each figure, overall and by (park, figure)."""

    count: int
    figures: Mapping[str, float]
    parks: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The chosen leads, the worth that they close, and a bound that no set can exceed.

    worth = sum over gaps of its weight x min(1, sum of the chances of the chosen leads).
    """

    method: Method
    chosen: tuple[str, ...]
    worth: float
    bound: float
    used: Mapping[str, float]


def choose(
    offers: Sequence[Offer],
    weights: Mapping[str, float],
    limits: Limits,
    method: Method | None = None,
) -> Portfolio:
    """Return the best set within the limits; without a method exact for few leads, else greedy.

    `weights` are the priorities of the gaps, >= 0. Raises InputError for a negative budget.
    """
    for name, most in {"count": float(limits.count), **limits.figures}.items():
        if not most >= 0:
            raise InputError(f"budget {name}={most:g} is impossible; allowed is 0 or more")
    problem = _Problem(offers, weights, limits)
    if method is None:
        method = "exact" if len(offers) <= _EXACT else "greedy"
    if not offers or not problem.gaps:
        return Portfolio(method, (), 0.0, 0.0, dict.fromkeys(limits.figures, 0.0))
    if method == "exact":
        picked, bound, method = problem.exact()
    else:
        picked, bound = problem.greedy()
    chosen = tuple(offers[i].id for i in sorted(picked))
    used = {name: sum(offers[i].needs.get(name, 0.0) for i in picked) for name in limits.figures}
    return Portfolio(method, chosen, problem.worth(picked), max(0.0, bound), used)


def curve(
    offers: Sequence[Offer], weights: Mapping[str, float], limits: Limits
) -> tuple[tuple[int, float], ...]:
    """Return the worth of the best set for each number of leads up to the limit (count, worth)."""
    counts = range(1, min(limits.count, len(offers)) + 1)
    rows = [
        (n, choose(offers, weights, Limits(n, limits.figures, limits.parks)).worth) for n in counts
    ]
    return tuple(rows)


class _Problem:
    """The offers as arrays: chances (offers, gaps), needs (limits, offers), rooms (limits,)."""

    def __init__(
        self, offers: Sequence[Offer], weights: Mapping[str, float], limits: Limits
    ) -> None:
        self.gaps = sorted({gap for o in offers for gap in o.closes if weights.get(gap, 0) > 0})
        self.weight = np.array([weights[gap] for gap in self.gaps])
        self.chance = np.array([[o.closes.get(gap, 0.0) for gap in self.gaps] for o in offers])
        rows = [np.ones(len(offers))]
        room = [float(limits.count)]
        for name, most in limits.figures.items():
            rows.append(np.array([o.needs.get(name, 0.0) for o in offers]))
            room.append(most)
        for (park, name), most in limits.parks.items():
            inside = [o.needs.get(name, 0.0) if o.park == park else 0.0 for o in offers]
            rows.append(np.array(inside))
            room.append(most)
        self.need, self.room = np.array(rows), np.array(room)

    def worth(self, picked: Sequence[int]) -> float:
        """Return what a set closes."""
        if not picked:
            return 0.0
        covered = np.minimum(1.0, self.chance[list(picked)].sum(axis=0))
        return float(covered @ self.weight)

    def exact(self) -> tuple[list[int], float, Method]:
        """Return the best set by a mixed integer programme (HiGHS), and its proven bound.

        Where time runs out before that is proven, the better of what it found and the greedy set,
        which is called so.
        """
        result = self._solve(whole=True)
        chosen = np.zeros(len(self.chance)) if result.x is None else result.x[: len(self.chance)]
        picked = [int(i) for i in np.flatnonzero(chosen > 0.5)]
        if result.status == 0:
            return picked, -float(result.mip_dual_bound), "exact"
        greedy, bound = self.greedy()
        return max(greedy, picked, key=self.worth), bound, "greedy"

    def greedy(self) -> tuple[list[int], float]:
        """Return a set by best gain for what it takes of the scarcest room, and the LP's bound.

        Of this set and the best single lead the better is taken (Khuller et al. 1999 for one
        budget); with several budgets no share is promised, so the bound is computed.
        """
        picked = self._by_gain()
        singles = [[i] for i in range(len(self.chance)) if self._fits([i])]
        best = max([picked, *singles], key=self.worth)
        return best, -float(self._solve(whole=False).fun)

    def _by_gain(self) -> list[int]:
        picked: list[int] = []
        left = set(range(len(self.chance)))
        covered = np.zeros(len(self.gaps))
        with np.errstate(divide="ignore", invalid="ignore"):
            size = np.nan_to_num(self.need / self.room[:, None], posinf=np.inf).max(axis=0)
        while left:
            fitting = [i for i in left if self._fits([*picked, i])]
            if not fitting:
                break
            gain = {
                i: float(
                    (np.minimum(1.0, covered + self.chance[i]) - np.minimum(1.0, covered))
                    @ self.weight
                )
                for i in fitting
            }
            best = max(fitting, key=lambda i: (gain[i] / max(size[i], _SLACK), -i))
            if gain[best] <= _SLACK:
                break
            picked.append(best)
            covered += self.chance[best]
            left.discard(best)
        return picked

    def _fits(self, picked: Sequence[int]) -> bool:
        return bool((self.need[:, list(picked)].sum(axis=1) <= self.room + _SLACK).all())

    def _solve(self, *, whole: bool) -> "OptimizeResult":
        from scipy.optimize import Bounds, LinearConstraint, milp

        offers, gaps = self.chance.shape
        cost = np.concatenate([np.zeros(offers), -self.weight])
        rooms = LinearConstraint(
            np.hstack([self.need, np.zeros((len(self.room), gaps))]), ub=self.room
        )
        # A gap is closed by at most the chances of what is taken, and at most once.
        closed = LinearConstraint(np.hstack([-self.chance.T, np.eye(gaps)]), ub=np.zeros(gaps))
        integral: NDArray[np.int64] = np.concatenate(
            [np.full(offers, int(whole)), np.zeros(gaps, dtype=np.int64)]
        )
        return milp(
            cost,
            constraints=[rooms, closed],
            integrality=integral,
            bounds=Bounds(0, 1),
            # The bound of the greedy set needs the programme without whole numbers solved.
            options={"mip_rel_gap": 0.0, "time_limit": _SECONDS if whole else np.inf},
        )
