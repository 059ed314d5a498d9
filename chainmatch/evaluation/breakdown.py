"""The same answers by park, zone and industry, and with fewer known enterprises."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from chainmatch.evaluation.cases import Case
from chainmatch.evaluation.metrics import Measure, measure
from chainmatch.evaluation.run import Answer, answers_to, out_of_fold
from chainmatch.evaluation.stress import Hit, accepted, park_hits
from chainmatch.matching.matcher import Matcher
from chainmatch.plan.schema import Plan

SEED = 20_261_122
SHARES = (0.25, 0.5, 0.75, 1.0)
SEEDS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """The answers to the cases of one park, zone or industry (`kind`); measures may have n 0."""

    kind: str
    id: str
    name: str
    park1: Measure
    park3: Measure
    link1: Measure


@dataclass(frozen=True, slots=True)
class Step:
    """Park @3 where `share` of the known enterprises is there, drawn by chance for each seed.

    `park3` is over cases, each the mean of its seeds; `lowest` and `highest` are of the seeds.
    """

    share: float
    known: int
    seeds: int
    park3: Measure
    lowest: float
    highest: float


def breakdown(plan: Plan, found: Sequence[Answer]) -> tuple[Part, ...]:
    """Measure answers by true park, true zone and true industry, in the order of the plan.

    A case that is in several industries counts in each; parts without a case are left out.
    """
    inside = [answer for answer in found if answer.case.in_scope]
    parts = [
        *_parts("zone", [(z.id, z.name) for z in plan.zones], inside, _zone),
        *_parts("park", [(p.id, p.name) for p in plan.parks], inside, _park),
        *_parts("industry", [(i.id, i.name) for i in plan.industries], inside, _industries),
    ]
    return tuple(parts)


def _zone(case: Case) -> frozenset[str]:
    return frozenset({case.zone} if case.zone and case.park else ())


def _park(case: Case) -> frozenset[str]:
    return frozenset({case.park} if case.park else ())


def _industries(case: Case) -> frozenset[str]:
    return frozenset(link.split(".")[0] for link in case.core or ())


def _parts(
    kind: str,
    named: Sequence[tuple[str, str]],
    found: Sequence[Answer],
    ids_of: Callable[[Case], frozenset[str]],
) -> Iterator[Part]:
    for id, name in named:
        own = [answer for answer in found if id in ids_of(answer.case)]
        if own:
            yield Part(
                kind,
                id,
                name,
                measure("park @1", _hits(own, park_hits(1))),
                measure("park @3", _hits(own, park_hits(3))),
                measure("link top-1 accepted", _hits(own, accepted)),
            )


def _hits(found: Sequence[Answer], right: Hit) -> list[float]:
    values = [right(answer) for answer in found]
    return [value for value in values if value is not None]


def learning_curve(
    matcher: Matcher,
    cases: Sequence[Case],
    shares: Sequence[float] = SHARES,
    seeds: int = SEEDS,
    folds: int = 10,
) -> tuple[Step, ...]:
    """Measure park @3 with a random share of the known enterprises, the others never seen.

    Weights are fitted out of fold with all of them, so the curve is of the neighbours alone.
    """
    placed = [case for case in cases if case.in_scope and case.park]
    fitted = [pair for pair in out_of_fold(matcher, placed, folds) if pair[1]]
    known = len(matcher.reference.registry.enterprises)
    return tuple(_step(fitted, share, known, 1 if share >= 1.0 else seeds) for share in shares)


def _step(
    fitted: Sequence[tuple[Matcher, list[Case]]], share: float, known: int, seeds: int
) -> Step:
    kept = round(share * known)
    rows = []
    for seed in range(seeds):
        dropped = np.ones(known, dtype=bool)
        dropped[np.random.default_rng(SEED + seed).permutation(known)[:kept]] = False
        found = [
            answer
            for other, held in fitted
            for answer in answers_to(
                other, [(c, c.desc) for c in held], leave_one_out=True, dropped=dropped
            )
        ]
        rows.append(_hits(found, park_hits(3)))
    table = np.array(rows)
    means = table.mean(axis=1)
    over_cases = measure("park @3", table.mean(axis=0).tolist())
    return Step(share, kept, seeds, over_cases, float(means.min()), float(means.max()))
