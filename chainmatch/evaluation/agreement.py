"""How far two readers agree who judged the same things without knowing of each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Agreement:
    """Share of equal judgements and Cohen's kappa (1960), over `n` items; both at most 1.

    `first` and `second` are the shares that either reader accepted.
    """

    what: str
    n: int
    first: float
    second: float
    same: float
    kappa: float


def agreement(what: str, first: Sequence[bool], second: Sequence[bool]) -> Agreement:
    """Return the agreement of two readers; kappa is 1 where both gave one and the same answer."""
    from sklearn.metrics import cohen_kappa_score

    count = len(first)
    same = sum(a == b for a, b in zip(first, second, strict=True)) / count
    one_answer = len({*first, *second}) == 1
    kappa = 1.0 if one_answer else float(cohen_kappa_score(list(first), list(second)))
    return Agreement(what, count, sum(first) / count, sum(second) / count, same, kappa)


def reviewed(document: Mapping[str, Any]) -> list[Agreement]:
    """Return the agreement over the relations shown, over decoys, and over all of them.

    A decoy is a relation turned round or a random pair, mixed in so that a yes means something.
    """
    items: list[Mapping[str, Any]] = document["items"]
    shown = [item for item in items if item["kind"] == "shipped"]
    decoys = [item for item in items if item["kind"] != "shipped"]
    parts = {"relations": shown, "decoys": decoys, "both": items}
    return [
        agreement(what, [i["a"]["holds"] for i in rows], [i["b"]["holds"] for i in rows])
        for what, rows in parts.items()
    ]
