"""Fit what matching reads: weights of links and parks, in-scope score, neighbour sharpness."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from chainmatch.evaluation.cases import Case
from chainmatch.evaluation.logit import Table, conditional_logit
from chainmatch.matching.calibration import Calibration, probe
from chainmatch.matching.company import Company
from chainmatch.matching.fuse import features, probabilities
from chainmatch.matching.link_signals import LINK_SIGNALS
from chainmatch.matching.park_signals import PARK_SIGNAL_NAMES, park_signals
from chainmatch.matching.reference import Reference
from chainmatch.matching.scope import SCOPE_FEATURES, in_scope, scope_features
from chainmatch.matching.signals import VERSION
from chainmatch.matching.view import View
from chainmatch.matching.zone_signals import ZONE_SIGNAL_NAMES, zone_signals
from chainmatch.registry.firms import brand, same_firm
from chainmatch.registry.known import Registry

RIDGE = 0.01
# Parks have few cases for eleven signals: of .01 to .5 this had the best held-out likelihood.
PARK_RIDGE = 0.2
SHARPNESS = 14.0
COVERAGE = 0.95  # share of in-scope leads that must not be abstained
_SHORT_MASS = 1.0
_PARTS = 5  # of the samples, each held out once where trust is fitted


def own_records(registry: Registry, case: Case) -> NDArray[np.bool_]:
    """Return which known enterprises are the case itself (id, firm or text): (known,)."""
    return np.array(
        [
            e.id == case.id or same_firm(e.name, case.name) or e.desc == case.desc
            for e in registry.enterprises
        ],
        dtype=bool,
    )


@dataclass
class Sample:
    """One wording of one case, seen without its own records; features are computed once."""

    case: Case
    view: View
    fold: int
    mass: float = 1.0

    @cached_property
    def links(self) -> Table:
        """Centred link features: (links, signals)."""
        return features(self.view, LINK_SIGNALS)

    def zones(self, links: Table, parks: Table) -> Table:
        """Centred zone features under given link and park weights: (zones, signals)."""
        share = probabilities(self.parks(links) @ parks)
        return features(self.view, zone_signals(share))

    @cached_property
    def scope(self) -> dict[str, float]:
        """What the in-scope score looks at."""
        return scope_features(self.view)

    def parks(self, weights: Table) -> Table:
        """Centred park features under given link weights: (parks, signals)."""
        return features(self.view, park_signals(probabilities(self.links @ weights)))


def samples(
    cases: Sequence[Case], reference: Reference, sharpness: float = SHARPNESS, folds: int = 10
) -> list[Sample]:
    """Return both wordings of each case; wordings of one firm share a fold, so none leaks."""
    made = []
    numbers: dict[str, int] = {}
    for case in cases:
        key = brand(case.name) or case.name or case.id
        fold = numbers.setdefault(key, len(numbers)) % folds
        hidden = own_records(reference.registry, case)
        for text in dict.fromkeys(t for t in (case.desc, case.desc_short) if t):
            view = View(Company.from_text(text), reference, sharpness, hidden)
            made.append(Sample(case, view, fold, 1.0 if text == case.desc else _SHORT_MASS))
    return made


def accepted_links(reference: Reference, labels: frozenset[str] | None) -> Table:
    """Return 1 for each link that the labels name, itself or by its industry: (links,)."""
    named = labels or frozenset()
    return np.array([float(d.id in named or d.industry in named) for d in reference.directions])


def fit_links(chosen: Sequence[Sample], ridge: float = RIDGE) -> Table:
    """Return link weights (signals,) from samples whose core links are in the plan."""
    used = [(s, accepted_links(s.view.reference, s.case.core)) for s in chosen]
    used = [(s, right) for s, right in used if right.any()]
    return conditional_logit(
        np.stack([s.links for s, _ in used]),
        np.stack([right for _, right in used]),
        np.array([s.mass for s, _ in used]),
        ridge,
    )


def fit_parks(chosen: Sequence[Sample], links: Table, ridge: float = PARK_RIDGE) -> Table:
    """Return park weights (signals,) from samples whose park is labelled."""
    used, table, right = _placed(chosen, links)
    return conditional_logit(table, right, np.array([s.mass for s in used]), ridge)


def _placed(chosen: Sequence[Sample], links: Table) -> tuple[list[Sample], Table, Table]:
    """Return the samples whose park is labelled, their features, and 1 for each true park."""
    used = [s for s in chosen if s.case.park in s.view.reference.park_index]
    right = np.zeros((len(used), len(used[0].view.reference.parks)))
    for row, sample in enumerate(used):
        right[row, sample.view.reference.park_index[sample.case.park or ""]] = 1.0
    return used, np.stack([s.parks(links) for s in used]), right


def fit_trust(chosen: Sequence[Sample], links: Table) -> tuple[float, float]:
    """Return slope and offset of the first park's confidence, from samples held out by firm.

    Park weights are fitted on all but one part of the samples and asked of that part, in turn.
    """
    used, table, right = _placed(chosen, links)
    part = np.array([s.fold % _PARTS for s in used])
    mass = np.array([s.mass for s in used])
    odds, hits = [], []
    for held in range(_PARTS):
        seen = part != held
        if seen.all() or not seen.any():
            continue
        weights = conditional_logit(table[seen], right[seen], mass[seen], PARK_RIDGE)
        for row in np.flatnonzero(~seen):
            share = probabilities(table[row] @ weights)
            first = float(np.clip(share.max(), 1e-9, 1 - 1e-9))
            odds.append([np.log(first / (1 - first))])
            hits.append(right[row, share.argmax()])
    if len(set(hits)) < 2:
        return 1.0, 0.0
    model = LogisticRegression(C=1e3).fit(odds, hits)
    return round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4)


def fit_zones(chosen: Sequence[Sample], links: Table, parks: Table, ridge: float = RIDGE) -> Table:
    """Return zone weights (signals,) from samples whose zone is labelled."""
    ids = [zone.id for zone in chosen[0].view.reference.zones]
    used = [s for s in chosen if s.case.zone in ids]
    right = np.array([[float(zone == s.case.zone) for zone in ids] for s in used])
    table = np.stack([s.zones(links, parks) for s in used])
    return conditional_logit(table, right, np.array([s.mass for s in used]), ridge)


def fit_scope(chosen: Sequence[Sample], outside: Sequence[View]) -> dict[str, float]:
    """Return weights and bias of the in-scope logistic.

    `outside` are the views of the reference's outside examples, in their order: each is scored
    against the others, never against itself.
    """
    inside = [s.scope for s in chosen if s.case.in_scope]
    rows = inside + [scope_features(view, i) for i, view in enumerate(outside)]
    table = np.array([[row[name] for name in SCOPE_FEATURES] for row in rows])
    target = np.array([1] * len(inside) + [0] * len(outside))
    scale = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, class_weight="balanced").fit(table / scale, target)
    weights = dict(zip(SCOPE_FEATURES, (model.coef_[0] / scale).tolist(), strict=True))
    return weights | {"bias": float(model.intercept_[0])}


def named(names: Sequence[str], weights: Table) -> dict[str, float]:
    """Return weights by signal name, rounded to what the file keeps."""
    return {name: round(float(weight), 5) for name, weight in zip(names, weights, strict=True)}


def outside_views(reference: Reference, sharpness: float = SHARPNESS) -> list[View]:
    """Return the views of the reference's outside examples, in their order."""
    return [View(Company.from_text(text), reference, sharpness) for text in reference.outside]


