"""The list of enterprises to turn to (靶向企业清单): for each wanted link its profile and who fits.

Who is on it comes from the user's own list; nothing says that any of them wants to invest.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chainmatch.gaps.region import RegionGap
from chainmatch.plan.relations import Relation
from chainmatch.planning.fill import Candidate, Profile
from chainmatch.reports.dossier_case import Ground, percent
from chainmatch.reports.paper import day
from chainmatch.reports.sheet import Cell, Sheet

LEAST = 0.05
"""Chance of the link from which an enterprise is listed."""
_SAYS = 300  # characters of what the list says of an enterprise
_REASONS = 3
_NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class Target:
    """One wanted link: its profile, its gaps, and the ranked leads of the list."""

    profile: Profile
    gaps: tuple[RegionGap, ...]
    candidates: tuple[Candidate, ...]

    @property
    def likely(self) -> tuple[Candidate, ...]:
        """The candidates that are listed, the best first."""
        return tuple(
            c
            for c in self.candidates
            if c.match.status == "matched" and c.link_share >= LEAST and c.score > 0
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """What the list was made from: the name of its file, usable rows, encoder, day."""

    name: str
    rows: int
    encoder: str
    on: dt.date


class TargetReport:
    """Sheets of the list, with the words of one ground."""

    def __init__(self, ground: Ground, classes: Mapping[str, str]) -> None:
        self._ground, self._classes = ground, classes
        self._lead = ground.screen.report
        self._say = ground.word

    def sheets(self, targets: Sequence[Target], origin: Origin) -> list[Sheet]:
        """Return the list, the profiles, and what both rest on."""
        return [self._list(targets), self._profiles(targets), self._basis(origin)]

    def _list(self, targets: Sequence[Target]) -> Sheet:
        names = (
            *("link", "rank", "name", "source", "score", "link_share", "park", "park_share"),
            *("link_reasons", "park_reasons", "against", "invest", "land", "says"),
        )
        rows: list[tuple[Cell, ...]] = []
        for target in targets:
            link = target.profile.link
            rows += [self._row(link, i, c) for i, c in enumerate(target.likely, 1)]
            if not target.likely:
                nobody = (self._ground.chain.name(link), None, self._say("targets.nobody"))
                rows.append((*nobody, *(None for _ in names[3:])))
        return Sheet(self._say("targets.title"), self._heads(names), rows)

    def _row(self, link: str, rank: int, found: Candidate) -> tuple[Cell, ...]:
        company, match = found.company, found.match
        reasons = next((one.reasons for one in match.links if one.id == link), ())
        park = next(one for one in match.parks if one.id == found.park)
        told = [
            self._reason(r.signal, r.log_odds, r.evidence)
            for r in sorted(reasons, key=lambda r: -r.log_odds)[:_REASONS]
        ]
        return (
            self._ground.chain.name(link),
            rank,
            company.name or company.text[:40],
            found.place,
            found.score,
            found.link_share,
            self._lead.park_name(found.park),
            found.park_share,
            "\n".join(told),
            "\n".join(self._lead.park(park).details),
            self._say("comma").join(f"[{rule}]" for rule in found.failed),
            company.figures.get("invest_wanyuan"),
            company.figures.get("land_mu"),
            company.text if len(company.text) <= _SAYS else f"{company.text[:_SAYS]}…",
        )

    def _reason(self, signal: str, log_odds: float, evidence: Sequence[str]) -> str:
        facts = self._say("comma").join(self._lead.plain(fact) for fact in evidence[:_REASONS])
        told = f"{self._say(signal)} {log_odds:+.1f}"
        return f"{told}{self._say('colon')}{facts}" if facts else told

    def _profiles(self, targets: Sequence[Target]) -> Sheet:
        names = (
            *("link", "plan_place", "gaps", "products", "classes", "terms"),
            *("suppliers", "users", "hosts", "found"),
        )
        rows = [self._profile(target) for target in targets]
        return Sheet(self._say("targets.profiles"), self._heads(names), rows)

    def _profile(self, target: Target) -> tuple[Cell, ...]:
        profile, graph, comma = target.profile, self._ground.chain.graph, self._say("comma")
        classes = (
            f"{code} {self._classes.get(code, '')} {percent(share)}"
            for code, share in profile.classes
        )
        hosts = (f"{graph.park(t.park).name}（{t.text}，{t.locator}）" for t in profile.parks)
        return (
            self._ground.chain.name(profile.link),
            graph.direction(profile.link).source.locator,
            "\n".join(self._gap(gap) for gap in target.gaps),
            comma.join(profile.products),
            "\n".join(classes),
            " ".join(profile.terms),
            "\n".join(self._end(r, r.up_link) for r in profile.suppliers[:_NEIGHBOURS]),
            "\n".join(self._end(r, r.down_link) for r in profile.users[:_NEIGHBOURS]),
            "\n".join(hosts),
            len(target.likely),
        )

    def _gap(self, gap: RegionGap) -> str:
        park = f" {self._ground.chain.graph.park(gap.park).name}" if gap.park else ""
        return f"{self._say(gap.kind)}{park}（{gap.priority:.2f}）"

    def _end(self, relation: Relation, link: str) -> str:
        status = self._say(f"relation.{relation.status}")
        return f"{self._ground.chain.name(link)}（{relation.what}；{status}，{relation.id}）"

    def _basis(self, origin: Origin) -> Sheet:
        plan, registry = self._ground.chain.graph.plan, self._ground.registry
        held = self._say("basis.registry.value")
        values = {
            "targets.list": self._say("targets.list.value").format(origin.name, origin.rows),
            "targets.score": self._say("targets.how"),
            "targets.found": self._say("targets.floor").format(percent(LEAST)),
            "basis.plan": self._say("basis.plan.value").format(plan.title, plan.number),
            "basis.digest": plan.digest,
            "basis.encoder": origin.encoder,
            "basis.registry": held.format(count=len(registry.enterprises), digest=registry.digest),
            "basis.on": day(origin.on, self._ground.language),
        }
        rows = [(self._say(key), value) for key, value in values.items()]
        return Sheet(self._say("targets.basis"), self._heads(("item", "value")), rows)

    def _heads(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._say(f"targets.{name}") for name in names)
