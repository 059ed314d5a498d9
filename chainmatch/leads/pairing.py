"""Which pairs of leads are worth comparing: those that share a key, not all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmatch.leads.firm_names import FirmName, all_names
from chainmatch.leads.likeness import specific
from chainmatch.leads.slips import sound

Pair = tuple[int, int]

# Leads that share a key are compared with so many of their neighbours in it and no more: a key of
# thousands (all shops of one chain) would take the square of it.
MOST_NEIGHBOURS = 40
_FEWEST_LETTERS = 4  # of a core in which a slip of the pen is looked for
_OPENING = 2  # letters that a short form shares with the full name


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a lead is found by: its name, and its credit code as read or as it may be meant."""

    name: FirmName
    code: str | None


def likely_pairs(leads: Sequence[Keyed], members: Iterable[int]) -> frozenset[Pair]:
    """Return the pairs of `members` that share a key, the lower index first in each.

    Two names that `compare` relates share one, unless more than MOST_NEIGHBOURS stand between
    them. Time and memory grow with the number of leads, not with its square.
    """
    buckets: dict[str, list[int]] = defaultdict(list)
    full: dict[str, list[int]] = defaultdict(list)
    short: dict[str, list[int]] = defaultdict(list)
    for at in members:
        for key in set(_keys(leads[at])):
            buckets[key].append(at)
        for name in _named(leads[at]):
            for opening in _openings(name):
                full[opening].append(at)
            if not name.is_full:
                short[name.core[:_OPENING]].append(at)
    pairs = {pair for bucket in buckets.values() for pair in _neighbours(bucket, leads)}
    return frozenset(pairs | set(_short_forms(short, full, leads)))


def _named(lead: Keyed) -> list[FirmName]:
    return [name for name in all_names(lead.name) if name.names_somebody]


def _neighbours(bucket: Sequence[int], leads: Sequence[Keyed]) -> Iterator[Pair]:
    if len(bucket) > MOST_NEIGHBOURS:
        bucket = sorted(bucket, key=lambda at: (leads[at].name.places, leads[at].name.core, at))
    for start, a in enumerate(bucket):
        for b in bucket[start + 1 : start + 1 + MOST_NEIGHBOURS]:
            yield min(a, b), max(a, b)


def _short_forms(
    short: Mapping[str, Sequence[int]], full: Mapping[str, Sequence[int]], leads: Sequence[Keyed]
) -> Iterator[Pair]:
    """Yield each short form with the full names that open like it, the shortest first."""
    for opening, shorts in short.items():
        longer = full.get(opening, ())
        near = sorted(longer, key=lambda at: (len(leads[at].name.core), leads[at].name.core, at))
        for a in shorts:
            yield from ((min(a, b), max(a, b)) for b in near[:MOST_NEIGHBOURS] if a != b)


def _openings(name: FirmName) -> set[str]:
    """Return how short forms of a full name may open; none for what is no full name."""
    if not name.is_full and not name.branch:
        return set()
    openings = {name.core[:_OPENING]}
    if not name.brand and name.places:
        openings.add(name.places[-1][0] + name.trade[0])
    return openings


def _keys(lead: Keyed) -> Iterator[str]:
    """Yield what leads that may be one have in common, a word for its kind before each."""
    if lead.code is not None:
        yield f"code {lead.code}"
    for name in all_names(lead.name):
        yield f"whole {name.plain}"
    for name in _named(lead):
        yield from _name_keys(name)


def _name_keys(name: FirmName) -> Iterator[str]:
    core = name.core
    # Without a brand the place is what tells.
    place = "" if name.brand else "".join(name.places[-1:])
    yield f"whole {''.join(name.places)}{core}"
    yield f"core {place} {core}"
    yield f"specific {place} {specific(name)}"
    yield f"sound {place} {' '.join(map(sound, core))}"
    if chinese := "".join(letter for letter in core if not letter.isascii()):
        yield f"core {place} {chinese}"
    if len(core) < _FEWEST_LETTERS:
        return
    # Two cores with one letter off, missing or changed with its neighbour share one of these.
    rests = {core, *(core[:at] + core[at + 1 :] for at in range(len(core)))}
    yield from (f"rest {near} {rest}" for rest in rests for near in name.places or ("",))
