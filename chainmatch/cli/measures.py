"""Measures as tables on the terminal or as Markdown."""

from collections.abc import Iterator, Mapping, Sequence

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
    if measure is None:
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


def markdown(tables: Sequence[Table]) -> str:
    """Return the same grids and notes as Markdown."""
    parts = []
    for title, header, rows in grids(tables):
        lines = [
            f"| {title} | {' | '.join(header)} |",
            f"|---|{'---|' * len(header)}",
            *(f"| {method} | {' | '.join(cells)} |" for method, cells in rows.items()),
        ]
        parts.append("\n".join(lines))
    parts.append("\n".join(f"- {line}" for line in notes(tables)))
    return "\n\n".join(parts) + "\n"
