"""An English lead in Chinese key terms: its phrases are looked up, the longest first."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from chainmatch.errors import DataError
from chainmatch.text.lexical import singular

_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
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
        """Return the Chinese terms of a normalised text in order, each once; longest phrases win.

        A phrase does not cross punctuation; words without a term give nothing.
        """
        found: dict[str, None] = {}
        for part in re.split(r"[^a-z0-9 .\-/'&+]+|(?<=[a-z])[.]\s", text.lower()):
            words = phrase_words(part)
            start = 0
            while start < len(words):
                size = self._longest(words, start)
                if size:
                    found[self._terms[words[start : start + size]]] = None
                start += size or 1
        return tuple(found)

    def _longest(self, words: tuple[str, ...], start: int) -> int:
        """Return how many words the longest known phrase at `start` has; 0 where none is known."""
        sizes = range(min(_LONGEST, len(words) - start), 0, -1)
        return next((n for n in sizes if words[start : start + n] in self._terms), 0)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        phrase, tab, term = line.partition("\t")
        if line.startswith("#"):
            continue
        if not (phrase.strip() and tab and term.strip()):
            raise DataError(f"{path.name} line {number}: {line!r} is no english<TAB>chinese")
        yield phrase.strip().lower(), term.strip()
