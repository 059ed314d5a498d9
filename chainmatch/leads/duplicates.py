"""Which leads may be one enterprise: proposals with evidence for a person to decide."""

import functools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from chainmatch.leads.codes import CreditCode, NoCode, credit_code
from chainmatch.leads.evidence import Evidence, Found, weight
from chainmatch.leads.firm_names import FirmName, parse
from chainmatch.leads.likeness import compare
from chainmatch.leads.pairing import Keyed, Pair, likely_pairs
from chainmatch.leads.places import disagree, read_places
from chainmatch.text.normalise import normalise

__all__ = ["Candidate", "Evidence", "NamedLead", "Verdict", "propose"]

Verdict = Literal["same", "branch", "unsure"]

LEAST_WEIGHT = -3.0  # log-odds below which nothing is proposed
_PLACE_LETTERS = 100  # of an address that are read
_TEXT_LETTERS = 300  # of a description that are compared
_FEWEST_TEXT_LETTERS = 12
_ALIKE, _UNLIKE = 0.75, 0.2  # likeness of two descriptions, in [0, 1], that says something
# What leaves open which firm is meant, once there are several.
_OPEN = frozenset(("abbreviation", "initials", "brand_only", "place_left_out"))

WEIGHTS = {
    "same_code": 12.0,
    "codes_differ": -12.0,
    "codes_of_seats": 0.0,
    "code_meant": 1.0,
    "names_differ": -3.0,
    "ambiguous": -5.0,
    "places_agree": 0.5,
    "places_differ": -6.0,  # outweighs an equal name
    "places_differ_named": -0.3,
    "texts_alike": 0.8,
    "texts_unlike": -0.3,
}


