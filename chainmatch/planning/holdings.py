"""What parks list and hold, as plain assignments of three origins."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import InputError
from chainmatch.gaps.coverage import Assignment
from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.reference import Vector
from chainmatch.matching.view import View
from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.schema import Plan
from chainmatch.registry.firms import same_firm
from chainmatch.registry.known import Enterprise, Registry

_LEAST = 0.001  # probabilities below this are not kept: they add nothing that a reader could see
_OUTSIDE = "none"  # what readers call an enterprise that does no link of the plan


def assignments(plan: Plan, graph: ChainGraph, registry: Registry) -> Iterator[Assignment]:
    """Yield what parks list by the plan's own layout, and what known enterprises hold in them."""
    for park in plan.parks:
        for tie in graph.links_of_park(park.id):
            if tie.way.startswith("park lists"):
                yield Assignment(park.id, tie.link, "plan", tie.strength)
    links, parks = {d.id for d in plan.directions}, {park.id for park in plan.parks}
    for enterprise in registry.enterprises:
        # A park or a link of another plan is no cell of this one.
        if enterprise.park is None or enterprise.park in parks:
            for link in links.intersection(enterprise.directions_core or ()):
                yield Assignment(enterprise.park or "", link, "enterprise", 1.0, enterprise.id)


def named_by_plan(matcher: Matcher) -> Iterator[Assignment]:
    """Yield the firms that the plan names as supports of an industry, unless they are known.

    The plan says the industry, the matcher which of its links a firm of that name would do.
    """
    reference = matcher.reference
    for industry in reference.plan.industries:
        for support in industry.supports:
            known = any(same_firm(e.name, support.name) for e in reference.registry.enterprises)
            if support.kind != "enterprise" or known:
                continue
            view = View(Company.from_text(support.name), reference, matcher.calibration.sharpness)
            own = np.array([float(d.industry == industry.id) for d in reference.directions])
            share = matcher.fuse_links(view).share * own
            for i in np.flatnonzero(share):
                strength = float(share[i] / share.sum())
                if strength >= _LEAST:
                    link = reference.directions[i].id
                    yield Assignment("", link, "inferred", strength, support.name)


@dataclass(frozen=True, slots=True)
class _Guess:
    """Probabilities of one enterprise: links (links,) and parks (parks,), each at most sum 1."""

    links: Vector
    parks: Vector


def inferred(matcher: Matcher, without: frozenset[str] = frozenset()) -> Iterator[Assignment]:
    """Yield where the matcher would see the enterprises of which readers or sources say too little.

    An enterprise without links gets the probability of each; one without a park that of each park
    of its zone, times the share of known enterprises with a zone that are in a park at all. What
    is known of it stays as it is; it is matched without its own record, and as if the enterprises
    `without` (ids) were unknown.
    """
    reference = matcher.reference
    unknown = np.array([e.id in without for e in reference.registry.enterprises], dtype=bool)
    placed = [e for e in reference.registry.enterprises if e.zone]
    in_park = sum(e.park is not None for e in placed) / max(len(placed), 1)
    for number, enterprise in enumerate(reference.registry.enterprises):
        hidden = unknown.copy()
        hidden[number] = True
        guess = None if unknown[number] else _guess(matcher, enterprise, hidden, in_park)
        if guess is None:
            continue
        for i in np.flatnonzero(guess.links >= _LEAST):
            for j in np.flatnonzero(guess.parks * guess.links[i] >= _LEAST):
                yield Assignment(
                    reference.parks[j].id,
                    reference.directions[i].id,
                    "inferred",
                    float(guess.links[i] * guess.parks[j]),
                    enterprise.id,
                )


def _guess(
    matcher: Matcher, enterprise: Enterprise, hidden: NDArray[np.bool_], in_park: float
) -> _Guess | None:
    said = enterprise.directions_core or ()
    reference = matcher.reference
    judged = np.array([float(d.id in said) for d in reference.directions])
    if _OUTSIDE in said or (judged.any() and enterprise.park is not None):
        return None
    try:
        company = Company.from_text(enterprise.desc)
    except InputError:
        return None
    view = View(company, reference, matcher.calibration.sharpness, hidden)
    share = matcher.fuse_links(view).share
    if judged.any():
        links = judged
    else:
        # Readers may have named the industry and no link of it.
        within = np.array([not said or d.industry in said for d in reference.directions])
        links = share * within
        links = links / links.sum() if said and links.sum() > 0 else links
    if enterprise.park is not None:
        parks = np.array([float(park.id == enterprise.park) for park in reference.parks])
    else:
        parks = _within(matcher.fuse_parks(view, share).share, _zone_of(matcher, enterprise))
        parks = parks * in_park
    return _Guess(links, parks)


def _zone_of(matcher: Matcher, enterprise: Enterprise) -> Vector:
    parks = matcher.reference.parks
    return np.array([float(enterprise.zone in {None, park.zone}) for park in parks])


def _within(share: Vector, allowed: Vector) -> Vector:
    kept = share * allowed
    total = float(kept.sum())
    return kept / total if total > 0 else kept
