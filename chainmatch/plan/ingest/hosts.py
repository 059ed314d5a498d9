"""Names of parks in running text -> park and zone ids, with how each was resolved."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chainmatch.plan.ingest import words
from chainmatch.plan.ingest.curation import Curation, Ledger
from chainmatch.plan.ingest.phrases import split_outside
from chainmatch.plan.schema import Basis, Document, Host, Park, Zone

_LEANS = re.compile(r"^依托(.+?)(?:等)?(?:平台|载体)?，")
NOWHERE = "names no zone or park of this plan"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name leads: ids, how it was resolved, and the zone that later names lean on."""

    places: tuple[str, ...]
    basis: Basis
    zone: str
    note: str = ""


def _plain(name: str) -> str:
    return re.sub(r"园区$", "园", name)


def _same(name: str, park: str) -> bool:
    return name == park


def _alike(name: str, park: str) -> bool:
    """Say whether one name is the end of the other, 园 and 园区 being one."""
    name, park = _plain(name), _plain(park)
    return len(name) >= 3 and (park.endswith(name) or name.endswith(park))


def _within(name: str, park: str) -> bool:
    """Say whether the name is that of a place inside the park: 刘川工业集中区化工产业园."""
    return len(park) >= 4 and name.startswith(park)


_TESTS: tuple[tuple[Callable[[str, str], bool], Basis, str], ...] = (
    (_same, "stated", ""),
    (_alike, "same_term", "short or variant name of the park"),
    (_within, "same_term", "a place inside the park"),
)


class PlaceBook:
    """Zones and parks by the names that running text gives them."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        self._zones = tuple(zones)

    def find(self, name: str, zone: str = "") -> Found | None:
        """Return where `name` leads; `zone` is the id of the zone named before it, if any."""
        parks = [park for known in self._zones for park in known.parks]
        if whole := self._match(name, parks, _TESTS[:1]):
            return whole
        for known in self._zones:
            if name == known.name:
                return Found((known.id,), "stated", known.id)
            if name.startswith(known.name):
                return self._match(name.removeprefix(known.name), known.parks, _TESTS)
        near = [park for park in parks if park.zone == zone]
        return self._match(name, near, _TESTS) or self._match(name, parks, _TESTS)

    def zone_in(self, name: str) -> str:
        """Return the id of the zone that `name` opens with, or nothing."""
        return next((zone.id for zone in self._zones if name.startswith(zone.name)), "")

    @staticmethod
    def _match(
        name: str,
        parks: Sequence[Park],
        tests: Sequence[tuple[Callable[[str, str], bool], Basis, str]],
    ) -> Found | None:
        """Return the one park that passes the first test which any park passes."""
        for test, basis, note in tests:
            hits = [p for p in parks if any(test(name, known) for known in (p.name, *p.aliases))]
            if hits:
                only = hits[0]
                return Found((only.id,), basis, only.zone, note) if len(hits) == 1 else None
        return None


class HostReader:
    """Reads the list behind 依托; people's entries go before the rules."""

    def __init__(self, zones: Sequence[Zone], curation: Curation) -> None:
        self.book = PlaceBook(zones)
        self.ledger = Ledger.of("host", ((fix.place, fix.text) for fix in curation.hosts))
        self._fixes = {(fix.place, fix.text): fix for fix in curation.hosts}
        self._strict = bool(curation.number)

    def hosts(self, text: str, source: Document, faults: list[str]) -> tuple[Host, ...]:
        """Return the hosts that an industry's text names first; none where it leans on nothing."""
        leaning = _LEANS.match(text)
        done: list[Host] = []
        zone = ""
        for segment in split_outside(leaning[1].replace("以及", "、"), "、") if leaning else []:
            for name in self._names(segment, zone, source.place):
                found = self._find(name, zone, source.place)
                if found is None:
                    found = self._nowhere(name, source.place, faults)
                zone = found.zone or zone
                done.append(Host(name, found.places, found.basis, source, found.note))
        return tuple(done)

    def _nowhere(self, name: str, place: str, faults: list[str]) -> Found:
        if self._strict:
            faults.append(
                f"{place}: host {name!r} is no zone or park; "
                f"allowed: a name of the plan, or an entry in the curation"
            )
        return Found((), "stated", "", NOWHERE)

    def _find(self, name: str, zone: str, place: str) -> Found | None:
        fix = self._fixes.get((place, name))
        if fix is None:
            return self.book.find(name, zone)
        self.ledger.used(place, name)
        return Found(fix.places, "curated", self.book.zone_in(name), fix.reason)

    def _names(self, segment: str, zone: str, place: str) -> list[str]:
        """Split A和B where both sides lead somewhere, else leave it whole."""
        whole = self._find(segment, zone, place)
        if whole and whole.basis != "same_term":
            return [segment]
        for found in words.CONJUNCTION.finditer(segment):
            left, right = segment[: found.start()], segment[found.end() :]
            first = self._find(left, zone, place)
            second = self._find(right, first.zone if first else zone, place)
            if first and second:
                return [left, right]
        return [segment]
