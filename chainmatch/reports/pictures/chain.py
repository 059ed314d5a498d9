"""The page of a chain as a picture: A4 landscape, black on white with greys for print."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from chainmatch.paths import data_file
from chainmatch.reports.chain_sheet import ChainRow, ChainSheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

_WIDE, _TALL = 11.69, 8.27  # inches of A4
_DOTS = 200
_MARGIN, _HEAD, _FOOT = 0.4, 0.95, 0.65  # inches
_INDUSTRY, _LINK = 0.5, 1.35  # inches of the bar at the left and of a link's box
_SHARES = (1.5, 2.3, 1.7, 2.2, 1.5, 1.5)  # of the columns beside the link
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)  # points, the first that fits is taken
_LINE = 1.38  # of the height of a letter
_PAD = 0.07  # inches
_POINT = 72.0
_FILLS = {0: "#ffffff", 1: "#e3e3e3"}
_MANY = "#b5b5b5"
_LATIN = 0.58  # of the width of a Chinese letter
_PIECE = re.compile(r"[（“《]*(?:[!-~]+|.)[，。、；：）”》]*")


def draw_chain(sheet: ChainSheet, note: str, path: FilePath) -> None:
    """Draw the page as a PNG or SVG; `note` stands below the signs."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # Outlines instead of a font's name, and no chance: the same page gives the same bytes.
    with rc_context(
        {"svg.fonttype": "path", "svg.hashsalt": "chainmatch", "text.parse_math": False}
    ):
        figure = Figure(figsize=(_WIDE, _TALL))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_xlim(0, _WIDE)
        axes.set_ylim(_TALL, 0)
        axes.axis("off")
        _frame(axes, sheet, note)
        _rows(axes, sheet)
        kind = path.suffix.lower().removeprefix(".")
        partial = path.with_name(f".{path.name}.part")
        metadata = {"Date": None} if kind == "svg" else {}
        try:
            figure.savefig(partial, format=kind, dpi=_DOTS, metadata=metadata)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def fold(text: str, width: float, points: float) -> list[str]:
    """Return a text in lines no wider than `width` inches at a size.

    No line begins with a mark that closes or ends with one that opens, numbers and Latin words
    stay whole, unless a line would be too narrow for that.
    """
    most = width * _POINT / points
    lines: list[str] = []
    for given in text.split("\n"):
        line, used = "", 0.0
        for piece in _pieces(given, most):
            size = _size(piece)
            if used + size > most and line:
                lines.append(line)
                line, used = "", 0.0
            if line or piece != " ":
                line, used = line + piece, used + size
        lines.append(line)
    return lines


def _pieces(text: str, most: float) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        yield from piece if _size(piece) > most else (piece,)


def _size(text: str) -> float:
    """Return the width of a text, a Chinese letter taking 1."""
    return sum(1.0 if ord(c) > 0x2E7F or c in "“”…■□●▲" else _LATIN for c in text)


def _frame(axes: "Axes", sheet: ChainSheet, note: str) -> None:
    _write(axes, _MARGIN, 0.42, [sheet.title], 16)
    under = fold(sheet.under, _WIDE - 2 * _MARGIN, 8)[:2]
    _write(axes, _MARGIN, 0.66, under, 8, colour="#333333")
    _write(axes, _MARGIN, _TALL - _FOOT + 0.2, [sheet.signs], 8)
    _write(axes, _MARGIN, _TALL - _FOOT + 0.4, fold(note, _WIDE - 2 * _MARGIN, 7)[:2], 7)


