"""The shapes of questions and answers, as the OpenAPI document tells them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chainmatch.gaps.coverage import GapKind
from chainmatch.matching.result import Level, Severity, Status, Verdict

Share = Annotated[float, Field(ge=0, le=1)]


class Shape(BaseModel):
    """An object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Refused(Shape):
    """What is wrong with a request, in one sentence; every error has this shape."""

    error: str = Field(examples=["L-000009 is not in the store"])
    place: str = Field(description="Where: path, query.NAME, header.NAME, body or body.NAME.")
    allowed: str | None = Field(default=None, description="What is allowed there.")
    id: str | None = Field(default=None, description="Of a fault of ours: what to report.")


class StoreHealth(Shape):
    """The store that is served."""

    schema_: str = Field(alias="schema", description="Number of its newest migration.")


class Health(Shape):
    """What answers here."""

    status: Literal["ok"]
    version: str
    plan: str = Field(description="Digest of the plan.")
    encoder: str
    store: StoreHealth | None


class Reason(Shape):
    """What one signal adds, in log-odds, and what it rests on."""

    signal: str
    log_odds: float
    evidence: list[str]


class WayShape(Shape):
    """One change of a stated figure by which a number would keep to its bound."""

    figure: str
    by: float


class ShortfallShape(Shape):
    """A number that a rule bounds and that is beyond the bound; any one of the ways helps."""

    field: str
    relation: str
    bound: float
    value: float
    difference: float
    unit: str
    ways: list[WayShape]
    estimates: list[str]


class RuleVerdict(Shape):
    """One rule applied to one park; `once` marks one that says the same in every park."""

    rule: str
    severity: Severity
    verdict: Verdict
    needs: list[str]
    evidence: list[str]
    shortfalls: list[ShortfallShape]
    origin: str
    once: bool


class LinkShape(Shape):
    """A chain link."""

    id: str
    name: str
    industry: str
    confidence: Share
    products: list[str]
    reasons: list[Reason]


class ShareShape(Shape):
    """An industry or zone."""

    id: str
    confidence: Share


class ParkShape(Shape):
    """A park with its reasons and the rules."""

    id: str
    zone: str
    confidence: Share
    reasons: list[Reason]
    eligibility: list[RuleVerdict]


class FindingShape(Shape):
    """The finest answer that is more likely right than wrong."""

    level: Level
    id: str | None
    confidence: Share


class AnswerShape(Shape):
    """The finest answers on the chain and on the place."""

    chain: FindingShape
    place: FindingShape


class ClassShape(Shape):
    """A class of GB/T 4754."""

    code: str
    name: str
    confidence: Share


class FilledGap(Shape):
    """A gap that the lead would close."""

    link: str
    park: str | None
    kind: GapKind
    priority: Share


class MatchShape(Shape):
    """The answer to one lead, as `chainmatch match --json` prints it."""

    id: str
    status: Status
    message: str | None
    links: list[LinkShape]
    industries: list[ShareShape]
    parks: list[ParkShape]
    zones: list[ShareShape]
    answer: AnswerShape
    gbt: list[ClassShape]
    gaps: list[FilledGap]
    in_scope: Share
    plan: str
    encoder: str
    switched_off: list[str]


class WeightsShape(Shape):
    """How much each part of the priority counts."""

    bridge: float
    criticality: float
    emphasis: float
    hosts: float
    overlap: float


class StabilityShape(Shape):
    """How firm the order is when the weights move by a fifth."""

    draws: int
    kept: Share
    least: Share
    tau: float


class CompletenessShape(Shape):
    """How much of a zone the list of enterprises may hold."""

    zone: str
    known: int
    in_park: int
    official: int | None


class TieShape(Shape):
    """A filled neighbour of a link."""

    edge: str
    link: str
    share: float
    filled: Share
    status: str
    what: str


class BridgeShape(Shape):
    """Between whom a link lies."""

    value: Share
    up: list[TieShape]
    down: list[TieShape]


class GapShape(Shape):
    """A gap of the region."""

    kind: GapKind
    link: str
    park: str | None
    priority: Share
    parts: WeightsShape
    enterprises: list[str]
    elsewhere: int
    expected: float
    listed: Share
    bridge: BridgeShape


class CellShape(Shape):
    """A link in a park: what the plan lists, who is there, what the matcher expects."""

    park: str
    link: str
    listed: Share
    enterprises: list[str]
    expected: float


class GapsShape(Shape):
    """The gaps of the region, as `chainmatch gaps --json` prints them."""

    plan: str
    registry: str
    weights: WeightsShape
    stability: StabilityShape
    completeness: list[CompletenessShape]
    gaps: list[GapShape]
    coverage: list[CellShape]


JsonObject = dict[str, Any]
