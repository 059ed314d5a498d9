"""What staff chose against what was proposed, and how the choices fare, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainmatch.leads.store.values import Replay
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.stored import document
from chainmatch.reports.wording import Language, word
from chainmatch.screening.choices import FIRST, Choice, Fate
from chainmatch.screening.shares import share_of


@dataclass(frozen=True)
class ChoiceReport:
    """Words and rows in one language; `names` are those of parks and links by id."""

    names: Mapping[str, str]
    language: Language

    def sheet(self, found: Sequence[Choice]) -> Sheet:
        """Return every choice, one row each."""
        names = ("number", "lead", "kind", "proposed", "chosen", "reason", "who", "at")
        rows = [self._row(choice) for choice in found]
        return Sheet(self._word("title"), self._heads(*names, "review", "standing"), rows)

    def counted(self, found: Sequence[Choice]) -> str:
        """Return how many choices there are, stand, and count in a replay."""
        return self._word("counts").format(
            total=len(found),
            stands=sum(choice.stands for choice in found),
            replayed=sum(choice.replayed for choice in found),
        )

    def document(self, found: Sequence[Choice]) -> dict[str, Any]:
        """Return everything as plain values."""
        return {"overrides": [self._plain(choice) for choice in found]}

    def fates(self, found: Sequence[Fate]) -> Sheet:
        """Return where each replayed choice comes, one row each."""
        rows: list[tuple[Cell, ...]] = [
            (
                fate.choice.override.number,
                fate.choice.override.lead,
                self._named(fate.choice.chosen),
                self._place(fate.rank),
                self._place(fate.before) if fate.known else "",
                self._word("changed" if fate.changed else "same" if fate.known else "new"),
            )
            for fate in found
        ]
        names = ("number", "lead", "chosen", "rank", "before", "change")
        return Sheet(self._word("replay"), self._heads(*names), rows)

    def lines(
        self, found: Sequence[Fate], made_by: tuple[str, str], last: Replay | None
    ) -> list[str]:
        """Return the counts of a replay and what it is compared with."""
        if not found:
            return [self._word("none")]
        said = [self._word("found").format(**counts(found))]
        if last is not None:
            same = made_by == (last.plan_digest, last.encoder)
            made = self._word("same_made" if same else "other_made")
            said.append(self._word("since").format(at=f"{last.at:%Y-%m-%d %H:%M}", same=made))
        return [*said, self._word("note")]

    def replay_document(
        self, found: Sequence[Fate], made_by: tuple[str, str], last: Replay | None
    ) -> dict[str, Any]:
        """Return a replay as plain values, shares with their interval."""
        told = counts(found)
        plan, encoder = made_by
        return {
            **told,
            "first_share": document(share_of(told["first"], told["n"])),
            "top_share": document(share_of(told["top"], told["n"])),
            "plan": plan,
            "encoder": encoder,
            "last": document(last) if last else None,
            "choices": [
                {
                    "override": fate.choice.override.number,
                    "lead": fate.choice.override.lead,
                    "kind": fate.choice.kind,
                    "chosen": fate.choice.chosen,
                    "rank": fate.rank,
                    "before": fate.before,
                    "known": fate.known,
                    "changed": fate.changed,
                }
                for fate in found
            ],
        }

    def _row(self, choice: Choice) -> tuple[Cell, ...]:
        one = choice.override
        kind = word(choice.kind, self.language) if choice.kind else ""
        review = choice.review
        said = f"{word(f'verdict.{review.verdict}', self.language)} {review.who}" if review else ""
        return (
            *(one.number, one.lead, kind, self._named(choice.proposed)),
            *(self._named(choice.chosen), one.reason, one.who, f"{one.at:%Y-%m-%d %H:%M}"),
            *(said, self._word("stands" if choice.stands else "gone")),
        )

    def _plain(self, choice: Choice) -> dict[str, Any]:
        return {
            **document(choice.override),
            "kind": choice.kind,
            "review": document(choice.review) if choice.review else None,
            "stands": choice.stands,
            "replayed": choice.replayed,
        }

    def _named(self, id: str | None) -> str:
        if id is None:
            return self._word("nothing")
        return f"{id} {self.names[id]}" if id in self.names else id

    def _place(self, rank: int | None) -> str:
        return self._word("nothing") if rank is None else str(rank)

    def _heads(self, *names: str) -> tuple[str, ...]:
        return tuple(self._word(name) for name in names)

    def _word(self, name: str) -> str:
        return word(f"choice.{name}", self.language)


def counts(found: Sequence[Fate]) -> dict[str, int]:
    """Return how many choices were replayed, are first, among the first three, and changed."""
    ranks = [fate.rank for fate in found if fate.rank is not None]
    return {
        "n": len(found),
        "first": sum(rank == 1 for rank in ranks),
        "top": sum(rank <= FIRST for rank in ranks),
        "changed": sum(fate.changed for fate in found),
    }
