"""What would be gained if the link of a lead were known for sure: the parks, with true links."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chainmatch.evaluation.cases import registry_cases
from chainmatch.evaluation.fit import Sample, accepted_links, fit_parks, samples
from chainmatch.evaluation.logit import Table
from chainmatch.evaluation.metrics import Measure, measure
from chainmatch.evaluation.run import Answer
from chainmatch.matching.fuse import features
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.park_signals import park_signals
from chainmatch.matching.reference import Vector


@dataclass
class Told(Sample):
    """A sample whose links are those that two readers named, shared alike."""

    @cached_property
    def truth(self) -> Vector:
        """The true links: (links,), sum 1; all 0 where the readers named none."""
        named = accepted_links(self.view.reference, self.case.core)
        return np.asarray(named / max(named.sum(), 1.0), dtype=np.float64)

    def parks(self, weights: Table) -> Table:  # noqa: ARG002  # the shape of a Sample
        """Centred park features under the true links: (parks, signals)."""
        return features(self.view, park_signals(self.truth))


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Park @k with the links as guessed (`ours`) and as true (`told`), over the same cases."""

    k: int
    ours: Measure
    told: Measure


def ceiling(matcher: Matcher, found: Sequence[Answer], folds: int = 10) -> tuple[Ceiling, ...]:
    """Measure parks of the answered cases, long descriptions, as if their links were known.

    Park weights are fitted anew on the other folds, with true links there too.
    """
    reference = matcher.reference
    placed = {a.case.id: a for a in found if a.case.park and a.case.core}
    known = {case.id: case for case in registry_cases(reference.registry)}
    everyone = [c for c in (known | {i: a.case for i, a in placed.items()}).values() if c.in_scope]
    made = [
        Told(s.case, s.view, s.fold, s.mass)
        for s in samples(everyone, reference, matcher.calibration.sharpness, folds)
    ]
    ranks = {id: rank for fold in range(folds) for id, rank in _ranks(made, fold, placed)}
    return tuple(
        Ceiling(
            k,
            measure("ours", [float(a.case.park in a.parks[:k]) for a in placed.values()]),
            measure("told", [float(ranks[id] < k) for id in placed]),
        )
        for k in (1, 3, 5)
    )


def _ranks(made: Sequence[Told], fold: int, placed: dict[str, Answer]) -> list[tuple[str, int]]:
    none = np.zeros(0)
    asked = [s for s in made if s.fold == fold and s.case.id in placed and _long(s)]
    weights = fit_parks([s for s in made if s.fold != fold], none)
    found = []
    for sample in asked:
        score = sample.parks(none) @ weights
        order = np.argsort(-score, kind="stable").tolist()
        place = sample.view.reference.park_index[sample.case.park or ""]
        found.append((sample.case.id, order.index(place)))
    return found


def _long(sample: Sample) -> bool:
    return sample.view.company.text == sample.case.desc
