"""Likely partners in words: who, over which relation, by which signs, and how sure that is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.plan.schema import Plan
from chainmatch.planning.partners import End, Partner, Party
from chainmatch.reports.pictures.flows import Flow, Flows
from chainmatch.reports.sheet import Sheet
from chainmatch.reports.wording import WORDS, Language, word

_PREVIEW = 40
_DRAWN = 60  # partners that a picture holds
_SOURCES = frozenset({"supplier", "by-product source"})


@dataclass(frozen=True)
class PartnerReport:
    """Words and rows for partners in one language."""

    plan: Plan
    language: Language

    def sheet(self, found: Sequence[Partner]) -> Sheet:
        """Return one row a partner."""
        names = ("rank", "role", "partner", "where", "flow", "reason", "mine", "theirs", "score")
        header = tuple(self._word(name) for name in (*names, "status", "support", "source"))
        rows = [(i, *self._row(partner)) for i, partner in enumerate(found, 1)]
        return Sheet(self._word("title"), header, rows)

    def short(self, found: Sequence[Partner]) -> Sheet:
        """Return the columns that fit a terminal."""
        names = ("rank", "role", "partner", "where", "flow", "reason", "theirs", "status", "score")
        rows = [
            (
                i,
                self._word(p.role),
                p.party.name,
                self.where(p),
                p.relation.what,
                p.relation.reason,
                self.signs(p.theirs),
                self._word(p.relation.status),
                p.score,
            )
            for i, p in enumerate(found, 1)
        ]
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def document(self, found: Sequence[Partner]) -> dict[str, Any]:
        """Return everything as plain values; a relation's links are the path between the two."""
        return {"plan": self.plan.digest, "partners": [_plain(partner) for partner in found]}

    def flows(self, me: Party, found: Sequence[Partner], top: int) -> Flows:
        """Return the best partners as a picture: who supplies on the left, who uses on the right.

        `top` is how many are drawn, 60 at most.
        """
        drawn = found[: min(top, _DRAWN)]
        sides: tuple[list[Flow], list[Flow]] = ([], [])
        for partner in drawn:
            sides[partner.role not in _SOURCES].append(self._flow(partner))
        words = {name: self._word(f"picture.{name}") for name in ("supply", "by-product")}
        return Flows(
            self._word("picture").format(len(drawn), len(found)),
            me.name or me.text[:_PREVIEW],
            *sides,
            (self._word("picture.in"), self._word("picture.out")),
            words,
            self._word("picture.note"),
        )

    def where(self, partner: Partner) -> str:
        """Return the park or zone of a partner, and whether it is that of the asker."""
        parks = {park.id: park.name for park in self.plan.parks}
        zones = {zone.id: zone.name for zone in self.plan.zones}
        party = partner.party
        place = parks.get(party.place or "") or zones.get(party.zone or "") or ""
        near = "" if partner.near == "region" else self._word(f"near.{partner.near}")
        return f"{place}{near}"

    def signs(self, end: End) -> str:
        """Return by what an enterprise is taken for one end of the relation."""
        said = []
        if end.word:
            said.append(self._word("sign.word").format(end.word))
        if end.class_code:
            said.append(self._word("sign.class").format(end.class_code, end.class_share))
        if end.link_share:
            said.append(self._word("sign.link").format(end.link, end.link_share))
        return "；".join(said)

    def _flow(self, partner: Partner) -> Flow:
        said = (partner.relation.what, self.where(partner))
        kind = "by-product" if partner.relation.flow == "by-product" else "supply"
        what = " · ".join(part for part in said if part)
        return Flow(partner.party.name, what, partner.score, kind)

    def _row(self, partner: Partner) -> tuple[str | float, ...]:
        relation = partner.relation
        return (
            self._word(partner.role),
            partner.party.name,
            self.where(partner),
            relation.what,
            relation.reason,
            self.signs(partner.mine),
            self.signs(partner.theirs),
            partner.score,
            self._word(relation.status),
            relation.support,
            partner.party.source,
        )

    def _word(self, name: str) -> str:
        own = f"partner.{name}"
        return word(own if own in WORDS else name, self.language)


def _plain(partner: Partner) -> dict[str, Any]:
    relation = partner.relation
    return {
        "role": partner.role,
        "id": partner.party.id,
        "name": partner.party.name,
        "park": partner.party.place,
        "zone": partner.party.zone,
        "near": partner.near,
        "score": partner.score,
        "relation": {
            **{name: getattr(relation, name) for name in ("id", "up", "down", "flow", "what")},
            **{name: getattr(relation, name) for name in ("reason", "status", "support")},
            "strength": relation.strength,
        },
        "mine": asdict(partner.mine),
        "theirs": asdict(partner.theirs),
        "other_relations": list(partner.others),
        "source": partner.party.source,
    }
