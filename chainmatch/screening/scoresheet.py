"""What a score sheet makes of a lead: points got, points open, and the verdicts still possible.

Points say how a lead meets a sheet; neither they nor the match say whether a project will land.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, cast

from chainmatch.errors import InputError
from chainmatch.matching.company import Company
from chainmatch.matching.fields import Reading, stated
from chainmatch.matching.predicate import evaluate, shortfalls
from chainmatch.matching.result import Match, ParkMatch, Shortfall, Verdict
from chainmatch.screening.sheets import (
    HUMAN,
    SHARES,
    Bands,
    Classes,
    Criterion,
    Falls,
    Gate,
    Objection,
    Options,
    Rises,
    Sheet,
    Threshold,
)

State = Literal["computed", "given", "open"]
Certainty = Literal["certain", "possible", "impossible"]
Given = Mapping[str, float | bool]
"""What a person has answered: points by a criterion's id, yes or no by an objection's."""


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion scored: between `least` and `most` points, and why.

    `value` is what the points rest on, None where nothing was said; `missing` names the fields
    that would say it.
    """

    section: str
    criterion: Criterion
    least: float
    most: float
    state: State
    value: float | str | None = None
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GateLine:
    """A gate judged, with what is missing or how far short the numbers are."""

    gate: Gate
    verdict: Verdict
    missing: tuple[str, ...]
    shortfalls: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A verdict of the sheet, and whether it is certain, still possible, or no longer so."""

    verdict: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A lead scored for one park.

    `vetoes` names the rules that veto the park, `undecided` those that yet may; `objections` holds
    the sheet's own with their answers, None for open.
    """

    sheet: Sheet
    park: str
    lines: tuple[Line, ...]
    gates: tuple[GateLine, ...]
    vetoes: tuple[str, ...]
    undecided: tuple[str, ...]
    objections: tuple[tuple[Objection, bool | None], ...]
    verdicts: tuple[VerdictLine, ...]

    @property
    def got(self) -> float:
        """The points of the lines that are settled."""
        return sum(line.least for line in self.lines if line.state != "open")

    @property
    def open(self) -> float:
        """The most points of the lines that are not settled, and of what the sheet leaves out."""
        waiting = sum(line.criterion.points for line in self.lines if line.state == "open")
        return waiting + self.sheet.unstated

    @property
    def least(self) -> float:
        """The fewest points that the total can still have."""
        return sum(line.least for line in self.lines)

    @property
    def most(self) -> float:
        """The most points that the total can still have."""
        return sum(line.most for line in self.lines) + self.sheet.unstated

    @property
    def gates_met(self) -> bool | None:
        """Whether all gates are met; None where that is not known."""
        verdicts = {line.verdict for line in self.gates}
        return False if "fail" in verdicts else None if "unknown" in verdicts else True


def score(
    sheet: Sheet,
    match: Match,
    company: Company,
    park: str | None = None,
    given: Given | None = None,
) -> ScoreResult:
    """Return a lead's score by a sheet, for a park or the best that no rule vetoes.

    Raises InputError for an answer in `given` that the sheet has no place for.
    """
    answers = given or {}
    _check_given(sheet, answers)
    place = _park(match, park)
    lines = tuple(
        _line(section.title, criterion, match, company, place, answers.get(criterion.id))
        for section in sheet.sections
        for criterion in section.criteria
    )
    judged = [j for j in place.eligibility if j.severity == "veto"]
    objections = tuple((o, cast("bool | None", answers.get(o.id))) for o in sheet.objections)
    bare = ScoreResult(
        sheet=sheet,
        park=place.id,
        lines=lines,
        gates=tuple(_gate(gate, company) for gate in sheet.gates),
        vetoes=tuple(j.rule for j in judged if j.verdict == "fail"),
        undecided=tuple(j.rule for j in judged if j.verdict == "unknown"),
        objections=objections,
        verdicts=(),
    )
    return replace(bare, verdicts=_verdicts(bare))


def _check_given(sheet: Sheet, given: Given) -> None:
    most = {criterion.id: criterion.points for criterion in sheet.criteria}
    yes_or_no = {objection.id for objection in sheet.objections}
    for id, answer in given.items():
        if id not in most and id not in yes_or_no:
            allowed = ", ".join((*most, *sorted(yes_or_no)))
            raise InputError(f"{id!r} is not on sheet {sheet.id!r}; allowed are {allowed}")
        if isinstance(answer, bool) is (id not in yes_or_no):
            wanted = "yes or no" if id in yes_or_no else f"points, 0 to {most[id]:g}"
            raise InputError(f"{id}={answer} does not fit sheet {sheet.id!r}; allowed: {wanted}")
        if id in most and not 0 <= answer <= most[id]:
            raise InputError(f"{id}={answer:g} is out of range; allowed are 0 to {most[id]:g}")


def _park(match: Match, park: str | None) -> ParkMatch:
    """Return the park that was asked for, else the best that no rule vetoes, else the best."""
    if park is not None:
        found = next((p for p in match.parks if p.id == park), None)
        if found is None:
            raise InputError(f"park {park!r} is not in the plan")
        return found
    if not match.parks:
        raise InputError(f"lead {match.id!r} cannot be scored: {match.message}")
    return _best(match)


def _best(match: Match) -> ParkMatch:
    return next((p for p in match.parks if not p.vetoed), match.parks[0])


