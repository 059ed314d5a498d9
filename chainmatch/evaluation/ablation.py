"""What each signal is worth: left out, with the weights fitted again out of fold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from chainmatch.evaluation.cases import Case, registry_cases
from chainmatch.evaluation.fit import Sample, fit_links, fit_parks, named, samples
from chainmatch.evaluation.logit import Table
from chainmatch.evaluation.metrics import Measure, measure
from chainmatch.evaluation.run import Answer, answers, of_fold
from chainmatch.evaluation.stress import accepted, changes, park_hits
from chainmatch.matching.calibration import Calibration
from chainmatch.matching.link_signals import LINK_SIGNALS
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.park_signals import PARK_SIGNAL_NAMES

LINK_SIGNAL_NAMES = tuple(signal.name for signal in LINK_SIGNALS)

# The signals of each family, by the question that they answer; a signal may be in several.
_FAMILIES: Mapping[str, Mapping[str, str]] = {
    "link": {
        "plan text by meaning": r"link_\w+|product\w*",
        "plan text by word": r"words",
        "classifier": r"trained\w*",
        "known enterprises": r"like\w*",
    },
    "park": {
        "plan": r"layout\w*|words|route_plan",
        "known enterprises": r"prior|\w*neighbour\w*|nearest\w*|route_known",
        "route over links": r"route\w*",
        "neighbours by meaning": r"neighbours|nearest|zone_neighbours",
        "neighbours by word": r"(neighbour|nearest)_words",
    },
}


@dataclass(frozen=True, slots=True)
class Loss:
    """What leaving signals out changes, against all signals; changes are in [-1, 1].

    `question` is whose signals they are, of links or of parks; `family` says that `name` is one.
    """

    question: str
    name: str
    family: bool
    signals: tuple[str, ...]
    park1: Measure
    park3: Measure
    link1: Measure


@dataclass(frozen=True, slots=True)
class Without:
    """The names of the link and park signals that are left out."""

    links: frozenset[str] = frozenset()
    parks: frozenset[str] = frozenset()


@dataclass
class Blinded(Sample):
    """A sample whose left-out signals say nothing: 0 for every choice."""

    whole: Sample | None = None
    without: Without = field(default_factory=Without)

    @cached_property
    def links(self) -> Table:
        """Centred link features, those left out 0: (links, signals)."""
        table = self.whole.links if self.whole else super().links
        return _blanked(table, LINK_SIGNAL_NAMES, self.without.links)

    def parks(self, weights: Table) -> Table:
        """Centred park features under given link weights, those left out 0: (parks, signals)."""
        return _blanked(super().parks(weights), PARK_SIGNAL_NAMES, self.without.parks)


def _blanked(table: Table, names: Sequence[str], without: frozenset[str]) -> Table:
    blank = [i for i, name in enumerate(names) if name in without]
    table = table.copy()
    table[:, blank] = 0.0
    return table


def ablation(
    matcher: Matcher, cases: Sequence[Case], wording: str = "desc", folds: int = 10
) -> tuple[Loss, ...]:
    """Measure what each signal and each family is worth, on cases in scope without their records.

    Weights of links and parks are fitted on the other folds and all known enterprises.
    """
    given = {case.id: case for case in cases if case.in_scope}
    known = {case.id: case for case in registry_cases(matcher.reference.registry)}
    everyone = [case for case in (known | given).values() if case.in_scope]
    made = samples(everyone, matcher.reference, matcher.calibration.sharpness, folds)
    held = [[c for c in of_fold(made, fold) if c.id in given] for fold in range(folds)]

    def answered(without: Without) -> list[Answer]:
        found = []
        for fold, asked in enumerate(held):
            chosen = [s for s in made if s.fold != fold] if asked else []
            other = _fitted(matcher, chosen, without) if asked else matcher
            found += answers(other, asked, wording, leave_one_out=True)
        return found

    whole = answered(Without())
    return tuple(
        _loss(question, name, left_out, whole, answered(without_of(question, left_out)))
        for question, name, left_out in trials()
    )


def trials() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (question, name, signals left out): each signal, then each family of some."""
    for question, names in (("link", LINK_SIGNAL_NAMES), ("park", PARK_SIGNAL_NAMES)):
        yield from ((question, name, (name,)) for name in names)
        for family, pattern in _FAMILIES[question].items():
            members = tuple(name for name in names if re.fullmatch(pattern, name))
            if len(members) > 1:
                yield question, family, members


def without_of(question: str, left_out: Sequence[str]) -> Without:
    """Return what is left out for one question."""
    names = frozenset(left_out)
    return Without(links=names) if question == "link" else Without(parks=names)


def _fitted(matcher: Matcher, chosen: Sequence[Sample], without: Without) -> Matcher:
    """Return a matcher with weights fitted on samples that do not see the signals left out."""
    blind = [Blinded(s.case, s.view, s.fold, s.mass, s, without) for s in chosen]
    links = fit_links(blind)
    parks = fit_parks(blind, links)
    calibration: Calibration = replace(
        matcher.calibration,
        links=_kept(named(LINK_SIGNAL_NAMES, links), without.links),
        parks=_kept(named(PARK_SIGNAL_NAMES, parks), without.parks),
    )
    return Matcher(matcher.reference, calibration, matcher.admission, matcher.terms)


def _kept(weights: Mapping[str, float], without: frozenset[str]) -> dict[str, float]:
    return {name: weight for name, weight in weights.items() if name not in without}


def _loss(
    question: str,
    name: str,
    left_out: tuple[str, ...],
    whole: Sequence[Answer],
    found: Sequence[Answer],
) -> Loss:
    pairs = list(zip(whole, found, strict=True))
    return Loss(
        question=question,
        name=name,
        family=left_out != (name,),
        signals=left_out,
        park1=measure("park @1", changes(pairs, park_hits(1))),
        park3=measure("park @3", changes(pairs, park_hits(3))),
        link1=measure("link top-1 accepted", changes(pairs, accepted)),
    )
