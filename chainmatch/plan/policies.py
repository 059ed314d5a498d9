"""Measures of support that the official documents state: what, for whom, where, still in force."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from chainmatch.errors import PlanError
from chainmatch.paths import read_json
from chainmatch.plan.decode import decode, fault
from chainmatch.plan.schema import Plan

PolicyKind = Literal[
    "tier",
    "fund",
    "subsidy",
    "platform",
    "talent",
    "land",
    "finance",
    "procurement",
    "action",
    "body",
    "target",
]
ConditionField = Literal["tier", "hitech", "registered_here", "other"]
Validity = Literal["current", "old"]


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """An official document; `date` and `valid_until` as far as known, "" where they are not.

    `status` says whether its period has run out, `why` how that was told.
    """

    number: str
    title: str
    date: str
    valid_until: str
    status: Validity
    why: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What a measure asks of an enterprise: `value` is a tier, or "" for a plain yes."""

    field: ConditionField
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One measure; empty industries, links, zones or words mean: not limited to some.

    `offer` says what the document offers, in our own words; `body` who is responsible, or "".
    """

    id: str
    kind: PolicyKind
    name: str
    offer: str
    industries: tuple[str, ...]
    links: tuple[str, ...]
    zones: tuple[str, ...]
    words: tuple[str, ...]
    conditions: tuple[Condition, ...]
    body: str
    number: str
    place: str
    date: str
    status: Validity

    @property
    def locator(self) -> str:
        """The place as people write it."""
        return f"{self.number} {self.place}"


@dataclass(frozen=True, slots=True)
class Policies:
    """All measures with their documents."""

    documents: tuple[PolicyDocument, ...]
    policies: tuple[Policy, ...]

    def on(self, day: str) -> "Policies":
        """Return them as they stand on a day (ISO date): documents past their period are old."""
        past = {d.number for d in self.documents if d.valid_until and d.valid_until < day}
        return Policies(
            tuple(replace(d, status="old") if d.number in past else d for d in self.documents),
            tuple(replace(p, status="old") if p.number in past else p for p in self.policies),
        )


def load_policies(path: Path, plan: Plan) -> Policies:
    """Return the measures; PlanError with every fault and its place.

    Industries, links and zones must be of the plan, documents listed, ids unique, and nothing of
    a lapsed document current.
    """
    document: Any = read_json(path)
    faults: list[str] = []
    rest = {k: v for k, v in document.items() if k != "origin"} if _is_object(document) else None
    made = decode(Policies, rest, f"{path.name}#", faults)
    if made is None:
        raise PlanError(faults)
    faults += _faults(made, plan, path.name)
    if faults:
        raise PlanError(faults)
    return made


def _is_object(document: object) -> bool:
    return isinstance(document, Mapping)


def _faults(made: Policies, plan: Plan, file: str) -> list[str]:
    known = {
        "industries": {industry.id for industry in plan.industries},
        "links": {direction.id for direction in plan.directions},
        "zones": {zone.id for zone in plan.zones},
    }
    status = {document.number: document.status for document in made.documents}
    seen: set[str] = set()
    found = []
    for i, policy in enumerate(made.policies):
        place = f"{file}#/policies/{i}"
        for name, ids in known.items():
            odd = sorted(set(getattr(policy, name)) - ids)
            found += [fault(f"{place}/{name}", id, "not in the plan", name) for id in odd]
        if policy.id in seen:
            found.append(fault(f"{place}/id", policy.id, "standing twice", "unique ids"))
        seen.add(policy.id)
        if policy.number not in status:
            found.append(fault(f"{place}/number", policy.number, "unknown", ", ".join(status)))
        elif policy.status == "current" and status[policy.number] == "old":
            found.append(fault(f"{place}/status", "current", "of an old document", "old"))
    return found
