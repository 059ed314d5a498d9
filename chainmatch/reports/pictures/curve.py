"""A trade-off: what is reached with each further thing taken, and which point was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainmatch.reports.pictures import canvas, lettering

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WORTH, _ADDS, _CHOSEN, _BOUND = "#2166ac", "#d1e5f0", "#e08214", "#878787"
# A number is clear of the lines behind it.
_PAPER = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.3}
_CLEAR: Mapping[str, Any] = {"bbox": _PAPER, "zorder": 2.5}
_STEP = 0.55  # inches between two counts
_TOLD = 0.005  # what adds less has no number
_SAME = 1e-6  # a bound that is nearer than this to what was reached is not drawn


@dataclass(frozen=True, slots=True)
class Curve:
    """The worth >= 0 by count 1, 2, 3 …, the chosen point, and a bound that nothing exceeds.

    `chosen` may lie beyond the points. `words` names `count`, `worth`, `adds`, `chosen` and
    `bound`; `told` stands below the title.
    """

    title: str
    told: str
    points: Sequence[tuple[int, float]]
    chosen: tuple[int, float]
    bound: float
    words: Mapping[str, str]


def draw_curve(curve: Curve, path: Path) -> None:
    """Draw the worth as a line, what each step adds as bars, the chosen point as a ring.

    Without any point what is told is all that is drawn.
    """
    if not curve.points:
        canvas.draw_sentence(curve.title, curve.told, path)
        return
    names = _names(curve)
    with canvas.sheet(path, curve.title, (max(7.0, len(names) * _STEP + 1.2), 4.8)) as axes:
        told = lettering.folded(curve.told, 110, 3)
        axes.set_title(told, fontproperties=lettering.font(9), color="#333333")
        _steps(axes, [0.0, *(worth for _, worth in curve.points)])
        _chosen(axes, curve, names.index(str(curve.chosen[0])))
        if _bounded(curve):
            axes.axhline(curve.bound, color=_BOUND, linestyle="--", linewidth=1)
        axes.set_xticks(range(len(names)), names)
        axes.set_xlabel(lettering.drawable(curve.words["count"]), fontproperties=lettering.font(9))
        axes.set_xlim(-0.5, len(names) - 0.4)
        highest = max(curve.bound, curve.chosen[1], *(worth for _, worth in curve.points))
        axes.set_ylim(0, 1.15 * highest or 1.0)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set_fontproperties(lettering.font(8))
        axes.spines[["top", "right"]].set_visible(False)
        _legend(axes, curve)


def _names(curve: Curve) -> list[str]:
    """Return the counts along the axis; not those before a far chosen one."""
    last, chosen = len(curve.points), curve.chosen[0]
    names = [str(count) for count in range(last + 1)]
    if chosen > last:
        names += ["…"] * (chosen > last + 1) + [str(chosen)]
    return names


def _bounded(curve: Curve) -> bool:
    return curve.bound > curve.chosen[1] + _SAME


def _steps(axes: "Axes", worth: Sequence[float]) -> None:
    for i in range(1, len(worth)):
        adds = worth[i] - worth[i - 1]
        axes.bar(i, adds, 0.5, color=_ADDS)
        # The first step adds what it reaches: one number says both.
        if i > 1 and adds >= _TOLD:
            _label(axes, f"+{adds:.2f}", (i, adds), 2, {"color": "#555555"})
        _label(axes, f"{worth[i]:.2f}", (i, worth[i]), 7, _CLEAR)
    axes.plot(range(len(worth)), worth, color=_WORTH, marker="o", markersize=4, linewidth=1.6)


def _chosen(axes: "Axes", curve: Curve, place: int) -> None:
    worth = curve.chosen[1]
    if place > len(curve.points):
        last = len(curve.points)
        axes.plot([last, place], [curve.points[-1][1], worth], color=_WORTH, linestyle=":")
        _label(axes, f"{worth:.2f}", (place, worth), 8, _CLEAR)
    ring: dict[str, Any] = {"facecolors": "none", "edgecolors": _CHOSEN, "linewidths": 2}
    axes.scatter(place, worth, s=110, zorder=3, clip_on=False, **ring)


def _label(
    axes: "Axes", text: str, at: tuple[float, float], above: float, look: Mapping[str, Any]
) -> None:
    """Write a number above a point, by so many points of a letter."""
    place: dict[str, Any] = {"ha": "center", "va": "bottom", "textcoords": "offset points"}
    axes.annotate(text, at, (0, above), fontproperties=lettering.font(8), **place, **look)


def _legend(axes: "Axes", curve: Curve) -> None:
    words = curve.words
    keys = [
        canvas.marker(words["worth"], _WORTH, "o", "-"),
        canvas.patch(words["adds"], _ADDS),
        canvas.ring(words["chosen"], _CHOSEN),
    ]
    if _bounded(curve):
        keys.append(canvas.marker(words["bound"], _BOUND, "None", "--"))
    canvas.legend(axes, keys)
