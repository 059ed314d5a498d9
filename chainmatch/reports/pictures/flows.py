"""What comes to one in the middle from the left, and what goes from it to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from chainmatch.reports.pictures import canvas, lettering

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS: Mapping[str, str] = {
    "plan_stated": "#2166ac",
    "curated": "#67a9cf",
    "inferred": "#bababa",
    "supply": "#67a9cf",
    "by-product": "#e08214",
}

# Inches from the left: where a name ends, where its band begins and turns, the middle.
_EDGE, _END, _TURN, _MIDDLE = 3.45, 3.55, 4.6, 5.7
_PITCH, _FAR = 0.52, 1.0  # least and largest distance of two flows
_POINTS = 7.5  # width of the strongest band
_CELLS = 50  # columns of a name, a Chinese letter taking two


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow: the other end, what flows, strength in (0, 1], kind."""

    name: str
    what: str
    strength: float
    kind: str


@dataclass(frozen=True, slots=True)
class Flows:
    """One in the middle with what comes in and what goes out.

    `heads` stand above the two sides, `words` names the kinds for the legend, `note` is below.
    """

    title: str
    middle: str
    incoming: Sequence[Flow]
    outgoing: Sequence[Flow]
    heads: tuple[str, str]
    words: Mapping[str, str]
    note: str = ""


def draw_flows(flows: Flows, path: FilePath) -> None:
    """Draw what comes in on the left and what goes out on the right, the middle between."""
    tall = max(len(flows.incoming), len(flows.outgoing), 2) * _PITCH
    with canvas.sheet(path, flows.title, (canvas.A4_LONG, tall + 1.7), flows.note) as axes:
        axes.set_xlim(0, 2 * _MIDDLE)
        axes.set_ylim(tall, -0.4)
        axes.axis("off")
        for left, side in ((True, flows.incoming), (False, flows.outgoing)):
            gap = min(tall / max(len(side), 1), _FAR)
            top = (tall - gap * len(side)) / 2
            if side:
                look = {"ha": "right" if left else "left", "va": "center", "color": "#777777"}
                head = flows.heads[0 if left else 1]
                at = (_place(_EDGE, left=left), top + gap / 2 - 0.45)
                canvas.write(axes, at, head, 9, look)
            for i, flow in enumerate(side):
                _band(axes, flow, top + (i + 0.5) * gap, tall / 2, left=left)
        box = {"boxstyle": "round,pad=0.5", "facecolor": "white", "edgecolor": "#333333"}
        middle = lettering.folded(flows.middle, 22, 4)
        place: dict[str, Any] = {"ha": "center", "va": "center", "bbox": box, "zorder": 3}
        canvas.write(axes, (_MIDDLE, tall / 2), middle, 11, place)
        keys = [canvas.patch(words, _COLOURS[name]) for name, words in flows.words.items()]
        canvas.legend(axes, keys)


def _place(inches: float, *, left: bool) -> float:
    return inches if left else 2 * _MIDDLE - inches


def _band(axes: "Axes", flow: Flow, height: float, middle: float, *, left: bool) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    end, turn, edge = (_place(inches, left=left) for inches in (_END, _TURN, _EDGE))
    points = [(end, height), (turn, height), (turn, middle), (_MIDDLE, middle)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    width = max(_POINTS * flow.strength, 0.8)
    look: dict[str, Any] = {"facecolor": "none", "alpha": 0.75, "capstyle": "butt"}
    colour = _COLOURS[flow.kind]
    axes.add_patch(PathPatch(Path(points, codes), edgecolor=colour, linewidth=width, **look))
    side = "right" if left else "left"
    name, what = lettering.folded(flow.name, _CELLS), lettering.folded(flow.what, _CELLS, 1)
    above: dict[str, Any] = {"ha": side, "va": "bottom", "linespacing": 1.1}
    canvas.write(axes, (edge, height + 0.02), name, 9, above)
    below = {"ha": side, "va": "top", "color": "#555555"}
    canvas.write(axes, (edge, height + 0.04), what, 7.5, below)
