"""Evaluation cases and the plan's directions, as the scores need them; never part of training."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

_BOX = re.compile(r"^#+\s*专栏\s*(\d+)")
_ITEM = re.compile(r"^\s*(\d+)\.\s*(.+)$")
_FIRST, _LAST = 9, 21  # boxes that hold directions


@dataclass(frozen=True, slots=True)
class Case:
    """A known enterprise: what it does, at length and in a note, where it is, its directions."""

    name: str
    desc: str
    desc_short: str
    park: str | None
    core: tuple[str, ...]
    accept: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    """Read one case a line of jsonl; fields that are missing count as empty."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Case(
            name=row.get("name") or "",
            desc=row["desc"],
            desc_short=row.get("desc_short") or row["desc"],
            park=row.get("park"),
            core=tuple(row.get("directions_core") or ()),
            accept=tuple(row.get("directions_accept") or ()),
        )
        for row in rows
    ]


def read_directions(plan: Path) -> dict[str, str]:
    """Return the text of each direction by id (`box.item`) from the plan's text, boxes 9 to 21."""
    found: dict[str, str] = {}
    box = 0
    for line in plan.read_text(encoding="utf-8").splitlines():
        if head := _BOX.match(line):
            box = int(head[1])
        elif line.startswith("#"):
            box = 0
        elif _FIRST <= box <= _LAST and (item := _ITEM.match(line)):
            # The next section begins with a numbered paragraph too: its number is not the next.
            count = sum(key.startswith(f"{box}.") for key in found)
            if int(item[1]) == count + 1:
                found[f"{box}.{item[1]}"] = item[2].strip()
    return found


def expanded(ids: tuple[str, ...], known: list[str]) -> set[str]:
    """Return the directions that `ids` name; an industry's id stands for all of its directions."""
    return {key for key in known if key in ids or key.partition(".")[0] in ids}