def _rows(axes: "Axes", sheet: ChainSheet) -> None:
    left = _MARGIN + _INDUSTRY + _LINK + 0.3
    widths = [share * (_WIDE - _MARGIN - left) / sum(_SHARES) for share in _SHARES]
    room = _TALL - _HEAD - _FOOT - 0.35
    points, heights = _fitted(sheet.rows, widths, room)
    spare = max(room - sum(heights), 0.0) / len(heights)
    _write_row(axes, left, widths, sheet.header[1:], _HEAD + 0.22, 8.5)
    _write(axes, _MARGIN + _INDUSTRY + 0.15, _HEAD + 0.22, [sheet.header[0]], 8.5)
    top = _HEAD + 0.35
    bottom = top + sum(heights) + spare * len(heights)
    _bar(axes, sheet, top, bottom)
    for row, height in zip(sheet.rows, heights, strict=True):
        whole = height + spare
        axes.plot([left, _WIDE - _MARGIN], [top, top], color="#999999", linewidth=0.6)
        _box(axes, row, top, whole, points)
        cells = [fold(text, width - _PAD, points) for text, width in _cells(row, widths)]
        place = left
        for lines, width in zip(cells, widths, strict=True):
            _write(axes, place, top + _PAD + points / _POINT, lines, points)
            place += width
        top += whole
    axes.plot([left, _WIDE - _MARGIN], [top, top], color="#999999", linewidth=0.6)


def _fitted(
    rows: Sequence[ChainRow], widths: Sequence[float], room: float
) -> tuple[float, list[float]]:
    """Return the largest size at which all rows find room, with the height of each row."""
    heights: list[float] = []
    points = _SIZES[-1]
    for points in _SIZES:
        heights = [_height(row, widths, points) for row in rows]
        if sum(heights) <= room:
            break
    return points, heights


def _height(row: ChainRow, widths: Sequence[float], points: float) -> float:
    most = max(len(fold(text, width - _PAD, points)) for text, width in _cells(row, widths))
    return max(most, 3) * _LINE * points / _POINT + 2 * _PAD


def _cells(row: ChainRow, widths: Sequence[float]) -> list[tuple[str, float]]:
    return list(zip(row.cells, widths, strict=True))


def _bar(axes: "Axes", sheet: ChainSheet, top: float, bottom: float) -> None:
    """Draw the bar of the industry from which the links branch off."""
    from matplotlib.patches import Rectangle

    look: dict[str, Any] = {"facecolor": "#333333", "edgecolor": "#333333"}
    axes.add_patch(Rectangle((_MARGIN, top + 0.05), 0.3, bottom - top - 0.1, **look))
    name = sheet.title.split("：")[-1] if sheet.language == "zh" else sheet.title.split(" of ")[-1]
    place: dict[str, Any] = {"ha": "center", "va": "center", "color": "white", "linespacing": 1.3}
    upright = "\n".join(name)
    axes.text(_MARGIN + 0.15, (top + bottom) / 2, upright, fontproperties=_font(11), **place)


def _box(axes: "Axes", row: ChainRow, top: float, height: float, points: float) -> None:
    from matplotlib.patches import Rectangle

    left, middle = _MARGIN + _INDUSTRY + 0.1, top + height / 2
    axes.plot([_MARGIN + 0.3, left], [middle, middle], color="#333333", linewidth=1.0)
    tall = min(height - 0.12, 0.75)
    look: dict[str, Any] = {
        "facecolor": _FILLS.get(row.holders, _MANY),
        "edgecolor": "#333333",
        "linewidth": 1.0,
        "linestyle": "-" if row.holders else "--",
    }
    axes.add_patch(Rectangle((left, middle - tall / 2), _LINK, tall, **look))
    lines = fold(row.link.replace(" ", "\n", 1), _LINK - 0.1, points + 0.5)
    place: dict[str, Any] = {"ha": "center", "va": "center", "linespacing": 1.2}
    shown = "\n".join(lines)
    axes.text(left + _LINK / 2, middle, shown, fontproperties=_font(points + 0.5), **place)


def _write_row(
    axes: "Axes",
    left: float,
    widths: Sequence[float],
    texts: Sequence[str],
    height: float,
    points: float,
) -> None:
    for text, width in zip(texts, widths, strict=True):
        _write(axes, left, height, [text], points)
        left += width


def _write(
    axes: "Axes",
    left: float,
    base: float,
    lines: Sequence[str],
    points: float,
    colour: str = "#000000",
) -> None:
    """Write lines below each other, the first on the base line."""
    for number, line in enumerate(lines):
        height = base + number * _LINE * points / _POINT
        axes.text(left, height, line, fontproperties=_font(points), color=colour, va="baseline")


def _font(size: float) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(data_file("fonts/NotoSansSC-subset.otf")), size=size)
