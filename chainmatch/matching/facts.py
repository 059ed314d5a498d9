"""What a lead's words and fields say about hazard and chemistry: yes, no, or not said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from chainmatch.errors import DataError
from chainmatch.matching.company import Company
from chainmatch.matching.making import makes
from chainmatch.paths import read_json

Origin = Literal["stated", "text", "absent"]

# GB/T 4754 divisions: 25 petroleum, 26 chemicals, 27 pharmaceuticals, 28 chemical fibres, 29 rubber
# and plastics; the others here have nothing to do with a chemical park.
_CHEMICAL_DIVISIONS = frozenset({"25", "26", "27", "28", "29"})
_UNRELATED = (
    "01 02 03 04 05 13 14 15 16 17 18 19 20 21 23 24 39 61 62 63 64 65 66 67 68 69 70 71 72 "
    "80 81 82 83 84 85 86 87 88 89 90"
)
_UNRELATED_DIVISIONS = frozenset(_UNRELATED.split(" "))
# Classes in those divisions that are made of chemicals or serve their makers: starch, fermentation,
# additives and salt; dyed textiles, leather; boards; inks; electronic materials; parks, inspection.
_NEAR_CHEMISTRY = (
    *("139", "146", "149", "17", "19", "20", "23", "241", "398", "70", "72"),
    *("02", "05", "80", "82", "83"),
)
# A comma or a point between digits is no end: 2,4-滴, 1.5 万吨.
_CLAUSE = re.compile(r"(?:[;；。!！?？\n]|[,，.](?!\d)|(?<!\d)[,，.])+")


@dataclass(frozen=True, slots=True)
class Fact:
    """A yes, a no, or None for not said; where it comes from, and the words that it rests on."""

    value: bool | None
    origin: Origin
    evidence: tuple[str, ...] = ()


_LISTS = (
    "hazardous_products hazardous_endings other_sense toxic_gas chlor_alkali production "
    "not_production negation chemical serves_chemistry unrelated likely_hazardous"
)
LISTS = frozenset(_LISTS.split(" "))
"""The lists of words that lead_terms.json holds."""

UNSAID = Fact(None, "absent")


@dataclass(frozen=True, slots=True)
class ParkFacts:
    """What the rules ask about a park; None means unknown, never no. `zone` is "" where unknown."""

    id: str
    chemical_park: bool | None
    urban: bool | None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What the rules ask about a lead; `figures` and `stated` are its fields, as stated."""

    hazardous_production: Fact
    likely_hazardous: Fact
    chemical: Fact
    unrelated_to_chemistry: Fact
    toxic_gas: Fact
    chlor_alkali: Fact
    figures: Mapping[str, float]
    stated: Mapping[str, str | bool] = field(default_factory=dict)


class LeadTerms:
    """The words by which facts are found in a lead's normalised text."""

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        missing = ", ".join(sorted(LISTS - set(terms)))
        if missing:
            raise DataError(f"lead_terms.json lacks the lists {missing}")
        self._terms = {name: tuple(words) for name, words in terms.items()}

    @classmethod
    def from_json(cls, path: Path) -> "LeadTerms":
        """Read the word lists of a JSON file; its `origin` is left out."""
        document = read_json(path)
        return cls({name: words for name, words in document.items() if name != "origin"})

    def facts(self, company: Company) -> LeadFacts:
        """Read a lead; a stated field always wins over its words."""
        text = company.normal.text
        return LeadFacts(
            hazardous_production=self._hazardous(company, text),
            likely_hazardous=self._likely(company, text),
            chemical=self._chemical(company, text),
            unrelated_to_chemistry=self._unrelated(company, text),
            toxic_gas=self._produced(text, "toxic_gas"),
            chlor_alkali=self._produced(text, "chlor_alkali"),
            figures=company.figures,
            stated=company.stated,
        )

    def _found(self, text: str, name: str) -> tuple[str, ...]:
        return tuple(word for word in self._terms[name] if word in text)

    def _hazardous(self, company: Company, text: str) -> Fact:
        if company.hazardous_chemicals is False:
            return Fact(False, "stated", ("hazardous_chemicals",))  # noqa: FBT003
        if company.hazardous_chemicals and not self._only_handles(text):
            return Fact(True, "stated", ("hazardous_chemicals",))  # noqa: FBT003
        found = (word for clause in self._making(text) for word in self._made(clause))
        words = tuple(dict.fromkeys(found))
        return Fact(True, "text", words) if words else UNSAID  # noqa: FBT003

    def _likely(self, company: Company, text: str) -> Fact:
        if company.hazardous_chemicals:
            return Fact(True, "stated", ("hazardous_chemicals",))  # noqa: FBT003
        return self._named(text, "likely_hazardous")

    def _only_handles(self, text: str) -> bool:
        """Tell whether the lead stores, moves, sells or tests: its 'yes' to hazard is no making."""
        handled, named = False, False
        for clause in _CLAUSE.split(text):
            if self._found(clause, "not_production"):
                handled = True
            elif not self._found(clause, "negation"):
                makes_or_names = ("production", "hazardous_products")
                named = named or any(self._found(clause, name) for name in makes_or_names)
        return handled and not named

    def _making(self, text: str) -> Iterator[str]:
        """Yield the clauses with a word of making, without one of other business or a no."""
        for clause in _CLAUSE.split(text):
            other = self._found(clause, "negation") or self._found(clause, "not_production")
            if self._found(clause, "production") and not other:
                yield clause

    def _made(self, clause: str) -> Iterator[str]:
        terms = self._terms["hazardous_products"]
        if self._found(clause, "other_sense"):
            return
        for term in terms:
            anywhere = term in self._terms["hazardous_endings"]
            if makes(clause, term, terms, any_opening=anywhere):
                yield term

    def _produced(self, text: str, name: str) -> Fact:
        """Look for a term in a clause of making: enough for a question, never for a veto."""
        words = next((w for c in self._making(text) if (w := self._found(c, name))), ())
        return Fact(True, "text", words) if words else UNSAID  # noqa: FBT003

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
        if company.gbt and _is_unrelated(company.gbt):
            return Fact(True, "stated", (company.gbt,))  # noqa: FBT003
        words = self._found(text, "unrelated")
        return Fact(True, "text", words) if words else UNSAID  # noqa: FBT003


def _is_unrelated(code: str) -> bool:
    """Tell whether a class is far from chemistry; only whole classes of four digits say enough."""
    whole = len(code) == 4
    return whole and code[:2] in _UNRELATED_DIVISIONS and not code.startswith(_NEAR_CHEMISTRY)
