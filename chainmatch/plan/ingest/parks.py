"""Zone paragraphs and layout boxes -> zones and parks with ids, layout entries and targets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chainmatch.plan.ingest.clauses import laid_out, targets
from chainmatch.plan.ingest.curation import Curation, ZoneName
from chainmatch.plan.ingest.phrases import split_outside
from chainmatch.plan.ingest.sections import Box, Item, Outline
from chainmatch.plan.schema import Document, LayoutEntry, Park, Target, Zone

_ZONE = re.compile(
    r"^([^。，]{2,20})。包含(.+?)等?([一二两三四五六七八九十]+|\d+)个(?:分?园区?|园)，(.+)$"
)
_TOTAL = re.compile(r"(\d+|[一二两三四五六七八九十]+)个分园")
_ALSO = re.compile(r"（含(.+?)）$")
LAYOUT_TITLE = "产业布局"
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class ZoneText:
    """What the running text says of a zone."""

    name: str
    parks: tuple[str, ...]
    count: int
    text: str
    place: str


def chinese_number(text: str) -> int:
    """Return the value of a number below 100 in digits or in Chinese: 六 is 6, 二十四 is 24."""
    if text.isdigit():
        return int(text)
    text = text.replace("两", "二")
    tens, ten, ones = text.rpartition("十")
    high = (_DIGITS.index(tens) if tens else 1) if ten else 0
    return 10 * high + (_DIGITS.index(ones) if ones else 0)


def zone_texts(outline: Outline) -> list[ZoneText]:
    """Return the paragraphs that say which parks a zone has and what it develops."""
    done: list[ZoneText] = []
    for section in outline.sections:
        for before, paragraph in section.paragraphs:
            if found := _ZONE.match(paragraph):
                parks = tuple(split_outside(found[2], "、"))
                place = f"{section.place}{before or ''} {found[1]}"
                count = chinese_number(found[3])
                done.append(ZoneText(found[1], parks, count, found[4], place))
    return done


def zones(outline: Outline, curation: Curation, number: str, faults: list[str]) -> tuple[Zone, ...]:
    """Return all zones with their parks; every disagreement of text, boxes and ids is a fault."""
    texts = zone_texts(outline)
    boxes = {box.title.removesuffix(LAYOUT_TITLE): box for box in layout_boxes(outline)}
    if not texts:
        faults.append("zones: none found; allowed: paragraphs such as 'X区。包含A、B等两个园区，…'")
    named = {text.name for text in texts}
    faults.extend(
        f"专栏{box.number}: zone {name!r} is not in the running text; allowed: {_or(named)}"
        for name, box in boxes.items()
        if name not in named
    )
    done = []
    for order, text in enumerate(texts, start=1):
        names = _names(order, text, boxes.get(text.name), curation, faults)
        done.append(_zone(text, boxes.get(text.name), names, number, faults))
    _check_total(outline, sum(len(zone.parks) for zone in done), faults)
    _check_unused(done, curation, faults)
    return tuple(done)


def layout_boxes(outline: Outline) -> list[Box]:
    """Return the boxes that lay out the parks of a zone."""
    return [box for box in outline.boxes if box.title.endswith(LAYOUT_TITLE)]


def _or(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _check_total(outline: Outline, count: int, faults: list[str]) -> None:
    for box in outline.boxes:
        for item in box.items:
            found = _TOTAL.search(item.text)
            if found and chinese_number(found[1]) != count:
                faults.append(
                    f"专栏{box.number}-{item.number}: {found[0]!r} but {count} parks are laid out; "
                    f"allowed: {count}"
                )


def _check_unused(found: Sequence[Zone], curation: Curation, faults: list[str]) -> None:
    parks = {(zone.name, park.name) for zone in found for park in zone.parks}
    faults.extend(
        f"zones: curated park {park.name!r} of {zone.name} is not in the plan; allowed: its parks"
        for zone in curation.zones
        for park in zone.parks
        if (zone.name, park.name) not in parks
    )


def park_name(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a park and the names that it includes: X（含Y）."""
    also = _ALSO.search(text)
    return _ALSO.sub("", text), (also[1],) if also else ()


def _names(
    order: int, text: ZoneText, box: Box | None, curation: Curation, faults: list[str]
) -> ZoneName:
    """Return the ids of a zone: the curated ones, or z1 where there is no curation."""
    curated = {zone.name: zone for zone in curation.zones}
    if text.name in curated:
        return curated[text.name]
    if curation.zones:
        place = f"专栏{box.number}" if box else text.place
        faults.append(
            f"{place}: zone {text.name!r} has no curated id; allowed: {_or(set(curated))}"
        )
    return ZoneName(f"z{order}", text.name, ())


def _zone(text: ZoneText, box: Box | None, names: ZoneName, number: str, faults: list[str]) -> Zone:
    if box is None:
        faults.append(
            f"{text.place}: no layout box; allowed: a box titled {text.name}{LAYOUT_TITLE}"
        )
        box = Box(0, "", 0)
    _check_parks(text, box, faults)
    source = Document(number, text.place)
    layout = tuple(
        LayoutEntry(f"{names.id}.{i}", entry, (), source)
        for i, entry in enumerate(laid_out(text.text), start=1)
    )
    parks = tuple(_park(item, box, names, number, faults) for item in box.items)
    return Zone(names.id, text.name, parks, layout, source)


def _check_parks(text: ZoneText, box: Box, faults: list[str]) -> None:
    boxed = [item.name for item in box.items]
    if text.count != len(text.parks):
        faults.append(
            f"{text.place}: {text.count} parks announced but {len(text.parks)} named; "
            f"allowed: {len(text.parks)}"
        )
    if not box.number or list(text.parks) == boxed:
        return
    faults.extend(
        f"专栏{box.number}: park {name!r} is not in the list of the zone; "
        f"allowed: {', '.join(text.parks)}"
        for name in boxed
        if name not in text.parks
    )
    faults.extend(
        f"{text.place}: park {name!r} has no item in 专栏{box.number}; allowed: {', '.join(boxed)}"
        for name in text.parks
        if name not in boxed
    )
    if sorted(boxed) == sorted(text.parks):
        faults.append(
            f"专栏{box.number}: the parks are in another order than in the list of the zone; "
            f"allowed: {', '.join(text.parks)}"
        )


def _park(item: Item, box: Box, names: ZoneName, number: str, faults: list[str]) -> Park:
    place = f"专栏{box.number}-{item.number}"
    name, includes = park_name(item.name)
    source = Document(number, place)
    curated = {park.name: park for park in names.parks}
    park_id = f"{names.id}-p{item.number}"
    if name in curated:
        park_id, includes = curated[name].id, (*includes, *curated[name].aliases)
    elif names.parks:
        faults.append(f"{place}: park {name!r} has no curated id; allowed: {', '.join(curated)}")
    entries = laid_out(item.text)
    if not entries:
        faults.append(
            f"{place}: {name!r} lays nothing out; allowed: 主要布局…, 重点发展…, 主要打造…"
        )
    layout = tuple(
        LayoutEntry(f"{box.number}.{item.number}.{i}", entry, (), source)
        for i, entry in enumerate(entries, start=1)
    )
    made = tuple(Target(target, source) for target in targets(item.text))
    return Park(park_id, names.id, name, layout, made, source, includes)
