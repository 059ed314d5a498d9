"""How often the finest sure answer is given at each level, and how often it is right there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chainmatch.evaluation.metrics import Measure, measure
from chainmatch.evaluation.run import Answer
from chainmatch.matching.result import Finding


@dataclass(frozen=True, slots=True)
class Level:
    """One level of one question: the share of answers given there, and the share of them right.

    `right` counts the answers whose case has the label that the level asks for; its n may be 0.
    """

    question: str
    level: str
    share: float
    right: Measure


def levels(found: Sequence[Answer]) -> tuple[Level, ...]:
    """Measure the answers to leads in scope, by question (chain, place) and level, fine to coarse.

    A park is judged on cases whose park is known, a zone on those whose zone is; a product by its
    link, on cases with an accepted link.
    """
    inside = [answer for answer in found if answer.case.in_scope]
    chain = [(answer, answer.chain) for answer in inside]
    place = [(answer, answer.place) for answer in inside]
    asked: tuple[tuple[str, Sequence[tuple[Answer, Finding]], str, Judge], ...] = (
        ("chain", chain, "product", _link),
        ("chain", chain, "link", _link),
        ("chain", chain, "industry", _industry),
        ("chain", chain, "none", _unjudged),
        ("place", place, "park", _park),
        ("place", place, "zone", _zone),
        ("place", place, "none", _unjudged),
    )
    return tuple(_level(question, pairs, level, judge) for question, pairs, level, judge in asked)


Judge = Callable[[Answer, str], float | None]
"""1 where an id is right for a case, 0 where it is not, None where nobody knows."""


def _level(
    question: str, pairs: Sequence[tuple[Answer, Finding]], level: str, judge: Judge
) -> Level:
    given = [(answer, finding.id or "") for answer, finding in pairs if finding.level == level]
    judged = [judge(answer, id) for answer, id in given]
    right = [value for value in judged if value is not None]
    return Level(question, level, len(given) / max(len(pairs), 1), measure("right", right))


def _link(answer: Answer, id: str) -> float | None:
    labels = (answer.case.accept or frozenset()) - {"none"}
    link = ".".join(id.split(".")[:2])
    return float(bool({link, link.split(".")[0]} & labels)) if labels else None


def _industry(answer: Answer, id: str) -> float | None:
    labels = (answer.case.accept or frozenset()) - {"none"}
    return float(id in {label.split(".")[0] for label in labels}) if labels else None


def _park(answer: Answer, id: str) -> float | None:
    return float(answer.case.park == id) if answer.case.park else None


def _zone(answer: Answer, id: str) -> float | None:
    return float(answer.case.zone == id) if answer.case.zone else None


def _unjudged(answer: Answer, id: str) -> float | None:  # noqa: ARG001  # the shape of a Judge
    return None
