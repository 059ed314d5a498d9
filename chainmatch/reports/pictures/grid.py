"""A grid of names by names: what each cell is by its colour, how many by a number in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainmatch.reports.pictures import canvas, lettering

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

# Coverage: many, one, empty and half; claims: named, meant and silent.
SHADES: Mapping[str, str] = {
    "many": "#1b7837",
    "one": "#a6dba0",
    "empty": "#e08214",
    "half": "#fee0b6",
    "named": "#4393c3",
    "meant": "#c6dbef",
    "silent": "#c7e9c0",
}
DARK = frozenset({"many"})  # numbers on it are white

GUESS, LEAD, YIELD = "guess", "lead", "yield"  # marks: a dot, a frame, a cross
_SIGNS = {GUESS: "o", YIELD: "x"}
_GREY, _BLACK, _LINE, _CROSS = "#878787", "#111111", "#dddddd", "#333333"


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell: its shade, "" for none, a number, 0 for none, and a mark.

    `mark` is "", guess, lead or yield; `size` in [0, 1] is the area of a guess's dot.
    """

    row: int
    column: int
    shade: str
    count: int
    mark: str = ""
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Names of rows and columns, the tiles that are not blank, title, words of the legend.

    `words` names the shades and marks that the legend shows, in its order; `cell` is the side of
    a cell in inches, `note` stands below.
    """

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    tiles: Sequence[Tile]
    words: Mapping[str, str]
    cell: float = 0.26
    note: str = ""


def draw_grid(grid: Grid, path: Path) -> None:
    """Draw the grid, one square a tile."""
    size = (len(grid.columns) * grid.cell + 2.4, len(grid.rows) * grid.cell + 2.6)
    with canvas.sheet(path, grid.title, (max(size[0], 7.0), size[1]), grid.note) as axes:
        axes.set_xlim(0, len(grid.columns))
        axes.set_ylim(len(grid.rows), 0)
        for tile in grid.tiles:
            _tile(axes, tile)
        for place in range(len(grid.columns) + 1):
            axes.axvline(place, color=_LINE, linewidth=0.4, zorder=0.5)
        for place in range(len(grid.rows) + 1):
            axes.axhline(place, color=_LINE, linewidth=0.4, zorder=0.5)
        _names(axes, grid)
        canvas.legend(axes, [_key(name, words) for name, words in grid.words.items()])


def _names(axes: "Axes", grid: Grid) -> None:
    columns, rows = ([lettering.drawable(n) for n in names] for names in (grid.columns, grid.rows))
    axes.set_xticks([i + 0.5 for i in range(len(columns))], columns)
    axes.set_yticks([i + 0.5 for i in range(len(rows))], rows)
    axes.xaxis.tick_top()
    for label in axes.get_xticklabels():
        label.set(rotation=60, ha="left", va="bottom", rotation_mode="anchor")
        label.set_fontproperties(lettering.font(8))
    for label in axes.get_yticklabels():
        label.set_fontproperties(lettering.font(8))
    axes.tick_params(length=0)


def _tile(axes: "Axes", tile: Tile) -> None:
    from matplotlib.patches import Rectangle

    corner, middle = (tile.column, tile.row), (tile.column + 0.5, tile.row + 0.5)
    if tile.shade:
        axes.add_patch(Rectangle(corner, 1, 1, color=SHADES[tile.shade], linewidth=0, zorder=0.4))
    if tile.mark == LEAD:
        look: dict[str, Any] = {"facecolor": "none", "edgecolor": _BLACK, "linewidth": 1.6}
        axes.add_patch(Rectangle(corner, 1, 1, **look))
    if tile.count:
        colour = "white" if tile.shade in DARK else "black"
        place: dict[str, Any] = {"ha": "center", "va": "center_baseline", "color": colour}
        canvas.write(axes, middle, str(tile.count), 7, place)
    elif tile.mark == GUESS:
        axes.scatter(*middle, s=26 * tile.size, color=_GREY, linewidths=0)
    elif tile.mark == YIELD:
        axes.scatter(*middle, s=14, color=_CROSS, marker="x", linewidths=0.9)


def _key(name: str, words: str) -> "Artist":
    if name in SHADES:
        return canvas.patch(words, SHADES[name])
    if name == LEAD:
        return canvas.patch(words, _BLACK, framed=True)
    return canvas.marker(words, _GREY if name == GUESS else _CROSS, _SIGNS[name])
