"""What every picture rests on: the sheet it is drawn on, its legend, how it is written.

In SVG all text is outlines.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from chainmatch.errors import InputError
from chainmatch.reports.pictures.lettering import columns, drawable, folded, font

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

KINDS = (".svg", ".png")

A4_LONG = 11.69  # inches
_DOTS = 160  # a PNG's dots to an inch
_NOTE_COLUMNS = 16.0  # of the note to an inch, where a Chinese letter takes two
_NOTE_LINES = 4
# Inches: a line of title, note and legend, a key of the legend with its space, the margin.
_TITLE_LINE, _NOTE_LINE, _LEGEND_LINE, _KEY, _MARGIN = 0.26, 0.15, 0.2, 0.55, 0.1
_LEGEND_COLUMNS = 17.0  # of the legend to an inch


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


@contextmanager
def sheet(
    path: FilePath, title: str, size: tuple[float, float], note: str = ""
) -> "Iterator[Axes]":
    """Yield axes to draw on; after that the picture is written, whole or not at all.

    `size` is width and height in inches. `note` stands below all, folded to the width.
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # Outlines instead of a font's name, and no chance: the same picture gives the same bytes. A
    # user's name may hold two dollars and mean no formula.
    with rc_context(
        {"svg.fonttype": "path", "svg.hashsalt": "chainmatch", "text.parse_math": False}
    ):
        figure = Figure(figsize=size)
        FigureCanvasAgg(figure)
        figure.set_layout_engine("constrained", rect=(0.0, 0.0, 1.0, 1.0), w_pad=_MARGIN)
        wide = int(size[0] * _NOTE_COLUMNS)
        look: dict[str, Any] = {"ha": "center", "in_layout": False}
        words, high = folded(title, wide * 2 // 3), 1.0 - _MARGIN / size[1]
        figure.text(0.5, high, words, fontproperties=font(12), va="top", **look)
        _reserve(figure, above=_MARGIN + _TITLE_LINE * _lines(words))
        words, low = _note(note, wide), _MARGIN / size[1]
        look |= {"va": "bottom", "color": "#555555"}
        figure.text(0.5, low, words, fontproperties=font(8), **look)
        _reserve(figure, below=_MARGIN + _NOTE_LINE * _lines(words))
        yield figure.add_subplot()
        _save(figure, path)


def draw_sentence(title: str, sentence: str, path: FilePath, note: str = "") -> None:
    """Draw one sentence, where there is nothing else to draw."""
    with sheet(path, title, (7.0, 1.8), note) as axes:
        axes.axis("off")
        write(axes, (0.5, 0.5), folded(sentence, 80, 3), 10, {"ha": "center", "va": "center"})


def write(
    axes: "Axes", at: tuple[float, float], text: str, size: float, look: Mapping[str, Any]
) -> None:
    """Write text at a place of the axes, in points of `size`."""
    axes.text(*at, drawable(text), fontproperties=font(size), **look)


def legend(axes: "Axes", handles: "Sequence[Artist]") -> None:
    """Set the legend below the axes and above the note, in as few rows as its words allow."""
    figure = axes.get_figure(root=True)
    if figure is None or not handles:
        return
    width = figure.get_size_inches()[0]
    widest = max(columns(str(handle.get_label())) for handle in handles) / _LEGEND_COLUMNS + _KEY
    across = min(max(int(width / widest), 1), len(handles))
    low = _rect(figure)[1]
    _reserve(figure, below=_LEGEND_LINE * math.ceil(len(handles) / across) + _MARGIN)
    look: dict[str, Any] = {"loc": "lower center", "frameon": False, "borderaxespad": 0.2}
    figure.legend(
        handles=handles, ncols=across, prop=font(8), bbox_to_anchor=(0.5, low), **look
    ).set_in_layout(False)


def patch(words: str, colour: str, *, framed: bool = False) -> "Artist":
    """Return a legend's square of a colour, or a white one in a frame of it."""
    from matplotlib.patches import Patch

    if framed:
        look: dict[str, Any] = {"facecolor": "white", "edgecolor": colour, "linewidth": 1.6}
        return Patch(label=drawable(words), **look)
    return Patch(color=colour, label=drawable(words))


def marker(words: str, colour: str, sign: str, line: str = "None") -> "Artist":
    """Return a legend's sign, with a line through it where one is named."""
    from matplotlib.lines import Line2D

    look: dict[str, Any] = {"color": colour, "marker": sign, "linestyle": line}
    return Line2D([], [], markersize=5, label=drawable(words), **look)


def ring(words: str, colour: str) -> "Artist":
    """Return a legend's ring."""
    from matplotlib.lines import Line2D

    look: dict[str, Any] = {"markerfacecolor": "none", "markeredgewidth": 2, "linestyle": "None"}
    return Line2D([], [], color=colour, marker="o", markersize=8, label=drawable(words), **look)


def _note(text: str, wide: int) -> str:
    """Return the note in lines of about one length."""
    lines = math.ceil(columns(text) / wide)
    return folded(text, min(wide, columns(text) // lines + 8), _NOTE_LINES) if text else ""


def _lines(text: str) -> int:
    return text.count("\n") + 1 if text else 0


def _rect(figure: "Figure") -> tuple[float, float, float, float]:
    engine = figure.get_layout_engine()
    return engine.get()["rect"] if engine else (0.0, 0.0, 1.0, 1.0)


def _reserve(figure: "Figure", above: float = 0.0, below: float = 0.0) -> None:
    """Keep the axes from a strip of the figure, in inches."""
    height = figure.get_size_inches()[1]
    left, low, width, tall = _rect(figure)
    room = (left, low + below / height, width, tall - (above + below) / height)
    figure.set_layout_engine("constrained", rect=room, w_pad=_MARGIN)


def _save(figure: "Figure", path: FilePath) -> None:
    partial = path.with_name(f".{path.name}.part")
    kind = path.suffix.lower().removeprefix(".")
    metadata = {"Date": None} if kind == "svg" else {}
    try:
        figure.savefig(partial, format=kind, dpi=_DOTS, metadata=metadata)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
