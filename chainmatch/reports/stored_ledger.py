"""Leads of a store as rows of a ledger, with what their last snapshot claims."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainmatch.leads.store.values import Lead, Snapshot
from chainmatch.plan.schema import Plan
from chainmatch.reports.ledger import LedgerRow
from chainmatch.reports.wording import Language, word

CHINA = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True)
class StoredLedger:
    """Turns leads into rows in one language."""

    plan: Plan
    language: Language

    def row(self, lead: Lead, snapshot: Snapshot | None) -> LedgerRow:
        """Return a lead's row; what nobody has screened, and what it does not say, stays empty."""
        match: Mapping[str, Any] = snapshot.facts.match if snapshot else {}
        matched = match.get("status") == "matched"
        link, park = (_first(match, name) if matched else None for name in ("links", "parks"))
        said = lead.values
        return LedgerRow(
            id=lead.id,
            version=lead.version,
            name=lead.title,
            source=_text(said.get("source")),
            received=lead.created_at.astimezone(CHINA).date(),
            industry=self._industries.get((link or {}).get("industry", ""), ""),
            link=f"{link['id']} {link['name']}" if link else "",
            park=self._parks.get(park["id"], "") if park else "",
            verdict=self._verdict(match, park),
            missing=self._missing(park),
            invest=_number(said.get("invest_wanyuan")),
            land=_number(said.get("land_mu")),
            status=word(f"stage.{lead.status}", self.language),
            owner=lead.owner,
            next_step=_text(said.get("next_step")),
            matters=_text(said.get("matters")),
            note=_text(said.get("note")),
        )

    @property
    def _industries(self) -> Mapping[str, str]:
        return {industry.id: industry.name for industry in self.plan.industries}

    @property
    def _parks(self) -> Mapping[str, str]:
        return {park.id: park.name for park in self.plan.parks}

    def _verdict(self, match: Mapping[str, Any], park: Mapping[str, Any] | None) -> str:
        if not match:
            return ""
        if park is None:
            return word(match["status"], self.language)
        verdicts = [one["verdict"] for one in park["eligibility"]]
        worst = next((v for v in ("fail", "unknown") if v in verdicts), "pass")
        return word(worst, self.language)

    def _missing(self, park: Mapping[str, Any] | None) -> str:
        needs: Sequence[str] = [
            need
            for one in (park or {}).get("eligibility", ())
            if one["verdict"] == "unknown"
            for need in one["needs"]
        ]
        return "、".join(dict.fromkeys(word(need, self.language) for need in needs))


def _first(match: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    found: Sequence[Mapping[str, Any]] = match.get(name) or ()
    return found[0] if found else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    if isinstance(value, Mapping):
        value = value.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
