"""What `compare`, `contextual` and `tuned` measured: kept as JSON, shown as tables of CARD.md."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chainmatch.paths import read_json
from chainmatch.training.score import Score

Columns = Mapping[str, Sequence[Score]]

_DIRECTIONS = {
    "direction MRR, desc": "MRR, long",
    "direction @1, desc": "@1, long",
    "direction MRR, desc_short": "MRR, note",
    "direction @1, desc_short": "@1, note",
}
_PARKS = {
    f"park @{k}, {field}": f"@{k}, {said}"
    for field, said in (("desc", "long"), ("desc_short", "note"))
    for k in (1, 3, 5)
}
_PAIRS = {"zh to en @1": "zh to en @1", "en to zh @1": "en to zh @1"}
_SHORT = {
    "direction MRR, desc": "direction MRR, long",
    "direction @1, desc": "@1, long",
    "park @1, desc": "park @1",
    "park @3, desc": "@3",
    "park @5, desc": "@5",
    "direction MRR, desc_short": "direction MRR, note",
    "direction @1, desc_short": "@1, note",
}


def keep(path: Path, command: str, measured: Mapping[str, Columns], cases: str) -> None:
    """Put what a command measured into the file, leaving what other commands put there.

    `measured` holds parts, in each the scores of each encoder; `cases` is the digest of the
    file of cases.
    """
    stored: dict[str, Any] = read_json(path) if path.exists() else {}
    parts = {part: _plain(columns) for part, columns in measured.items()}
    stored[command] = {"cases": cases, **parts}
    text = json.dumps(dict(sorted(stored.items())), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def tables(stored: Mapping[str, Any]) -> list[str]:
    """Return every table of CARD.md that rests on the stored figures, as Markdown."""
    compared = stored["compare"]
    return [
        *(_table(compared["encoders"], names) for names in (_DIRECTIONS, _PARKS, _PAIRS)),
        _table(compared["differences"], _SHORT, "static, as shipped, less", signed=True),
        _table(stored["contextual"]["encoders"], _SHORT),
        _table(stored["tuned"]["encoders"], _SHORT),
    ]


def show(columns: Columns) -> str:
    """Return all scores as one Markdown table, a row an encoder."""
    plain = _plain(columns)
    metrics = [score.metric for score in next(iter(columns.values()))]
    return _table(plain, {metric: metric for metric in metrics})


def _plain(columns: Columns) -> dict[str, Any]:
    return {
        name: {
            score.metric: {
                key: round(value, 4) if isinstance(value, float) else value
                for key, value in asdict(score).items()
                if key != "metric"
            }
            for score in scores
        }
        for name, scores in columns.items()
    }


def _table(
    columns: Mapping[str, Any],
    metrics: Mapping[str, str],
    head: str = "encoder",
    *,
    signed: bool = False,
) -> str:
    cell: Callable[[Mapping[str, Any]], str] = _difference if signed else _share
    lines = [f"| {head} | " + " | ".join(metrics.values()) + " |"]
    lines.append("|---" * (len(metrics) + 1) + "|")
    for name, scores in columns.items():
        cells = [cell(scores[metric]) for metric in metrics]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _share(score: Mapping[str, Any]) -> str:
    return f"{score['value']:.3f} [{score['low']:.2f}–{score['high']:.2f}]"


def _difference(score: Mapping[str, Any]) -> str:
    return f"{score['value']:+.3f} [{score['low']:+.3f}, {score['high']:+.3f}]"
