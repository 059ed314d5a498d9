"""Parks and links as tables of closeness, from plan, relations, enterprises and encoder."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from chainmatch.gaps.coverage import Cell
from chainmatch.gaps.related import Holdings
from chainmatch.matching.reference import Reference
from chainmatch.plan.relations import Relation


def holdings(
    reference: Reference, cells: Sequence[Cell], relations: Iterable[Relation]
) -> Holdings:
    """Return what is known of parks and links; guesses of the matcher count as `expected`."""
    parks = tuple(park.id for park in reference.parks)
    links = tuple(direction.id for direction in reference.directions)
    row, column = ({id: i for i, id in enumerate(ids)} for ids in (parks, links))
    counts, expected = np.zeros((2, len(parks), len(links)))
    for cell in cells:
        if cell.park:
            counts[row[cell.park], column[cell.link]] = len(cell.enterprises)
            expected[row[cell.park], column[cell.link]] = cell.expected
    listed, hosted = _said(reference, parks, links)
    supply = np.zeros((len(links), len(links)))
    for one in relations:
        up, down = column[one.up_link], column[one.down_link]
        if up != down:
            supply[up, down] = max(supply[up, down], one.share)
    near = reference.vectors["link_text"].astype(np.float64)
    layout = reference.vectors["park_text"].astype(np.float64)
    return Holdings(
        parks=parks,
        links=links,
        industries=tuple(direction.industry for direction in reference.directions),
        counts=counts,
        listed=listed,
        hosted=hosted,
        likeness=near @ near.T,
        supply=np.maximum(supply, supply.T),
        layout=layout @ near.T,
        reported=_reported(reference, near, parks),
        expected=expected,
    )


def _said(
    reference: Reference, parks: Sequence[str], links: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how strongly a park's own layout, and how strongly the rest, names each link."""
    listed = np.zeros((len(parks), len(links)))
    hosted = np.zeros_like(listed)
    for i, park in enumerate(parks):
        for tie in reference.graph.links_of_park(park):
            table = listed if tie.way.startswith("park lists") else hosted
            table[i, links.index(tie.link)] = tie.strength
    return listed, hosted


def _reported(
    reference: Reference, near: NDArray[np.float64], parks: Sequence[str]
) -> NDArray[np.float64]:
    """Return how near what reports name comes to each link: (parks, links), 0 without reports."""
    found = np.zeros((len(parks), len(near)))
    for said in reference.registry.focus:
        terms = reference.encoder.encode(list(said.terms)).astype(np.float64)
        row = parks.index(said.park)
        found[row] = np.maximum(found[row], (terms @ near.T).max(axis=0))
    return found
