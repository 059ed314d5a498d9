"""From GB/T 4754 classes to chain links: how often leads of a class fill a link."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Counts = Mapping[str, Mapping[str, int]]
"""For each class code, how many leads written for training fill each link."""

_DIVISION, _CLASS = 1.0, 2.0  # pseudo-counts: doubt that a division's, a class's counts start with


def class_links(counts: Counts, codes: Sequence[str], links: Sequence[str]) -> NDArray[np.float64]:
    """Return the share of each link among the leads of each class: (classes, links), rows <= 1.

    A class is smoothed by its division (two digits), and that by all classes; what is missing to
    1 are leads that no link fits.
    """
    if not codes:
        return np.zeros((0, len(links)))
    place = {link: i for i, link in enumerate(links)}
    table = np.zeros((len(codes), len(links) + 1))  # the last column: no link
    for row, code in enumerate(codes):
        for link, number in counts.get(code, {}).items():
            table[row, place.get(link, len(links))] += number
    # Each class has the number of its division: a table of members would cost a tenth of a second.
    _, division = np.unique([code[:2] for code in codes], return_inverse=True)
    wide = np.zeros((division.max() + 1, table.shape[1]))
    np.add.at(wide, division, table)
    overall = table.sum(axis=0) / max(table.sum(), 1.0)
    return _smoothed(table, _smoothed(wide, overall, _DIVISION)[division], _CLASS)[:, : len(links)]


def _smoothed(
    table: NDArray[np.float64],
    prior: NDArray[np.float64],
    doubt: float,
) -> NDArray[np.float64]:
    return np.asarray((table + doubt * prior) / (table.sum(axis=1, keepdims=True) + doubt))
