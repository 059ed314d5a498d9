"""What a match says: frozen values, and the one JSON form of them."""

from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal["pass", "fail", "unknown"]
Severity = Literal["veto", "gate", "hint"]
Status = Literal["matched", "abstained", "invalid"]
Level = Literal["product", "link", "industry", "park", "zone", "none"]
NumberRelation = Literal["at_least", "above", "at_most", "below"]
Origin = Literal["shipped", "user"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one signal adds, in log-odds against the average choice, and its facts."""

    signal: str
    log_odds: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """By how much a figure would have to change to meet a bound, the other figures as they are."""

    figure: str
    by: float


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A number that a rule bounds and that is beyond the bound, in `unit`; any one of `ways` helps.

    `estimates` says which part of the value is not stated but estimated, and how.
    """

    field: str
    relation: NumberRelation
    bound: float
    value: float
    unit: str
    ways: tuple[Way, ...]
    estimates: tuple[str, ...] = ()

    @property
    def difference(self) -> float:
        """What the value lacks of the bound; negative where it is above it."""
        return self.bound - self.value


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rule applied to one lead and one park; `needs` names the fields that are missing.

    `once` marks a rule that says the same of a lead in every park; `origin` who made the rule.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    needs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    origin: Origin = "shipped"
    once: bool = False


@dataclass(frozen=True, slots=True)
class LinkMatch:
    """A chain link (direction) with its probability among all links, in [0, 1]."""

    id: str
    name: str
    industry: str
    confidence: float
    products: tuple[str, ...]
    reasons: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class IndustryMatch:
    """An industry with the probability of all its links together, in [0, 1]."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ParkMatch:
    """A park with its probability among all parks, in [0, 1]; `score` is the sum of its reasons.

    The probabilities are the softmax of the scores, the first one as trusted on held-out cases.
    """

    id: str
    zone: str
    confidence: float
    reasons: tuple[Contribution, ...]
    eligibility: tuple[Judgement, ...]

    @property
    def score(self) -> float:
        """The log-odds of this park against the average park: the sum of what is shown."""
        return sum(reason.log_odds for reason in self.reasons)

    @property
    def vetoed(self) -> bool:
        """Whether a rule with the force of a veto says no."""
        return any(j.severity == "veto" and j.verdict == "fail" for j in self.eligibility)


@dataclass(frozen=True, slots=True)
class ZoneMatch:
    """A zone with its probability among all zones, in [0, 1]: enterprises without a park count."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Finding:
    """The finest answer to one question that is more likely right than wrong.

    `none` where there is none: then `id` is None and `confidence` that of the best coarse answer.
    """

    level: Level
    id: str | None
    confidence: float


NOTHING = Finding("none", None, 0.0)


@dataclass(frozen=True, slots=True)
class ClassMatch:
    """A GB/T 4754 class and the chance in [0, 1] that a reader accepts it.

    The code has four digits; of two digits (a division) where no class is likely enough.
    """

    code: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class GapFill:
    """A gap that the lead would close; `park` is None where no park lists the link."""

    link: str
    park: str | None
    kind: Literal["unlisted", "planned_not_filled", "thin", "bridge"]
    priority: float


@dataclass(frozen=True, slots=True)
class Match:
    """The whole answer for one lead, with the digests of what made it.

    `switched_off` names the shipped rules that the user has switched off.
    """

    id: str
    status: Status
    message: str | None
    links: tuple[LinkMatch, ...] = ()
    industries: tuple[IndustryMatch, ...] = ()
    parks: tuple[ParkMatch, ...] = ()
    zones: tuple[ZoneMatch, ...] = ()
    chain: Finding = NOTHING
    place: Finding = NOTHING
    gbt: tuple[ClassMatch, ...] = ()
    gaps: tuple[GapFill, ...] = ()
    in_scope: float = 0.0
    plan: str = ""
    encoder: str = ""
    switched_off: tuple[str, ...] = ()


def to_json(match: Match) -> dict[str, Any]:
    """Return the one JSON form of a match; probabilities have four digits, log-odds three."""
    return {
        "id": match.id,
        "status": match.status,
        "message": match.message,
        "links": [_link(link) for link in match.links],
        "industries": [_share(industry) for industry in match.industries],
        "parks": [_park(park) for park in match.parks],
        "zones": [_share(zone) for zone in match.zones],
        "answer": {"chain": _finding(match.chain), "place": _finding(match.place)},
        "gbt": [
            {"code": c.code, "name": c.name, "confidence": round(c.confidence, 4)}
            for c in match.gbt
        ],
        "gaps": [
            {"link": g.link, "park": g.park, "kind": g.kind, "priority": round(g.priority, 4)}
            for g in match.gaps
        ],
        "in_scope": round(match.in_scope, 4),
        "plan": match.plan,
        "encoder": match.encoder,
        "switched_off": list(match.switched_off),
    }


def _share(found: IndustryMatch | ZoneMatch) -> dict[str, Any]:
    return {"id": found.id, "confidence": round(found.confidence, 4)}


def _finding(found: Finding) -> dict[str, Any]:
    return {"level": found.level, "id": found.id, "confidence": round(found.confidence, 4)}


def _link(link: LinkMatch) -> dict[str, Any]:
    return {
        "id": link.id,
        "name": link.name,
        "industry": link.industry,
        "confidence": round(link.confidence, 4),
        "products": list(link.products),
        "reasons": _reasons(link.reasons),
    }


def _park(park: ParkMatch) -> dict[str, Any]:
    return {
        "id": park.id,
        "zone": park.zone,
        "confidence": round(park.confidence, 4),
        "reasons": _reasons(park.reasons),
        "eligibility": [
            {
                "rule": j.rule,
                "severity": j.severity,
                "verdict": j.verdict,
                "needs": list(j.needs),
                "evidence": list(j.evidence),
                "shortfalls": [shortfall_json(shortfall) for shortfall in j.shortfalls],
                "origin": j.origin,
                "once": j.once,
            }
            for j in park.eligibility
        ],
    }


def shortfall_json(shortfall: Shortfall) -> dict[str, Any]:
    """Return a shortfall as plain values; numbers have four digits after the point."""
    return {
        "field": shortfall.field,
        "relation": shortfall.relation,
        "bound": shortfall.bound,
        "value": round(shortfall.value, 4),
        "difference": round(shortfall.difference, 4),
        "unit": shortfall.unit,
        "ways": [{"figure": way.figure, "by": round(way.by, 4)} for way in shortfall.ways],
        "estimates": list(shortfall.estimates),
    }


def _reasons(reasons: tuple[Contribution, ...]) -> list[dict[str, Any]]:
    return [
        {"signal": r.signal, "log_odds": round(r.log_odds, 3), "evidence": list(r.evidence)}
        for r in reasons
    ]
