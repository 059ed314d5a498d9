"""One spelling for matching, with the way back to what was written."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from chainmatch.text.boilerplate import strip_boilerplate
from chainmatch.text.script import simplify
from chainmatch.text.trace import Traced

# Format characters (zero width, direction, soft hyphen, BOM, tags), variation selectors, fillers
# that count as letters, and lone surrogates, which no encoder takes.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# Controls, every kind of space, private glyphs, replacement characters and masks (兰州**科技).
_BLANK = re.compile(
    r"(?:[\s\x00-\x1f\x7f-\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\ue000-\uf8ff\ufffc\ufffd]"
    r"|\*{2,}|＊{2,}|[\U000f0000-\U0010ffff])+"
)
# The end of a line, with the blank lines after it. It says where a clause ends only after a blank
# line, before a list mark or after a line too short to be wrapped; else the sentence goes on.
_LINE_END = re.compile(r"(?<=\S)[ \t\xa0\u3000]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])\s*")
_LIST_MARK = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、.．]|[-*•·●■◆①-⑳]")
_SHORT_LINE = 15
_STOPS = frozenset("。；;，,、：:.!?！？(（")
# All but plain lower-case ASCII and Han, each with the marks that sit on it.
_FOLDABLE = re.compile(
    r"[^\x00-\x40\x5b-\x7f\u3001\u3002\u3400-\u4db5\u4e00-\u9fa5\u0300-\u036f]"
    r"[\u0300-\u036f\u3099\u309a]*|[\x00-\x40\x5b-\x7f][\u0300-\u036f]+"
)
_ALIKE = str.maketrans(
    {**dict.fromkeys("“”„‟«»「」『』〝〞″", '"'), **dict.fromkeys("‘’‚‛′`´", "'"),
     **dict.fromkeys("‐‑‒–—―−─", "-"), **dict.fromkeys("•‧∙⋅・●■◆▪", "·"), "〔": "[", "〕": "]"}
)  # fmt: skip
_WIDE = r"[\u2e80-\u2fdf\u3001-\u30ff\u31c0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SPACE = re.compile(rf"^ +| +$|(?<={_WIDE}) +| +(?={_WIDE})| {{2,}}")


MOST_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text as matching sees it, and where each of its characters came from.

    `spans[i]` is the half-open range of `original` behind `text[i]`; neither end ever falls.
    """

    text: str
    original: str
    spans: tuple[tuple[int, int], ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of `original` behind `text[start:end]`, within its bounds.

        An empty slice gives an empty range. Raises IndexError unless 0 <= start <= end <= length.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"[{start}, {end}) is not within 0 and {len(self.text)}")
        if start == end:
            at = self.spans[start][0] if start < len(self.spans) else len(self.original)
            return at, at
        return self.spans[start][0], self.spans[end - 1][1]


def normalise(text: str) -> Normalised:
    """Bring any text to the one spelling that matching compares; never raises.

    Invisible characters go, controls and masks become spaces, width and case are folded,
    traditional script becomes simplified, spaces beside Chinese go, and so do the phrases of
    business licences; the end of a line becomes `;` where it ends a clause. Normalising the
    result again changes nothing.
    """
    traced, before = Traced.whole(text), None
    # The second round is there to change nothing. More are needed where taking something out
    # brings two halves of a phrase together; a text built to need many is left after some.
    for _ in range(MOST_ROUNDS):
        if traced.text == before:
            break
        before = traced.text
        for step in STEPS:
            traced = step(traced)
    return Normalised(traced.text, text, traced.spans)


def has_letters(text: str) -> bool:
    """Tell whether at least one visible character is a letter or a Chinese character."""
    return any(character.isalpha() for character in _INVISIBLE.sub("", text))


def _drop_invisible(traced: Traced) -> Traced:
    return traced.sub(_INVISIBLE, lambda _: "")


def _end_lines(traced: Traced) -> Traced:
    return traced.sub(_LINE_END, _line_end)


def _line_end(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    if end == len(text) or text[start - 1] in _STOPS:
        return " "
    line = start - max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) - 1
    wide = re.match(_WIDE, text[start - 1]) and re.match(_WIDE, text[end])
    blank = len(found[0].splitlines()) > 1
    return ";" if (wide and line < _SHORT_LINE) or blank or _LIST_MARK.match(text, end) else " "


def _blank(traced: Traced) -> Traced:
    return traced.sub(_BLANK, lambda _: " ")


def _fold(traced: Traced) -> Traced:
    return traced.sub(_FOLDABLE, lambda found: _folded(found[0]))


def _folded(cluster: str) -> str:
    folded = cluster
    for _ in range(4):  # 'ϓ' and the like need two rounds
        before = folded
        folded = unicodedata.normalize("NFKC", folded.translate(_ALIKE)).lower()
        if folded == before:
            break
    return folded


def _collapse(traced: Traced) -> Traced:
    return traced.sub(_SPACE, lambda found: " " if _between_words(found) else "")


def _between_words(found: re.Match[str]) -> bool:
    at, end = found.span()
    inner = at > 0 and end < len(found.string)
    return (
        inner
        and not re.match(_WIDE, found.string[at - 1])
        and not re.match(_WIDE, found.string[end])
    )


STEPS: tuple[Callable[[Traced], Traced], ...] = (
    _drop_invisible,
    _end_lines,
    _blank,
    _fold,
    simplify,
    _collapse,
    strip_boilerplate,
)
