"""Measures as tables, on the terminal or as Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from chainmatch.evaluation.metrics import Measure
from chainmatch.evaluation.run import Table

_QUESTIONS = {"parks and zones": ("park", "zone"), "links and classes": ("link", "GB/T")}
"""Which measures stand in one table, by the first word of their names."""


def show_tables(tables: Sequence[Table]) -> None:
    """Print one grid a wording and question: methods down, measures across; then the notes."""
    console = Console(width=None if Console().is_terminal else 160, highlight=False)
    for title, header, rows in grids(tables):
        grid = Grid(title=f"{title}: mean [95 % interval] n", title_justify="left")
        grid.add_column("method", no_wrap=True)
        for name in header:
            grid.add_column(name, justify="right")
        for method, cells in rows.items():
            grid.add_row(method, *cells)
        console.print(grid)
    for line in notes(tables):
        console.print(line)


def grids(
    tables: Sequence[Table],
) -> Iterator[tuple[str, tuple[str, ...], dict[str, tuple[str, ...]]]]:
    """Yield (title, measure names, cells by method) for each wording and question."""
    for wording in dict.fromkeys(table.wording for table in tables):
        chosen = [table for table in tables if table.wording == wording]
        names = dict.fromkeys(m.name for table in chosen for m in table.measures)
        for question, openings in _QUESTIONS.items():
            header = tuple(name for name in names if name.split(" ")[0] in openings)
            rows = {table.method: _cells(table, header) for table in chosen}
            told = {method: cells for method, cells in rows.items() if any(cells)}
            if header and told:
                yield f"{wording}, {question}", header, told


def _cells(table: Table, header: tuple[str, ...]) -> tuple[str, ...]:
    found: Mapping[str, Measure] = {m.name: m for m in table.measures}
    return tuple(cell(found.get(name)) for name in header)


def cell(measure: Measure | None) -> str:
    """Return a measure as `.65 [.56, .74] 100`; "" where there is none."""
    if measure is None or not measure.n:
        return ""
    mean, low, high = (_short(v) for v in (measure.mean, measure.low, measure.high))
    return f"{mean} [{low}, {high}] {measure.n}"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else f"{value:.2f}"


def notes(tables: Sequence[Table]) -> list[str]:
    """Return the notes of all tables, a line each."""
    return [
        f"{table.wording} · {table.method} · {name}: {value:.3g}"
        for table in tables
        for name, value in table.notes.items()
    ]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of words: what stands over the first column, the other columns, the rows."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def show(self) -> None:
        """Print the table."""
        console = Console(width=None if Console().is_terminal else 160, highlight=False)
        grid = Grid(title=self.title, title_justify="left")
        grid.add_column("", overflow="fold")
        for name in self.header:
            grid.add_column(name, justify="right")
        for row in self.rows:
            grid.add_row(*row)
        console.print(grid)

    def markdown(self) -> str:
        """Return the table as Markdown."""
        lines = [
            f"| {self.title} | {' | '.join(self.header)} |",
            f"|---|{'---|' * len(self.header)}",
            *(f"| {' | '.join(row)} |" for row in self.rows),
        ]
        return "\n".join(lines) + "\n"


Stored = Mapping[str, Any]
"""What a dataclass of evaluation is after JSON."""


def change(stored: Stored) -> str:
    """Return a change as `-.05 [-.11, +.01]`; "" where no case tells."""
    if not stored["n"]:
        return ""
    mean, low, high = (_signed(stored[name]) for name in ("mean", "low", "high"))
    return f"{mean} [{low}, {high}]"


def _signed(value: float) -> str:
    shown = f"{abs(value):.2f}"
    sign = "" if float(shown) == 0 else "+" if value > 0 else "-"
    return sign + (shown[1:] if shown.startswith("0") else shown)


def plain(stored: Stored) -> str:
    """Return a stored measure as `.65 [.56, .74] 100`; "" where no case tells."""
    return cell(Measure(**stored))


def stress_sheet(stored: Stored) -> Sheet:
    """Return what disturbances change, under the clean figures."""
    clean = stored["clean"]
    first = (
        clean["name"],
        str(clean["n"]),
        _short(clean["kept"]),
        "",
        *(plain(clean[name]) for name in ("park1", "park3", "link1")),
        _top(clean),
    )
    rows = [
        (
            one["name"],
            str(one["n"]),
            _short(one["kept"]),
            plain(one["same"]),
            *(change(one[name]) for name in ("park1", "park3", "link1")),
            _top(one),
        )
        for one in stored["shifts"]
    ]
    header = (
        "n",
        "kept",
        "same first park",
        "park @1",
        "park @3",
        "link top-1",
        "most often first",
    )
    return Sheet("disturbance", header, (first, *rows))


def _top(one: Stored) -> str:
    return f"{one['top']} {_short(one['top_share'])} (truth {_short(one['top_truth'])})"


def ablation_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return what leaving out each signal and family changes."""
    rows = tuple(
        (
            f"{one['question']}: {one['name']}" + (" (family)" if one["family"] else ""),
            *(change(one[name]) for name in ("park1", "park3", "link1")),
        )
        for one in stored
    )
    return Sheet("left out", ("park @1", "park @3", "link top-1"), rows)


