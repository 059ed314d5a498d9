"""Why this park, or this link, and not the one that comes first: the two side by side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chainmatch.matching.changes import Change, link_changes, park_changes
from chainmatch.matching.company import Company
from chainmatch.matching.counterfactual import Counterfactual, Standing, Trials, search
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.result import Contribution, Judgement, Match, Status
from chainmatch.matching.spans import Span, Speaking
from chainmatch.registry.known import Enterprise

Kind = Literal["park", "link"]
_TIES, _PRESENT = 3, 5


@dataclass(frozen=True, slots=True)
class PlanWord:
    """What the plan says: its words and locator; `link` where it ties a link of the lead.

    `basis` says how the tie is known: `stated`, `same_term` or `curated`.
    A link of the lead that the plan ties to nothing here has no words and no locator.
    """

    link: str | None
    text: str
    locator: str
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class Present:
    """A known enterprise, the address that says so ("" where none is recorded), and how sure."""

    id: str
    name: str
    source: str
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Side:
    """All that is known of one choice: where it stands, and what speaks for it.

    `present` are the enterprises most like the lead, of `count` known ones.
    """

    id: str
    standing: Standing
    reasons: tuple[Contribution, ...]
    spans: tuple[Span, ...]
    plan: tuple[PlanWord, ...]
    present: tuple[Present, ...]
    count: int
    rules: tuple[Judgement, ...] = ()

    @property
    def score(self) -> float:
        """The log-odds of the choice: the sum of its reasons."""
        return sum(reason.log_odds for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one signal adds to either choice, in log-odds."""

    signal: str
    asked: float
    other: float

    @property
    def value(self) -> float:
        """By how much the signal puts the asked choice before the other."""
        return self.asked - self.other


@dataclass(frozen=True, slots=True)
class Contrast:
    """The asked choice beside the first (or the second, where the asked one is first).

    The differences add up to the difference of the two scores. `change` is None where the asked
    choice is first.
    """

    kind: Kind
    text: str
    status: Status
    message: str | None
    asked: Side
    other: Side
    differences: tuple[Difference, ...]
    change: Counterfactual | None


def contrast_park(matcher: Matcher, company: Company, park: str) -> Contrast:
    """Contrast a park with the first one; raises UnknownIdError for an id not in the plan."""
    matcher.reference.graph.park(park)
    match, speaking = matcher.match(company), Speaking(matcher, company)
    sides = [_park_side(speaking, match, id) for id in _beside(park, [p.id for p in match.parks])]

    def look(lead: Company) -> Standing:
        return _park_standing(matcher.match(lead), park)

    candidates = park_changes(company, matcher.reference, park)
    change = _change(matcher, company, sides[0].standing, candidates, look)
    return _contrast("park", match, company, sides, change)


def contrast_link(matcher: Matcher, company: Company, link: str) -> Contrast:
    """Contrast a link with the first one; raises UnknownIdError for an id not in the plan."""
    matcher.reference.graph.direction(link)
    match, speaking = matcher.match(company), Speaking(matcher, company)
    sides = [_link_side(speaking, match, id) for id in _beside(link, _link_ids(speaking))]

    def look(lead: Company) -> Standing:
        answer = matcher.match(lead)
        # A link that is not among those shown needs its own sum.
        shown = [found.id for found in answer.links]
        if link in shown:
            rank = shown.index(link)
            confidence = answer.links[rank].confidence
            return Standing(rank + 1, confidence, vetoed=False, status=answer.status)
        return _link_standing(Speaking(matcher, lead), answer.status, link)

    candidates = link_changes(company, matcher.reference, link)
    change = _change(matcher, company, sides[0].standing, candidates, look)
    return _contrast("link", match, company, sides, change)


def _beside(asked: str, ranked: Sequence[str]) -> tuple[str, str]:
    """Return the asked id and the first other one."""
    return asked, next(id for id in ranked if id != asked)


def _contrast(
    kind: Kind,
    match: Match,
    company: Company,
    sides: Sequence[Side],
    change: Counterfactual | None,
) -> Contrast:
    asked, other = sides
    return Contrast(
        kind,
        company.text,
        match.status,
        match.message,
        asked,
        other,
        _differences(asked, other),
        change,
    )


