"""A linear text classifier at run time: character runs and words, their weights, and why.

Built by chainmatch.training with scikit-learn; read here with numpy alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import DataError
from chainmatch.text.lexical import words

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_LONGEST = 3  # characters of a Chinese run
_WESTERN = 4  # characters of a piece of a Western word, its ends marked


def grams(text: str) -> list[str]:
    """Return the character runs and words of a normalised text, repeats included.

    Chinese runs of one to three characters, Western words and their pieces of four characters
    (numbers alone are out), and the words of the lexical index marked `w:`.
    """
    found: list[str] = []
    for match in _RUN.finditer(text):
        run = match[0]
        if run[0] >= "\u3400":
            for size in range(1, _LONGEST + 1):
                found += [run[i : i + size] for i in range(len(run) - size + 1)]
        elif not run.isdigit():
            marked = f"<{run}>"
            found.append(run)
            found += [marked[i : i + _WESTERN] for i in range(len(marked) - _WESTERN + 1)]
    return found + [f"w:{word}" for word in words(text)]


@dataclass(frozen=True, slots=True)
class Reading:
    """The grams of one text that a model knows: values (grams,), weights (grams, labels)."""

    grams: tuple[str, ...]
    values: NDArray[np.float32]
    weights: NDArray[np.float32]


class LinearText:
    """Scores of labels for a text: a sum over its grams, so each part can be shown."""

    def __init__(
        self,
        labels: Sequence[str],
        vocabulary: Sequence[str],
        idf: NDArray[np.float32],
        weights: NDArray[np.float32],
        intercept: NDArray[np.float32],
    ) -> None:
        """Take (labels,), (grams,), (grams,), (grams, labels) and (labels,)."""
        self.labels = tuple(labels)
        self._place = {gram: i for i, gram in enumerate(vocabulary)}
        self._idf, self._weights, self._intercept = idf, weights, intercept

    @classmethod
    def from_file(cls, path: Path) -> "LinearText":
        """Read a model; raises DataError where the file is none."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                return cls(
                    bytes(stored["labels"]).decode().split("\n"),
                    bytes(stored["vocabulary"]).decode().split("\n"),
                    stored["idf"].astype(np.float32),
                    stored["weights"].astype(np.float32),
                    stored["intercept"].astype(np.float32),
                )
        except (OSError, KeyError, ValueError) as error:
            raise DataError(f"{path.name} is no text classifier: {error}") from error

    def write(self, path: Path) -> None:
        """Write the model; weights are kept in half precision, which moves no ranking here."""
        vocabulary = "\n".join(self._place).encode()
        labels = "\n".join(self.labels).encode()
        np.savez_compressed(
            path,
            labels=np.frombuffer(labels, dtype=np.uint8),
            vocabulary=np.frombuffer(vocabulary, dtype=np.uint8),
            idf=self._idf.astype(np.float16),
            weights=self._weights.astype(np.float16),
            intercept=self._intercept.astype(np.float16),
        )

    def read(self, text: str) -> "Reading":
        """Return the known grams of a text with their values: (1 + ln tf) idf, L2 norm 1."""
        counts = Counter(gram for gram in grams(text) if gram in self._place)
        places = np.array([self._place[gram] for gram in counts], dtype=np.intp)
        times = np.array(list(counts.values()), dtype=np.float32)
        values = (1 + np.log(times)) * self._idf[places]
        norm = float(np.linalg.norm(values))
        values = (values / norm if norm else values).astype(np.float32)
        return Reading(tuple(counts), values, self._weights[places])

    def scores(self, text: "str | Reading") -> NDArray[np.float64]:
        """Return (labels,) log-odds-like scores; the intercepts alone where no gram is known."""
        read = self.read(text) if isinstance(text, str) else text
        return np.asarray(read.values @ read.weights + self._intercept, dtype=np.float64)

    def contributions(self, text: "str | Reading", label: str) -> list[tuple[str, float]]:
        """Return what each gram adds to a label above its mean over labels, greatest first."""
        read = self.read(text) if isinstance(text, str) else text
        column = read.weights[:, self.labels.index(label)] - read.weights.mean(axis=1)
        found = zip(read.grams, (read.values * column).tolist(), strict=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))
