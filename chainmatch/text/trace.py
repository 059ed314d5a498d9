"""Text that remembers which part of the original each of its characters came from."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

Edit = tuple[int, int, str]  # put a new text for text[start:end]


@dataclass(frozen=True, slots=True)
class Traced:
    """A rewritten text; `spans[i]` is the half-open range of the original behind character i.

    Neither end of the spans ever falls from one character to the next, so what lies behind
    any slice is one range.
    """

    text: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def whole(cls, original: str) -> Self:
        """Start from the original, each character behind itself."""
        return cls(original, tuple((i, i + 1) for i in range(len(original))))

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> "Traced":
        """Replace like `re.sub`; each character of a replacement stems from its whole match."""
        return self.edited((m.start(), m.end(), replace(m)) for m in pattern.finditer(self.text))

    def edited(self, edits: Iterable[Edit]) -> "Traced":
        """Apply edits that are in order and do not overlap; without any, return self.

        A replacement stems from all that it replaces, an insertion from the character before.
        """
        texts: list[str] = []
        spans: list[tuple[int, int]] = []
        done = 0
        for start, end, piece in edits:
            texts += self.text[done:start], piece
            spans += self.spans[done:start]
            last = max(end - 1, 0)
            spans += [(self.spans[min(start, last)][0], self.spans[last][1])] * len(piece)
            done = end
        if not texts:
            return self
        texts.append(self.text[done:])
        spans += self.spans[done:]
        return Traced("".join(texts), tuple(spans))