@dataclass(frozen=True, slots=True)
class NamedLead:
    """A lead by what may tell that it is another one too; `id` is what proposals call it."""

    id: str
    name: str | None
    credit_code: str | None = None
    place: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two leads, by id, that may be one enterprise.

    `same`: one legal person. `branch`: one legal person, two seats. `unsure`: something speaks
    for it and something against. `score` in [0, 1] is the logistic function of the sum of the
    weights of the evidence; it orders proposals and is no probability.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A lead as it is compared."""

    lead: NamedLead
    name: FirmName
    code: CreditCode | NoCode | None
    places: tuple[str, ...]

    @property
    def valid(self) -> CreditCode | None:
        return self.code if isinstance(self.code, CreditCode) else None

    @property
    def meant(self) -> CreditCode | None:
        return self.code.proposal if isinstance(self.code, NoCode) else self.code


def propose(leads: Sequence[NamedLead]) -> tuple[Candidate, ...]:
    """Return the pairs of leads that may be one enterprise, the surest first, ties by order.

    Nothing is merged. Of leads that are equal in name, code and place each is paired with the
    first of them, and only the first with others. Names that name nobody (待定, 某公司) are never
    paired by name. A short name that fits several firms of the list is unsure with each. The
    order of the leads in a pair is that of `leads`; of a key that very many share (see pairing)
    not all pairs are seen.
    """
    read = [_read(lead) for lead in leads]
    first: dict[tuple[object, ...], int] = {}
    pairs: set[Pair] = set()
    for at, one in enumerate(read):
        known = first.setdefault((one.name.plain, one.code, one.places), at)
        if known != at:
            pairs.add((known, at))
    pairs |= likely_pairs([_keyed(one) for one in read], first.values())
    found = ((pair, _evidence(read[pair[0]], read[pair[1]])) for pair in sorted(pairs))
    told = {pair: evidence for pair, evidence in found if evidence is not None}
    for pair in set(_ambiguous(read, told)):
        told[pair] = (*told[pair], _item("ambiguous"))
    ids = [lead.id for lead in leads]
    kept = ((pair, _candidate(ids, pair, evidence)) for pair, evidence in told.items())
    ranked = sorted(((-c.score, pair, c) for pair, c in kept if c), key=lambda row: row[:2])
    return tuple(candidate for _, _, candidate in ranked)


def _item(code: str, *values: str) -> Evidence:
    return Evidence(code, values, WEIGHTS[code])


def _read(lead: NamedLead) -> _Read:
    code = credit_code(lead.credit_code) if lead.credit_code else None
    place = normalise(lead.place[:_PLACE_LETTERS]).text if lead.place else ""
    return _Read(lead, _parse(lead.name or ""), code, read_places(place)[0])


@functools.lru_cache(maxsize=1 << 17)
def _parse(name: str) -> FirmName:
    return parse(name)


def _keyed(one: _Read) -> Keyed:
    return Keyed(one.name, one.meant.text if one.meant is not None else None)


def _evidence(left: _Read, right: _Read) -> Found | None:
    named = compare(left.name, right.name)
    seats = named is not None and any(one.code == "branch" for one in named)
    codes = tuple(_codes(left, right, seats=seats))
    if named is None:
        if not any(one.code == "same_code" for one in codes):
            return None
        named = tuple(_names_differ(left.lead.name, right.lead.name))
    return (*codes, *named, *_columns(left, right), *_texts(left, right))


def _names_differ(left: str | None, right: str | None) -> Iterator[Evidence]:
    if left and right:
        yield _item("names_differ", left, right)


def _candidate(ids: Sequence[str], pair: Pair, evidence: Found) -> Candidate | None:
    verdict = _verdict(evidence)
    score = 1 / (1 + math.exp(-weight(evidence)))
    left, right = pair
    return Candidate(ids[left], ids[right], verdict, score, evidence) if verdict else None


def _verdict(evidence: Found) -> Verdict | None:
    """Return what the evidence comes to, None where it is too weak to bother anybody with.

    Equal names with different valid codes are told, so that somebody looks.
    """
    kinds = {one.code for one in evidence}
    total = weight(evidence)
    named = total - (WEIGHTS["codes_differ"] if "codes_differ" in kinds else 0.0)
    if named < LEAST_WEIGHT:
        return None
    if total < 0:
        return "unsure"
    return "branch" if "branch" in kinds else "same"


def _ambiguous(read: Sequence[_Read], told: Mapping[Pair, Found]) -> Iterator[Pair]:
    """Yield pairs whose shorter name fits several firms of the list: 中国石油, 恒达机械.

    A short form, or a name without its place, means one of them at most, and the names alone
    do not say which.
    """
    fits: dict[int, list[tuple[int, Pair]]] = defaultdict(list)
    for pair, evidence in told.items():
        kinds = {one.code for one in evidence}
        if _OPEN & kinds and "same_code" not in kinds and _verdict(evidence) == "same":
            short, full = sorted(pair, key=lambda at: (len(read[at].name.plain), at))
            fits[short].append((full, pair))
    for others in fits.values():
        first = read[others[0][0]].name
        found = (compare(first, read[full].name) for full, _ in others[1:])
        if any(one is None or weight(one) < 0 for one in found):
            yield from (pair for _, pair in others)


def _codes(left: _Read, right: _Read, *, seats: bool) -> Iterator[Evidence]:
    """Yield what the codes say; each seat of a firm has one of its own."""
    if left.code is None or right.code is None:
        return
    if left.valid and right.valid and left.valid != right.valid:
        yield _item(
            "codes_of_seats" if seats else "codes_differ", left.valid.text, right.valid.text
        )
    elif left.valid and left.valid == right.valid:
        yield _item("same_code", left.valid.text)
    elif left.meant and left.meant == right.meant:
        yield _item("code_meant", left.code.text, right.code.text)


def _columns(left: _Read, right: _Read) -> Iterator[Evidence]:
    """Yield what the places say that the lists give beside the names."""
    ours, theirs = ((one.places or one.name.places)[-1:] for one in (left, right))
    if not (left.places or right.places) or not ours or not theirs:
        return
    if disagree(ours[0], theirs[0]):
        # A full name is registered once: another place is then that of a project.
        told = left.name.places and left.name.places == right.name.places
        told = told or (left.name.is_full and left.name.plain == right.name.plain)
        yield _item("places_differ_named" if told else "places_differ", *ours, *theirs)
    elif ours == theirs:
        yield _item("places_agree", *ours)


def _texts(left: _Read, right: _Read) -> Iterator[Evidence]:
    from rapidfuzz import fuzz  # at use: not needed to read names

    a, b = (" ".join((one.lead.text or "").split())[:_TEXT_LETTERS] for one in (left, right))
    if min(len(a), len(b)) < _FEWEST_TEXT_LETTERS:
        return
    alike = fuzz.ratio(a, b) / 100
    if alike >= _ALIKE or alike < _UNLIKE:
        yield _item("texts_alike" if alike >= _ALIKE else "texts_unlike", f"{alike:.2f}")
