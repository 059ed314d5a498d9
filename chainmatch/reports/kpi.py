"""How the desk does, in tables: each figure with the number that it rests on."""

from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import Language, word
from chainmatch.screening.kpi import Kpi
from chainmatch.screening.shares import Share


@dataclass(frozen=True)
class KpiReport:
    """Tables of the figures in one language."""

    language: Language

    def lines(self, found: Kpi) -> list[str]:
        """Return the period and what the first table counts."""
        start, end = found.period.start, found.period.end
        period = self._word("period").format(
            start=start.isoformat() if start else self._word("first"),
            end=end.isoformat() if end else self._word("now"),
            leads=found.leads,
        )
        return [period, self._word("meaning"), self._word("missing")]

    def sheets(self, found: Kpi) -> list[Sheet]:
        """Return all tables; a row that rests on nothing is left out."""
        return [self._fit(found), self._conversions(found), self._stays(found), self._why(found)]

    def document(self, found: Kpi) -> dict[str, Any]:
        """Return everything as plain values; a figure of nothing is null."""
        return {
            "from": _day(found.period.start),
            "to": _day(found.period.end),
            "leads": found.leads,
            "fit": asdict(found.fit) | {"share": _plain(found.fit.share)},
            "conversion": [asdict(c) | {"share": _plain(c.share)} for c in found.conversions],
            "time_in_stage": [asdict(one) for one in found.stays],
            "reasons": [
                {"status": one.status, "reason": one.reason, "share": _plain(one.share)}
                for one in found.reasons
            ],
        }

    def _fit(self, found: Kpi) -> Sheet:
        fit = found.fit
        row = (fit.introduced, fit.industrial, fit.other, fit.unknown, *_cells(fit.share))
        names = ("introduced", "industrial", "other", "unknown", "share", "low", "high")
        return self._sheet("fit", names, [row] if fit.introduced else [])

    def _conversions(self, found: Kpi) -> Sheet:
        rows: list[tuple[Cell, ...]] = [
            (
                *(self._stage(one.before), self._stage(one.after)),
                *(one.entered, one.reached, one.aside, one.under_way),
                *_cells(one.share),
                one.median_days,
            )
            for one in found.conversions
            if one.entered
        ]
        names = ("before", "after", "entered", "reached", "aside", "under_way", "share")
        return self._sheet("conversion", (*names, "low", "high", "median_days"), rows)

    def _stays(self, found: Kpi) -> Sheet:
        rows: list[tuple[Cell, ...]] = [
            (self._stage(one.stage), one.ended, one.median_days, one.open, one.open_median_days)
            for one in found.stays
            if one.ended or one.open
        ]
        names = ("stage", "ended", "median_days", "open", "open_median_days")
        return self._sheet("stays", names, rows)

    def _why(self, found: Kpi) -> Sheet:
        rows: list[tuple[Cell, ...]] = [
            (self._stage(one.status), one.reason, one.share.count, one.share.n, *_cells(one.share))
            for one in found.reasons
        ]
        names = ("stage", "reason", "count", "n", "share", "low", "high")
        return self._sheet("reasons", names, rows)

    def _sheet(self, name: str, names: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Sheet:
        return Sheet(self._word(name), tuple(self._word(head) for head in names), rows)

    def _stage(self, status: str) -> str:
        return word(f"stage.{status}", self.language)

    def _word(self, name: str) -> str:
        return word("store.stage" if name == "stage" else f"kpi.{name}", self.language)


def _cells(share: Share | None) -> tuple[Cell, ...]:
    return (share.value, share.low, share.high) if share else (None, None, None)


def _plain(share: Share | None) -> dict[str, Any] | None:
    return asdict(share) | {"value": share.value} if share else None


def _day(day: object) -> str | None:
    return str(day) if day else None
