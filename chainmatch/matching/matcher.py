"""One lead to one match: view, signals, fusion, eligibility, scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chainmatch.matching.calibration import Calibration
from chainmatch.matching.classes import classes
from chainmatch.matching.company import Company
from chainmatch.matching.eligibility import Admission
from chainmatch.matching.facts import LeadTerms
from chainmatch.matching.finest import finest_chain, finest_place
from chainmatch.matching.fuse import features, probabilities, trusted, weigh
from chainmatch.matching.link_signals import LINK_SIGNALS
from chainmatch.matching.park_signals import park_signals
from chainmatch.matching.reference import Reference, Vector
from chainmatch.matching.result import (
    Contribution,
    IndustryMatch,
    LinkMatch,
    Match,
    ParkMatch,
    ZoneMatch,
)
from chainmatch.matching.scope import in_scope, scope_features
from chainmatch.matching.signals import Signal
from chainmatch.matching.view import View
from chainmatch.matching.zone_signals import zone_signals

SHOWN_LINKS = 5
SHOWN_INDUSTRIES = 3
_PRODUCTS = 3
VAGUE, PROBABLY_VAGUE = 1.0, -0.5
"""Log-odds of naming no product above which a lead is not recommended, and is asked for one."""


@dataclass(frozen=True, slots=True)
class Fused:
    """Contributions of every signal to every choice, and the probabilities they add up to.

    `parts` is (choices, signals) in log-odds; `share` is (choices,), sum 1.
    """

    signals: tuple[Signal, ...]
    parts: NDArray[np.float64]
    share: Vector


class Matcher:
    """Matches leads against one reference; immutable, so it may be shared by threads."""

    def __init__(
        self, reference: Reference, calibration: Calibration, admission: Admission, terms: LeadTerms
    ) -> None:
        calibration.check_encoder(reference.encoder)
        self.reference, self.calibration = reference, calibration
        self.admission, self.terms = admission, terms

    def match(self, company: Company, hidden: NDArray[np.bool_] | None = None) -> Match:
        """Return the whole answer; `hidden` masks known enterprises, for evaluation."""
        view = View(company, self.reference, self.calibration.sharpness, hidden)
        fused = self.fuse_links(view)
        parks = self.fuse_parks(view, fused.share)
        scope = in_scope(scope_features(view), self.calibration.scope)
        # Slogans around a product do not make it vague, so the rest decides.
        inside = scope >= self._threshold(view) and view.vague[1] < VAGUE
        links, industries = self._links(view, fused), self._industries(fused.share)
        ranked, zones = self._parks(view, parks), self._zones(view, parks.share)
        return Match(
            id=company.id,
            status="matched" if inside else "abstained",
            message=self._message(view, inside=inside),
            links=links,
            industries=industries,
            parks=ranked,
            zones=zones,
            chain=finest_chain(links, industries, self.reference.product_names, view.text),
            place=finest_place(ranked, zones),
            gbt=classes(view),
            in_scope=scope,
            plan=self.reference.plan.digest,
            encoder=self.reference.encoder.name,
            switched_off=tuple(one.id for one in self.admission.book.off),
        )

    def _threshold(self, view: View) -> float:
        if view.western:
            return self.calibration.scope_threshold_western
        return self.calibration.scope_threshold

    def _message(self, view: View, *, inside: bool) -> str | None:
        if not inside:
            said, rest = view.vague
            return "vague" if said > PROBABLY_VAGUE or rest >= VAGUE else "out_of_scope"
        # Weights of another plan are better than none, but the answer must say so.
        return None if self.calibration.plan == self.reference.plan.digest else "carried_over"

    def fuse_links(self, view: View) -> Fused:
        """Return the contributions and probabilities of the links."""
        return _fuse(view, LINK_SIGNALS, self.calibration.links)

    def fuse_parks(self, view: View, links: Vector) -> Fused:
        """Return the contributions and probabilities of the parks, given those of the links."""
        return _fuse(view, park_signals(links), self.calibration.parks)

    def _links(self, view: View, fused: Fused) -> tuple[LinkMatch, ...]:
        directions = self.reference.directions
        ranked = sorted(range(len(directions)), key=lambda i: (-fused.share[i], i))
        return tuple(
            LinkMatch(
                id=directions[i].id,
                name=directions[i].name,
                industry=directions[i].industry,
                confidence=float(fused.share[i]),
                products=self._products(view, i),
                reasons=_reasons(view, fused, i),
            )
            for i in ranked[:SHOWN_LINKS]
        )

    def _industries(self, links: Vector) -> tuple[IndustryMatch, ...]:
        share = links @ self.reference.link_industry
        order = np.argsort(-share, kind="stable")[:SHOWN_INDUSTRIES]
        return tuple(IndustryMatch(self.reference.industries[i], float(share[i])) for i in order)

    def _products(self, view: View, link: int) -> tuple[str, ...]:
        """Name up to three products of the link that stand out from all products of the plan."""
        owned = np.flatnonzero(self.reference.product_link == link)
        bar = view.product_bar
        best = [
            i
            for i in owned[np.argsort(-view.product[owned], kind="stable")]
            if view.product[i] >= bar
        ]
        return tuple(self.reference.products[i].id for i in best[:_PRODUCTS])

    def _parks(self, view: View, fused: Fused) -> tuple[ParkMatch, ...]:
        facts = self.terms.facts(view.company)
        judged = self.admission.judge_all(facts, (park.id for park in self.reference.parks))
        sure = trusted(fused.share, self.calibration.trust).tolist()
        found = [
            ParkMatch(
                id=park.id,
                zone=park.zone,
                confidence=sure[i],
                reasons=_reasons(view, fused, i),
                eligibility=judged[park.id],
            )
            for i, park in enumerate(self.reference.parks)
        ]
        return ranked_parks(found)

    def _zones(self, view: View, parks: Vector) -> tuple[ZoneMatch, ...]:
        fused = _fuse(view, zone_signals(parks), self.calibration.zones)
        total = dict(zip((z.id for z in self.reference.zones), fused.share.tolist(), strict=True))
        return tuple(
            ZoneMatch(zone, share)
            for zone, share in sorted(total.items(), key=lambda z: (-z[1], z[0]))
        )


def ranked_parks(parks: Sequence[ParkMatch]) -> tuple[ParkMatch, ...]:
    """Return parks by confidence, then id; vetoed ones last, whatever their confidence."""
    return tuple(sorted(parks, key=lambda park: (park.vetoed, -park.confidence, park.id)))


def _fuse(view: View, signals: tuple[Signal, ...], weights: Mapping[str, float]) -> Fused:
    parts = weigh(features(view, signals), signals, weights)
    return Fused(signals, parts, probabilities(parts.sum(axis=1)))


def _reasons(view: View, fused: Fused, choice: int) -> tuple[Contribution, ...]:
    row = fused.parts[choice].tolist()
    ordered = sorted(range(len(row)), key=lambda k: (-abs(row[k]), k))
    return tuple(
        Contribution(fused.signals[k].name, row[k], fused.signals[k].evidence(view, choice))
        for k in ordered
        if row[k]
    )
