"""What disturbed leads do to the answers: each disturbance as a change against the clean text."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from chainmatch.errors import InputError
from chainmatch.evaluation.cases import Case
from chainmatch.evaluation.disturb import DISTURBANCES
from chainmatch.evaluation.metrics import Measure, hit, measure
from chainmatch.evaluation.run import Answer, answers_to, link_hit
from chainmatch.matching.matcher import Matcher

SEED = 20_261_122
CLEAN = "as described"

Texts = Mapping[str, str]
"""What is said of each case, by its id."""

Hit = Callable[[Answer], float | None]
"""1 where an answer is right, 0 where it is not, None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One disturbance against the clean text, over the `n` cases that have it.

    `same` is the share of cases whose first park stays; `park1`, `park3` and `link1` are mean
    changes of the hits, in [-1, 1]. `kept` is the share that is not abstained. `top` is the park
    that comes first most often over cases with a park, `top_share` how often, `top_truth` how
    often it is the true one.
    """

    name: str
    n: int
    kept: float
    same: Measure
    park1: Measure
    park3: Measure
    link1: Measure
    top: str
    top_share: float
    top_truth: float


@dataclass(frozen=True, slots=True)
class Stress:
    """The clean figures, shaped as a shift from nothing, and the shifts from them."""

    clean: Shift
    shifts: tuple[Shift, ...]


def stress(
    matcher: Matcher,
    cases: Sequence[Case],
    given: Mapping[str, Texts] | None = None,
    *,
    leave_one_out: bool,
) -> Stress:
    """Match the cases in scope as described and under each disturbance.

    `given` are texts by name of what was done to them; cases without one are left out there.
    """
    inside = [case for case in cases if case.in_scope]
    if not inside:
        raise InputError("no case is in scope: there is nothing to disturb")
    asked = [(case, case.desc) for case in inside]
    clean = answers_to(matcher, asked, leave_one_out=leave_one_out)
    shifts = []
    for name, texts in {**disturbed(inside), **(given or {})}.items():
        told = [(case, texts[case.id]) for case in inside if case.id in texts]
        if told:
            found = answers_to(matcher, told, leave_one_out=leave_one_out)
            shifts.append(shift(name, clean, found))
    return Stress(shift(CLEAN, None, clean), tuple(shifts))


def disturbed(cases: Sequence[Case]) -> dict[str, Texts]:
    """Return the texts of all cases under each disturbance; each case has dice of its own."""
    found: dict[str, Texts] = {"short note": {c.id: c.desc_short for c in cases if c.desc_short}}
    for name, disturb in DISTURBANCES.items():
        found[name] = {
            # a case's text does not hang on which cases come with it
            c.id: disturb(c.desc, Random(f"{SEED}:{name}:{c.id}"))  # noqa: S311  # no secret
            for c in cases
        }
    return found


def shift(name: str, clean: Sequence[Answer] | None, found: Sequence[Answer]) -> Shift:
    """Compare answers with the clean ones of the same cases; with none, measure as they are."""
    before = {answer.case.id: answer for answer in clean or ()}
    pairs = [(before.get(answer.case.id), answer) for answer in found]
    top, share, truth = most_recommended(found)
    return Shift(
        name=name,
        n=len(found),
        kept=sum(not answer.abstained for answer in found) / len(found),
        same=measure("same park", [float(b is None or b.parks[0] == a.parks[0]) for b, a in pairs]),
        park1=measure("park @1", changes(pairs, park_hits(1))),
        park3=measure("park @3", changes(pairs, park_hits(3))),
        link1=measure("link top-1 accepted", changes(pairs, accepted)),
        top=top,
        top_share=share,
        top_truth=truth,
    )


def park_hits(k: int) -> Hit:
    """Return what says whether the true park is among the first k, None where none is known."""
    return lambda a: hit(a.parks, {a.case.park}, k) if a.case.park else None


def accepted(answer: Answer) -> float | None:
    """Return whether the first link is acceptable: 1, 0, or None where no link is."""
    labels = (answer.case.accept or frozenset()) - {"none"}
    return link_hit(answer.links, answer.case.accept, 1) if labels else None


def most_recommended(found: Iterable[Answer]) -> tuple[str, float, float]:
    """Return the park that comes first most often, and its shares of answers and of truths."""
    placed = [answer for answer in found if answer.case.park]
    if not placed:
        return "", 0.0, 0.0
    counts = Counter(answer.parks[0] for answer in placed)
    top = min(counts, key=lambda park: (-counts[park], park))
    true = sum(answer.case.park == top for answer in placed)
    return top, counts[top] / len(placed), true / len(placed)


def changes(pairs: Iterable[tuple[Answer | None, Answer]], right: Hit) -> list[float]:
    """Return the hit after less the hit before, of each case that has one."""
    found = []
    for before, after in pairs:
        now, was = right(after), right(before) if before else 0.0
        if now is not None and was is not None:
            found.append(now - was)
    return found
