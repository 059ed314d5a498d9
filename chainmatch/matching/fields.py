"""Named fields that rules and score sheets ask for: kind, unit, and how each is read or derived."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from chainmatch.matching.company import CATALOGUE_CLASSES, CONSTRUCTION, Company
from chainmatch.matching.facts import Fact, LeadFacts, ParkFacts

Kind = Literal["number", "flag", "text", "code"]
Value = float | bool | str
Read = Callable[[str], "Reading"]
"""Returns what a field, named as in FIELDS, says."""

MU_M2 = 666.67
"""Square metres of a mu, as score sheets reckon."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its kind, the unit of a number, the values that a text may have."""

    name: str
    kind: Kind
    unit: str = ""
    values: tuple[str, ...] = ()

    @property
    def of_park(self) -> bool:
        """Whether it is a fact of the park, not of the lead."""
        return self.name.startswith("park.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a field says of one lead at one park; a `value` of None is not said.

    `missing` names what would have to be stated for it to be said, or `firm`; `evidence` is what
    the value rests on. A value that is not firm is an estimate, or words that only make a question
    fair: too little for a veto.
    """

    value: Value | None
    missing: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Ratio:
    """A derived field: one figure over another, in the unit of the first by that of the second."""

    name: str
    over: str
    under: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that two stated ones give where it is not stated itself; `formula` in words."""

    name: str
    first: str
    second: str
    formula: str
    compute: Callable[[float, float], float]


_UNITS = {
    "invest_wanyuan": "wanyuan",
    "land_mu": "mu",
    "energy_tce": "tce",
    "power_kwh": "kwh",
    "water_m3": "m3",
    "floor_m2": "m2",
    "output_wanyuan": "wanyuan",
    "tax_wanyuan": "wanyuan",
    "jobs": "persons",
    "plot_ratio": "",
}
RATIOS = (
    Ratio("invest_per_mu", "invest_wanyuan", "land_mu"),
    Ratio("tax_per_mu", "tax_wanyuan", "land_mu"),
    Ratio("output_per_mu", "output_wanyuan", "land_mu"),
    Ratio("jobs_per_mu", "jobs", "land_mu"),
    Ratio("tce_per_wanyuan", "energy_tce", "output_wanyuan"),
    Ratio("water_per_wanyuan", "water_m3", "output_wanyuan"),
)
ESTIMATES = (
    Estimate(
        "land_mu",
        "floor_m2",
        "plot_ratio",
        "land_mu = floor_m2 / (plot_ratio × 666.67)",
        lambda floor, ratio: floor / (ratio * MU_M2),
    ),
    Estimate(
        "plot_ratio",
        "floor_m2",
        "land_mu",
        "plot_ratio = floor_m2 / (land_mu × 666.67)",
        lambda floor, land: floor / (land * MU_M2),
    ),
)
_RATIO: Mapping[str, Ratio] = {ratio.name: ratio for ratio in RATIOS}
_ESTIMATE: Mapping[str, Estimate] = {estimate.name: estimate for estimate in ESTIMATES}
# Facts read from words, and the field by which an enterprise would state them.
_STATED_BY = {
    "hazardous_production": "hazardous_chemicals",
    "unrelated_to_chemistry": "gbt",
    "chemical": "gbt",
    "toxic_gas": "toxic_gas",
    "chlor_alkali": "chlor_alkali",
}
_FIRM_WORDS = frozenset({"hazardous_production", "unrelated_to_chemistry"})

_ALL = (
    *(Field(name, "number", unit) for name, unit in _UNITS.items()),
    *(Field(r.name, "number", f"{_UNITS[r.over]}/{_UNITS[r.under]}") for r in RATIOS),
    Field("gbt", "code"),
    Field("catalogue_class", "text", values=CATALOGUE_CLASSES),
    Field("construction", "text", values=CONSTRUCTION),
    Field("hazardous_chemicals", "flag"),
    *(Field(name, "flag") for name in _STATED_BY),
    Field("park.chemical_park", "flag"),
    Field("park.urban", "flag"),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}
"""Every field by its name; a number is >= 0, and a year's amount where it flows."""

STATED = tuple(f.name for f in _ALL if not f.of_park and f.name not in _STATED_BY)
"""The fields that a lead states itself, and the numbers derived from them."""


def parts(name: str) -> tuple[str, ...]:
    """Return the figures that a number is made of: itself, or the two of a ratio."""
    ratio = _RATIO.get(name)
    return (ratio.over, ratio.under) if ratio else (name,)


def read(lead: LeadFacts, park: ParkFacts, name: str) -> Reading:
    """Return what a field of FIELDS says of a lead at a park."""
    field = FIELDS[name]
    if field.kind == "number":
        return number(lead.figures, name)
    if field.of_park:
        return _plain(name, getattr(park, name.removeprefix("park.")))
    if name in _STATED_BY:
        return _fact(name, getattr(lead, name))
    return _plain(name, lead.stated.get(name))


def stated(company: Company, name: str) -> Reading:
    """Return what a lead says of a field of STATED."""
    if FIELDS[name].kind == "number":
        return number(company.figures, name)
    return _plain(name, company.stated.get(name))


def number(figures: Mapping[str, float], name: str) -> Reading:
    """Return a figure, stated, estimated from others, or a ratio of two.

    A negative figure says nothing, nor does a ratio over nothing.
    """
    ratio = _RATIO.get(name)
    if ratio is None:
        return _figure(figures, name)
    over, under = _figure(figures, ratio.over), _figure(figures, ratio.under)
    if over.value is None or not under.value:
        missing = (*over.missing, *(under.missing or ((ratio.under,) if not under.value else ())))
        return Reading(None, missing)
    estimates = tuple(e for part in (over, under) if not part.firm for e in part.evidence)
    value = float(over.value) / float(under.value)
    missing = (*over.missing, *under.missing)
    return Reading(value, missing, (name, *estimates), over.firm and under.firm)


def _figure(figures: Mapping[str, float], name: str) -> Reading:
    said = figures.get(name, -1.0)
    if said >= 0:
        return Reading(said, (), (name,))
    estimate = _ESTIMATE.get(name)
    if estimate is None:
        return Reading(None, (name,))
    first, second = figures.get(estimate.first, 0.0), figures.get(estimate.second, 0.0)
    if first <= 0 or second <= 0:
        return Reading(None, (name,))
    return Reading(estimate.compute(first, second), (name,), (estimate.formula,), firm=False)


def _plain(name: str, value: bool | str | None) -> Reading:  # noqa: FBT001  # a value, no switch
    if value is None:
        return Reading(None, (name,))
    return Reading(value, (), (value if isinstance(value, str) else name,))


def _fact(name: str, fact: Fact) -> Reading:
    if fact.value is None:
        return Reading(None, (_STATED_BY[name],))
    firm = fact.origin == "stated" or name in _FIRM_WORDS
    return Reading(fact.value, () if firm else (_STATED_BY[name],), fact.evidence, firm)
