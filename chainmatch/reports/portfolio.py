"""The chosen leads in words: what they close together, what they use, what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.plan.schema import Plan
from chainmatch.planning.portfolio import Limits, Offer, Portfolio
from chainmatch.reports.pictures.curve import Curve
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, Language, word

_CLOSES = 3  # gaps that are named a lead


@dataclass(frozen=True)
class PortfolioReport:
    """Words and rows in one language; `names` are the leads' names by id."""

    plan: Plan
    names: Mapping[str, str]
    weights: Mapping[str, float]
    language: Language

    def lines(self, found: Portfolio, limits: Limits, outside: Sequence[str]) -> list[str]:
        """Return the sums, the use of the budget, and the leads that could not be offered."""
        share = found.worth / found.bound if found.bound else 1.0
        said = [
            self._word(found.method).format(
                count=len(found.chosen), worth=found.worth, bound=found.bound, share=share
            )
        ]
        for name, used in found.used.items():
            most = limits.figures[name]
            said.append(self._word("used").format(self._word(name), used, most))
        if outside:
            names = "、".join(self.names.get(id, id) for id in outside)
            said.append(self._word("outside").format(len(outside), names))
        return said

    def sheet(self, found: Portfolio, offers: Sequence[Offer]) -> Sheet:
        """Return one row a lead, the chosen first, each with what it would close."""
        parks = {park.id: park.name for park in self.plan.parks}
        taken = set(found.chosen)
        ranked = sorted(offers, key=lambda o: (o.id not in taken, -self._alone(o)))
        names = ("taken", "lead", "park", "alone", "closes", "unstated")
        rows: list[tuple[Cell, ...]] = [
            (
                self._word("yes" if offer.id in taken else "no"),
                self.names.get(offer.id, offer.id),
                parks[offer.park],
                self._alone(offer),
                self._closes(offer),
                "、".join(self._word(name) for name in offer.unstated),
            )
            for offer in ranked
        ]
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def curve(self, rows: Sequence[tuple[int, float]]) -> Sheet:
        """Return what each further lead adds."""
        before = [0.0, *(worth for _, worth in rows)]
        body: list[tuple[Cell, ...]] = [
            (count, worth, worth - before[i]) for i, (count, worth) in enumerate(rows)
        ]
        names = ("count", "worth", "adds")
        return Sheet(self._word("curve"), tuple(self._word(name) for name in names), body)

    def picture(self, found: Portfolio, limits: Limits, rows: Sequence[tuple[int, float]]) -> Curve:
        """Return the worth by number of leads as a picture, with the point that was chosen."""
        names = ("count", "worth", "adds", "chosen", "bound")
        return Curve(
            self._word("picture"),
            " ".join(self.lines(found, limits, ())),
            rows,
            (len(found.chosen), found.worth),
            found.bound,
            {name: self._word(name) for name in names},
        )

    def document(
        self,
        found: Portfolio,
        offers: Sequence[Offer],
        rows: Sequence[tuple[int, float]],
        outside: Sequence[str],
    ) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "plan": self.plan.digest,
            **asdict(found),
            "offers": [asdict(offer) for offer in offers],
            "curve": [{"count": count, "worth": worth} for count, worth in rows],
            "not_offered": list(outside),
        }

    def _alone(self, offer: Offer) -> float:
        return float(sum(self.weights.get(gap, 0.0) * p for gap, p in offer.closes.items()))

    def _closes(self, offer: Offer) -> str:
        ranked = sorted(offer.closes, key=lambda gap: -self.weights.get(gap, 0) * offer.closes[gap])
        said = []
        for gap in ranked[:_CLOSES]:
            kind, link, _ = gap.split(":")
            said.append(f"{link} {word(kind, self.language)} {offer.closes[gap]:.0%}")
        return "；".join(said)

    def _word(self, name: str) -> str:
        own = f"portfolio.{name}"
        return word(own if own in WORDS else name, self.language)
