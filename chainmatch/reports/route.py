"""The route from a lead over its best link to a park, as a drawing in DOT and as lines."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chainmatch.plan.graph import Step
from chainmatch.reports.wording import Language, word

_WRAP = 14  # characters of a name on one line of a node
_FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
# Dark words on pale nodes and grey edges: both a light and a dark page show them.
_FILL: Mapping[str, str] = {
    "lead": "#fdf0d5",
    "direction": "#d7e8fb",
    "product": "#d7e8fb",
    "park": "#d5f0e0",
    "zone": "#e6f4ec",
}
_PLAIN, _LINE, _INK = "#eef0f4", "#8a94a6", "#1b2433"


@dataclass(frozen=True, slots=True)
class Leg:
    """One edge of a route: what it leads to, what the edge means, and where the plan says so."""

    kind: str
    name: str
    meaning: str
    locator: str


@dataclass(frozen=True, slots=True)
class Route:
    """A route as legs in order, the first from the lead to its link, and its drawing."""

    legs: tuple[Leg, ...]
    dot: str


def route(steps: Sequence[Step], kinds: Mapping[str, str], share: str, language: Language) -> Route:
    """Return the route of a path; `kinds` names the kind of each node, `share` that of the link."""
    first = steps[0]
    link = f"{first.source} {first.source_name}"
    legs = [Leg("direction", link, word("edge.match", language), share)]
    for step in steps:
        kind = kinds.get(step.target, "place")
        meaning = word(f"edge.{step.edge}", language)
        legs.append(Leg(kind, step.target_name, meaning, step.locator))
    return Route(tuple(legs), _dot(legs, language))


def _dot(legs: Sequence[Leg], language: Language) -> str:
    font = f"fontname={_quoted(_FONT)}"
    lines = [
        "digraph route {",
        '  rankdir=TB; bgcolor="transparent"; nodesep=0.3; ranksep=0.35;',
        f'  node [shape=box, style="rounded,filled", margin="0.22,0.09", {font}];',
        f'  node [color="{_LINE}", fontcolor="{_INK}", fontsize=13];',
        f'  edge [color="{_LINE}", fontcolor="{_LINE}", fontsize=11, {font}];',
        _node(0, "lead", "", language),
    ]
    for number, leg in enumerate(legs, 1):
        lines.append(_node(number, leg.kind, leg.name, language))
        label = _quoted(_padded(leg.meaning), _padded(leg.locator))
        lines.append(f"  n{number - 1} -> n{number} [label={label}];")
    return "\n".join([*lines, "}"]) + "\n"


def _node(number: int, kind: str, name: str, language: Language) -> str:
    label = _quoted(word(f"node.{kind}", language), *textwrap.wrap(name, _WRAP))
    return f'  n{number} [label={label}, fillcolor="{_FILL.get(kind, _PLAIN)}"];'


def _padded(line: str) -> str:
    """Widen a label: Graphviz takes Chinese for narrower than it is, and would draw over it."""
    room = " " * (2 + len(line) // 3)
    return f"{room}{line}{room}"


def _quoted(*lines: str) -> str:
    """Return lines as one DOT string, with quotes and backslashes escaped."""
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