def _change(
    matcher: Matcher,
    company: Company,
    before: Standing,
    candidates: Sequence[Change],
    look: Callable[[Company], Standing],
) -> Counterfactual | None:
    if before.rank == 1 and not before.vetoed:
        return None
    encoder = matcher.reference.encoder
    trials = Trials(company, look, lambda text: encoder.encode([text])[0])
    return search(before, candidates, trials)


def _differences(asked: Side, other: Side) -> tuple[Difference, ...]:
    mine = {reason.signal: reason.log_odds for reason in asked.reasons}
    theirs = {reason.signal: reason.log_odds for reason in other.reasons}
    names = dict.fromkeys([*mine, *theirs])
    found = [Difference(name, mine.get(name, 0.0), theirs.get(name, 0.0)) for name in names]
    return tuple(sorted(found, key=lambda d: (-abs(d.value), d.signal)))


def _park_standing(match: Match, id: str) -> Standing:
    rank = next(i for i, park in enumerate(match.parks) if park.id == id)
    park = match.parks[rank]
    return Standing(rank + 1, park.confidence, park.vetoed, match.status)


def _park_side(speaking: Speaking, match: Match, id: str) -> Side:
    park = next(park for park in match.parks if park.id == id)
    present, count = _present(speaking, lambda enterprise: enterprise.park == id)
    return Side(
        id,
        _park_standing(match, id),
        park.reasons,
        speaking.park(id, park.reasons),
        tuple(_park_plan(speaking, match, id)),
        present,
        count,
        park.eligibility,
    )


def _park_plan(speaking: Speaking, match: Match, id: str) -> Iterator[PlanWord]:
    graph = speaking.view.reference.graph
    for link in match.links[:_TIES]:
        tie = graph.tie(link.id, id)
        if tie:
            yield PlanWord(link.id, tie.text, tie.locator, tie.basis)
        else:
            yield PlanWord(link.id, "", "")
    for entry in graph.park(id).layout:
        yield PlanWord(None, entry.text, entry.source.locator)


def _link_ids(speaking: Speaking) -> list[str]:
    """Return the ids of all links, the most probable first."""
    share, directions = speaking.links.share, speaking.view.reference.directions
    return [directions[i].id for i in sorted(range(len(directions)), key=lambda i: (-share[i], i))]


def _link_standing(speaking: Speaking, status: Status, id: str) -> Standing:
    share = float(speaking.links.share[speaking.view.reference.link_index[id]])
    return Standing(_link_ids(speaking).index(id) + 1, share, vetoed=False, status=status)


def _link_side(speaking: Speaking, match: Match, id: str) -> Side:
    reference, fused = speaking.view.reference, speaking.links
    place, direction = reference.link_index[id], reference.graph.direction(id)
    reasons = tuple(
        Contribution(signal.name, float(part), signal.evidence(speaking.view, place))
        for signal, part in zip(fused.signals, fused.parts[place], strict=True)
        if part
    )
    present, count = _present(speaking, lambda e: id in (e.directions_core or ()))
    return Side(
        id,
        _link_standing(speaking, match.status, id),
        tuple(sorted(reasons, key=lambda r: (-abs(r.log_odds), r.signal))),
        speaking.link(id, reasons),
        (
            PlanWord(None, direction.name, direction.source.locator),
            *(PlanWord(None, p.name, p.source.locator) for p in direction.products),
        ),
        present,
        count,
    )


def _present(
    speaking: Speaking, holds: Callable[[Enterprise], bool]
) -> tuple[tuple[Present, ...], int]:
    """Return the enterprises most like the lead among some, and how many these are."""
    listed, likeness = speaking.view.reference.registry.enterprises, speaking.view.weight
    found = [i for i, enterprise in enumerate(listed) if holds(enterprise)]
    best = (listed[i] for i in sorted(found, key=lambda i: (-likeness[i], i))[:_PRESENT])
    told = (Present(e.id, e.name, e.source, e.label_basis, e.confidence) for e in best)
    return tuple(told), len(found)