def _line(
    section: str,
    criterion: Criterion,
    match: Match,
    company: Company,
    place: ParkMatch,
    answer: float | bool | None,  # noqa: FBT001  # a value, no switch
) -> Line:
    if answer is not None:
        return Line(section, criterion, float(answer), float(answer), "given")
    if criterion.computed == HUMAN:
        return Line(section, criterion, *_range(criterion), "open")
    if criterion.computed in SHARES:
        reading = _share(criterion.computed, match, place)
    else:
        reading = stated(company, criterion.computed)
    if reading.value is None:
        return Line(section, criterion, *_range(criterion), "open", missing=reading.missing)
    least, most = _points(criterion, cast("float | str", reading.value))
    state: State = "computed" if least == most else "open"
    value = cast("float | str", reading.value)
    return Line(section, criterion, least, most, state, value, reading.evidence)


def _share(kind: str, match: Match, place: ParkMatch) -> Reading:
    """Return what the match says, in [0, 1]; nothing for a lead that names no product."""
    if match.message == "vague":
        return Reading(None, ("product",))
    if match.status != "matched":
        return Reading(0.0)
    if kind == "match":
        return Reading(place.confidence, (), (place.id,))
    if kind == "link":
        return Reading(match.links[0].confidence, (), (match.links[0].id,))
    shares = {link.id: link.confidence for link in match.links}
    gaps = (gap for gap in match.gaps if gap.kind != "thin" and gap.park in {None, place.id})
    here = {gap.link: shares.get(gap.link, 0.0) for gap in gaps}
    if here:
        best = max(here, key=lambda link: here[link])
        return Reading(here[best], (), (best,))
    # Gaps are sought only in parks near to the best one: elsewhere, none found says nothing.
    return Reading(0.0) if place.id == _best(match).id else Reading(None)


def _range(criterion: Criterion) -> tuple[float, float]:
    """Return the fewest and the most points that a criterion can give."""
    scale = criterion.scale
    if isinstance(scale, Falls):
        return scale.least, criterion.points
    if isinstance(scale, Bands):
        return min(b.least for b in scale.bands), max(b.most for b in scale.bands)
    options = scale.options if isinstance(scale, Options) else ()
    points = [option.points for option in options] or [0.0, criterion.points]
    return min(points), max(points)


def _points(criterion: Criterion, value: float | str) -> tuple[float, float]:
    """Return the fewest and the most points for a value; they differ where a person decides."""
    scale, all_of_them = criterion.scale, criterion.points
    if isinstance(scale, Classes):
        points = next((o.points for o in scale.classes if o.answer == value), None)
        return (0.0, all_of_them) if points is None else (points, points)
    number = float(value)
    if isinstance(scale, Rises):
        points = all_of_them * min(1.0, number / scale.rises_to)
    elif isinstance(scale, Falls):
        steps = math.floor(round((scale.full_at - number) / scale.per, 9))
        points = max(scale.least, all_of_them - scale.minus * max(0, steps))
    elif isinstance(scale, Bands):
        band = next(band for band in scale.bands if _reaches(number, band.at_least))
        return band.least, band.most
    else:
        return 0.0, all_of_them
    return points, points


def _gate(gate: Gate, company: Company) -> GateLine:
    read = partial(stated, company)
    outcome = evaluate(gate.requires, read)
    verdicts: Mapping[bool | None, Verdict] = {True: "pass", False: "fail", None: "unknown"}
    short = shortfalls(gate.requires, read) if outcome.truth is False else ()
    return GateLine(gate, verdicts[outcome.truth], outcome.missing, short)


def _verdicts(result: ScoreResult) -> tuple[VerdictLine, ...]:
    """Return every verdict of the sheet with its certainty; none where the sheet states none.

    A verdict counts as possible unless gates, vetoes and the range of the total rule it out.
    """
    stated_ones = result.sheet.verdicts
    if not stated_ones.met:
        return ()
    reachable = set(_reachable(result))
    every = [t.verdict for t in (*stated_ones.met, *stated_ones.missed)]
    return tuple(
        VerdictLine(verdict, _certainty(verdict, reachable))
        for verdict in dict.fromkeys((*every, stated_ones.vetoed))
    )


def _certainty(verdict: str, reachable: set[str]) -> Certainty:
    if verdict not in reachable:
        return "impossible"
    return "certain" if len(reachable) == 1 else "possible"


def _reachable(result: ScoreResult) -> Iterator[str]:
    verdicts, answers = result.sheet.verdicts, [answer for _, answer in result.objections]
    if result.vetoes or True in answers:
        yield verdicts.vetoed
        return
    if result.undecided or None in answers:
        yield verdicts.vetoed
    if result.gates_met is not False:
        yield from _within(verdicts.met, result.least, result.most)
    if result.gates_met is not True:
        yield from _within(verdicts.missed, result.least, result.most)


def _within(thresholds: tuple[Threshold, ...], least: float, most: float) -> Iterator[str]:
    """Yield the verdicts of totals from `least` to `most`."""
    ceiling = math.inf
    for threshold in thresholds:
        if _reaches(most, threshold.at_least) and not _reaches(least, ceiling):
            yield threshold.verdict
        ceiling = threshold.at_least


def _reaches(value: float, bound: float) -> bool:
    return value >= bound or math.isclose(value, bound, rel_tol=1e-9)
