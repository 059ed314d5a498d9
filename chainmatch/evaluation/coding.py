"""How good classes of GB/T 4754 are: all signals, each alone, and where a division is given."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chainmatch.evaluation.cases import Case
from chainmatch.evaluation.fit import own_records
from chainmatch.evaluation.metrics import Measure, calibration_error, hit, measure
from chainmatch.matching.classes import SIGNALS, class_signals, classes
from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.view import View

KS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Coding:
    """Whether the first classes, and the division of the first, are accepted by the readers.

    `error` is the mean gap between confidence and share right of the first class, in [0, 1];
    none for a signal alone, which has no confidence.
    """

    method: str
    wording: str
    hits: tuple[Measure, ...]  # @1, @3, @5, division of the first
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """Leads to which a division is given: their share, what is right of them, what elsewhere."""

    wording: str
    n: int
    share: float
    first: float
    division: float
    elsewhere: float


@dataclass(frozen=True, slots=True)
class _Coded:
    accepted: frozenset[str]
    codes: tuple[str, ...]
    confidence: float = 0.0


def coding(matcher: Matcher, cases: Sequence[Case], wording: str) -> tuple[list[Coding], Unsure]:
    """Code every case that has classes without its own records; the shipped weights of classes."""
    reference = matcher.reference
    given: list[_Coded] = []
    alone: dict[str, list[_Coded]] = {name: [] for name in SIGNALS}
    for case in cases:
        if not case.gbt or not case.in_scope:
            continue
        company = Company.from_text(getattr(case, wording))
        hidden = own_records(reference.registry, case)
        view = View(company, reference, matcher.calibration.sharpness, hidden)
        found = classes(view)
        codes = tuple(one.code for one in found)
        given.append(_Coded(case.gbt, codes, found[0].confidence))
        for name, column in zip(SIGNALS, class_signals(view).T, strict=True):
            order = np.argsort(-column, kind="stable")[: KS[-1]].tolist()
            ranked = tuple(reference.classes[i].code for i in order)
            alone[name].append(_Coded(case.gbt, ranked))
    rows = [Coding("all signals", wording, _hits(given), _error(given))]
    rows += [Coding(f"{name} alone", wording, _hits(found)) for name, found in alone.items()]
    return rows, unsure(wording, [(c.accepted, c.codes) for c in given])


def unsure(wording: str, coded: Sequence[tuple[frozenset[str], Sequence[str]]]) -> Unsure:
    """Count from accepted classes and given codes, of which a last one may be a division."""
    doubted = [(right, codes) for right, codes in coded if len(codes[-1]) == 2]
    sure = [(right, codes) for right, codes in coded if len(codes[-1]) != 2]
    return Unsure(
        wording,
        len(coded),
        len(doubted) / len(coded),
        _mean([codes[0] in right for right, codes in doubted]),
        _mean([codes[-1] in _divisions(right) for right, codes in doubted]),
        _mean([codes[0] in right for right, codes in sure]),
    )


def _hits(given: Sequence[_Coded]) -> tuple[Measure, ...]:
    found = [
        measure(f"GB/T @{k}", [hit(one.codes, set(one.accepted), k) for one in given]) for k in KS
    ]
    first = [float(one.codes[0][:2] in _divisions(one.accepted)) for one in given]
    return (*found, measure("division @1", first))


def _error(given: Sequence[_Coded]) -> float:
    right = np.array([float(one.codes[0] in one.accepted) for one in given])
    return calibration_error(np.array([one.confidence for one in given]), right)


def _divisions(codes: frozenset[str]) -> set[str]:
    return {code[:2] for code in codes}


def _mean(right: Sequence[bool]) -> float:
    return float(np.mean(right)) if right else float("nan")
