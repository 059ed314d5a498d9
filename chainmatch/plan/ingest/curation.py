"""What people settle where the grammar of a plan is not enough, each entry with its reason."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from chainmatch.errors import PlanError
from chainmatch.plan.decode import decode


@dataclass(frozen=True, slots=True)
class PhraseFix:
    """At `place`, the words `replaces` name the phrases `result`."""

    place: str
    replaces: str
    result: tuple[str, ...]
    reason: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class HostFix:
    """At `place`, the host `text` is at `places` (park or zone ids; empty: at none)."""

    place: str
    text: str
    places: tuple[str, ...]
    reason: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class LinkFix:
    """The layout entry `entry`, which reads `text`, is about `links`.

    A link is an industry (13), a direction (13.4) or a product by its name (13.4:原料药).
    """

    entry: str
    text: str
    links: tuple[str, ...]
    reason: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class FocusFix:
    """At `place`, the field `text` covers `directions`."""

    place: str
    text: str
    directions: tuple[str, ...]
    reason: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class ParkName:
    """The id of a park, its name in the plan, and other names that people use."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneName:
    """The id of a zone, its name in the plan, and its parks."""

    id: str
    name: str
    parks: tuple[ParkName, ...]


@dataclass(frozen=True, slots=True)
class Curation:
    """All entries for the plan with document number `number`; an empty number means none."""

    number: str = ""
    zones: tuple[ZoneName, ...] = ()
    phrases: tuple[PhraseFix, ...] = ()
    hosts: tuple[HostFix, ...] = ()
    layout: tuple[LinkFix, ...] = ()
    focus: tuple[FocusFix, ...] = ()


def load_curation(path: Path) -> Curation:
    """Return the entries of a curation file; raises PlanError with every fault and its pointer."""
    faults: list[str] = []
    value = json.loads(path.read_text(encoding="utf-8"))
    curation = decode(Curation, value, f"{path.name}#", faults)
    if curation is None:
        raise PlanError(faults)
    return curation


@dataclass(slots=True)
class Ledger:
    """Entries by key; it remembers which ones a plan called for."""

    kind: str
    open: dict[tuple[str, str], object] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: str, keys: Iterable[tuple[str, str]]) -> "Ledger":
        """Return a ledger of the keys (place, words)."""
        return cls(kind, dict.fromkeys(keys))

    def used(self, place: str, words: str) -> None:
        """Note that an entry applied."""
        self.open.pop((place, words), None)

    def faults(self) -> list[str]:
        """Return one fault for each entry that applied nowhere."""
        return [
            f"{place}: curation of {self.kind} {words!r} applies to nothing; "
            f"allowed: words that stand in the plan at this place"
            for place, words in self.open
        ]
