"""Run a matcher over cases and measure it beside its baselines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from chainmatch.evaluation.baselines import Baseline, link_baselines, park_baselines
from chainmatch.evaluation.cases import Case, registry_cases
from chainmatch.evaluation.fit import (
    Sample,
    outside_views,
    own_records,
    samples,
    with_weights,
)
from chainmatch.evaluation.metrics import (
    Measure,
    auroc,
    calibration_error,
    hit,
    measure,
    reciprocal_rank,
)
from chainmatch.matching.calibration import BAND_FLOORS
from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.reference import Reference, Vector
from chainmatch.matching.result import NOTHING, Finding, Match
from chainmatch.matching.view import View


@dataclass(frozen=True, slots=True)
class Answer:
    """What one method says of one case; empty where it does not answer that question."""

    case: Case
    parks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    gbt: tuple[str, ...] = ()
    park_confidence: float = float("nan")
    link_confidence: float = float("nan")
    in_scope: float = float("nan")
    abstained: bool = False
    message: str | None = None
    zone_confidence: float = float("nan")
    industry: str = ""
    industry_confidence: float = float("nan")
    chain: Finding = NOTHING
    place: Finding = NOTHING
    vetoed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """Measures of one method on one wording."""

    method: str
    wording: str
    measures: tuple[Measure, ...]
    notes: Mapping[str, float] = field(default_factory=dict)


def answers(
    matcher: Matcher, cases: Sequence[Case], wording: str, *, leave_one_out: bool
) -> list[Answer]:
    """Match every case that has this wording; leaving one out hides the case's own records."""
    asked = [(case, str(getattr(case, wording))) for case in cases if getattr(case, wording)]
    return answers_to(matcher, asked, leave_one_out=leave_one_out)


def answers_to(
    matcher: Matcher,
    asked: Sequence[tuple[Case, str]],
    *,
    leave_one_out: bool,
    dropped: NDArray[np.bool_] | None = None,
) -> list[Answer]:
    """Match texts, each said of one case; `dropped` known enterprises (known,) are never seen."""
    made = []
    for case, text in asked:
        hidden = own_records(matcher.reference.registry, case) if leave_one_out else None
        if dropped is not None:
            hidden = dropped if hidden is None else hidden | dropped
        made.append(_answer(case, matcher.match(Company.from_text(text, id=case.id), hidden)))
    return made


def refitted(
    matcher: Matcher, cases: Sequence[Case], wording: str, folds: int = 10
) -> list[Answer]:
    """Match every case with weights fitted on the other folds (a firm is in one fold)."""
    found = {
        answer.case.id: answer
        for other, held in out_of_fold(matcher, cases, folds)
        for answer in answers(other, held, wording, leave_one_out=True)
    }
    return [found[case.id] for case in cases if case.id in found]


def out_of_fold(
    matcher: Matcher, cases: Sequence[Case], folds: int = 10
) -> list[tuple[Matcher, list[Case]]]:
    """Return for each fold the matcher fitted on the others, and the cases of this one.

    The known enterprises are fitted on too, as they are for the shipped weights.
    """
    reference = matcher.reference
    known = {case.id: case for case in registry_cases(reference.registry)}
    given = {case.id: case for case in cases}
    everyone = [case for case in (known | given).values() if case.in_scope]
    made = samples(everyone, reference, matcher.calibration.sharpness, folds)
    views = outside_views(reference, matcher.calibration.sharpness)
    outside = [case for case in cases if not case.in_scope]
    fitted = []
    for fold in range(folds):
        chosen = [s for s in made if s.fold != fold]
        calibration = with_weights(matcher.calibration, chosen, views)
        other = Matcher(reference, calibration, matcher.admission, matcher.terms)
        held = [c for c in of_fold(made, fold) if c.id in given] + outside[fold::folds]
        fitted.append((other, held))
    return fitted


def of_fold(made: Iterable[Sample], fold: int) -> list[Case]:
    """Return the cases of one fold, each once."""
    return list({s.case.id: s.case for s in made if s.fold == fold}.values())


def baseline_answers(
    reference: Reference,
    cases: Sequence[Case],
    wording: str,
    *,
    leave_one_out: bool,
    more: Mapping[str, Baseline] | None = None,
) -> dict[str, list[Answer]]:
    """Answer every case by each baseline, and by `more` that rank parks."""
    parks = {**park_baselines(reference), **(more or {})}
    links = link_baselines(reference)
    found: dict[str, list[Answer]] = {name: [] for name in [*parks, *links]}
    for case in cases:
        text = getattr(case, wording)
        if not text or not case.in_scope:
            continue
        hidden = own_records(reference.registry, case) if leave_one_out else None
        view = View(Company.from_text(text), reference, 1.0, hidden)
        for name, park_score in parks.items():
            ids = [park.id for park in reference.parks]
            found[name].append(Answer(case, parks=_ranked(ids, park_score(view))))
        for name, link_score in links.items():
            ids = [d.id for d in reference.directions]
            found[name].append(Answer(case, links=_ranked(ids, link_score(view))))
    return found


