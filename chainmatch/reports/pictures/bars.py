"""Bars in groups: a number each, written at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chainmatch.reports.pictures import canvas, lettering

_COLOURS: Mapping[str, str] = {
    "named": "#4393c3",
    "meant": "#c6dbef",
    "silent": "#c7e9c0",
    "added": "#2166ac",
    "removed": "#e08214",
    "renamed": "#878787",
    "alike": "#c2a5cf",
    "changed": "#d0d0d0",
}
_BAR, _GAP = 0.22, 0.14  # inches: a bar, and the space between groups
_WIDE = 9.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its shade, its length >= 0 (a sliver for 0), and what is written at its end."""

    shade: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Groups of bars under their names, from above; `words` names the shades of the legend."""

    title: str
    groups: Sequence[tuple[str, Sequence[Bar]]]
    words: Mapping[str, str]
    note: str = ""


def draw_bars(bars: Bars, path: Path) -> None:
    """Draw the groups below each other, bars to the right."""
    tall = sum(len(group) * _BAR + _GAP for _, group in bars.groups)
    longest = max((bar.value for _, group in bars.groups for bar in group), default=0) or 1
    with canvas.sheet(path, bars.title, (_WIDE, max(tall + 1.2, 2.0)), bars.note) as axes:
        top, ticks = 0.0, []
        for _, group in bars.groups:
            ticks.append(top + (len(group) * _BAR + _GAP) / 2)
            for i, bar in enumerate(group):
                middle = top + _GAP / 2 + (i + 0.5) * _BAR
                axes.barh(middle, bar.value or longest / 60, _BAR * 0.85, color=_COLOURS[bar.shade])
                end = ((bar.value or longest / 60) + longest / 120, middle)
                canvas.write(axes, end, bar.text, 8, {"va": "center_baseline"})
            top += len(group) * _BAR + _GAP
        axes.set_xlim(0, longest * 1.12)
        axes.set_ylim(top, 0)
        axes.set_yticks(ticks, [lettering.drawable(name) for name, _ in bars.groups])
        axes.set_xticks([])
        for label in axes.get_yticklabels():
            label.set_fontproperties(lettering.font(9))
        axes.tick_params(length=0)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        keys = [canvas.patch(words, _COLOURS[name]) for name, words in bars.words.items()]
        canvas.legend(axes, keys)
