"""Admission: rules as data, predicates as a table; a missing field is unknown, never a pass."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from chainmatch.errors import DataError
from chainmatch.matching.facts import LeadFacts, ParkFacts
from chainmatch.matching.fields import Read, Reading, read
from chainmatch.matching.predicate import Outcome, evaluate, shortfalls
from chainmatch.matching.result import Judgement, Verdict
from chainmatch.matching.rules import (
    Condition,
    Known,
    Rule,
    Rulebook,
    laid_over,
    read_rules,
    rule_faults,
)
from chainmatch.paths import read_json

Answer = tuple[Verdict, tuple[str, ...], tuple[str, ...]]
"""A verdict, the fields that are missing, and the words that it rests on."""


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

    def __init__(
        self, rules: Sequence[Rule], parks: Mapping[str, ParkFacts], book: Rulebook | None = None
    ) -> None:
        faults = [
            fault
            for i, rule in enumerate(rules)
            for fault in rule_faults(rule, f"rules.json#/rules/{i}", PREDICATES)
        ]
        if faults:
            raise DataError("\n".join(faults))
        self.rules = tuple(rules)
        self.book = book or Rulebook(self.rules)
        self._parks = dict(parks)

    @classmethod
    def from_json(cls, rules: Path, facts: Path, overlay: Path | None = None) -> "Admission":
        """Read the rules file, the park facts file, and the user's own file over the rules.

        Raises DataError, for the user's file InputError, with every fault.
        """
        try:
            document = read_json(facts)
            zones = document["zones"].keys()
            parks = {
                id: ParkFacts(id, p["chem_park"]["value"], p["urban"]["value"], _zone(id, zones))
                for id, p in document["parks"].items()
            }
        except (KeyError, TypeError, AttributeError) as error:
            raise DataError(f"{facts.name} lacks a field: {error}") from error
        known = Known(PREDICATES, parks, zones)
        shipped = read_rules(rules, known)
        book = laid_over(overlay, shipped, known) if overlay else Rulebook(shipped)
        return cls(book.rules, parks, book)

    def judge(self, lead: LeadFacts, park: str) -> tuple[Judgement, ...]:
        """Return the judgement of every rule that concerns this lead and this park."""
        return self.judge_all(lead, (park,))[park]

    def judge_all(
        self, lead: LeadFacts, parks: Iterable[str]
    ) -> Mapping[str, tuple[Judgement, ...]]:
        """Return the judgements of several parks; rules of the lead alone are asked once."""
        nowhere = ParkFacts("", None, None)
        same = {rule.id: _judged(rule, lead, nowhere) for rule in self.rules if rule.once}
        judged = {}
        for park in parks:
            facts = self._parks.get(park, ParkFacts(park, None, None))
            each = (
                same[rule.id] if rule.once else _judged(rule, lead, facts)
                for rule in self.rules
                if _concerns(rule, facts)
            )
            judged[park] = tuple(judgement for judgement in each if judgement is not None)
        return judged


def _zone(park: str, zones: Iterable[str]) -> str:
    return next((zone for zone in zones if park.startswith(f"{zone}-")), "")


def _concerns(rule: Rule, park: ParkFacts) -> bool:
    if rule.parks == "all":
        return True
    if rule.parks == "chemical":
        return park.chemical_park is True
    return park.id in rule.parks or park.zone in rule.parks


def _judged(rule: Rule, lead: LeadFacts, park: ParkFacts) -> Judgement | None:
    if isinstance(rule.predicate, Condition):
        return judge_condition(rule, rule.predicate, functools.partial(read, lead, park))
    answer = PREDICATES[rule.predicate](lead, park)
    if answer is None:
        return None
    verdict, needs, evidence = answer
    return Judgement(rule.id, rule.severity, verdict, needs, evidence, origin=rule.origin)


_HOLDS = Outcome(truth=True)


def judge_condition(rule: Rule, condition: Condition, read: Read) -> Judgement | None:
    """Return the judgement of a rule whose predicate is data; None where it does not apply.

    A veto reads only what is firm: what is estimated counts as not said.
    """
    seen = functools.partial(_firm, read) if rule.severity == "veto" else read
    applies, requires = (
        evaluate(part, seen) if part is not None else _HOLDS
        for part in (condition.applies, condition.requires)
    )
    if applies.truth is False or (applies.truth is None and condition.unsaid == "leave"):
        return None
    found = functools.partial(Judgement, rule.id, rule.severity, origin=rule.origin, once=rule.once)
    if requires.truth is True and not rule.needs:
        return found("pass", (), _joined(applies.evidence, requires.evidence))
    if applies.truth is None:
        return found("unknown", _joined(applies.missing, requires.missing))
    evidence = _joined(applies.evidence, requires.evidence)
    if requires.truth is False and condition.requires is not None:
        return found("fail", (), evidence, shortfalls(condition.requires, seen))
    return found("unknown", _joined(requires.missing, rule.needs), applies.evidence)


def _firm(read: Read, name: str) -> Reading:
    found = read(name)
    return found if found.firm or found.value is None else Reading(None, found.missing)


def _joined(*names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in names for name in group))