def _ranked(ids: Sequence[str], score: Vector) -> tuple[str, ...]:
    return tuple(ids[i] for i in np.argsort(-score, kind="stable"))


def _answer(case: Case, match: Match) -> Answer:
    return Answer(
        case=case,
        parks=tuple(park.id for park in match.parks),
        links=tuple(link.id for link in match.links),
        zones=tuple(zone.id for zone in match.zones),
        gbt=tuple(c.code for c in match.gbt),
        park_confidence=match.parks[0].confidence,
        link_confidence=match.links[0].confidence,
        in_scope=match.in_scope,
        abstained=match.status == "abstained",
        message=match.message,
        zone_confidence=match.zones[0].confidence,
        industry=match.industries[0].id,
        industry_confidence=match.industries[0].confidence,
        chain=match.chain,
        place=match.place,
        vetoed=frozenset(park.id for park in match.parks if park.vetoed),
    )


def band_shares(given: Sequence[Answer]) -> tuple[float, ...]:
    """Return the share of cases whose first park is right, for each band of confidence.

    0 for a band without cases; every answer needs a case with a park.
    """
    shares = []
    ceiling = 2.0
    for floor in BAND_FLOORS:
        inside = [a for a in given if floor <= a.park_confidence < ceiling]
        right = [hit(a.parks, {a.case.park or ""}, 1) for a in inside]
        shares.append(round(float(np.mean(right)), 3) if right else 0.0)
        ceiling = floor
    return tuple(shares)


def score(method: str, wording: str, given: Sequence[Answer]) -> Table:
    """Measure the answers of one method; questions that it does not answer are left out."""
    inside = [a for a in given if a.case.in_scope]
    parks = [a for a in inside if a.parks and a.case.park]
    zones = [a for a in inside if a.zones and a.case.zone]
    links = [a for a in inside if a.links and (a.case.accept or frozenset()) - {"none"}]
    coded = [a for a in inside if a.gbt and a.case.gbt]
    found = _park_measures(parks) + _link_measures(links)
    if zones:
        found.append(measure("zone @1", [hit(a.zones, {a.case.zone or ""}, 1) for a in zones]))
    for k in (1, 5) if coded else ():
        found.append(measure(f"GB/T @{k}", [hit(a.gbt, a.case.gbt or set(), k) for a in coded]))
    return Table(method, wording, tuple(found), _notes(given, parks))


def _park_measures(given: Sequence[Answer]) -> list[Measure]:
    if not given:
        return []
    found = [
        measure(f"park @{k}", [hit(a.parks, {a.case.park or ""}, k) for a in given])
        for k in (1, 3, 5)
    ]
    ranks = [reciprocal_rank(a.parks, {a.case.park or ""}) for a in given]
    return [*found, measure("park MRR", ranks)]


def _link_measures(given: Sequence[Answer]) -> list[Measure]:
    if not given:
        return []
    top1 = [link_hit(a.links, a.case.accept, 1) for a in given]
    top3 = [link_hit(a.links, a.case.core or a.case.accept, 3) for a in given]
    return [measure("link top-1 accepted", top1), measure("link top-3 core", top3)]


def link_hit(links: Sequence[str], labels: frozenset[str] | None, k: int) -> float:
    """Return 1 where one of the first `k` links, or its industry, is among the labels."""
    named = labels or frozenset()
    return float(any(link in named or link.split(".")[0] in named for link in links[:k]))


def _notes(given: Sequence[Answer], parks: Sequence[Answer]) -> dict[str, float]:
    notes: dict[str, float] = {}
    scored = [a for a in given if not np.isnan(a.in_scope)]
    inside = [a for a in scored if a.case.in_scope]
    outside = [a for a in scored if not a.case.in_scope]
    if inside:
        notes["in-scope leads kept"] = float(np.mean([not a.abstained for a in inside]))
    if outside:
        notes["out-of-scope leads rejected"] = float(np.mean([a.abstained for a in outside]))
        notes["scope AUROC"] = auroc([a.in_scope for a in inside], [a.in_scope for a in outside])
    if parks and not np.isnan(parks[0].park_confidence):
        right = np.array([hit(a.parks, {a.case.park or ""}, 1) for a in parks])
        notes["park @1 calibration error"] = calibration_error(
            np.array([a.park_confidence for a in parks]), right
        )
        notes["true parks vetoed"] = float(sum(a.case.park in a.vetoed for a in parks))
        notes["vetoes given"] = float(sum(len(a.vetoed) for a in parks))
    return notes
