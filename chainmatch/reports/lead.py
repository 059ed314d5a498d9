"""A match as plain lines that any surface can show: names for ids, the strongest reasons first."""

from collections.abc import Mapping
from dataclasses import dataclass

from chainmatch.matching.result import ClassMatch, GapFill, LinkMatch, Match, ParkMatch
from chainmatch.plan.schema import Plan
from chainmatch.reports.wording import Language, word

SHOWN_REASONS = 3


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

    def __init__(self, plan: Plan, rules: Mapping[str, str], language: Language) -> None:
        self.language: Language = language
        self._rules = rules
        self._parks = {park.id: park.name for park in plan.parks}
        self._zones = {zone.id: zone.name for zone in plan.zones}
        self._products = {p.id: p.name for d in plan.directions for p in d.products}
        self._links = {d.id: (d.name, d.source.locator) for d in plan.directions}
        self._industries = {industry.id: industry.name for industry in plan.industries}

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
        told = sorted(
            (r for r in park.reasons if r.log_odds > 0.05),
            key=lambda r: (not r.evidence, -r.log_odds),
        )
        return tuple(
            f"{word(r.signal, self.language)} +{r.log_odds:.1f}"
            + (f"：{'；'.join(r.evidence)}" if r.evidence else "")
            for r in told[:SHOWN_REASONS]
        )

    def eligibility(self, park: ParkMatch) -> str:
        """Return the verdicts in a line: what fails, else what is missing, else that nothing is."""
        failed = [j for j in park.eligibility if j.verdict == "fail"]
        if failed:
            told = [f"{self._rules.get(j.rule, j.rule)}[{j.rule}]" for j in failed]
            return f"{word('fail', self.language)}：{'；'.join(told)}"
        needs = dict.fromkeys(
            word(need, self.language)
            for j in park.eligibility
            if j.verdict == "unknown" and j.severity != "hint"
            for need in j.needs
        )
        if needs:
            return f"{word('unknown', self.language)}：{'、'.join(needs)}"
        return word("clear", self.language)

    def link(self, link: LinkMatch) -> Row:
        """Return a link as a row; its details are the products that it names."""
        name, locator = self._links[link.id]
        products = "、".join(self._products[p] for p in link.products)
        return Row(
            link.id,
            f"{self._industries[link.industry]} · {name}",
            link.confidence,
            locator,
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
