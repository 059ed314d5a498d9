"""Scores in words: each criterion with its points and why, gates, objections, verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.matching.fields import FIELDS
from chainmatch.matching.result import shortfall_json
from chainmatch.plan.schema import Plan
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.shortfall import plain_number, shortfall_words, unit_words
from chainmatch.reports.wording import WORDS, Language, word
from chainmatch.screening import sheets
from chainmatch.screening.scoresheet import GateLine, Line, ScoreResult


@dataclass(frozen=True)
class ScoreReport:
    """Words and rows for scores by one sheet in one language; the sheet itself is as its file."""

    plan: Plan
    sheet: sheets.Sheet
    titles: Mapping[str, str]
    language: Language

    def table(self, result: ScoreResult) -> Sheet:
        """Return one row a criterion."""
        names = ("section", "criterion", "all", "points", "state", "because")
        rows: list[tuple[Cell, ...]] = [
            (
                line.section,
                f"{line.criterion.id} {line.criterion.title}",
                plain_number(line.criterion.points),
                _range(line.least, line.most),
                self._word(f"state.{line.state}"),
                self._because(line),
            )
            for line in result.lines
        ]
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def conditions(self, result: ScoreResult) -> Sheet:
        """Return gates and objections, one a row, and the rules that veto or yet may."""
        rows: list[tuple[Cell, ...]] = []
        for line in result.gates:
            verdict = word(line.verdict, self.language)
            rows.append((f"{line.gate.id} {line.gate.title}", verdict, self._why(line)))
        for objection, answer in result.objections:
            state = "unknown" if answer is None else "stands" if answer else "cleared"
            ask = objection.ask if answer is None else ""
            rows.append((f"{objection.id} {objection.title}", self._word(state), ask))
        for state, rules in (("veto", result.vetoes), ("unknown", result.undecided)):
            told = word(state, self.language)
            rows += [(f"{rule} {self.titles.get(rule, '')}", told, "") for rule in rules]
        names = ("condition", "judged", "because")
        return Sheet(self._word("conditions"), tuple(self._word(n) for n in names), rows)

    def summary(self, results: Sequence[tuple[str, ScoreResult]]) -> Sheet:
        """Return one row a lead: its park, points, and the verdicts still possible."""
        names = ("lead", "park", "got", "open", "least", "most", "gates", "veto", "verdicts")
        rows: list[tuple[Cell, ...]] = [
            (
                name,
                self._park(result.park),
                float(result.got),
                float(result.open),
                float(result.least),
                float(result.most),
                word(_VERDICT[result.gates_met], self.language) if result.gates else "",
                "、".join(result.vetoes),
                self._verdicts(result),
            )
            for name, result in results
        ]
        return Sheet(self._word("summary"), tuple(self._word(name) for name in names), rows)

    def details(self, results: Sequence[tuple[str, ScoreResult]]) -> Sheet:
        """Return the rows of every lead's table below each other, the lead before each."""
        tables = [(name, self.table(result)) for name, result in results]
        header = (self._word("lead"), *(tables[0][1].header if tables else ()))
        rows = [(name, *row) for name, table in tables for row in table.rows]
        return Sheet(self._word("title"), header, rows)

    def note(self) -> str:
        """Return what a score does not say."""
        return self._word("note")

    def lines(self, result: ScoreResult) -> list[str]:
        """Return whose sheet it is, the points, the verdicts, and what a score does not say."""
        points = self._word("points.said").format(
            park=self._park(result.park),
            got=plain_number(result.got),
            open=plain_number(result.open),
            range=_range(result.least, result.most),
            total=plain_number(self.sheet.total),
        )
        told = [self.about(), points]
        if self.sheet.unstated:
            unstated = plain_number(self.sheet.unstated)
            told.append(self._word("unstated").format(unstated))
        if result.vetoes:
            rules = (f"{self.titles.get(rule, rule)}[{rule}]" for rule in result.vetoes)
            told.append(self._word("vetoed").format("；".join(rules)))
        verdicts = self._verdicts(result)
        key = "verdicts.said" if verdicts else "none"
        told.append(self._word(key).format(verdicts))
        return [*told, self._word("note")]

    def about(self) -> str:
        """Return whose sheet it is and how far to trust it, in a line."""
        sheet = self.sheet
        whose = "user" if sheet.origin == "user" else "here" if sheet.here else "elsewhere"
        verified = word("rule.yes" if sheet.verified else "rule.no", self.language)
        return self._word("about").format(
            title=sheet.title, whose=self._word(f"whose.{whose}"), as_of=sheet.as_of,
            verified=verified, source=sheet.source,
        )  # fmt: skip

    def document(self, results: Sequence[tuple[str, ScoreResult]]) -> dict[str, Any]:
        """Return everything as plain values."""
        names = ("id", "title", "region", "here", "source", "as_of", "verified", "note", "origin")
        return {
            "plan": self.plan.digest,
            "sheet": {name: getattr(self.sheet, name) for name in (*names, "total", "unstated")},
            "note": self._word("note"),
            "scores": [{"lead": name, **self._plain(result)} for name, result in results],
        }

    def _plain(self, result: ScoreResult) -> dict[str, Any]:
        numbers = {
            name: round(getattr(result, name), 4) for name in ("got", "open", "least", "most")
        }
        return {
            "park": result.park,
            **numbers,
            "criteria": [_line(line) for line in result.lines],
            "gates": [
                {
                    "id": line.gate.id,
                    "title": line.gate.title,
                    "verdict": line.verdict,
                    "needs": list(line.missing),
                    "shortfalls": [shortfall_json(s) for s in line.shortfalls],
                }
                for line in result.gates
            ],
            "objections": [
                {**asdict(objection), "answer": answer} for objection, answer in result.objections
            ],
            "vetoes": list(result.vetoes),
            "vetoes_undecided": list(result.undecided),
            "verdicts": [asdict(verdict) for verdict in result.verdicts],
        }

    def _because(self, line: Line) -> str:
        criterion = line.criterion
        told = []
        if line.value is not None:
            told.append(self._value(line))
        if line.missing:
            needs = "、".join(word(name, self.language) for name in line.missing)
            told.append(self._word("needs").format(needs))
        if line.state == "open" and criterion.ask:
            told.append(self._word("ask").format(criterion.ask))
        if criterion.by == "ours" and line.state != "given":
            told.append(self._word("ours"))
        return "；".join((*told, *((criterion.note,) if criterion.note else ())))

    def _value(self, line: Line) -> str:
        name = line.criterion.computed
        if name in sheets.SHARES:
            share = f"{float(line.value or 0.0):.0%}"
            key = f"share.{name}" if line.evidence else f"nothing.{name}"
            return self._word(key).format("、".join(line.evidence), share)
        shown = word(name, self.language)
        if isinstance(line.value, str):
            return f"{shown} {line.value}"
        unit = unit_words(FIELDS[name].unit, self.language)
        estimates = [word(e, self.language) for e in line.evidence if e not in FIELDS]
        number = f"{shown} {plain_number(float(line.value or 0.0))} {unit}".rstrip()
        return self._noted(number, "；".join(estimates))

    def _why(self, line: GateLine) -> str:
        if line.missing:
            needs = "、".join(word(name, self.language) for name in line.missing)
            return self._word("needs").format(needs)
        return "；".join(shortfall_words(s, self.language) for s in line.shortfalls)

    def _verdicts(self, result: ScoreResult) -> str:
        told = (
            self._noted(one.verdict, self._word(one.certainty))
            for one in result.verdicts
            if one.certainty != "impossible"
        )
        return "、".join(told)

    def _noted(self, told: str, note: str) -> str:
        """Return words with a note in brackets; without, where there is none."""
        brackets = "（{}）" if self.language == "zh" else " ({})"
        return told + brackets.format(note) if note else told

    def _park(self, id: str) -> str:
        names = {park.id: park.name for park in self.plan.parks}
        return f"{names[id]} {id}"

    def _word(self, name: str) -> str:
        own = f"score.{name}"
        return word(own if own in WORDS else name, self.language)


_VERDICT: Mapping[bool | None, str] = {True: "pass", False: "fail", None: "unknown"}


def _range(least: float, most: float) -> str:
    if least == most:
        return plain_number(least)
    return f"{plain_number(least)}–{plain_number(most)}"


def _line(line: Line) -> dict[str, Any]:
    criterion = line.criterion
    return {
        "section": line.section,
        "id": criterion.id,
        "title": criterion.title,
        "points": criterion.points,
        "least": round(line.least, 4),
        "most": round(line.most, 4),
        "state": line.state,
        "computed": criterion.computed,
        "by": criterion.by,
        "value": line.value,
        "evidence": list(line.evidence),
        "needs": list(line.missing),
        "ask": criterion.ask,
        "note": criterion.note,
    }
