"""What speaks for a zone: its parks' probabilities, and enterprises known only by their zone."""

import numpy as np

from chainmatch.matching.reference import Vector
from chainmatch.matching.signals import Signal, no_evidence
from chainmatch.matching.view import View


def _in_zone(view: View, weight: Vector) -> Vector:
    where = view.reference.known_zone
    placed = where >= 0
    size = len(view.reference.zones)
    return np.bincount(where[placed], weights=weight[placed], minlength=size).astype(float)


def _prior(view: View) -> Vector:
    return np.log(_in_zone(view, view.shown.astype(float)) + 1.0)


def _neighbours(view: View) -> Vector:
    return np.log(_in_zone(view, view.weight) + 0.3)


def _neighbour_words(view: View) -> Vector:
    return np.log1p(_in_zone(view, view.known_words))


def _nearest_words(view: View) -> Vector:
    where = view.reference.known_zone
    return np.array(
        [
            view.known_words[where == zone].max(initial=0.0)
            for zone in range(len(view.reference.zones))
        ]
    )


def zone_signals(parks: Vector) -> tuple[Signal, ...]:
    """Return the zone signals for a lead whose park probabilities are `parks`: (parks,)."""

    def from_parks(view: View) -> Vector:
        size = len(view.reference.zones)
        total = np.bincount(view.reference.park_zone, weights=parks, minlength=size)
        return np.asarray(np.log(total + 0.01), dtype=np.float64)

    return (
        Signal("zone_parks", from_parks, no_evidence),
        Signal("zone_prior", _prior, no_evidence),
        Signal("zone_neighbours", _neighbours, no_evidence),
        Signal("zone_words", _neighbour_words, no_evidence),
        Signal("zone_nearest_words", _nearest_words, no_evidence),
    )


ZONE_SIGNAL_NAMES = tuple(signal.name for signal in zone_signals(np.zeros(0)))
