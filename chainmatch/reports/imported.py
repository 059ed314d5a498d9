"""A file of leads in words: how its columns are understood, what was taken, what could not be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chainmatch.leads.rows import At
from chainmatch.leads.seen import Seen
from chainmatch.leads.store.values import Batch, BatchRow
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import Language, word

_SHOWN = 20  # rows that a terminal shows; files hold them all


@dataclass(frozen=True)
class ImportReport:
    """Words and rows for one file in one language."""

    language: Language

    def columns(self, seen: Seen) -> Sheet:
        """Return one row a column: what it means, its unit, what stands under it."""
        rows: list[tuple[Cell, ...]] = [
            (
                one.sheet,
                one.column.header,
                one.column.name or self._word("own"),
                self._unit(one.column.unit, amount=bool(one.column.units)),
                one.filled,
                "；".join(one.samples),
            )
            for one in seen.columns.values()
        ]
        return self._sheet(
            "columns", ("sheet", "header", "field", "unit", "filled", "samples"), rows
        )

    def refused(self, seen: Seen, rows: Sequence[BatchRow] = ()) -> Sheet:
        """Return one row a line that could not be read, or that the store refused."""
        found: list[tuple[Cell, ...]] = [
            (self._place(bad.at), bad.reason, bad.raw) for bad in seen.refused
        ]
        found += [
            (self._place(At("", *row.place)), row.reason, str(row.raw))
            for row in self._of_store(seen, rows)
        ]
        return self._sheet("refused", ("place", "reason", "raw"), found)

    def _of_store(self, seen: Seen, rows: Sequence[BatchRow]) -> list[BatchRow]:
        """Return the rows that were read well, and that the store would not take."""
        unread = {(bad.at.sheet, bad.at.number) for bad in seen.refused}
        return [row for row in rows if row.place not in unread]

    def unread(self, seen: Seen) -> Sheet:
        """Return one row a cell that is kept as text only."""
        rows: list[tuple[Cell, ...]] = [(self._place(u.at), u.field, u.raw) for u in seen.unread]
        return self._sheet("unread", ("place", "field", "raw"), rows)

    def short(self, sheet: Sheet) -> Sheet:
        """Return what a terminal shows of a table."""
        return Sheet(sheet.name, sheet.header, sheet.rows[:_SHOWN])

    def counted(self, seen: Seen) -> str:
        """Return how the rows of a file were taken, in one line."""
        passed = "，".join(f"{self._word(kind)} {n}" for kind, n in seen.passed.most_common())
        return self._word("counts").format(
            leads=seen.rows,
            refused=len(seen.refused),
            unread=len(seen.unread),
            passed=passed or self._word("none"),
        )

    def skipped(self, seen: Seen) -> list[str]:
        """Return a line that names the sheets without any heading; nothing where there are none."""
        names = "、".join(seen.skipped)
        return [self._word("skipped").format(len(seen.skipped), names)] if names else []

    def preview(self) -> str:
        """Return what to do where a column is misunderstood."""
        return self._word("preview")

    def taken(self, batch: Batch) -> str:
        """Return what became of the rows in the store."""
        counts = {name: getattr(batch, name) for name in ("added", "known", "updated", "refused")}
        return self._word("taken").format(id=batch.id, **counts)

    def repair(self, path: object, count: int) -> str:
        """Return where the rows to mend are."""
        return self._word("repair").format(path=path, count=count)

    def document(
        self, seen: Seen, batch: Batch | None, rows: Sequence[BatchRow] = ()
    ) -> dict[str, Any]:
        """Return everything as plain values; `batch` is null where nothing was written."""
        outcome = ("id", "rows_read", "added", "known", "updated", "refused")
        return {
            "columns": [
                {
                    "sheet": one.sheet,
                    "header": one.column.header,
                    "field": one.column.name,
                    "unit": one.column.unit,
                    "filled": one.filled,
                    "samples": one.samples,
                }
                for one in seen.columns.values()
            ],
            "leads": seen.rows,
            "passed": dict(seen.passed),
            "unreadable": [
                {
                    "sheet": b.at.sheet,
                    "row": b.at.number,
                    "reason": b.reason,
                    "cells": list(b.cells),
                }
                for b in seen.refused
            ],
            "unread": [
                {"sheet": u.at.sheet, "row": u.at.number, "field": u.field, "raw": u.raw}
                for u in seen.unread
            ],
            "skipped": list(seen.skipped),
            "refused": [
                {"sheet": row.sheet, "row": row.row, "reason": row.reason, "cells": row.raw}
                for row in self._of_store(seen, rows)
            ],
            "batch": None if batch is None else {name: getattr(batch, name) for name in outcome},
        }

    def _place(self, at: At) -> str:
        return self._word("at").format(sheet=at.sheet, row=at.number).strip()

    def _unit(self, unit: str | None, *, amount: bool) -> str:
        return unit or (self._word("no_unit") if amount else "")

    def _sheet(self, title: str, names: Sequence[str], rows: list[tuple[Cell, ...]]) -> Sheet:
        return Sheet(self._word(title), tuple(self._word(name) for name in names), rows)

    def _word(self, name: str) -> str:
        return word(f"import.{name}", self.language)
