"""Texts that the encoder may learn from: classification, official documents, glossary, word lists.

The evaluation cases are not among them.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_SENTENCE = re.compile(r"[。；！？\n\r]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class IndustryClass:
    """A class of GB/T 4754: code, name, and what it covers ("" where the table is silent)."""

    code: str
    name: str
    description: str


def read_classes(path: Path) -> list[IndustryClass]:
    """Read GB/T 4754 as a csv with the columns code, name, description."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            IndustryClass(row["code"], row["name"], row["description"] or "")
            for row in csv.DictReader(file)
        ]


def read_sentences(paths: Iterable[Path]) -> list[str]:
    """Return the sentences of official documents, 8 to 200 characters, each once, in simplified."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    found: dict[str, None] = {}
    for path in paths:
        for sentence in _SENTENCE.split(convert(path.read_text(encoding="utf-8"))):
            line = _SPACE.sub("", sentence).lstrip("#0123456789.、()（）一二三四五六七八九十")
            if 8 <= len(line) <= 200 and "\ufffd" not in line:
                found[line] = None
    return list(found)


def read_glossary(path: Path = _HERE / "glossary.tsv") -> list[tuple[str, str]]:
    """Return (Chinese, English) terms in the order of the file, neighbours being of one trade."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(zh, en) for zh, _, en in (line.partition("\t") for line in lines)]


def read_terms(path: Path = _HERE / "terms.txt") -> list[str]:
    """Return Chinese industrial terms, one a line."""
    return path.read_text(encoding="utf-8").split()


def halves(
    pairs: list[tuple[str, str]],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the pairs that training may see and those held out for the score: every second one."""
    return pairs[0::2], pairs[1::2]


def read_english(path: Path = _HERE / "english.txt") -> dict[str, float]:
    """Return common English words with the natural logarithm of their probability."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: float(score) for word, score in rows}


def read_dictionary() -> dict[str, int]:
    """Return jieba's Chinese words of 1 to 8 characters with counts, people's names left out."""
    import jieba

    found: dict[str, int] = {}
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as file:
        for line in file:
            word, count, tag = line.split()
            if re.fullmatch("[\u4e00-\u9fff]{1,8}", word) and not tag.startswith("nr"):
                found[word] = int(count)
    return found


def products(cls: IndustryClass) -> Iterator[str]:
    """Give the products that a class names, in its name and in its description."""
    for part in re.split(
        r"[、，；。：（）()的及和与或]|以及|包括|等", cls.name + "、" + cls.description
    ):
        term = part.strip()
        for ending in ("制造", "加工", "生产", "产品", "活动"):
            term = term.removesuffix(ending)
        if 2 <= len(term) <= 8 and re.fullmatch("[\u4e00-\u9fff]+", term):
            yield term
