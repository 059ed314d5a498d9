"""What speaks for two leads being one enterprise, or against it, in log-odds."""

from collections.abc import Sequence
from dataclasses import dataclass

# Log-odds of each kind of evidence; set on the dev half of tests/leads/name_pairs.tsv and by what
# a reader may expect. The sum over a pair's evidence, and so its score, is what is shown.
WEIGHTS = {
    "same_name": 5.0,
    "same_core": 4.0,
    "same_brand": 4.0,
    "near_core": 4.0,
    "writing": 0.0,
    "moved": -0.2,
    "form": -0.3,
    "form_changed": -1.0,
    "form_left_out": -0.5,
    "place_left_out": -1.5,
    "place_nested": -5.0,
    "group": -5.0,
    "group_left_out": -0.5,
    "generic": -5.0,
    "english": -0.3,
    "abbreviation": -1.0,
    "initials": -2.0,
    "brand_only": -1.0,
    "brand_alone": -5.0,
    "homophone": -1.5,
    "near_sound": -5.0,
    "look_alike": -1.7,
    "left_out": -1.5,
    "doubled": -0.8,
    "swapped": -1.2,
    "brand_longer": -5.0,
    "informal_slip": -2.0,
    "former": -0.5,
    "project": -0.5,
    "contact": -0.2,
    "remark": -0.2,
    "branch": 0.0,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against: its kind, what it is about, its log-odds."""

    code: str
    values: tuple[str, ...] = ()
    weight: float = 0.0


Found = tuple[Evidence, ...]


def item(code: str, *values: str) -> Evidence:
    """Return a piece of evidence with the weight of its kind."""
    return Evidence(code, values, WEIGHTS[code])


def weight(found: Sequence[Evidence]) -> float:
    """Return the log-odds that the evidence adds up to."""
    return sum(one.weight for one in found)
