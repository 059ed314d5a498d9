"""A match as cards and lines for a page: everything that is shown, in one language, as plain text.

Nothing here is Markdown or HTML; the page escapes what its widgets would read as such.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmatch.matching.company import MAX_CHARACTERS, MIN_CHARACTERS
from chainmatch.matching.result import Judgement, Match, ParkMatch, Verdict
from chainmatch.matching.rules import Rule
from chainmatch.plan.graph import ChainGraph, Step
from chainmatch.reports.lead import LeadReport, Reason, Row
from chainmatch.reports.route import Route, route
from chainmatch.reports.shortfall import shortfall_words
from chainmatch.reports.wording import Language, band, word

_COUNT = re.compile(r"n=(\d+)")
_LEAST = 0.05  # log-odds; a family below it, to either side, is not told of


@dataclass(frozen=True, slots=True)
class Check:
    """One rule as judged: the verdict in words, what is missing, and what it rests on.

    `shortfalls` say how far numbers are from their bounds; `own` marks a rule of the user's.
    """

    rule: str
    title: str
    verdict: Verdict
    state: str
    needs: tuple[str, ...]
    facts: tuple[str, ...]
    source: str
    shortfalls: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A park as the page shows it; `share` is in [0, 1], `total` the sum of all log-odds."""

    rank: int
    id: str
    name: str
    zone: str
    share: float
    confidence: str
    total: str
    reasons: tuple[Reason, ...]
    checks: tuple[Check, ...]


class ScreenReport:
    """Turns matches into cards and lines, in the language of a LeadReport."""

    def __init__(self, report: LeadReport, rules: Iterable[Rule], graph: ChainGraph) -> None:
        self.report = report
        self.language: Language = report.language
        self._rules = {rule.id: rule for rule in rules}
        self._graph = graph
        self._kinds: Mapping[str, str] = {id: data["kind"] for id, data in graph.nodes()}

    def cards(self, match: Match, most: int) -> list[Card]:
        """Return the best parks that no rule vetoes, at most `most`."""
        open_to = [park for park in match.parks if not park.vetoed]
        return [self._card(rank, park) for rank, park in enumerate(open_to[:most], 1)]

    def vetoed(self, match: Match) -> list[Card]:
        """Return the parks that a rule vetoes, with the failed rules only."""
        ranked = enumerate(match.parks, 1)
        return [self._card(rank, park, failed=True) for rank, park in ranked if park.vetoed]

    def _card(self, rank: int, park: ParkMatch, *, failed: bool = False) -> Card:
        judged = [j for j in park.eligibility if j.severity != "hint" and not _asked_once(j)]
        shown = [j for j in judged if j.verdict == "fail"] if failed else judged
        reasons = [r for r in self.report.reasons(park) if abs(r.log_odds) >= _LEAST]
        place = self._graph.park(park.id)
        return Card(
            rank=rank,
            id=park.id,
            name=place.name,
            zone=self._graph.zone(park.zone).name,
            share=park.confidence,
            confidence=f"{band(park.confidence, self.language)} · {park.confidence:.0%}",
            total=f"{park.score:+.1f}",
            reasons=tuple(self._told(reason) for reason in reasons),
            checks=tuple(self._check(j) for j in shown),
        )

    def _told(self, reason: Reason) -> Reason:
        """Write out counts, and the shared words as one fact; what speaks against has no facts."""
        if reason.log_odds < 0:
            return replace(reason, facts=(), words=())
        count = word("known_count", self.language)
        facts = [_COUNT.sub(lambda n: count.format(count=n[1]), fact) for fact in reason.facts]
        if reason.words:
            shared = word("comma", self.language).join(reason.words)
            facts.append(word("shared_words", self.language).format(words=shared))
        return replace(reason, facts=tuple(facts))

    def _check(self, judged: Judgement) -> Check:
        rule = self._rules[judged.rule]
        return Check(
            rule=rule.id,
            title=rule.title,
            verdict=judged.verdict,
            state=word(judged.verdict, self.language),
            needs=self._named(judged.needs),
            facts=self._named(judged.evidence),
            source=rule.source,
            shortfalls=tuple(shortfall_words(s, self.language) for s in judged.shortfalls),
            own=judged.origin == "user",
        )

    def _named(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(word(key, self.language) for key in keys)

    def hints(self, match: Match) -> list[Check]:
        """Return what is not told on the cards: open hints of the best park, and what all ask."""
        best = match.parks[0].eligibility if match.parks else ()
        hints = [j for j in best if j.severity == "hint" and j.verdict != "pass"]
        asked = [j for j in best if j.severity != "hint" and _asked_once(j)]
        return [self._check(j) for j in (*hints, *asked)]

    def missing(self, match: Match, most: int) -> tuple[str, ...]:
        """Return what the enterprise may still say, over the best `most` parks, each once."""
        judged = (j for park in match.parks[:most] for j in park.eligibility)
        needs = dict.fromkeys(
            need
            for j in judged
            if j.verdict == "unknown"
            for need in j.needs
            if not need.startswith("park.")  # what a park is, no enterprise can say
        )
        return self._named(needs)

    def links(self, match: Match) -> list[Row]:
        """Return the best links as rows."""
        return [self.report.link(link) for link in match.links]

    def gaps(self, match: Match) -> list[str]:
        """Return the gaps that the lead would fill, each in a line."""
        return [self.report.gap(gap) for gap in match.gaps]

    def classes(self, match: Match) -> list[str]:
        """Return the GB/T 4754 classes, each in a line."""
        return [self.report.classes((found,)) for found in match.gbt]

    def zones(self, match: Match) -> str:
        """Return the zones with their probabilities, in a line."""
        names = ((self._graph.zone(zone.id).name, zone.confidence) for zone in match.zones)
        return word("comma", self.language).join(f"{name} {share:.0%}" for name, share in names)

    def route(self, match: Match, cards: Sequence[Card]) -> Route | None:
        """Return the route from the best link to the best park; None where the plan has none."""
        if not match.links or not cards:
            return None
        link = match.links[0]
        steps = [self._short(step) for step in self._graph.path(link.id, cards[0].id)]
        if not steps:
            return None
        return route(steps, self._kinds, f"{link.confidence:.0%}", self.language)

    def _short(self, step: Step) -> Step:
        return replace(step, locator=self.report.plain(step.locator))

    def unreadable(self, text: str) -> str:
        """Return the one sentence for a description that cannot be a lead."""
        return word("unreadable", self.language).format(
            count=len(text.strip()), low=MIN_CHARACTERS, high=MAX_CHARACTERS
        )


def _asked_once(judged: Judgement) -> bool:
    return judged.once and judged.verdict == "unknown"
