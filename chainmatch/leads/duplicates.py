"""Which leads may be one enterprise: proposals with evidence for a person to decide."""

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from chainmatch.leads.codes import CreditCode, NoCode, credit_code
from chainmatch.leads.firm_names import FirmName, all_names, parse
from chainmatch.leads.likeness import Evidence, Found, compare, sound, specific, weight
from chainmatch.leads.places import disagree, read_places
from chainmatch.text.normalise import normalise

Verdict = Literal["same", "branch", "unsure"]

# Leads that share a key are compared with so many of their neighbours in it and no more: a key of
# thousands (all shops of one chain) would take the square of it.
MOST_NEIGHBOURS = 40
LEAST_WEIGHT = -3.0  # log-odds below which nothing is proposed
_TEXT_LETTERS = 300  # of a description that are compared
_FEWEST_TEXT_LETTERS = 12
_ALIKE, _UNLIKE = 0.75, 0.2
_SHORT_CORE = 4

WEIGHTS = {
    "same_code": 12.0,
    "names_differ": -3.0,
    "codes_differ": -12.0,
    "code_meant": 1.0,
    "places_agree": 0.5,
    "places_differ": -5.0,
    "places_differ_named": -0.3,
    "texts_alike": 0.8,
    "texts_unlike": -0.3,
}


@dataclass(frozen=True, slots=True)
class NamedLead:
    """A lead by what may tell that it is another one too; `id` is what proposals call it."""

    id: str
    name: str
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


def propose(leads: Sequence[NamedLead]) -> tuple[Candidate, ...]:
    """Return the pairs of leads that may be one enterprise, the surest first, ties by order.

    Nothing is merged. Of leads that are equal in name, code and place each is paired with the
    first of them, and only the first with others. Names that name nobody (待定, 某公司) are never
    paired by name. The order of the leads in a pair is that of `leads`.
    """
    read = [_read(lead) for lead in leads]
    first: dict[tuple[object, ...], int] = {}
    repeated: list[tuple[int, int]] = []
    for at, one in enumerate(read):
        known = first.setdefault(_identity(one), at)
        if known != at:
            repeated.append((known, at))
    pairs = {*repeated, *_pairs(read, sorted(first.values()))}
    found = ((at, _candidate(read[at[0]], read[at[1]])) for at in sorted(pairs))
    kept = [(at, candidate) for at, candidate in found if candidate is not None]
    return tuple(c for _, c in sorted(kept, key=lambda entry: (-entry[1].score, entry[0])))


def _read(lead: NamedLead) -> _Read:
    name = _parse(lead.name or "")
    code = credit_code(lead.credit_code) if lead.credit_code else None
    places = read_places(normalise(lead.place[:100]).text)[0] if lead.place else ()
    return _Read(lead, name, code, places)


@functools.lru_cache(maxsize=1 << 17)
def _parse(name: str) -> FirmName:
    return parse(name)


def _identity(one: _Read) -> tuple[object, ...]:
    code = one.code.text if one.code is not None else None
    return one.name.plain, code, one.places


# Which pairs are looked at


