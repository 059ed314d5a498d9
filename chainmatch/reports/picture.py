"""Pictures for people who would rather look: coverage as a heat map, a link's supply as flows.

Drawn with the font that comes with the project: Chinese is right on a machine without such fonts,
and in SVG all text is outlines. The only door to matplotlib.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from chainmatch.errors import InputError
from chainmatch.paths import data_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

KINDS = (".svg", ".png")

_MANY, _ONE, _EMPTY, _HALF, _GUESS = "#1b7837", "#a6dba0", "#e08214", "#fee0b6", "#878787"
_COLOURS = {"plan_stated": "#2166ac", "curated": "#67a9cf", "inferred": "#bababa"}
_CELL = 0.26  # inches
_DOTS = 160  # a PNG's dots to an inch


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell of the map: known enterprises, how strongly it is listed, how many are expected."""

    row: int
    column: int
    count: int
    listed: float
    expected: float


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Names of rows and columns, the cells that are not blank, title, and words of the legend.

    `words` names `many`, `one`, `empty`, `half` and `guess`.
    """

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    tiles: Sequence[Tile]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow beside the link in the middle: other end, what flows, width 1 to 3, status."""

    name: str
    what: str
    width: int
    status: str


@dataclass(frozen=True, slots=True)
class Flows:
    """A link with what comes in and what goes out; `words` names the statuses."""

    title: str
    middle: str
    incoming: Sequence[Flow]
    outgoing: Sequence[Flow]
    words: Mapping[str, str]


def checked_picture(path: FilePath | None) -> None:
    """Raise InputError for a picture that cannot be written; None is no picture."""
    if path is None:
        return
    if path.suffix.lower() not in KINDS:
        raise InputError(
            f"--picture {path.name!r} ends in {path.suffix!r}; allowed are .svg and .png"
        )
    if not path.absolute().parent.is_dir():
        raise InputError(f"--picture {path}: its folder does not exist; give one that does")


def draw_heat_map(heat: HeatMap, path: FilePath) -> None:
    """Draw the map, one square a cell with the number of known enterprises in it."""
    width = len(heat.columns) * _CELL + 4.2
    figure, axes = _figure(width, len(heat.rows) * _CELL + 3.4)
    axes.set_xlim(0, len(heat.columns))
    axes.set_ylim(len(heat.rows), 0)
    for tile in heat.tiles:
        _tile(axes, tile)
    for place in range(len(heat.columns) + 1):
        axes.axvline(place, color="#dddddd", linewidth=0.4)
    for place in range(len(heat.rows) + 1):
        axes.axhline(place, color="#dddddd", linewidth=0.4)
    font = _font(8)
    axes.set_xticks([i + 0.5 for i in range(len(heat.columns))], heat.columns)
    axes.set_yticks([i + 0.5 for i in range(len(heat.rows))], heat.rows)
    axes.xaxis.tick_top()
    for label in axes.get_xticklabels():
        label.set(rotation=60, ha="left", va="bottom", fontproperties=font)
    for label in axes.get_yticklabels():
        label.set_fontproperties(font)
    axes.tick_params(length=0)
    _legend(axes, [(colour, heat.words[name]) for name, colour in _SHADES.items()])
    figure.suptitle(heat.title, fontproperties=_font(12), y=0.995)
    _save(figure, path)


_SHADES = {"many": _MANY, "one": _ONE, "empty": _EMPTY, "half": _HALF, "guess": _GUESS}


def _tile(axes: "Axes", tile: Tile) -> None:
    from matplotlib.patches import Rectangle

    shade = _MANY if tile.count > 1 else _ONE if tile.count else None
    if shade is None and tile.listed:
        shade = _EMPTY if tile.listed == 1.0 else _HALF
    if shade is not None:
        axes.add_patch(Rectangle((tile.column, tile.row), 1, 1, color=shade, linewidth=0))
    middle = (tile.column + 0.5, tile.row + 0.5)
    if tile.count:
        colour = "white" if tile.count > 1 else "black"
        place: dict[str, Any] = {"ha": "center", "va": "center_baseline", "color": colour}
        axes.text(*middle, str(tile.count), fontproperties=_font(7), **place)
    elif tile.expected:
        # A guess is a dot whose area is the number of enterprises expected.
        axes.scatter(*middle, s=26 * min(tile.expected, 1.0), color=_GUESS, linewidths=0)


def draw_flows(flows: Flows, path: FilePath) -> None:
    """Draw what comes into a link from the left and what goes out to the right."""
    tall = max(len(flows.incoming), len(flows.outgoing), 2)
    figure, axes = _figure(11.0, tall * 0.52 + 1.6)
    axes.set_xlim(0, 10)
    axes.set_ylim(tall, 0)
    axes.axis("off")
    middle = tall / 2
    for left, side in ((True, flows.incoming), (False, flows.outgoing)):
        gap = tall / max(len(side), 1)
        for i, flow in enumerate(side):
            _band(axes, flow, (i + 0.5) * gap, middle, left=left)
    box: dict[str, Any] = {
        "boxstyle": "round,pad=0.5",
        "facecolor": "white",
        "edgecolor": "#333333",
    }
    place: dict[str, Any] = {"ha": "center", "va": "center", "fontproperties": _font(11)}
    axes.text(5, middle, flows.middle, bbox=box, zorder=3, **place)
    _legend(axes, [(colour, flows.words[name]) for name, colour in _COLOURS.items()])
    figure.suptitle(flows.title, fontproperties=_font(12), y=0.99)
    _save(figure, path)


def _band(axes: "Axes", flow: Flow, height: float, middle: float, *, left: bool) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    end, near, edge = (3.0, 4.0, 2.9) if left else (7.0, 6.0, 7.1)
    points = [(end, height), (near, height), (near, middle), (5.0, middle)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    colour = _COLOURS[flow.status]
    look: dict[str, Any] = {"facecolor": "none", "edgecolor": colour, "linewidth": 2.5 * flow.width}
    axes.add_patch(PathPatch(Path(points, codes), alpha=0.75, capstyle="butt", **look))
    text = f"{flow.name}（{flow.what}）"
    side: dict[str, Any] = {
        "ha": "right" if left else "left",
        "va": "center",
        "fontproperties": _font(9),
    }
    axes.text(edge, height, text, **side)


def _figure(width: float, height: float) -> "tuple[Figure, Axes]":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def _font(size: float) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(data_file("fonts/NotoSansSC-subset.otf")), size=size)


def _legend(axes: "Axes", entries: Sequence[tuple[str, str]]) -> None:
    from matplotlib.patches import Patch

    axes.legend(
        handles=[Patch(color=colour, label=words) for colour, words in entries],
        loc="upper center",
        bbox_to_anchor=(0.5, -0.01),
        ncols=len(entries),
        prop=_font(8),
        frameon=False,
    )


def _save(figure: "Figure", path: FilePath) -> None:
    from matplotlib import rc_context

    # Outlines instead of a font's name, and no date: the same picture gives the same bytes.
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "chainmatch"}):
        partial = path.with_name(f".{path.name}.part")
        kind = path.suffix.lower().removeprefix(".")
        metadata = {"Date": None} if kind == "svg" else {}
        figure.savefig(partial, format=kind, dpi=_DOTS, metadata=metadata)
        partial.replace(path)
