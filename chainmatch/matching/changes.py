"""Small changes of what a lead states, to ask what would follow: each makes another lead."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import Literal, TypeVar

from chainmatch.errors import InputError
from chainmatch.matching.company import FIGURES, Company
from chainmatch.matching.reference import Reference
from chainmatch.text.sentences import clauses

Item = TypeVar("Item")
ChangeKind = Literal["hazardous_chemicals", "gbt", "energy", "drop", "add"]
MOST_CLASSES, MOST_CLAUSES, MOST_PHRASES = 30, 20, 40
# Below and above any threshold of a rule, in its own unit.
_LITTLE, _MUCH = 0.0, 1e12
_LOOSE = " ,，;；、。.\n\r\t"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a lead: a field set to `value`, a clause taken out, or a phrase added.

    `value` is `yes` or `no`, a class code, `little` or `much`, or the words; [start, end) is where
    the clause that is taken out stands in the lead's text.
    """

    kind: ChangeKind
    value: str
    start: int = 0
    end: int = 0

    @property
    def slot(self) -> str:
        """What two changes must not both touch: a field, or a clause; phrases add up."""
        return (
            f"{self.kind}:{self.value}:{self.start}" if self.kind in {"drop", "add"} else self.kind
        )


def changed(company: Company, changes: Iterable[Change]) -> Company:
    """Return the lead with changes made; raises InputError where no lead is left."""
    listed = list(changes)
    text = _reworded(company.text, listed)
    fields = {c.kind: c.value for c in listed}
    figures = dict(company.figures)
    if energy := fields.get("energy"):
        amount = _LITTLE if energy == "little" else _MUCH
        figures |= {name: amount for name in FIGURES if name in {"energy_tce", "power_kwh"}}
    hazardous = fields.get("hazardous_chemicals")
    made = company if text == company.text else Company.from_text(text)
    return replace(
        company,
        text=made.text,
        normal=made.normal,
        gbt=fields.get("gbt", company.gbt),
        hazardous_chemicals=hazardous == "yes" if hazardous else company.hazardous_chemicals,
        figures=figures,
    )


def _reworded(text: str, changes: Iterable[Change]) -> str:
    """Take clauses out and add phrases; a text that nothing touches stays as it is."""
    worded = [change for change in changes if change.kind in {"drop", "add"}]
    if not worded:
        return text
    # From the end, so that places before a clause stay what they are.
    for drop in sorted((c for c in worded if c.kind == "drop"), key=lambda c: -c.start):
        text = f"{text[: drop.start].rstrip(_LOOSE)}；{text[drop.end :].lstrip(_LOOSE)}"
    added = (change.value for change in worded if change.kind == "add")
    return "；".join([text.strip(_LOOSE), *added])


def possible(company: Company, changes: Iterable[Change]) -> Company | None:
    """Return the lead with changes made; None where no lead is left."""
    try:
        return changed(company, changes)
    except InputError:
        return None


def park_changes(company: Company, reference: Reference, park: str) -> list[Change]:
    """Return what could bring a lead to a park: its facts, its clauses, and the park's own words.

    Classes and links are those of known enterprises there; all words come from the plan.
    """
    here = [e for e in reference.registry.enterprises if e.park == park]
    codes = Counter(e.gbt for e in here if e.gbt and e.gbt != company.gbt)
    classes = [Change("gbt", code) for code, _ in codes.most_common(MOST_CLASSES)]
    phrases = _phrases(company, _park_words(reference, park))
    return _mixed(_hazard(company), _drops(company), phrases, classes)


def link_changes(company: Company, reference: Reference, link: str) -> list[Change]:
    """Return what could bring a lead to a link: its clauses, and the link's own words."""
    direction = reference.graph.direction(link)
    words = [direction.name, *(product.name for product in direction.products)]
    return _mixed(_drops(company), _phrases(company, words))


def _hazard(company: Company) -> list[Change]:
    values = {"no": False, "yes": True}
    stated = company.hazardous_chemicals
    return [Change("hazardous_chemicals", v) for v, fact in values.items() if fact is not stated]


def _drops(company: Company) -> list[Change]:
    found = clauses(company.text)
    if len(found) < 2:
        return []
    return [Change("drop", c.text, c.start, c.end) for c in found[:MOST_CLAUSES]]


def _phrases(company: Company, words: Iterable[str]) -> list[Change]:
    new = dict.fromkeys(word for word in words if word.lower() not in company.normal.text)
    return [Change("add", word) for word in new][:MOST_PHRASES]


def _park_words(reference: Reference, park: str) -> Iterator[str]:
    """Yield the park's layout, then the names of its links, then their products in turn."""
    layout = [entry.text for entry in reference.graph.park(park).layout]
    listed = [
        tie.link for tie in reference.graph.links_of_park(park) if tie.way.startswith("park lists")
    ]
    filled = Counter(
        link
        for e in reference.registry.enterprises
        if e.park == park
        for link in e.directions_core or ()
        if link in reference.link_index
    )
    links = dict.fromkeys([*listed, *(link for link, _ in filled.most_common())])
    directions = [reference.graph.direction(link) for link in links]
    yield from layout
    yield from (direction.name for direction in directions)
    yield from _in_turn([product.name for product in d.products] for d in directions)


def _mixed(*kinds: list[Change]) -> list[Change]:
    """Take changes of each kind in turn, so that a short search sees all kinds."""
    return list(_in_turn(kinds))


def _in_turn(lists: Iterable[list[Item]]) -> Iterator[Item]:
    rounds = zip_longest(*lists)
    return (item for item in chain.from_iterable(rounds) if item is not None)
