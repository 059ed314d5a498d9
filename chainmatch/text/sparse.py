"""A linear text classifier with a sparse table: few labels a gram, so that many labels fit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import DataError
from chainmatch.text.linear import grams

Vector = NDArray[np.float64]


class SparseText:
    """Scores of labels for a text: a sum over its grams, each with weights for few labels."""

    def __init__(
        self,
        labels: Sequence[str],
        vocabulary: Sequence[str],
        idf: NDArray[np.float32],
        starts: NDArray[np.int64],
        places: NDArray[np.uint16],
        weights: NDArray[np.float32],
    ) -> None:
        """Take (labels,), (grams,), (grams,), (grams + 1,), and places and weights (entries,).

        Gram i has the weights `starts[i]` to `starts[i + 1]`, of the labels at their places.
        Raises DataError where these do not fit each other.
        """
        self.labels, self.vocabulary = tuple(labels), tuple(vocabulary)
        self._place = {gram: i for i, gram in enumerate(vocabulary)}
        self._idf, self._starts, self._places, self._weights = idf, starts, places, weights
        self._check()

    def _check(self) -> None:
        grams_known, entries = len(self._place), len(self._weights)
        whole = len(self._idf) == len(self.vocabulary) == grams_known == len(self._starts) - 1
        filled = self._starts[0] == 0 and self._starts[-1] == entries == len(self._places)
        rising = bool((np.diff(self._starts) >= 0).all())
        if not (whole and filled and rising and self._places.max(initial=0) < len(self.labels)):
            raise DataError("the parts of the sparse text classifier do not fit each other")

    @classmethod
    def from_table(
        cls,
        labels: Sequence[str],
        vocabulary: Sequence[str],
        idf: NDArray[np.float32],
        table: NDArray[np.float32],
        entries: int,
    ) -> "SparseText":
        """Keep the `entries` weights of a table (grams, labels) that are greatest either way."""
        size = np.abs(table)
        least = np.partition(size, -entries, axis=None)[-entries] if entries < size.size else 0.0
        rows, columns = np.nonzero((size >= least) & (size > 0))
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(table)))])
        return cls(labels, vocabulary, idf, starts, columns.astype(np.uint16), table[rows, columns])

    @classmethod
    def from_arrays(cls, stored: Mapping[str, NDArray[Any]]) -> "SparseText":
        """Read what `arrays` gave; raises KeyError or DataError where it is something else."""
        return cls(
            _texts(stored["labels"]),
            _texts(stored["vocabulary"]),
            stored["idf"].astype(np.float32),
            stored["starts"].astype(np.int64),
            stored["places"],
            stored["weights"].astype(np.float32),
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the classifier as arrays for a file; numbers are in half precision."""
        return {
            "labels": _bytes(self.labels),
            "vocabulary": _bytes(self.vocabulary),
            "idf": self._idf.astype(np.float16),
            "starts": self._starts.astype(np.uint32),
            "places": self._places,
            "weights": self._weights.astype(np.float16),
        }

    def scores(self, text: str) -> Vector:
        """Return (labels,) scores of a normalised text; 0 where no gram is known.

        Values of grams are (1 + ln tf) idf with L2 norm 1 over the known ones.
        """
        counts = Counter(gram for gram in grams(text) if gram in self._place)
        if not counts:
            return np.zeros(len(self.labels))
        found = np.array([self._place[gram] for gram in counts], dtype=np.intp)
        values = (1 + np.log(np.array(list(counts.values())))) * self._idf[found]
        values = values / max(float(np.linalg.norm(values)), 1e-12)
        sizes = self._starts[found + 1] - self._starts[found]
        # The entries of all grams in a row: each gram's start, and then one by one.
        first = np.repeat(self._starts[found] - (np.cumsum(sizes) - sizes), sizes)
        at = first + np.arange(int(sizes.sum()))
        parts = np.repeat(values, sizes) * self._weights[at]
        sums = np.bincount(self._places[at], weights=parts, minlength=len(self.labels))
        return np.asarray(sums, dtype=np.float64)


def _bytes(texts: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _texts(stored: NDArray[np.uint8]) -> list[str]:
    return bytes(stored).decode().split("\n")
