"""An English lead in Chinese key terms: its phrases are looked up, the longest first."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from chainmatch.errors import DataError
from chainmatch.text.lexical import singular

_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
_JOINT = re.compile(r"[ \-/'&+]+")  # what may stand between the words of a phrase
_LONGEST = 5  # words of a phrase
_HAN = re.compile(r"[\u3400-\u9fff]")
_CHINESE_SHARE = 0.1


def western(text: str) -> bool:
    """Say whether a normalised text is written in Western letters rather than Chinese."""
    return len(_HAN.findall(text)) < _CHINESE_SHARE * len(text)


def phrase_words(text: str) -> tuple[str, ...]:
    """Return the words of a lower-case English text as phrases are compared: singular, no marks."""
    return tuple(singular(word) for word in _WORD.findall(text))


class EnglishTerms:
    """English phrases of industry with the Chinese term of each."""

    def __init__(self, read: Callable[[], Mapping[str, str]]) -> None:
        """Take what reads Chinese terms by English phrase: asked at the first English lead."""
        self._read = read

    @classmethod
    def from_tsv(cls, path: Path) -> "EnglishTerms":
        """Take a file of `english<TAB>chinese` lines, `#` before a remark; it is read when needed.

        Then DataError names a line that is none.
        """
        return cls(lambda: dict(_pairs(path)))

    @cached_property
    def _terms(self) -> Mapping[tuple[str, ...], str]:
        return {phrase_words(phrase): term for phrase, term in self._read().items()}

    def bridged(self, text: str) -> str:
        """Return a normalised Western text with its Chinese terms before it; others as they are."""
        terms = self.render(text) if western(text) else ()
        return "、".join(terms) + ";" + text if terms else text

    def render(self, text: str) -> tuple[str, ...]:
        """Return the Chinese terms of a normalised text in order, each once."""
        return tuple(dict.fromkeys(term for _, _, term in self.found(text)))

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the half-open place of each known phrase and its Chinese term, in order.

        The longest phrase wins; none crosses punctuation; words without a term give nothing.
        """
        places = [found.span() for found in _WORD.finditer(text)]
        words = [singular(text[start:end]) for start, end in places]
        at = 0
        while at < len(words):
            size = self._longest(text, words, places, at)
            if size:
                term = self._terms[tuple(words[at : at + size])]
                yield places[at][0], places[at + size - 1][1], term
            at += size or 1

    def _longest(
        self, text: str, words: Sequence[str], places: Sequence[tuple[int, int]], at: int
    ) -> int:
        """Return how many words the longest known phrase at a word has; 0 where none is known."""
        most = 1
        while most < min(_LONGEST, len(words) - at) and _JOINT.fullmatch(
            text, places[at + most - 1][1], places[at + most][0]
        ):
            most += 1
        return next((n for n in range(most, 0, -1) if tuple(words[at : at + n]) in self._terms), 0)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        phrase, tab, term = line.partition("\t")
        if line.startswith("#"):
            continue
        if not (phrase.strip() and tab and term.strip()):
            raise DataError(f"{path.name} line {number}: {line!r} is no english<TAB>chinese")
        yield phrase.strip().lower(), term.strip()
