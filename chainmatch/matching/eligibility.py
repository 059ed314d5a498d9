"""Admission: rules as data, predicates as a table; a missing field is unknown, never a pass."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chainmatch.errors import DataError
from chainmatch.matching.facts import LeadFacts
from chainmatch.matching.result import Judgement, Severity, Verdict
from chainmatch.paths import read_json

Answer = tuple[Verdict, tuple[str, ...], tuple[str, ...]]
"""A verdict, the fields that are missing, and the words that it rests on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An admission rule: what it asks (`predicate`), where it holds (`parks`), and who says so."""

    id: str
    title: str
    predicate: str
    parks: str | tuple[str, ...]
    severity: Severity
    source: str
    as_of: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParkFacts:
    """What the rules ask about a park; None means unknown, never no."""

    id: str
    chemical_park: bool | None
    urban: bool | None


def _ask_for_hazard(lead: LeadFacts) -> Answer | None:
    """Ask only where the words of the lead make it a fair question."""
    likely = lead.likely_hazardous
    return ("unknown", ("hazardous_chemicals",), likely.evidence) if likely.value else None


def _hazard_in_chemical_park(lead: LeadFacts, park: ParkFacts) -> Answer | None:
    hazard = lead.hazardous_production
    if hazard.value is None and park.chemical_park:
        return None
    if hazard.value is None:
        return _ask_for_hazard(lead)
    if not hazard.value or park.chemical_park:
        return "pass", (), hazard.evidence
    # The law excepts captive units, and recognition of most parks is not known: so never a fail.
    return "unknown", ("park.chemical_park", "captive_auxiliary"), hazard.evidence


def _chemistry_only(lead: LeadFacts, park: ParkFacts) -> Answer | None:
    if not park.chemical_park:
        return None
    if lead.unrelated_to_chemistry.value:
        return "fail", (), lead.unrelated_to_chemistry.evidence
    if lead.chemical.value and (
        lead.chemical.origin == "stated" or lead.hazardous_production.value
    ):
        return "pass", (), lead.chemical.evidence
    return "unknown", ("gbt", "serves_chemical_tenants"), ()


def _no_hazard_in_town(lead: LeadFacts, park: ParkFacts) -> Answer | None:
    hazard = lead.hazardous_production
    if hazard.value is None:
        return _ask_for_hazard(lead)
    if not hazard.value:
        return "pass", (), hazard.evidence
    if not park.urban:
        return "unknown", ("park.urban",), hazard.evidence
    return "fail", (), hazard.evidence


def _toxic_gas(lead: LeadFacts, park: ParkFacts) -> Answer | None:  # noqa: ARG001  # one shape
    if not lead.toxic_gas.value:
        return None
    return "unknown", ("safety_review", "local_prohibition_list"), lead.toxic_gas.evidence


def _safety(lead: LeadFacts, park: ParkFacts) -> Answer | None:  # noqa: ARG001
    if not lead.hazardous_production.value:
        return None
    return "unknown", ("safety_review",), lead.hazardous_production.evidence


def _swap(lead: LeadFacts, park: ParkFacts) -> Answer | None:  # noqa: ARG001
    if not lead.chlor_alkali.value:
        return None
    return "unknown", ("capacity_swap",), lead.chlor_alkali.evidence


_TCE, _KWH = 1_000.0, 5_000_000.0  # a year; see rule EN-02


def _energy(lead: LeadFacts, park: ParkFacts) -> Answer | None:  # noqa: ARG001
    tce, kwh = lead.figures.get("energy_tce"), lead.figures.get("power_kwh")
    stated = tuple(f for f in ("energy_tce", "power_kwh") if f in lead.figures)
    if (tce is not None and tce >= _TCE) or (kwh is not None and kwh >= _KWH):
        return "unknown", ("energy_review",), stated
    missing = tuple(f for f in ("energy_tce", "power_kwh") if f not in lead.figures)
    return ("unknown", missing, stated) if missing else ("pass", (), stated)


PREDICATES: Mapping[str, Callable[[LeadFacts, ParkFacts], Answer | None]] = {
    "hazardous_production_in_chemical_park": _hazard_in_chemical_park,
    "chemical_park_takes_chemistry": _chemistry_only,
    "urban_park_without_hazardous_production": _no_hazard_in_town,
    "toxic_gas_reviewed": _toxic_gas,
    "safety_conditions_reviewed": _safety,
    "chlor_alkali_capacity_swapped": _swap,
    "energy_review_exempt": _energy,
}


class Admission:
    """All rules and what is known of the parks."""

    def __init__(self, rules: Sequence[Rule], parks: Mapping[str, ParkFacts]) -> None:
        faults = [f for i, rule in enumerate(rules) for f in _faults(rule, i)]
        if faults:
            raise DataError("\n".join(faults))
        self.rules = tuple(rules)
        self._parks = dict(parks)

    @classmethod
    def from_json(cls, rules: Path, facts: Path) -> "Admission":
        """Read the rules file and the park facts file; raises DataError with every fault."""
        try:
            read = [_rule(row) for row in read_json(rules)["rules"]]
            parks = {
                id: ParkFacts(id, p["chem_park"]["value"], p["urban"]["value"])
                for id, p in read_json(facts)["parks"].items()
            }
        except (KeyError, TypeError) as error:
            raise DataError(f"{rules.name} or {facts.name} lacks a field: {error}") from error
        faults = [
            f"{rules.name}#/rules/{i}/parks: {park!r} has no facts in {facts.name}"
            for i, rule in enumerate(read)
            for park in (rule.parks if isinstance(rule.parks, tuple) else ())
            if park not in parks
        ]
        if faults:
            raise DataError("\n".join(faults))
        return cls(read, parks)

    def judge(self, lead: LeadFacts, park: str) -> tuple[Judgement, ...]:
        """Return the judgement of every rule that concerns this lead and this park."""
        facts = self._parks.get(park, ParkFacts(park, None, None))
        judged = []
        for rule in self.rules:
            if not _concerns(rule, facts):
                continue
            answer = PREDICATES[rule.predicate](lead, facts)
            if answer:
                verdict, needs, evidence = answer
                judged.append(Judgement(rule.id, rule.severity, verdict, needs, evidence))
        return tuple(judged)


def _concerns(rule: Rule, park: ParkFacts) -> bool:
    if rule.parks == "all":
        return True
    if rule.parks == "chemical":
        return park.chemical_park is True
    return park.id in rule.parks


def _rule(row: Mapping[str, Any]) -> Rule:
    values = dict(row)
    if isinstance(values.get("parks"), list):
        values["parks"] = tuple(values["parks"])
    return Rule(**values)


def _faults(rule: Rule, place: int) -> list[str]:
    faults = []
    if rule.predicate not in PREDICATES:
        allowed = ", ".join(sorted(PREDICATES))
        faults.append(
            f"rules.json#/rules/{place}/predicate: {rule.predicate!r}; allowed: {allowed}"
        )
    if rule.severity == "veto" and not rule.verified:
        faults.append(
            f"rules.json#/rules/{place}/severity: {rule.id!r} is not verified; allowed: gate, hint"
        )
    return faults