def western_threshold(scores: Sequence[float], fallback: float) -> float:
    """Return the threshold that keeps the share COVERAGE of Western leads, at most `fallback`."""
    if not scores:
        return fallback
    return min(fallback, round(float(np.quantile(scores, 1 - COVERAGE)), 5))


def with_weights(
    base: Calibration, chosen: Sequence[Sample], outside: Sequence[View]
) -> Calibration:
    """Return a calibration with all weights fitted on samples and outside examples.

    The in-scope threshold keeps the share COVERAGE of the samples; that for Western leads is
    left as the base has it.
    """
    links = fit_links(chosen)
    parks = fit_parks(chosen, links)
    scope = {name: round(value, 5) for name, value in fit_scope(chosen, outside).items()}
    kept = [in_scope(sample.scope, scope) for sample in chosen]
    return replace(
        base,
        links=named([s.name for s in LINK_SIGNALS], links),
        parks=named(PARK_SIGNAL_NAMES, parks),
        trust=fit_trust(chosen, links),
        zones=named(ZONE_SIGNAL_NAMES, fit_zones(chosen, links, parks)),
        scope=scope,
        scope_threshold=round(float(np.quantile(kept, 1 - COVERAGE)), 5),
    )


def empty_calibration(reference: Reference) -> Calibration:
    """Return a calibration without weights, tied to what it is for."""
    return Calibration(
        encoder=reference.encoder.name,
        probe=probe(reference.encoder),
        plan=reference.plan.digest,
        registry=reference.registry.digest,
        signals=VERSION,
        sharpness=SHARPNESS,
        links={},
        parks={},
        zones={},
        scope={},
        scope_threshold=0.5,
        scope_threshold_western=0.5,
    )
