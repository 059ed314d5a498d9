"""A target profile and its candidates in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainmatch.plan.relations import Relation
from chainmatch.plan.schema import Plan
from chainmatch.planning.fill import Candidate, Profile
from chainmatch.reports.pictures.flows import Flow, Flows
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, Language, word

_PREVIEW = 40
_NEIGHBOURS = 8


@dataclass(frozen=True)
class FillReport:
    """Words and rows in one language; `classes` names the codes, `titles` the rules."""

    plan: Plan
    classes: Mapping[str, str]
    titles: Mapping[str, str]
    language: Language

    def lines(self, found: Profile) -> list[str]:
        """Return the profile, a line each: what it makes, classes, terms, neighbours, parks."""
        said = {
            "link": self.link(found.link),
            "products": "、".join(found.products),
            "classes": "、".join(f"{c} {self.classes.get(c, '')}" for c, _ in found.classes),
            "terms": " ".join(found.terms),
            "suppliers": self._ends(found.suppliers, "up"),
            "users": self._ends(found.users, "down"),
            "hosts": "、".join(
                f"{self.park(tie.park)}（{tie.text}，{tie.locator}）" for tie in found.parks
            ),
        }
        return [f"{self._word(name)}：{text}" for name, text in said.items() if text]

    def sheet(self, found: Sequence[Candidate]) -> Sheet:
        """Return one row a candidate."""
        names = (
            "rank",
            "place",
            "candidate",
            "score",
            "link_share",
            "park",
            "park_share",
            "against",
        )
        rows: list[tuple[Cell, ...]] = [
            (
                i,
                c.place,
                c.company.name or c.company.text[:_PREVIEW],
                c.score,
                c.link_share,
                self.park(c.park),
                c.park_share,
                "；".join(self.titles.get(rule, rule) for rule in c.failed),
            )
            for i, c in enumerate(found, 1)
        ]
        return Sheet(self._word("candidates"), tuple(self._word(name) for name in names), rows)

    def document(self, found: Profile, ranked: Sequence[Candidate]) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "plan": self.plan.digest,
            "link": found.link,
            "products": list(found.products),
            "classes": [{"code": code, "share": share} for code, share in found.classes],
            "terms": list(found.terms),
            "suppliers": [_tie(one) for one in found.suppliers],
            "users": [_tie(one) for one in found.users],
            "parks": [
                {"id": tie.park, "strength": tie.strength, "text": tie.text, "source": tie.locator}
                for tie in found.parks
            ],
            "candidates": [
                {
                    **{name: getattr(c, name) for name in ("place", "score", "link_share", "park")},
                    "park_share": c.park_share,
                    "name": c.company.name,
                    "failed": list(c.failed),
                    "status": c.match.status,
                }
                for c in ranked
            ],
        }

    def flows(self, found: Profile) -> Flows:
        """Return the link between what it buys and what it sells."""
        sides = [
            [
                Flow(self.link(getattr(one, f"{end}_link")), one.what, one.share, one.status)
                for one in relations
            ]
            for relations, end in ((found.suppliers, "up"), (found.users, "down"))
        ]
        words = {name: self._word(name) for name in ("plan_stated", "curated", "inferred")}
        name = self.link(found.link)
        heads = (self._word("suppliers"), self._word("users"))
        return Flows(self._word("flows").format(name), name, sides[0], sides[1], heads, words)

    def link(self, id: str) -> str:
        """Return a link's id with its name."""
        return next(f"{d.id} {d.name}" for d in self.plan.directions if d.id == id)

    def park(self, id: str) -> str:
        """Return a park's name."""
        return next(park.name for park in self.plan.parks if park.id == id)

    def _ends(self, relations: Sequence[Relation], end: str) -> str:
        seen = {
            getattr(one, f"{end}_link"): f"{self.link(getattr(one, f'{end}_link'))}（{one.what}）"
            for one in reversed(relations)
        }
        return "、".join(list(seen.values())[::-1][:_NEIGHBOURS])

    def _word(self, name: str) -> str:
        own = f"fill.{name}"
        return word(own if own in WORDS else name, self.language)


def _tie(relation: Relation) -> dict[str, Any]:
    names = ("id", "up", "down", "what", "status", "strength", "reason")
    return {name: getattr(relation, name) for name in names}
