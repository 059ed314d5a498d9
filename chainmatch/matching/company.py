"""A lead as stated: its words and its figures, nothing inferred."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chainmatch.errors import InputError
from chainmatch.text.normalise import Normalised, has_letters, normalise

MIN_CHARACTERS = 2
MAX_CHARACTERS = 10_000
_TEXT_FIELDS = ("project", "text", "desc", "scope")
AMOUNTS = (
    *("invest_wanyuan", "land_mu", "energy_tce", "power_kwh", "water_m3"),
    *("floor_m2", "output_wanyuan", "tax_wanyuan", "jobs"),
)
"""Figures that add up over several leads."""
FIGURES = (*AMOUNTS, "plot_ratio")
CATALOGUE_CLASSES = ("鼓励", "允许", "限制", "淘汰")
"""Classes of the national catalogue of industries; what it does not list is 允许."""
CONSTRUCTION = ("新建", "扩建", "改建", "技改", "迁建")
"""Kinds of construction, as projects are filed."""


@dataclass(frozen=True, slots=True)
class Company:
    """What an enterprise says of itself; None means that it was not said.

    `figures` holds the named figures that were stated (万元, mu, tce, kWh, m3, m2, persons; a year
    where they flow). `catalogue_class` is one of CATALOGUE_CLASSES, `construction` of CONSTRUCTION.
    """

    text: str
    normal: Normalised
    id: str = ""
    name: str = ""
    gbt: str | None = None
    hazardous_chemicals: bool | None = None
    figures: Mapping[str, float] = field(default_factory=dict)
    catalogue_class: str | None = None
    construction: str | None = None

    @property
    def stated(self) -> Mapping[str, str | bool]:
        """The fields that are no figures, by name; those that were not said are left out."""
        said = {
            "gbt": self.gbt,
            "hazardous_chemicals": self.hazardous_chemicals,
            "catalogue_class": self.catalogue_class,
            "construction": self.construction,
        }
        return {name: value for name, value in said.items() if value is not None}

    @classmethod
    def from_text(cls, text: str, *, id: str = "") -> "Company":
        """Read one lead from free text; raises InputError for text that cannot be a lead."""
        return cls.from_row({"id": id, "text": text})

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Company":
        """Read one lead from a row with canonical field names.

        The text is `text` or `desc`, and `scope` after it; a row that has neither falls back to
        its `name`. Raises InputError with the value and what is allowed.
        """
        parts = [str(row[name]).strip() for name in _TEXT_FIELDS if row.get(name)]
        name = str(row.get("name") or "").strip()
        text = "；".join(dict.fromkeys(parts)) or name
        normal = _checked(text)
        return cls(
            text=text,
            normal=normal,
            id=str(row.get("id") or ""),
            name=name,
            gbt=str(row["gbt"]) if row.get("gbt") else None,
            hazardous_chemicals=_flag(row.get("hazardous_chemicals")),
            figures={f: said for f in FIGURES if (said := _figure(row.get(f))) is not None},
            catalogue_class=_listed(row.get("catalogue_class"), CATALOGUE_CLASSES),
            construction=_listed(row.get("construction"), CONSTRUCTION),
        )


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _figure(value: object) -> float | None:
    """Return a number, or the one that is said to be rough; a range or a bound is no number."""
    if isinstance(value, Mapping):
        value = value.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _listed(value: object, allowed: tuple[str, ...]) -> str | None:
    return value if isinstance(value, str) and value in allowed else None


def _checked(text: str) -> Normalised:
    length = len(text.strip())
    if not MIN_CHARACTERS <= length <= MAX_CHARACTERS:
        raise InputError(
            f"the text of the lead has {length} characters; allowed are "
            f"{MIN_CHARACTERS} to {MAX_CHARACTERS}"
        )
    normal = normalise(text)
    if len(normal.text) < MIN_CHARACTERS or not has_letters(normal.text):
        shown = text.strip()[:20].encode("utf-8", "backslashreplace").decode()
        raise InputError(
            f"the text {shown!r} says nothing; a lead needs at least {MIN_CHARACTERS} characters, "
            "one of them a letter or a Chinese character"
        )
    return normal
