"""Whether next steps find what a park has: one (park, link) cell hidden at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chainmatch.evaluation.logit import Table, conditional_logit
from chainmatch.evaluation.metrics import Measure, measure, ratio
from chainmatch.gaps.related import SIGNS, Holdings, signs

RIDGE = 0.02
FIRST = 5


@dataclass(frozen=True, slots=True)
class Hidden:
    """One cell taken out: park and link by number, the signs then, and which links are choices."""

    park: int
    link: int
    table: Table
    absent: Table


@dataclass(frozen=True, slots=True)
class Recovery:
    """How well a method finds the hidden links: average precision and precision@5.

    One link is hidden at a time, so its average precision is 1 / its rank among the links that the
    park lacks, and precision@5 is 1/5 where it is among the first five, else 0. `times` is the
    first method's average precision over this one's.
    """

    method: str
    average_precision: Measure
    precision: Measure
    times: Measure


Score = Callable[[Hidden], Table]


Without = Callable[[int, int], Table]
"""What the matcher expects (parks, links) where it does not know the enterprises of a cell."""


def hidden_cells(holdings: Holdings, without: Without) -> list[Hidden]:
    """Return every cell with an enterprise, each seen as if nobody were there."""
    found = []
    for park, link in np.argwhere(holdings.counts > 0).tolist():
        counts = holdings.counts.copy()
        counts[park, link] = 0.0
        seen = replace(holdings, counts=counts, expected=without(park, link))
        absent = (counts[park] == 0).astype(np.float64)
        found.append(Hidden(park, link, signs(seen, park), absent))
    return found


def fit_weights(cells: Sequence[Hidden], ridge: float = RIDGE) -> Table:
    """Return the weight of each sign, >= 0, by a conditional logit over the absent links."""
    centred = np.stack([_centred(cell) for cell in cells])
    right = np.zeros(centred.shape[:2])
    right[np.arange(len(cells)), [cell.link for cell in cells]] = 1.0
    return conditional_logit(centred, right, np.ones(len(cells)), ridge)


def _centred(cell: Hidden) -> Table:
    """Return the signs less their mean over the choices; what is no choice has the mean."""
    choice = cell.absent > 0
    table = cell.table - cell.table[choice].mean(axis=0)
    return np.asarray(table * cell.absent[:, None], dtype=np.float64)


def recoveries(
    holdings: Holdings, without: Without, baselines: Mapping[str, Table]
) -> tuple[list[Recovery], dict[str, float]]:
    """Measure the shipped way, each sign alone and baselines; return weights fitted on all cells.

    Weights are fitted on the cells of the other parks. `baselines` are scores (parks, links).
    """
    cells = hidden_cells(holdings, without)
    of_others = {
        park: fit_weights([cell for cell in cells if cell.park != park])
        for park in {cell.park for cell in cells}
    }
    methods: dict[str, Score] = {
        "next steps, weights of other parks": lambda cell: cell.table @ of_others[cell.park]
    }
    for name, table in baselines.items():
        methods[name] = lambda cell, table=table: table[cell.park]  # type: ignore[misc]
    for i, name in enumerate(SIGNS):
        methods[f"{name} alone"] = lambda cell, i=i: cell.table[:, i]  # type: ignore[misc]
    ranks = {name: [rank(cell, score(cell)) for cell in cells] for name, score in methods.items()}
    first = next(iter(ranks.values()))
    rows = [recovery(name, of, first) for name, of in ranks.items()]
    weights = fit_weights(cells)
    return rows, {name: round(float(w), 4) for name, w in zip(SIGNS, weights, strict=True)}


def recovery(method: str, ranks: Sequence[float], first: Sequence[float]) -> Recovery:
    """Measure one way of scoring by the ranks of the hidden links, beside those of the first."""
    ours, found = [1.0 / place for place in first], [1.0 / place for place in ranks]
    within = [float(place <= FIRST) / FIRST for place in ranks]
    return Recovery(
        method,
        measure("average precision", found),
        measure(f"precision@{FIRST}", within),
        ratio("times", ours, found),
    )


def rank(cell: Hidden, score: Table) -> float:
    """Return the place of the hidden link among the absent ones, from 1; ties in the middle."""
    choices = score[cell.absent > 0]
    own = score[cell.link]
    return float(1 + (choices > own).sum() + ((choices == own).sum() - 1) / 2)
