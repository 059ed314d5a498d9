"""What speaks for a park: known enterprises, the plan's layout, the route over links, words."""

import numpy as np

from chainmatch.matching.reference import Vector
from chainmatch.matching.signals import Signal, no_evidence
from chainmatch.matching.view import View, best_of

# Pseudo-counts: how many enterprises' worth of doubt a table of counts starts with.
_TOLD = 0.05  # a link of less probability times tie is not named as a reason
_PRIOR, _OWN, _INDUSTRY = 1.0, 1.5, 1.0


def _prior(view: View) -> Vector:
    return np.log(view.counts + _PRIOR)


def _prior_evidence(view: View, park: int) -> tuple[str, ...]:
    return (f"n={int(view.counts[park])}",)


def _layout(view: View) -> Vector:
    return best_of(view.entry, view.reference.entry_park, len(view.reference.parks))


def _layout_evidence(view: View, park: int) -> tuple[str, ...]:
    best = view.best_entry[park]
    return (view.reference.entry_labels[best],) if best >= 0 else ()


def _layout_text(view: View) -> Vector:
    return view.cosine("park_text")


def _reported(view: View) -> Vector:
    """Take the nearest reported industry of each park; a park without reports gets the mean."""
    if not view.reference.reported:
        return np.zeros(len(view.reference.parks))
    best = best_of(view.reported, view.reference.reported_park, len(view.reference.parks), np.nan)
    return np.where(np.isnan(best), np.nanmean(best), best)


def _reported_evidence(view: View, park: int) -> tuple[str, ...]:
    best = view.best_report[park]
    if best < 0:
        return ()
    term, report = view.reference.reported[best]
    return (f"{term} [{report.id}, {report.as_of or 'undated'}/{report.status}]",)


def _words(view: View) -> Vector:
    return np.log1p(view.park_words)


def _words_evidence(view: View, park: int) -> tuple[str, ...]:
    if not view.park_words[park]:
        return ()
    shared = view.reference.park_words.contributions(view.words, view.reference.parks[park].id)
    return tuple(word for word, _ in sorted(shared, key=lambda pair: (-pair[1], pair[0]))[:5])


def _in_park(view: View, weight: Vector) -> Vector:
    where = view.reference.known_park
    placed = where >= 0
    return np.bincount(
        where[placed], weights=weight[placed], minlength=len(view.reference.parks)
    ).astype(float)


def _neighbours(view: View) -> Vector:
    return np.log(_in_park(view, view.weight) + 0.3)


def _nearest(view: View) -> Vector:
    where = view.reference.known_park
    placed = (where >= 0) & view.shown
    return best_of(view.known[placed], where[placed], len(view.reference.parks), empty=0.2)


def _neighbour_words(view: View) -> Vector:
    return np.log1p(_in_park(view, view.known_words))


def _nearest_words(view: View) -> Vector:
    where = view.reference.known_park
    placed = where >= 0
    return best_of(view.known_words[placed], where[placed], len(view.reference.parks))


def _neighbour_evidence(view: View, park: int) -> tuple[str, ...]:
    return tuple(view.reference.known_labels[i] for i in view.near_in_park.get(park, ())[:3])


def _nearest_evidence(view: View, park: int) -> tuple[str, ...]:
    found = view.nearest_in_park[park]
    return (view.reference.known_labels[found],) if found >= 0 else ()


def _nearest_words_evidence(view: View, park: int) -> tuple[str, ...]:
    found = view.nearest_words_in_park[park]
    return (view.reference.known_labels[found],) if found >= 0 else ()


def _zone_neighbours(view: View) -> Vector:
    zone = view.reference.known_zone
    placed = zone >= 0
    weight = np.bincount(
        zone[placed], weights=view.weight[placed], minlength=len(view.reference.zones)
    )
    return np.asarray(np.log(weight + 1.0)[view.reference.park_zone], dtype=np.float64)


class RouteSignals:
    """Signals that go lead → link → park: they need the link probabilities of the lead."""

    def __init__(self, links: Vector) -> None:
        self._links = links
        self._likely = np.flatnonzero(links >= _TOLD).tolist()

    def plan(self, view: View) -> Vector:
        """Log of each park's own ties with the lead's probable links by the plan: (parks,)."""
        share = view.reference.plan_share
        return np.asarray(np.log(self._links @ share + 0.01), dtype=np.float64)

    def plan_evidence(self, view: View, park: int) -> tuple[str, ...]:
        """Name the two links that carry most, with where the plan says it."""
        reference = view.reference
        owned = [link for link in self._likely if reference.plan_share[link, park]]
        worth = {link: self._links[link] * reference.plan_ties[link, park] for link in owned}
        told = sorted((i for i in worth if worth[i] >= _TOLD), key=lambda i: (-worth[i], i))
        found = []
        for link in told[:2]:
            direction = reference.directions[link]
            tie = reference.graph.tie(direction.id, reference.parks[park].id)
            if tie:
                found.append(
                    f"{direction.id} {direction.name} → {tie.text} ({tie.locator}, {tie.basis})"
                )
        return tuple(found)

    def known(self, view: View) -> Vector:
        """Log of where enterprises of the lead's probable links are: (parks,).

        Counts of a link are smoothed by those of its industry, and these by all.
        """
        reference = view.reference
        where = reference.known_park
        placed = (where >= 0) & view.shown
        table = np.zeros((len(reference.directions), len(reference.parks)))
        np.add.at(table.T, where[placed], reference.known_links[placed])
        counts = view.counts + _PRIOR
        overall = counts / counts.sum()
        one_hot = reference.link_industry
        industry = one_hot @ (one_hot.T @ table)
        backed = (industry + _INDUSTRY * overall) / (
            industry.sum(axis=1, keepdims=True) + _INDUSTRY
        )
        share = (table + _OWN * backed) / (table.sum(axis=1, keepdims=True) + _OWN)
        return np.asarray(np.log(self._links @ share + 0.003), dtype=np.float64)


def park_signals(links: Vector) -> tuple[Signal, ...]:
    """Return the park signals for a lead whose link probabilities are `links`: (links,)."""
    route = RouteSignals(links)
    return (
        Signal("prior", _prior, _prior_evidence),
        Signal("layout", _layout, _layout_evidence),
        Signal("layout_text", _layout_text, no_evidence),
        Signal("reported", _reported, _reported_evidence),
        Signal("words", _words, _words_evidence),
        Signal("neighbours", _neighbours, _neighbour_evidence),
        Signal("nearest", _nearest, _nearest_evidence),
        Signal("neighbour_words", _neighbour_words, no_evidence),
        Signal("nearest_words", _nearest_words, _nearest_words_evidence),
        Signal("route_plan", route.plan, route.plan_evidence),
        Signal("route_known", route.known, no_evidence),
        Signal("zone_neighbours", _zone_neighbours, no_evidence),
    )


PARK_SIGNAL_NAMES = tuple(signal.name for signal in park_signals(np.zeros(0)))
