"""The finest answer that is more likely right than wrong: product, link, industry; park, zone."""

from collections.abc import Mapping, Sequence

from chainmatch.matching.result import Finding, IndustryMatch, LinkMatch, ParkMatch, ZoneMatch

SURE = 0.5
"""An answer is given where its confidence reaches this: then it is right more often than wrong."""


def finest_chain(
    links: Sequence[LinkMatch],
    industries: Sequence[IndustryMatch],
    names: Mapping[str, str],
    text: str,
) -> Finding:
    """Return the product, link or industry that the lead surely is about, or `none`.

    `links` and `industries` come best first; `names` are those of products, by id; a product is
    said only where the normalised `text` names it, and has the confidence of its link.
    """
    link = links[0]
    if link.confidence >= SURE:
        said = next((id for id in link.products if names[id].lower() in text), None)
        if said:
            return Finding("product", said, link.confidence)
        return Finding("link", link.id, link.confidence)
    industry = industries[0]
    if industry.confidence >= SURE:
        return Finding("industry", industry.id, industry.confidence)
    return Finding("none", None, industry.confidence)


def finest_place(parks: Sequence[ParkMatch], zones: Sequence[ZoneMatch]) -> Finding:
    """Return the park or zone where the lead surely belongs, or `none`.

    Both come best first; vetoed parks, and zones where every park is vetoed, are no answer.
    """
    allowed = [park for park in parks if not park.vetoed]
    if allowed and allowed[0].confidence >= SURE:
        return Finding("park", allowed[0].id, allowed[0].confidence)
    open_zones = {park.zone for park in allowed}
    zone = next((zone for zone in zones if zone.id in open_zones), None)
    if zone is None:
        return Finding("none", None, 0.0)
    if zone.confidence >= SURE:
        return Finding("zone", zone.id, zone.confidence)
    return Finding("none", None, zone.confidence)
