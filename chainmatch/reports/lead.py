"""A match as plain lines that any surface can show: names for ids, the strongest reasons first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmatch.matching.result import (
    ClassMatch,
    Contribution,
    Finding,
    GapFill,
    Judgement,
    Level,
    LinkMatch,
    Match,
    ParkMatch,
)
from chainmatch.plan.schema import Plan
from chainmatch.reports.shortfall import shortfall_words
from chainmatch.reports.wording import Language, frequency, word

SHOWN_REASONS = 3
SHOWN_FACTS = 3
_LEAST = 0.05  # log-odds; less than this rounds to nothing
_KNOWN_HOW = re.compile(
    r"\b(?:stated|same_term|curated|inferred|public_knowledge|high|medium|low"
    r"|existing|planned|undated)(?=[])/])"
)
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "by_enterprises": (
        "neighbours",
        "nearest",
        "neighbour_words",
        "nearest_words",
        "zone_neighbours",
    ),
    "by_route": ("route_plan", "route_known"),
    "by_layout": ("layout", "layout_text", "words"),
    "by_report": ("reported",),
    "by_prior": ("prior",),
}
"""Which signals the screen adds up under one name; the JSON keeps each."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one family of signals adds to a park, in log-odds; its facts, and the shared words."""

    name: str
    log_odds: float
    facts: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: an id, its name, a share in [0, 1], and lines of detail."""

    id: str
    name: str
    share: float
    state: str
    details: tuple[str, ...]


class LeadReport:
    """Turns matches into rows, in one language."""

    def __init__(
        self,
        plan: Plan,
        rules: Mapping[str, str],
        language: Language,
        bands: Sequence[float] = (),
    ) -> None:
        self._bands = tuple(bands)
        self.language: Language = language
        self._rules = rules
        self._number = plan.number
        self._parks = {park.id: park.name for park in plan.parks}
        self._zones = {zone.id: zone.name for zone in plan.zones}
        self._products = {p.id: p.name for d in plan.directions for p in d.products}
        self._links = {d.id: (d.name, d.source.locator) for d in plan.directions}
        self._industries = {industry.id: industry.name for industry in plan.industries}

    def frequency(self, confidence: float) -> str:
        """Return how often a first park of this confidence was right; "" if not measured."""
        return frequency(confidence, self._bands, self.language)

    def park_name(self, id: str) -> str:
        """Return a park's name with its zone's."""
        return f"{self._zones[id.split('-', maxsplit=1)[0]]} {self._parks[id]}"

    def park(self, park: ParkMatch) -> Row:
        """Return a park as a row; its details are the strongest reasons for it."""
        return Row(
            park.id,
            self.park_name(park.id),
            park.confidence,
            self.eligibility(park),
            self._why(park),
        )

    def _why(self, park: ParkMatch) -> tuple[str, ...]:
        """Return what speaks for a park, the strongest families first."""
        told = [reason for reason in self.reasons(park) if reason.log_odds >= _LEAST]
        return tuple(
            f"{reason.name} +{reason.log_odds:.1f}{_listed(reason.facts + reason.words)}"
            for reason in told[:SHOWN_REASONS]
        )

    def reasons(self, park: ParkMatch) -> tuple[Reason, ...]:
        """Sum the signals of each family; name their facts, the strongest family first."""
        told = []
        for family, signals in FAMILIES.items():
            members = [r for r in park.reasons if r.signal in signals]
            told.append(
                Reason(
                    word(family, self.language),
                    sum(r.log_odds for r in members),
                    self._facts(r for r in members if r.signal != "words"),
                    self._facts(r for r in members if r.signal == "words"),
                )
            )
        return tuple(sorted(told, key=lambda reason: -reason.log_odds))

    def _facts(self, reasons: Iterable[Contribution]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.plain(fact) for r in reasons for fact in r.evidence))

    def plain(self, fact: str) -> str:
        """Drop the number of the one plan, and say how the fact is known in the reader's words."""
        short = fact.replace(f"{self._number} ", "")
        return _KNOWN_HOW.sub(lambda found: word(found[0], self.language), short)

    def eligibility(self, park: ParkMatch) -> str:
        """Return the verdicts in a line: what fails, else what is missing, else that nothing is.

        What a rule asks for all parks alike is left to once().
        """
        failed = [j for j in park.eligibility if j.verdict == "fail"]
        if failed:
            return f"{word('fail', self.language)}：{'；'.join(map(self._failed, failed))}"
        needs = self._needs(j for j in park.eligibility if not j.once)
        if needs:
            return f"{word('unknown', self.language)}：{'、'.join(needs)}"
        return word("clear", self.language)

    def _failed(self, judged: Judgement) -> str:
        own = word("rule.own", self.language) if judged.origin == "user" else ""
        told = "；".join(shortfall_words(s, self.language) for s in judged.shortfalls)
        title = f"{self._rules.get(judged.rule, judged.rule)}[{judged.rule}]{own}"
        return f"{title}：{told}" if told else title

    def _needs(self, judged: Iterable[Judgement]) -> dict[str, None]:
        """Return what open rules ask for, each once; hints ask for nothing here."""
        return dict.fromkeys(
            word(need, self.language)
            for j in judged
            if j.verdict == "unknown" and j.severity != "hint"
            for need in j.needs
        )

    def once(self, match: Match) -> list[str]:
        """Return what holds for every park in lines: what to ask, and what is switched off."""
        judged = match.parks[0].eligibility if match.parks else ()
        told = {
            "rule.once": list(self._needs(j for j in judged if j.once)),
            "rule.switched_off": list(match.switched_off),
        }
        return [
            word(key, self.language).format("、".join(names))
            for key, names in told.items()
            if names
        ]

    def link(self, link: LinkMatch) -> Row:
        """Return a link as a row; its details are the products that it names."""
        name, locator = self._links[link.id]
        products = "、".join(self._products[p] for p in link.products)
        return Row(
            link.id,
            f"{self._industries[link.industry]} · {name}",
            link.confidence,
            locator.replace(f"{self._number} ", ""),
            (products,) if products else (),
        )

    def gap(self, gap: GapFill) -> str:
        """Return a gap in a line."""
        where = f" @ {self.park_name(gap.park)}" if gap.park else ""
        return f"{gap.link} {self._links[gap.link][0]}{where}：{word(gap.kind, self.language)}"

    def classes(self, classes: tuple[ClassMatch, ...]) -> str:
        """Return the classes in a line."""
        return "；".join(f"{c.code} {c.name} {c.confidence:.0%}" for c in classes)

    def message(self, match: Match) -> str:
        """Return the message of a match in words; "" where it has none."""
        return word(match.message, self.language) if match.message else ""

    def surest(self, match: Match) -> str:
        """Return the finest answers that are more likely right than wrong, in a line."""
        chain = self._finding(match.chain, "no_chain", match.chain.confidence)
        first = sum(park.confidence for park in match.parks[:3] if not park.vetoed)
        unsure = match.place.confidence if match.place.id else first
        place = self._finding(match.place, "no_place", unsure) + self._within(match)
        return f"{word('surest', self.language)}：{chain}；{place}"

    def _finding(self, found: Finding, otherwise: str, share: float) -> str:
        key = otherwise if found.id is None else found.level
        name = self._named(found.level, found.id) if found.id is not None else ""
        return word(f"surest.{key}", self.language).format(name=name, share=f"{share:.0%}")

    def _within(self, match: Match) -> str:
        """Name the best park of the zone that is answered; "" where no zone is."""
        if match.place.level != "zone":
            return ""
        inside = (p for p in match.parks if p.zone == match.place.id and not p.vetoed)
        best = next(inside)
        name = self._parks[best.id]
        told = word("surest.within", self.language)
        return told.format(name=name, share=f"{best.confidence:.0%}")

    def _named(self, level: Level, id: str) -> str:
        if level == "park":
            return self.park_name(id)
        if level == "link":
            return f"{id} {self._links[id][0]}"
        names = {"product": self._products, "industry": self._industries, "zone": self._zones}
        return names[level][id]

    def nearest(self, match: Match) -> str:
        """Return the nearest link and park of a lead that is not recommended, in a line."""
        link, park = match.links[0], match.parks[0]
        return (
            f"{word('nearest_place', self.language)}：{link.id} {link.name} {link.confidence:.0%}；"
            f"{self.park_name(park.id)} {park.confidence:.0%}"
        )


def _listed(facts: tuple[str, ...]) -> str:
    return f"：{'；'.join(facts[:SHOWN_FACTS])}" if facts else ""
