"""Raw text of a plan -> clean blocks: headings, paragraphs joined over page breaks, table rows."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "row"]

_CJK = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’·—…"
_SPACE_AT_CJK = re.compile(rf"(?<=[{_CJK}])[ \u3000]+|[ \u3000]+(?=[{_CJK}])")
_HEADING = re.compile(r"^#+\s*")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\ue000-\uf8ff\x00-\x08\x0b-\x1f]")
_UNFINISHED = re.compile(r"[^。！？；：!?;:]$")
_NUMBERED = re.compile(r"^\d{1,2}\.(?!\d)")
_CAPTION = re.compile(r"^(专栏|表)\d|^注：|^[一二三四五六七八九十]+、")
_MARKED = re.compile(
    r"^(专栏\d|表\d|注：|——|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a whole paragraph or one table row; `line` counts from 1 in the raw text."""

    kind: Kind
    text: str
    line: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row, cleaned."""
        return tuple(clean(cell) for cell in self.text.split("\t"))


def clean(text: str) -> str:
    """Return `text` with full-width brackets and without marks or spaces beside Chinese letters."""
    text = _INVISIBLE.sub("", text.replace("\\*", "*"))
    text = text.replace("(", "（").replace(")", "）")
    return _SPACE_AT_CJK.sub("", text).strip()


def blocks(text: str) -> list[Block]:
    """Return the blocks of a plan text; sentences that a page break cuts are whole again."""
    done: list[Block] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        block = _block(raw, number)
        if done and _continues(done[-1], block):
            done[-1] = Block("paragraph", clean(done[-1].text + block.text), done[-1].line)
        else:
            done.append(block)
    return done


def _block(raw: str, number: int) -> Block:
    if "\t" in raw:
        return Block("row", raw, number)
    heading = _HEADING.match(raw.strip()) is not None
    text = clean(_BOLD.sub(r"\1", _HEADING.sub("", raw.strip())))
    return Block("heading" if heading else "paragraph", text, number)


def _continues(before: Block, block: Block) -> bool:
    """Say whether `block` goes on with the sentence that `before` leaves open."""
    return (
        before.kind == block.kind == "paragraph"
        and _UNFINISHED.search(before.text) is not None
        and not _CAPTION.match(before.text)
        and not _NUMBERED.match(block.text)
        and not _MARKED.match(block.text)
    )
