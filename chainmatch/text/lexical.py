"""Words of a text, and BM25 over small collections with what each word adds."""

import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import UnknownIdError
from chainmatch.text.vocabulary import DOMAIN_WORDS, STOP_WORDS

K1 = 1.5  # how soon the repetition of a word stops to count
B = 0.75  # how much a long document is held against its words: 0 not at all, 1 in full

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WEST = rf"[^\W_{_HAN}]"
_RUN = re.compile(rf"(?P<chinese>[{_HAN}]+)|{_WEST}+(?:[-+.]{_WEST}+)*")
_DOMAIN_FREQUENCY = 10_000  # far above what the parts of a domain word have together
_SINGULAR = (
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=[a-z])(?<=ch|sh|ss|.x)es$"), ""),
    (re.compile(r"(?<=[a-z]{2})(?<![sui])s$"), ""),
)


def words(text: str) -> list[str]:
    """Return the words of a normalised text in order, repeats included.

    Chinese compounds come with their parts (正极, 材料, 正极材料), English words in lower case
    and singular, hyphenated ones with their parts. Numbers and words that say nothing are out.
    """
    return [word for word in _all_words(text) if word not in STOP_WORDS]


def _all_words(text: str) -> Iterator[str]:
    cut = _chinese_cutter()
    for run in _RUN.finditer(text.lower()):
        if run["chinese"]:
            yield from cut(run[0])
        else:
            yield from _western(run[0])


def _western(run: str) -> Iterator[str]:
    parts = [part for part in re.split(r"[-+.]", run) if len(part) > 1 and not part.isdigit()]
    yield from map(singular, parts)
    if len(parts) > 1:
        yield singular(run)


def singular(word: str) -> str:
    """Return an English word in lower case without the ending of its plural, by three rules."""
    for ending, instead in _SINGULAR:
        if ending.search(word):
            return ending.sub(instead, word)
    return word


@functools.cache
def _chinese_cutter() -> Callable[[str], list[str]]:
    import rjieba  # 0.1 s: it loads its dictionary

    for word in DOMAIN_WORDS:
        rjieba.add_word(word, _DOMAIN_FREQUENCY, "n")
    return rjieba.cut_for_search


class LexicalIndex:
    """BM25 (the Lucene variant) over up to some thousand short documents."""

    def __init__(
        self,
        documents: Iterable[tuple[str, str]],
    ) -> None:
        """Index (id, normalised text) pairs; raises ValueError where an id comes twice."""
        counts = {}
        for name, text in documents:
            if name in counts:
                raise ValueError(f"document {name!r} comes twice")
            counts[name] = Counter(words(text))
        self.ids = tuple(counts)
        self._place = {name: i for i, name in enumerate(self.ids)}
        self._postings = _postings(list(counts.values()))

    def query(self, text: str) -> Mapping[str, int]:
        """Return the words of a query with their counts, to ask several questions at one price."""
        return Counter(words(text))

    def scores(self, query: str | Mapping[str, int]) -> NDArray[np.float32]:
        """Return (documents,), in the order of `ids`, >= 0; 0 where no word is shared."""
        places, weights = [_NOWHERE], [_NO_WEIGHT]
        for word, times in self._counted(query).items():
            if posting := self._postings.get(word):
                places.append(posting[0])
                weights.append(posting[1] * times)
        total = np.bincount(np.concatenate(places), np.concatenate(weights), len(self.ids))
        return total.astype(np.float32)

    def contributions(
        self, query: str | Mapping[str, int], document: str
    ) -> list[tuple[str, float]]:
        """Return what each shared word adds to the score, the greatest first, then by word.

        The sum is the score of the document. Raises UnknownIdError for an unknown id.
        """
        if document not in self._place:
            raise UnknownIdError(f"document {document!r} is not in the index")
        place = self._place[document]
        found: list[tuple[str, float]] = []
        for word, times in self._counted(query).items():
            places, weights = self._postings.get(word, (_NOWHERE, _NO_WEIGHT))
            at = int(places.searchsorted(place))
            if at < len(places) and places[at] == place:
                found.append((word, float(weights[at]) * times))
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _counted(self, query: str | Mapping[str, int]) -> Mapping[str, int]:
        return self.query(query) if isinstance(query, str) else query


def idf(documents: int, holding: int) -> float:
    """Return how telling a word is that `holding` of the documents hold: > 0, natural log."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def saturation(times: int, length: int, mean_length: float) -> float:
    """Return what `times` occurrences count for in a document of `length` words: in [0, 1)."""
    return times / (times + K1 * (1 - B + B * length / mean_length))


_Posting = tuple[NDArray[np.intp], NDArray[np.float64]]  # documents, rising, and weights > 0
_NOWHERE = np.zeros(0, dtype=np.intp)
_NO_WEIGHT = np.zeros(0, dtype=np.float64)


def _postings(counts: list[Counter[str]]) -> dict[str, _Posting]:
    lengths = [count.total() for count in counts]
    mean_length = sum(lengths) / max(1, len(lengths))
    held: dict[str, list[tuple[int, float]]] = {}
    for place, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        for word, times in count.items():
            held.setdefault(word, []).append((place, saturation(times, length, mean_length)))
    return {
        word: (
            np.array([place for place, _ in pairs], dtype=np.intp),
            np.array([part for _, part in pairs]) * idf(len(counts), len(pairs)),
        )
        for word, pairs in held.items()
    }
