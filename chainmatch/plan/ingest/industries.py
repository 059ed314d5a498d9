"""Running items and their boxes -> industries with directions, products and context."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chainmatch.plan.ingest import running
from chainmatch.plan.ingest.curation import Curation, FocusFix, Ledger
from chainmatch.plan.ingest.hosts import HostReader
from chainmatch.plan.ingest.links import directions_for
from chainmatch.plan.ingest.phrases import open_, phrases, unique
from chainmatch.plan.ingest.sections import GROUPS, Box, Item, Outline, Section
from chainmatch.plan.schema import Basis, Direction, Document, Focus, Group, Industry, Product

_TITLE_ENDS = ("技术研发重点任务", "发展重点任务", "重点任务", "技术研发")
_COUNT = re.compile(r"(\d+)大(?:战略性)?(传统产业|新兴产业|未来产业)")
_FIRST_PLACEHOLDER = 0xE000


@dataclass(frozen=True, slots=True)
class Chapter:
    """One industry as the text gives it: its name, running text, place and box."""

    name: str
    group: Group
    text: str
    place: str
    box: Box


def box_subject(title: str) -> str:
    """Return what a box of tasks is about: its title without the words that all titles share."""
    return next((title.removesuffix(end) for end in _TITLE_ENDS if title.endswith(end)), title)


def chapters(outline: Outline, faults: list[str]) -> list[Chapter]:
    """Return the industries in the order of the text; one without its box is a fault."""
    done: list[Chapter] = []
    for section in outline.sections:
        if section.group:
            found = _numbered(section, faults) if section.items else _whole(section, faults)
            done += found
            used = {chapter.box.number for chapter in found}
            faults.extend(
                f"专栏{box.number}: box {box.title!r} belongs to no industry of {section.place}; "
                f"allowed: {', '.join(item.name for item in section.items) or 'one box'}"
                for box in section.boxes
                if box.number not in used
            )
    return done


def group_faults(outline: Outline, found: Sequence[Chapter]) -> list[str]:
    """Return a fault for each count of industries in the text (4大传统产业) that does not hold."""
    counts = Counter(chapter.group for chapter in found)
    groups = dict(GROUPS)
    faults: list[str] = []
    for section in outline.sections:
        for item in section.items:
            for stated in _COUNT.finditer(item.text):
                group = groups[stated[2]]
                if int(stated[1]) != counts[group]:
                    faults.append(
                        f"{section.place}{item.number}: {stated[0]!r} but "
                        f"{counts[group]} are set out; allowed: {counts[group]}"
                    )
    return faults


def _numbered(section: Section, faults: list[str]) -> list[Chapter]:
    boxes = {box_subject(box.title): box for box in section.boxes}
    done: list[Chapter] = []
    for item in section.items:
        place = f"{section.place}{item.number}"
        box = boxes.get(item.name)
        if box is None:
            faults.append(
                f"{place}: industry {item.name!r} has no box; allowed: one box with its name"
            )
        elif section.group:
            done.append(Chapter(item.name, section.group, item.text, place, box))
    return done


def _whole(section: Section, faults: list[str]) -> list[Chapter]:
    """Return the one industry of a section without running items."""
    if not section.boxes:
        faults.append(f"{section.place}: {section.title!r} has no box; allowed: one box")
        return []
    text = "".join(paragraph for _, paragraph in section.paragraphs)
    box = section.boxes[0]
    group = section.group
    return [Chapter(box_subject(box.title), group, text, section.place, box)] if group else []


class IndustryReader:
    """Turns chapters into industries; people's entries correct single phrases and fields."""

    def __init__(self, number: str, hosts: HostReader, curation: Curation) -> None:
        self._number = number
        self._hosts = hosts
        self._phrases = curation.phrases
        self._focus = {(fix.place, fix.text): fix for fix in curation.focus}
        self.faults: list[str] = []
        self.ledgers = [
            Ledger.of("phrase", ((fix.place, fix.replaces) for fix in curation.phrases)),
            Ledger.of("focus", self._focus),
        ]

    def industries(self, found: Sequence[Chapter]) -> tuple[Industry, ...]:
        """Return one industry for each chapter."""
        known = running.cities(chapter.text for chapter in found)
        return tuple(self._industry(chapter, known) for chapter in found)

    def _industry(self, chapter: Chapter, known: frozenset[str]) -> Industry:
        source = Document(self._number, chapter.place)
        directions = tuple(self._direction(item, chapter.box) for item in chapter.box.items)
        return Industry(
            id=str(chapter.box.number),
            name=chapter.name,
            group=chapter.group,
            directions=directions,
            focus=self._fields(chapter, directions, source),
            hosts=self._hosts.hosts(chapter.text, source, self.faults),
            supports=running.supports(chapter.text, source),
            partners=running.partners(chapter.text, known, source),
            targets=running.targets(chapter.text, source),
            source=source,
        )

    def _direction(self, item: Item, box: Box) -> Direction:
        place = f"专栏{box.number}-{item.number}"
        source = Document(self._number, place)
        direction_id = f"{box.number}.{item.number}"
        names = self.names(item, place)
        if not names:
            self.faults.append(f"{place}: {item.name!r} names no product; allowed: a list of nouns")
        products = tuple(
            Product(f"{direction_id}.{i}", name, source) for i, name in enumerate(names, start=1)
        )
        return Direction(direction_id, open_(item.name), str(box.number), products, source)

    def names(self, item: Item, place: str) -> list[str]:
        """Return the phrases of an item; curated words go through the rules as one letter each."""
        fixes = [fix for fix in self._phrases if fix.place == place]
        text = item.text
        for i, fix in enumerate(fixes):
            if fix.replaces in text:
                self.ledgers[0].used(place, fix.replaces)
                text = text.replace(fix.replaces, chr(_FIRST_PLACEHOLDER + i), 1)
        done: list[str] = []
        for name in phrases(text, open_(item.name)):
            at = ord(name[0]) - _FIRST_PLACEHOLDER
            done += fixes[at].result if 0 <= at < len(fixes) else [name]
        return unique(done)

    def _fields(
        self, chapter: Chapter, directions: Sequence[Direction], source: Document
    ) -> tuple[Focus, ...]:
        done = [self._field(text, directions, source) for text in running.fields(chapter.text)]
        ids = {direction.name: direction.id for direction in directions}
        for text, name in running.future_fields(chapter.text):
            covered = (ids[name],) if name in ids else ()
            done.append(Focus(text, covered, "stated", source))
        return tuple(done)

    def _field(self, text: str, directions: Sequence[Direction], source: Document) -> Focus:
        fix: FocusFix | None = self._focus.get((source.place, text))
        if fix:
            self.ledgers[1].used(source.place, text)
            return Focus(text, fix.directions, "curated", source)
        covered, stated = directions_for(text, directions)
        basis: Basis = "stated" if stated or not covered else "same_term"
        return Focus(text, covered, basis, source)