def _pairs(read: Sequence[_Read], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a key, each with the lower index first; pairs may come again."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for at in members:
        for key in sorted(set(_keys(read[at]))):
            buckets[key].append(at)
    for bucket in buckets.values():
        yield from _neighbours(bucket, read)
    yield from _short_forms(read, members)


def _neighbours(bucket: Sequence[int], read: Sequence[_Read]) -> Iterator[tuple[int, int]]:
    if len(bucket) > MOST_NEIGHBOURS:
        bucket = sorted(bucket, key=lambda at: (read[at].name.places, read[at].name.core, at))
    for start, a in enumerate(bucket):
        for b in bucket[start + 1 : start + 1 + MOST_NEIGHBOURS]:
            yield min(a, b), max(a, b)


def _keys(one: _Read) -> Iterator[str]:
    """Yield what leads that may be one have in common, a letter for the kind before each."""
    if isinstance(one.code, CreditCode):
        yield f"code {one.code.text}"
    elif one.code is not None and one.code.proposal is not None:
        yield f"code {one.code.proposal.text}"
    for name in all_names(one.name):
        yield f"whole {name.plain}"
        if name.names_somebody:
            yield from _name_keys(name)


def _name_keys(name: FirmName) -> Iterator[str]:
    core = name.core
    place = "" if name.brand else "".join(name.places[-1:])
    yield f"core {place} {core}"
    yield f"whole {''.join(name.places)}{core}"
    yield f"specific {place} {specific(name)}"
    if latin := "".join(c for c in core if not c.isascii()):
        yield f"core {place} {latin}"
    yield f"sound {place} {' '.join(map(sound, core))}"
    if len(core) < _SHORT_CORE:
        return
    # Two cores with one letter off, missing or changed with its neighbour share one of these.
    rests = {core, *(core[:at] + core[at + 1 :] for at in range(len(core)))}
    yield from (f"rest {near} {rest}" for rest in rests for near in name.places or ("",))


def _short_forms(read: Sequence[_Read], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each short form with the full names that open like it."""
    full: dict[str, list[int]] = defaultdict(list)
    short: dict[str, list[int]] = defaultdict(list)
    for at in members:
        for name in all_names(read[at].name):
            if not name.names_somebody:
                continue
            if name.is_full or name.branch:
                for opening in _openings(name):
                    full[opening].append(at)
            if not name.is_full:
                short[name.core[:2]].append(at)
    for opening, shorts in short.items():
        fulls = full.get(opening, ())
        near = sorted(fulls, key=lambda at: (len(read[at].name.core), read[at].name.core, at))
        for a in shorts:
            for b in near[:MOST_NEIGHBOURS]:
                if a != b:
                    yield min(a, b), max(a, b)


def _openings(name: FirmName) -> set[str]:
    openings = {name.core[:2]}
    if not name.brand and name.places:
        openings.add(name.places[-1][0] + name.trade[0])
    return openings


# What is said of a pair


def _candidate(left: _Read, right: _Read) -> Candidate | None:
    codes = _codes(left, right)
    named = compare(left.name, right.name)
    same_code = any(one.code == "same_code" for one in codes)
    if named is None:
        if not same_code:
            return None
        differ = (left.lead.name, right.lead.name) if left.lead.name and right.lead.name else ()
        named = (Evidence("names_differ", differ, WEIGHTS["names_differ"]),) if differ else ()
    evidence = (*codes, *named, *_columns(left, right), *_texts(left, right))
    verdict = _verdict(evidence)
    if verdict is None:
        return None
    score = 1 / (1 + math.exp(-weight(evidence)))
    return Candidate(left.lead.id, right.lead.id, verdict, score, evidence)


def _verdict(evidence: Found) -> Verdict | None:
    """Return what the evidence comes to, None where it is too weak to bother anybody with.

    Equal names with different valid codes are told, so that somebody looks; a branch has a code
    of its own.
    """
    kinds = {one.code for one in evidence}
    total = weight(evidence)
    against = WEIGHTS["codes_differ"] if "codes_differ" in kinds else 0.0
    if total - against < LEAST_WEIGHT:
        return None
    if "branch" in kinds and total - against >= 0:
        return "branch"
    return "same" if total >= 0 else "unsure"


def _codes(left: _Read, right: _Read) -> Found:
    a, b = left.code, right.code
    if a is None or b is None:
        return ()
    if isinstance(a, CreditCode) and isinstance(b, CreditCode):
        code = "same_code" if a == b else "codes_differ"
        values = (a.text,) if a == b else (a.text, b.text)
        return (Evidence(code, values, WEIGHTS[code]),)
    meant = [c if isinstance(c, CreditCode) else c.proposal for c in (a, b)]
    if meant[0] is not None and meant[0] == meant[1]:
        return (Evidence("code_meant", (a.text, b.text), WEIGHTS["code_meant"]),)
    return ()


def _columns(left: _Read, right: _Read) -> Found:
    """Return what the places say that the lists give beside the names."""
    if not left.places and not right.places:
        return ()
    ours, theirs = ((one.places or one.name.places)[-1:] for one in (left, right))
    if not ours or not theirs:
        return ()
    if not disagree(ours[0], theirs[0]):
        known = ours == theirs
        return (Evidence("places_agree", ours, WEIGHTS["places_agree"]),) if known else ()
    told = left.name.places and left.name.places == right.name.places
    code = "places_differ_named" if told else "places_differ"
    return (Evidence("places_differ", (*ours, *theirs), WEIGHTS[code]),)


def _texts(left: _Read, right: _Read) -> Found:
    a, b = (" ".join((one.lead.text or "").split())[:_TEXT_LETTERS] for one in (left, right))
    if min(len(a), len(b)) < _FEWEST_TEXT_LETTERS:
        return ()
    alike = fuzz.ratio(a, b) / 100
    if alike >= _ALIKE:
        return (Evidence("texts_alike", (f"{alike:.0%}",), WEIGHTS["texts_alike"]),)
    if alike < _UNLIKE:
        return (Evidence("texts_unlike", (f"{alike:.0%}",), WEIGHTS["texts_unlike"]),)
    return ()
