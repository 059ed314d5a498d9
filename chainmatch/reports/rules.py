"""Admission rules in words: force, scope, what each asks, source, date, whose it is, how old."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from chainmatch.matching import predicate_json
from chainmatch.matching.fields import FIELDS
from chainmatch.matching.predicate import Claim, Not, Predicate
from chainmatch.matching.rules import Condition, Rule, Rulebook, stale
from chainmatch.plan.schema import Plan
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.shortfall import plain_number, unit_words
from chainmatch.reports.wording import WORDS, Language, word

_SIGNS = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}
_COLUMNS = (
    *("id", "severity", "origin", "name", "scope", "asks", "source", "as_of"),
    *("verified", "stale", "note"),
)
_SHORT = ("id", "severity", "origin", "name", "scope", "asks", "as_of", "verified", "stale")


@dataclass(frozen=True)
class RuleReport:
    """Words and rows for rules in one language; a rule older than `years` on a day is stale."""

    plan: Plan
    today: date
    years: int
    language: Language

    def sheet(self, book: Rulebook) -> Sheet:
        """Return one row a rule in force."""
        return self._sheet(book, _COLUMNS)

    def short(self, book: Rulebook) -> Sheet:
        """Return the columns that fit a terminal."""
        return self._sheet(book, _SHORT)

    def off(self, book: Rulebook) -> Sheet:
        """Return the shipped rules that the user has switched off, with his reasons."""
        header = (self._word("id"), self._word("why"))
        return Sheet(self._word("off.title"), header, [(one.id, one.why) for one in book.off])

    def lines(self, book: Rulebook) -> list[str]:
        """Return how many rules there are of each force, and whose file was laid over them."""
        counts = Counter(rule.severity for rule in book.rules)
        told = self._word("counts").format(
            total=len(book.rules),
            **{force: counts[force] for force in ("veto", "gate", "hint")},
            user=sum(rule.origin == "user" for rule in book.rules),
            off=len(book.off),
        )
        overlay = [self._word("overlay").format(book.overlay)] if book.overlay else []
        return [told, *overlay]

    def document(self, book: Rulebook) -> dict[str, Any]:
        """Return everything as plain values; a predicate of data as its file writes it."""
        return {
            "rules": [self._plain(rule) for rule in book.rules],
            "off": [{"id": one.id, "why": one.why} for one in book.off],
            "overlay": book.overlay,
            "stale_after_years": self.years,
        }

    def asks(self, rule: Rule) -> str:
        """Return what a rule asks, in a line."""
        if not isinstance(rule.predicate, Condition):
            return self._word("in_code")
        told = [
            self._word(key).format(self.predicate(part))
            for key, part in (
                ("applies", rule.predicate.applies),
                ("requires", rule.predicate.requires),
            )
            if part is not None
        ]
        if rule.needs:
            told.append(self._word("needs").format(self._listed(rule.needs)))
        return self._comma().join(told)

    def predicate(self, predicate: Predicate) -> str:
        """Return a predicate in words."""
        if isinstance(predicate, Claim):
            return self._claim(predicate)
        if isinstance(predicate, Not):
            return word("logic.not", self.language).format(self.predicate(predicate.part))
        parts = (self.predicate(part) for part in predicate.parts)
        return word(f"logic.{predicate.logic}", self.language).join(parts)

    def _claim(self, claim: Claim) -> str:
        name = word(claim.field, self.language)
        if claim.relation in _SIGNS:
            unit = unit_words(FIELDS[claim.field].unit, self.language)
            number = plain_number(cast("float", claim.operand), 6)
            return f"{name} {_SIGNS[claim.relation]} {number} {unit}".rstrip()
        if claim.operand is True and claim.relation == "equals":
            return name
        if claim.operand is False:
            return word("logic.not", self.language).format(name)
        relation = word(f"relation.{claim.relation}", self.language)
        if claim.relation == "said":
            return f"{name} {relation}"
        operand = claim.operand if isinstance(claim.operand, tuple) else (str(claim.operand),)
        return f"{name} {relation} {self._listed(operand)}"

    def scope(self, rule: Rule) -> str:
        """Return where a rule holds."""
        if isinstance(rule.parks, str):
            return self._word(rule.parks)
        names = {park.id: park.name for park in self.plan.parks}
        names |= {zone.id: zone.name for zone in self.plan.zones}
        return "、".join(names.get(id, id) for id in rule.parks)

    def _sheet(self, book: Rulebook, columns: tuple[str, ...]) -> Sheet:
        rows: list[tuple[Cell, ...]] = []
        for rule in book.rules:
            cells = self._cells(rule)
            rows.append(tuple(cells[name] for name in columns))
        return Sheet(self._word("title"), tuple(self._word(name) for name in columns), rows)

    def _cells(self, rule: Rule) -> dict[str, Cell]:
        return {
            "id": rule.id,
            "severity": self._word(rule.severity),
            "origin": self._word(rule.origin),
            "name": rule.title,
            "scope": self.scope(rule),
            "asks": self.asks(rule),
            "source": rule.source,
            "as_of": rule.as_of,
            "verified": self._word("yes" if rule.verified else "no"),
            "stale": self._word("anew").format(self.years) if self._stale(rule) else "",
            "note": rule.note,
        }

    def _plain(self, rule: Rule) -> dict[str, Any]:
        names = ("id", "title", "severity", "origin", "source", "as_of", "verified", "note", "once")
        return {
            **{name: getattr(rule, name) for name in names},
            "parks": rule.parks if isinstance(rule.parks, str) else list(rule.parks),
            "predicate": _predicate(rule),
            "needs": list(rule.needs),
            "stale": self._stale(rule),
        }

    def _stale(self, rule: Rule) -> bool:
        return stale(rule.as_of, self.today, self.years)

    def _listed(self, names: tuple[str, ...]) -> str:
        return word("comma", self.language).join(word(name, self.language) for name in names)

    def _comma(self) -> str:
        return "；" if self.language == "zh" else "; "

    def _word(self, name: str) -> str:
        own = f"rule.{name}"
        return word(own if own in WORDS else name, self.language)


def _predicate(rule: Rule) -> Any:  # noqa: ANN401  # any JSON value
    if not isinstance(rule.predicate, Condition):
        return rule.predicate
    written = (("requires", rule.predicate.requires), ("applies", rule.predicate.applies))
    parts = {key: predicate_json.encode(part) for key, part in written if part is not None}
    return parts | ({"unsaid": rule.predicate.unsaid} if rule.predicate.unsaid != "ask" else {})
