"""Matched leads as offers of a portfolio: where each would go, and which gaps it might close."""

from collections.abc import Iterable, Mapping, Sequence

from chainmatch.gaps.region import RegionGap
from chainmatch.matching.company import Company
from chainmatch.matching.result import Match, ParkMatch
from chainmatch.planning.portfolio import Offer

_LEAST = 0.02  # chances below this are not kept


def gap_id(gap: RegionGap) -> str:
    """Return the name of a gap: kind, link and park."""
    return f"{gap.kind}:{gap.link}:{gap.park or ''}"


def gap_weights(gaps: Iterable[RegionGap]) -> dict[str, float]:
    """Return the priority of each gap by its name."""
    return {gap_id(gap): gap.priority for gap in gaps}


def offer(
    id: str, company: Company, match: Match, gaps: Sequence[RegionGap], limited: Sequence[str]
) -> Offer | None:
    """Return a lead as an offer, None where it fits nothing or every park is vetoed for it.

    It would go to its likeliest park that no rule vetoes. The chance that it closes a gap there,
    or one of the region, is in_scope x the probability of the link. `limited` names the figures
    that the budget limits.
    """
    park = _park(match)
    if match.status != "matched" or park is None:
        return None
    share = {link.id: match.in_scope * link.confidence for link in match.links}
    closes = {
        gap_id(gap): share[gap.link]
        for gap in gaps
        if share.get(gap.link, 0.0) >= _LEAST and gap.park in {None, park.id}
    }
    needs: Mapping[str, float] = {n: company.figures[n] for n in limited if n in company.figures}
    return Offer(id, park.id, needs, closes, tuple(n for n in limited if n not in needs))


def _park(match: Match) -> ParkMatch | None:
    return next((park for park in match.parks if not park.vetoed), None)
