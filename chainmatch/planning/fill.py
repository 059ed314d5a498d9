"""How to fill a link: what to look for, who of a list comes closest; matching read backwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.result import Match
from chainmatch.matching.view import View
from chainmatch.plan.graph import ChainGraph, Tie
from chainmatch.plan.relations import Relation
from chainmatch.planning.region import hosts

_CLASSES = 6
_TERMS = 24


@dataclass(frozen=True, slots=True)
class Profile:
    """What an enterprise that fills the link would be: products, classes, neighbours, parks.

    `classes` are codes of GB/T 4754 with the share of leads of that class that do the link;
    `terms` are words to search lists of enterprises with, the plan's own first.
    """

    link: str
    products: tuple[str, ...]
    classes: tuple[tuple[str, float], ...]
    terms: tuple[str, ...]
    suppliers: tuple[Relation, ...]
    users: tuple[Relation, ...]
    parks: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One enterprise of a list as a filler: its chance to do the link, and of the park.

    `score` = in_scope x link x park, all in [0, 1]; the park is the asked one, else the likeliest
    of those able to take the link. `failed` names rules that speak against that park.
    """

    place: str
    company: Company
    score: float
    link_share: float
    park: str
    park_share: float
    failed: tuple[str, ...]
    match: Match


def profile(
    graph: ChainGraph,
    link: str,
    relations: Sequence[Relation],
    class_links: Mapping[str, Mapping[str, int]],
) -> Profile:
    """Return what to look for; `class_links` counts written leads by class and link."""
    direction = graph.direction(link)
    shares = {
        code: counts[link] / sum(counts.values())
        for code, counts in class_links.items()
        if counts.get(link)
    }
    # A class with many leads of the link says more than one with a single lead.
    weight = {code: shares[code] * class_links[code][link] for code in shares}
    ranked = sorted(shares, key=lambda code: (-weight[code], code))[:_CLASSES]
    products = tuple(product.name for product in direction.products)
    ends = [one for one in relations if link in {one.up_link, one.down_link}]
    words = [w for one in ends for w in (one.up_words if one.up_link == link else one.down_words)]
    return Profile(
        link=link,
        products=products,
        classes=tuple((code, shares[code]) for code in ranked),
        terms=tuple(dict.fromkeys([*products, *words]))[:_TERMS],
        suppliers=_strongest(one for one in ends if one.down_link == link != one.up_link),
        users=_strongest(one for one in ends if one.up_link == link != one.down_link),
        parks=hosts(graph, link),
    )


def candidates(
    matcher: Matcher,
    leads: Iterable[tuple[str, Company, Match]],
    link: str,
    park: str | None = None,
) -> tuple[Candidate, ...]:
    """Return the leads (place, company, match) ranked as fillers of a link, in a park if given.

    A park that a rule vetoes is not taken; a lead whose asked park is vetoed scores 0.
    """
    able = {tie.park for tie in hosts(matcher.reference.graph, link)}
    wanted = {park} if park is not None else able or {p.id for p in matcher.reference.parks}
    found = []
    for place, company, match in leads:
        share = _share(matcher, company, match, link)
        best = next(choice for choice in match.parks if choice.id in wanted)
        failed = tuple(j.rule for j in best.eligibility if j.verdict == "fail")
        score = 0.0 if best.vetoed else match.in_scope * share * best.confidence
        made = (score, share, best.id, best.confidence, failed, match)
        found.append(Candidate(place, company, *made))
    return tuple(sorted(found, key=lambda c: -c.score))


def _share(matcher: Matcher, company: Company, match: Match, link: str) -> float:
    shown = {found.id: found.confidence for found in match.links}
    if link in shown:
        return shown[link]
    # The match shows five links; the asked one is further down.
    view = View(company, matcher.reference, matcher.calibration.sharpness)
    number = [direction.id for direction in matcher.reference.directions].index(link)
    return float(matcher.fuse_links(view).share[number])


def _strongest(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    return tuple(sorted(relations, key=lambda one: (-one.strength, one.id)))
