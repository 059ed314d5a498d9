"""Measures as a table on the terminal or as Markdown."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as Grid

from chainmatch.evaluation.metrics import Measure
from chainmatch.evaluation.run import Table


def show_tables(tables: Sequence[Table], console: Console | None = None) -> None:
    """Print one grid a wording: methods down, measures across, then the notes."""
    out = console or Console()
    for wording in dict.fromkeys(table.wording for table in tables):
        chosen = [table for table in tables if table.wording == wording]
        names = list(dict.fromkeys(m.name for table in chosen for m in table.measures))
        grid = Grid(title=f"{wording}: mean [95 % interval] n")
        grid.add_column("method")
        for name in names:
            grid.add_column(name, justify="right")
        for table in chosen:
            found = {m.name: m for m in table.measures}
            grid.add_row(table.method, *(cell(found.get(name)) for name in names))
        out.print(grid)
        for table in chosen:
            for name, value in table.notes.items():
                out.print(f"  {table.method} · {name}: {value:.3g}", highlight=False)


def cell(measure: Measure | None) -> str:
    """Return a measure as `.65 [.56, .74] 100`; "" where there is none."""
    if measure is None:
        return ""
    mean, low, high = (
        f"{v:.2f}".replace("0.", ".") for v in (measure.mean, measure.low, measure.high)
    )
    return f"{mean} [{low}, {high}] {measure.n}"
