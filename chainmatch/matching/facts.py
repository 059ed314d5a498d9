"""What a lead's words and fields say about hazard and chemistry: yes, no, or not said."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chainmatch.matching.company import Company

Origin = Literal["stated", "text", "absent"]

# GB/T 4754 divisions: 25 petroleum, 26 chemicals, 27 pharmaceuticals, 28 chemical fibres, 29 rubber
# and plastics; the others here have nothing to do with a chemical park.
_CHEMICAL_DIVISIONS = frozenset({"25", "26", "27", "28", "29"})
_UNRELATED = (
    "01 02 03 04 05 13 14 15 16 17 18 19 20 21 23 24 39 61 62 63 64 65 66 67 68 69 70 71 72 "
    "80 81 82 83 84 85 86 87 88 89 90"
)
_UNRELATED_DIVISIONS = frozenset(_UNRELATED.split(" "))
_CLAUSE = re.compile(r"[,，;；。.!！?？\n]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """A yes, a no, or None for not said; where it comes from, and the words that it rests on."""

    value: bool | None
    origin: Origin
    evidence: tuple[str, ...] = ()


UNSAID = Fact(None, "absent")


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What the rules ask about a lead; `figures` are the stated ones."""

    hazardous_production: Fact
    likely_hazardous: Fact
    chemical: Fact
    unrelated_to_chemistry: Fact
    toxic_gas: Fact
    chlor_alkali: Fact
    figures: Mapping[str, float]


class LeadTerms:
    """The words by which facts are found in a lead's normalised text."""

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        self._terms = {name: tuple(words) for name, words in terms.items()}

    @classmethod
    def from_json(cls, path: Path) -> "LeadTerms":
        """Read the word lists of a JSON file; its `origin` is left out."""
        document = json.loads(path.read_text(encoding="utf-8"))
        return cls({name: words for name, words in document.items() if name != "origin"})

    def facts(self, company: Company) -> LeadFacts:
        """Read a lead; a stated field always wins over its words."""
        text = company.normal.text
        return LeadFacts(
            hazardous_production=self._hazardous(company, text),
            likely_hazardous=self._named(text, "likely_hazardous"),
            chemical=self._chemical(company, text),
            unrelated_to_chemistry=self._unrelated(company, text),
            toxic_gas=self._produced(text, "toxic_gas"),
            chlor_alkali=self._produced(text, "chlor_alkali"),
            figures=company.figures,
        )

    def _found(self, text: str, name: str) -> tuple[str, ...]:
        return tuple(word for word in self._terms[name] if word in text)

    def _hazardous(self, company: Company, text: str) -> Fact:
        if company.hazardous_chemicals is not None:
            return Fact(company.hazardous_chemicals, "stated", ("hazardous_chemicals",))
        return self._produced(text, "hazardous_products")

    def _produced(self, text: str, name: str) -> Fact:
        """Look for a term that the lead makes: in a clause with a word of making, no other use."""
        for clause in _CLAUSE.split(text):
            words = self._found(clause, name)
            if not words or not self._found(clause, "production"):
                continue
            if self._found(clause, "negation") or self._found(clause, "not_production"):
                continue
            return Fact(True, "text", words)  # noqa: FBT003  # the value of the fact
        return UNSAID

    def _named(self, text: str, name: str) -> Fact:
        words = self._found(text, name)
        return Fact(True, "text", words[:5]) if words else UNSAID  # noqa: FBT003

    def _chemical(self, company: Company, text: str) -> Fact:
        if company.gbt:
            return Fact(company.gbt[:2] in _CHEMICAL_DIVISIONS, "stated", (company.gbt,))
        return self._named(text, "chemical")

    def _unrelated(self, company: Company, text: str) -> Fact:
        """Say yes only where nothing in the text could tie the lead to chemistry."""
        if self._found(text, "chemical") or self._found(text, "serves_chemistry"):
            return UNSAID
        if company.gbt and company.gbt[:2] in _UNRELATED_DIVISIONS:
            return Fact(True, "stated", (company.gbt,))  # noqa: FBT003
        words = self._found(text, "unrelated")
        return Fact(True, "text", words) if words else UNSAID  # noqa: FBT003
