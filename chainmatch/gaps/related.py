"""Which links lie next to what a park has: proximity of links, by several signs that add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

SIGNS = (
    *("density", "likeness", "supply", "industry", "listed"),
    *("hosted", "popular", "layout", "reported", "expected"),
)
"""density: the park holds what often stands together with the link; likeness: links of the park
are near in meaning; supply: they supply it or use it; industry: they are of its industry; listed
and hosted: what the plan says of it and the park; popular: how many enterprises of the region do
it; layout: the park's layout is near in meaning; reported: so is what reports say that the park
holds; expected: enterprises that nobody has placed would be there by the matcher."""

_NEAREST = 2  # links of the park that likeness and supply are the mean of


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is known of parks and links, rows and columns in plan order.

    `counts` (parks, links) are known enterprises and `expected` sums of chances, >= 0; `listed`
    and `hosted` (parks, links) strengths in [0, 1]; `likeness` and `supply` (links, links),
    `layout` and `reported` (parks, links) closeness in [-1, 1]; `industries` names that of each
    link.
    """

    parks: tuple[str, ...]
    links: tuple[str, ...]
    industries: tuple[str, ...]
    counts: Table
    listed: Table
    hosted: Table
    likeness: Table
    supply: Table
    layout: Table
    reported: Table
    expected: Table


@dataclass(frozen=True, slots=True)
class NextStep:
    """A link that the park does not have yet; `parts` add up to the score, by sign."""

    link: str
    score: float
    parts: Mapping[str, float]


def next_steps(holdings: Holdings, park: str, weights: Mapping[str, float]) -> tuple[NextStep, ...]:
    """Return the links that a park lacks, the nearest first; ties in the order of the plan."""
    row = holdings.parks.index(park)
    table = signs(holdings, row) * np.array([weights[name] for name in SIGNS])
    absent = np.flatnonzero(holdings.counts[row] == 0)
    order = absent[np.argsort(-table[absent].sum(axis=1), kind="stable")]
    return tuple(
        NextStep(
            holdings.links[i],
            float(table[i].sum()),
            dict(zip(SIGNS, table[i].tolist(), strict=True)),
        )
        for i in order
    )


def signs(holdings: Holdings, row: int) -> Table:
    """Return the signs of every link for one park: (links, signs), each >= 0 but closeness."""
    counts = holdings.counts
    has = counts > 0
    held = np.flatnonzero(has[row])
    named = np.array([industry in _industries(holdings, held) for industry in holdings.industries])
    return np.stack(
        [
            density(has)[row],
            _nearest(holdings.likeness, held),
            _nearest(holdings.supply, held),
            named.astype(np.float64),
            holdings.listed[row],
            holdings.hosted[row],
            np.log1p(counts.sum(axis=0)),
            holdings.layout[row],
            holdings.reported[row],
            np.log1p(holdings.expected[row]),
        ],
        axis=1,
    )


def proximity(has: NDArray[np.bool_]) -> Table:
    """Return how often two links stand together: (links, links), in [0, 1], 0 on the diagonal.

    The smaller of the two conditional shares over parks (Hidalgo et al. 2007); a link that no
    park has is near to none.
    """
    held = has.astype(np.float64)
    together, alone = held.T @ held, held.sum(axis=0)
    most = np.maximum(alone[:, None], alone[None, :])
    near: Table = np.divide(together, most, out=np.zeros_like(together), where=most > 0)
    np.fill_diagonal(near, 0.0)
    return near


def density(has: NDArray[np.bool_]) -> Table:
    """Return the share of a link's proximity that a park holds: (parks, links), in [0, 1].

    Hidalgo et al. (2007); 0 for a link that is near to none.
    """
    near = proximity(has)
    total = near.sum(axis=0)
    part = has.astype(np.float64) @ near
    most = np.broadcast_to(total, part.shape)
    share: Table = np.divide(part, most, out=np.zeros_like(part), where=most > 0)
    return share


def complexity(has: NDArray[np.bool_]) -> tuple[Table, Table]:
    """Return the complexity of parks (parks,) and links (links,), mean 0 and deviation 1.

    The second eigenvector of the walk between parks over links (Hausmann et al. 2014), its sign
    such that parks with more links have more. Rows and columns without any entry are left out of
    it and get nan, as does everything where fewer than three parks have a link.
    """
    rows, columns = has.any(axis=1), has.any(axis=0)
    parks, links = np.full(has.shape[0], np.nan), np.full(has.shape[1], np.nan)
    kept = has[rows][:, columns].astype(np.float64)
    if kept.shape[0] < 3 or kept.shape[1] < 2:
        return parks, links
    diversity, ubiquity = kept.sum(axis=1), kept.sum(axis=0)
    # Similar to the walk's matrix and symmetric: its eigenvectors are real.
    half = kept / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)[None, :]
    _, vectors = np.linalg.eigh(half @ half.T)
    value = _standard(vectors[:, -2] / np.sqrt(diversity))
    sign = np.sign(np.corrcoef(value, diversity)[0, 1]) if np.ptp(diversity) > 0 else 1.0
    value = value * (sign or 1.0)
    parks[rows] = value
    links[columns] = _standard(kept.T @ value / ubiquity)
    return parks, links


def _standard(values: Table) -> Table:
    spread = values.std()
    centred: Table = values - values.mean()
    return centred / spread if spread > 0 else centred


def _nearest(table: Table, held: NDArray[np.intp]) -> Table:
    """Return the mean closeness of each link to the nearest links that are held: (links,)."""
    if not len(held):
        return np.zeros(table.shape[1])
    nearest: Table = np.sort(table[held], axis=0)[-_NEAREST:]
    return np.asarray(nearest.mean(axis=0), dtype=np.float64)


def _industries(holdings: Holdings, held: Sequence[int] | NDArray[np.intp]) -> set[str]:
    return {holdings.industries[i] for i in held}
