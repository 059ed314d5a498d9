"""Checks of boxes and items: their numbers run 1, 2, 3 … without gap or repeat."""

from collections.abc import Iterable

from chainmatch.plan.ingest.functions import TITLE
from chainmatch.plan.ingest.parks import LAYOUT_TITLE
from chainmatch.plan.ingest.sections import Box, Outline


def box_faults(outline: Outline) -> list[str]:
    """Return every fault in the numbers of boxes, and of the items that become facts."""
    faults = sequence_faults("专栏", [box.number for box in outline.boxes])
    for section in outline.sections:
        faults += sequence_faults(f"{section.place} item ", [item.number for item in section.items])
        for box in section.boxes:
            if section.group or box.title.endswith((LAYOUT_TITLE, TITLE)):
                faults += item_faults(box)
    return faults


def item_faults(box: Box) -> list[str]:
    """Return the faults of one box: no items, numbers that do not run on, items without a name."""
    if not box.items:
        return [f"专栏{box.number}: {box.title!r} has no items; allowed: items 1, 2, 3 …"]
    faults = sequence_faults(f"专栏{box.number}-", [item.number for item in box.items])
    return faults + [
        f"专栏{box.number}-{item.number}: item has no name; allowed: a name and a full stop first"
        for item in box.items
        if not item.name and not box.title.endswith(TITLE)
    ]


def sequence_faults(what: str, numbers: Iterable[int]) -> list[str]:
    """Return a fault for each number that is missing, repeated or out of order."""
    faults: list[str] = []
    seen: set[int] = set()
    last = 0
    order = list(numbers)
    for number in order:
        if number in seen:
            faults.append(f"{what}{number}: number {number} occurs twice; allowed: once")
        elif number < last:
            faults.append(f"{what}{number}: {number} follows {last}; allowed: rising numbers")
        seen.add(number)
        last = max(last, number)
    faults += [
        f"{what}{number}: missing; allowed: all numbers from 1 to {last}"
        for number in range(1, last + 1)
        if number not in seen
    ]
    return faults