def breakdown_sheet(stored: Sequence[Stored], kind: str) -> Sheet:
    """Return the figures of each park, zone or industry."""
    rows = tuple(
        (
            f"{one['id']} {one['name']}",
            *(plain(one[name]) for name in ("park1", "park3", "link1")),
        )
        for one in stored
        if one["kind"] == kind
    )
    return Sheet(kind, ("park @1", "park @3", "link top-1"), rows)


def reliability_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return confidence against share right, in bins of equal mass."""
    rows = tuple(
        (
            f"{one['question']}, {_short(one['low'])} to {_short(one['high'])}",
            *(_short(one["confidence"]), _short(one["right"]), str(one["n"])),
        )
        for one in stored
    )
    return Sheet("answers with confidence", ("mean confidence", "share right", "n"), rows)


def curve_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return park @3 by the share of known enterprises."""
    rows = tuple(
        (
            f"{one['share']:.0%} ({one['known']})",
            *(plain(one["park3"]), _short(one["lowest"]), _short(one["highest"])),
            str(one["seeds"]),
        )
        for one in stored
    )
    return Sheet("known enterprises", ("park @3", "lowest draw", "highest draw", "draws"), rows)


def outside_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return how each kind of leads outside the plan is told from those inside."""
    rows = tuple(
        (
            f"{one['kind']}, `{one['wording']}`",
            str(one["n"]),
            *(_short(one[name]) for name in ("auroc", "rejected", "abstained", "told_vague")),
        )
        for one in stored
    )
    header = (
        "n",
        "AUROC",
        "rejected at 95 % coverage",
        "abstained",
        "of these asked for a product",
    )
    return Sheet("leads outside the plan", header, rows)


def levels_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return how often the finest sure answer is given at each level, and right there."""
    rows = tuple(
        (
            f"{one['question']}: {one['level']}, `{one['wording']}`",
            _short(one["share"]),
            plain(one["right"]),
        )
        for one in stored
    )
    return Sheet("finest sure answer", ("share of leads", "share right"), rows)


def calibration_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return the calibration error of the first park beside that of a perfect forecaster."""
    rows = tuple(
        (
            one["wording"],
            str(one["n"]),
            _short(one["error"]),
            f"{_short(one['perfect'])} [{_short(one['low'])}, {_short(one['high'])}]",
        )
        for one in stored
    )
    return Sheet("park @1", ("n", "calibration error", "of a perfect forecaster"), rows)


def ceiling_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return park @k with links as guessed and as true."""
    rows = tuple((f"park @{one['k']}", plain(one["ours"]), plain(one["told"])) for one in stored)
    return Sheet("", ("links as guessed", "links as two readers named them"), rows)


def cascade_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return park @k where a heavier encoder reads no, the closer half of, or all leads again."""
    hits = tuple(one["name"] for one in stored[0]["hits"]) if stored else ()
    rows = tuple(
        (one["second"], f"`{one['wording']}`", f"{one['share']:.0%}", *map(plain, one["hits"]))
        for one in stored
    )
    return Sheet("second encoder", ("wording", "leads read again", *hits), rows)


def coding_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return how good the classes of GB/T 4754 are: all signals and each alone."""
    hits = tuple(one["name"] for one in stored[0]["hits"])
    rows = tuple(
        (
            one["method"],
            f"`{one['wording']}`",
            *map(plain, one["hits"]),
            "" if one["error"] is None else _short(one["error"]),
        )
        for one in stored
    )
    return Sheet("", ("wording", *hits, "calibration error of @1"), rows)


def unsure_sheet(stored: Sequence[Stored]) -> Sheet:
    """Return what the fall-back to a division is worth."""
    header = ("n", "given", "class right there", "division right there", "class right elsewhere")
    parts = ("share", "first", "division", "elsewhere")
    rows = tuple(
        (f"`{one['wording']}`", str(one["n"]), *(_short(one[part]) for part in parts))
        for one in stored
    )
    return Sheet("division", header, rows)
