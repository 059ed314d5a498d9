"""Clauses of a text: what is shown as the place that a result rests on."""

import re
from dataclasses import dataclass

# An enumeration (研发、生产、销售) is one clause. A comma or a point between digits is part of a
# number, and a point inside a word (2,4-滴, no.3, example.com) ends nothing.
_END = re.compile(r"[。;；!！?？\n\r]+|(?<!\d)[,，]+|[,，]+(?!\d)|\.+(?=\s|$)|[:：](?!//)")
_SOLID = re.compile(r"\S(?:.*\S)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text: `text` is what stands from `start` up to, not including, `end`."""

    start: int
    end: int
    text: str


def clauses(text: str) -> list[Span]:
    """Split a text at Chinese and English punctuation, in order and without overlap.

    The punctuation and the spaces around a clause are not part of it; a text of nothing but
    these has no clauses.
    """
    spans: list[Span] = []
    start = 0
    for end, after in [*(mark.span() for mark in _END.finditer(text)), (len(text), len(text))]:
        solid = _SOLID.search(text, start, end)
        if solid and any(character.isalnum() for character in solid[0]):
            spans.append(Span(solid.start(), solid.end(), solid[0]))
        start = after
    return spans
