"""The one question worth asking: each answer is matched again; the one that moves most wins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from chainmatch.matching.changes import Change, possible
from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.result import Match, ParkMatch, Verdict

QuestionKind = Literal[
    "hazardous_chemicals", "gbt", "serves_chemical_tenants", "energy", "which_link"
]
CLOSE = 0.15
"""Confidence by which the first two parks may differ in a close call."""
_LIKELY = 0.1  # a link below this is not asked about
_LINKS, _SHOWN = 3, 3
# What a lead for a chemical park says of itself; the rules know these words.
_SERVES = "为化工企业配套"


@dataclass(frozen=True, slots=True)
class Place:
    """A park in the re-matched ranking."""

    id: str
    confidence: float
    vetoed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer (`yes`, `no`, `little`, `much`, a class code or a link id) and what follows.

    `parks` are the best ones then; `verdicts` those of the park that comes first now.
    """

    value: str
    parks: tuple[Place, ...]
    verdicts: tuple[tuple[str, Verdict], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a lead whose park `first` comes first now; what each answer would give.

    `moves` is the confidence that an answer moves between parks, in [0, 1], plus 1 where one puts
    another park first and 1/2 where one alters a verdict on the first.
    """

    kind: QuestionKind
    first: str
    answers: tuple[Answer, ...]
    moves: float


Option = tuple[str, tuple[Change, ...]]


def question(matcher: Matcher, company: Company) -> Question | None:
    """Return the question whose answers differ most; None where none would change anything.

    It is asked where the first two parks are close, or where a rule could yet refuse the first
    one. Its answers differ in the park that comes first, or in a verdict on the one that does now.
    """
    match = matcher.match(company)
    if match.status != "matched" or not (_close(match) or _open(match.parks[0])):
        return None
    asked = (
        _asked(matcher, company, match, kind, options)
        for kind, options in _questions(company, match)
    )
    found = [one for one in asked if one is not None]
    return max(found, key=lambda one: one.moves, default=None)


def _close(match: Match) -> bool:
    first, second = match.parks[:2]
    return not second.vetoed and first.confidence - second.confidence < CLOSE


def _open(park: ParkMatch) -> bool:
    """Tell whether a rule that could refuse the park lacks a field."""
    return any(j.severity == "veto" and j.verdict == "unknown" for j in park.eligibility)


def _questions(company: Company, match: Match) -> Iterator[tuple[QuestionKind, tuple[Option, ...]]]:
    # What a rule asks of every lead in every park is no question of this lead.
    judged = (j for park in match.parks[:2] for j in park.eligibility if not j.once)
    needs = {need for j in judged for need in j.needs}
    if "hazardous_chemicals" in needs and company.hazardous_chemicals is None:
        yield "hazardous_chemicals", _set("hazardous_chemicals", "yes", "no")
    if "gbt" in needs and not company.gbt:
        yield "gbt", _set("gbt", *(found.code for found in match.gbt[:2]))
    if "serves_chemical_tenants" in needs:
        yield "serves_chemical_tenants", (("yes", (Change("add", _SERVES),)), ("no", ()))
    if needs & {"energy_tce", "power_kwh"}:
        yield "energy", _set("energy", "little", "much")
    likely = [link for link in match.links[:_LINKS] if link.confidence >= _LIKELY]
    for pair in combinations(likely, 2):
        yield "which_link", tuple((link.id, (Change("add", link.name),)) for link in pair)


def _set(kind: Literal["hazardous_chemicals", "gbt", "energy"], *values: str) -> tuple[Option, ...]:
    return tuple((value, (Change(kind, value),)) for value in values)


def _asked(
    matcher: Matcher,
    company: Company,
    match: Match,
    kind: QuestionKind,
    options: Sequence[Option],
) -> Question | None:
    """Match again with each answer; None where the answers change nothing."""
    leads = [(value, possible(company, changes)) for value, changes in options]
    results = [(value, matcher.match(lead)) for value, lead in leads if lead is not None]
    first = match.parks[0].id
    answers = tuple(_answer(value, result, first) for value, result in results)
    # Answers that all lead to the same end are not worth asking for.
    if len({_outcome(answer, first) for answer in answers}) < 2:
        return None
    moved = max(_moved(match, result) for _, result in results)
    other = any(answer.parks[0].id != first for answer in answers)
    verdict = len({answer.verdicts for answer in answers if answer.parks[0].id == first}) > 1
    return Question(kind, first, answers, moved + other + verdict / 2)


def _outcome(answer: Answer, first: str) -> tuple[str, tuple[tuple[str, Verdict], ...]]:
    """Return the park that comes first, and the verdicts on it where it is the one of now."""
    best = answer.parks[0].id
    return best, answer.verdicts if best == first else ()


def _answer(value: str, match: Match, first: str) -> Answer:
    park = next(park for park in match.parks if park.id == first)
    return Answer(
        value,
        tuple(Place(p.id, p.confidence, p.vetoed) for p in match.parks[:_SHOWN]),
        tuple((j.rule, j.verdict) for j in park.eligibility if j.severity == "veto"),
    )


def _moved(before: Match, after: Match) -> float:
    """Return how much confidence moves between parks, in [0, 1]; vetoed parks have none."""
    was, now = (
        {park.id: park.confidence * (not park.vetoed) for park in match.parks}
        for match in (before, after)
    )
    return sum(abs(was[id] - now[id]) for id in was) / 2
