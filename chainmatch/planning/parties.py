"""Enterprises and leads as parties of supply relations."""

from collections.abc import Iterator

from chainmatch.errors import InputError
from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.result import Match
from chainmatch.planning.partners import Party
from chainmatch.registry.known import Enterprise
from chainmatch.text.normalise import normalise

_SURE = 1.0


def party_of_lead(company: Company, match: Match, source: str) -> Party:
    """Return a lead as a party, with the probabilities of its match."""
    return Party(
        id=company.id or company.name or source,
        name=company.name,
        text=company.normal.text,
        links={link.id: link.confidence for link in match.links},
        classes={found.code: found.confidence for found in match.gbt},
        zone=None,
        place=None,
        source=source,
    )


def known_parties(matcher: Matcher) -> Iterator[Party]:
    """Yield the known enterprises: what readers judged is sure, the rest is matched."""
    for enterprise in matcher.reference.registry.enterprises:
        yield party_of_enterprise(matcher, enterprise)


def party_of_enterprise(matcher: Matcher, enterprise: Enterprise) -> Party:
    """Return a known enterprise as a party."""
    judged = {link: _SURE for link in enterprise.directions_core or () if "." in link}
    codes = {enterprise.gbt} if enterprise.gbt else set()
    coded = {code: _SURE for code in {*(enterprise.gbt_accept or ()), *codes} if code}
    match: Match | None = None
    if not (judged or enterprise.directions_core) or not coded:
        match = _match(matcher, enterprise.desc)
    if match is not None and enterprise.directions_core is None:
        judged = {link.id: link.confidence for link in match.links}
    if match is not None and not coded:
        coded = {found.code: found.confidence for found in match.gbt}
    return Party(
        id=enterprise.id,
        name=enterprise.name,
        text=normalise(f"{enterprise.desc}。{enterprise.desc_short}").text,
        links=judged,
        classes=coded,
        zone=enterprise.zone,
        place=enterprise.park,
        source=enterprise.source,
    )


def _match(matcher: Matcher, text: str) -> Match | None:
    try:
        return matcher.match(Company.from_text(text))
    except InputError:
        return None
