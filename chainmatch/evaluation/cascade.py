"""What a second, heavier encoder would add where the first answer is close."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chainmatch.evaluation.baselines import Baseline
from chainmatch.evaluation.cases import Case, registry_cases
from chainmatch.evaluation.fit import RIDGE, Sample, fit_links, fit_parks, samples
from chainmatch.evaluation.logit import Table, conditional_logit
from chainmatch.evaluation.metrics import Measure, measure
from chainmatch.matching.fuse import probabilities
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.reference import Vector

KS = (1, 3, 5)
SHARES = (0.0, 0.5, 1.0)  # of the leads, the closest first, that the second stage reads


@dataclass(frozen=True, slots=True)
class Cascade:
    """Park @k of one wording where a share of the leads, the closest calls, are read again."""

    second: str
    wording: str
    share: float
    hits: tuple[Measure, ...]  # one for each of KS


@dataclass(frozen=True, slots=True)
class _Asked:
    """One lead held out: its true park's place under either stage, and how close the first is."""

    sample: Sample
    margin: float
    first: int
    second: int


def cascades(
    matcher: Matcher,
    cases: Sequence[Case],
    second: Mapping[str, Sequence[Baseline]],
    folds: int = 10,
) -> list[Cascade]:
    """Measure each heavier encoder, given as scores of the parks, as a second stage.

    The second stage adds its scores to the first one's log shares with weights from a conditional
    logit. Both stages are fitted on the other folds; known enterprises are fitted on too.
    """
    everyone = {case.id: case for case in registry_cases(matcher.reference.registry)}
    everyone |= {case.id: case for case in cases}
    placed = [c for c in everyone.values() if c.park in matcher.reference.park_index]
    made = samples(placed, matcher.reference, matcher.calibration.sharpness, folds)
    wanted = {case.id for case in cases}
    found = []
    for name, scores in second.items():
        asked = [a for a in _asked(made, scores, folds) if a.sample.case.id in wanted]
        found += [row for wording in ("desc", "desc_short") for row in _rows(name, wording, asked)]
    return found


def _asked(made: Sequence[Sample], scores: Sequence[Baseline], folds: int) -> Iterator[_Asked]:
    heavy = {id(s): np.stack([_centred(score(s.view)) for score in scores], 1) for s in made}
    for fold in range(folds):
        seen, held = ([s for s in made if (s.fold == fold) is out] for out in (False, True))
        links = fit_links(seen)
        parks = fit_parks(seen, links)
        first = {id(s): s.parks(links) @ parks for s in made}
        weights = conditional_logit(
            np.stack([_both(first[id(s)], heavy[id(s)]) for s in seen]),
            np.stack([_truth(s) for s in seen]),
            np.array([s.mass for s in seen]),
            RIDGE,
        )
        for sample in held:
            score = first[id(sample)]
            shares = np.sort(probabilities(score))
            again = _both(score, heavy[id(sample)]) @ weights
            true = int(_truth(sample).argmax())
            yield _Asked(
                sample, float(shares[-1] - shares[-2]), _place(score, true), _place(again, true)
            )


def _rows(name: str, wording: str, asked: Sequence[_Asked]) -> Iterator[Cascade]:
    said = [a for a in asked if a.sample.view.company.text == getattr(a.sample.case, wording)]
    closest = sorted(range(len(said)), key=lambda i: said[i].margin)
    for share in SHARES:
        again = set(closest[: round(share * len(said))])
        places = [a.second if i in again else a.first for i, a in enumerate(said)]
        hits = tuple(measure(f"park @{k}", [float(place < k) for place in places]) for k in KS)
        yield Cascade(name, wording, share, hits)


def _both(first: Vector, heavy: Table) -> Table:
    return np.column_stack([_centred(first), heavy])


def _centred(score: Vector) -> Vector:
    return np.asarray(score - score.mean(), dtype=np.float64)


def _truth(sample: Sample) -> Vector:
    true = np.zeros(len(sample.view.reference.parks))
    true[sample.view.reference.park_index[sample.case.park or ""]] = 1.0
    return true


def _place(score: Vector, true: int) -> int:
    return int(np.argsort(-score, kind="stable").tolist().index(true))
