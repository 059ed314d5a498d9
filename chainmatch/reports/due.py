"""What is due, in words: one row a lead and clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chainmatch.leads.store.values import Lead
from chainmatch.reports.sheet import Sheet
from chainmatch.reports.wording import Language, word
from chainmatch.screening.clocks import Clock, Due, Rules, tally


@dataclass(frozen=True)
class DueReport:
    """Words and rows in one language about leads by id, as of a day and so many days on."""

    rules: Rules
    leads: Mapping[str, Lead]
    on: date
    days: int
    language: Language

    def sheet(self, found: Sequence[Due]) -> Sheet:
        """Return one row a lead and clock."""
        due_on = ("due.standing", "due.due_on", "due.clock")
        lead = ("store.id", "store.title", "store.stage", "store.owner")
        header = tuple(self._word(name) for name in (*due_on, *lead, "due.since"))
        rows = [self._row(due, self.leads[due.lead]) for due in found]
        return Sheet(self._word("due.title"), header, rows)

    def _row(self, due: Due, lead: Lead) -> tuple[str, ...]:
        clock = next(clock for clock in self.rules.clocks if clock.id == due.clock)
        return (
            self._standing(due.late),
            due.due_on.isoformat(),
            self.title(clock),
            lead.id,
            lead.title,
            self._word(f"stage.{lead.status}"),
            lead.owner,
            due.since.date().isoformat(),
        )

    def lines(self, found: Sequence[Due]) -> list[str]:
        """Return how much is due, and whose terms these are."""
        said = self._word("due.counts")
        head = said.format(on=self.on.isoformat(), days=self.days, **tally(found))
        sources = dict.fromkeys((clock.source, clock.verified) for clock in self.rules.clocks)
        return [head, *(self._source(*source) for source in sources if source[0])]

    def document(self, found: Sequence[Due]) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "on": self.on.isoformat(),
            "days": self.days,
            **tally(found),
            "clocks": [
                {
                    "id": clock.id,
                    "title": self.title(clock),
                    "days": clock.days,
                    "counted": clock.counted,
                    "source": clock.source,
                    "as_of": clock.as_of,
                    "verified": clock.verified,
                }
                for clock in self.rules.clocks
            ],
            "due": [self._plain(due, self.leads[due.lead]) for due in found],
        }

    def title(self, clock: Clock) -> str:
        """Return the name of a clock; one without a name in English keeps the one it has."""
        return (clock.title_en if self.language == "en" else "") or clock.title

    def _plain(self, due: Due, lead: Lead) -> dict[str, Any]:
        return {
            "lead": lead.id,
            "title": lead.title,
            "stage": lead.status,
            "owner": lead.owner,
            "clock": due.clock,
            "since": due.since.isoformat(),
            "due_on": due.due_on.isoformat(),
            "due_at": due.due_at.isoformat(),
            "state": due.state,
            "days_late": due.late,
        }

    def _standing(self, late: int) -> str:
        name = "overdue" if late > 0 else "soon" if late else "today"
        return self._word(f"due.{name}").format(days=abs(late))

    def _source(self, source: str, verified: bool) -> str:  # noqa: FBT001  # a pair of a clock
        said = self._word("due.verified" if verified else "due.unverified")
        return self._word("due.source").format(source=source, verified=said)

    def _word(self, key: str) -> str:
        return word(key, self.language)
