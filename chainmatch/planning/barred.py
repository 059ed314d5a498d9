"""Parks that cannot take a link: an admission rule vetoes everything that the link names."""

from collections.abc import Mapping

from chainmatch.matching.company import Company
from chainmatch.matching.facts import LeadFacts
from chainmatch.matching.matcher import Matcher
from chainmatch.plan.schema import Direction

Barred = Mapping[str, frozenset[str]]
"""Ids of the parks by the link that they cannot take."""


def barred(matcher: Matcher) -> Barred:
    """Return the parks that veto a maker of each product of a link; links without any are left out.

    A link that a park may take in part is not barred there: which part, only a lead can say.
    """
    found = {d.id: _barred(matcher, d) for d in matcher.reference.directions}
    return {link: parks for link, parks in found.items() if parks}


def _barred(matcher: Matcher, direction: Direction) -> frozenset[str]:
    names = [product.name for product in direction.products] or [direction.name]
    makers = [matcher.terms.facts(Company.from_text(f"生产{name}")) for name in names]
    return frozenset(
        park.id
        for park in matcher.reference.parks
        if all(_vetoed(matcher, maker, park.id) for maker in makers)
    )


def _vetoed(matcher: Matcher, maker: LeadFacts, park: str) -> bool:
    judged = matcher.admission.judge(maker, park)
    return any(j.verdict == "fail" and j.severity == "veto" for j in judged)
