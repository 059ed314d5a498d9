"""What a report on a lead is written from: the case, and what is known beside it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chainmatch.matching.company import Company
from chainmatch.matching.question import Question
from chainmatch.matching.result import Match, ParkMatch
from chainmatch.matching.rules import Rule
from chainmatch.registry.known import Registry
from chainmatch.reports.chain import Chain
from chainmatch.reports.fill import FillReport
from chainmatch.reports.question import QuestionReport
from chainmatch.reports.screen import ScreenReport
from chainmatch.reports.sheet import Sheet
from chainmatch.reports.wording import Language, word


@dataclass(frozen=True, slots=True)
class Beside:
    """What others say of the lead beside the match; what is left out is not stated.

    `score` has (criterion, points or None, most points, evidence); `shortfalls` sentences;
    `fields` further fields of the lead by canonical name or by the header they stood under.
    """

    score: Sequence[tuple[str, float | None, float, str]] = ()
    shortfalls: Sequence[str] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    status: str = ""
    owner: str = ""
    received: dt.date | None = None
    history: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One lead with its match, the question worth asking, and the day of the report."""

    company: Company
    match: Match
    question: Question | None
    on: dt.date
    beside: Beside = field(default_factory=Beside)

    @property
    def name(self) -> str:
        """The lead's name; "" where it has none."""
        return " ".join(self.company.name.split())

    @property
    def open_parks(self) -> tuple[ParkMatch, ...]:
        """The parks that may be recommended, the best first; none for a lead that is not matched.

        A rule with the force of a veto speaks against the others.
        """
        if self.match.status != "matched":
            return ()
        return tuple(park for park in self.match.parks if not park.vetoed)

    @property
    def advised(self) -> tuple[ParkMatch, ...]:
        """The parks to turn to: the first one, before it the best of the zone that is answered."""
        parks, place = self.open_parks, self.match.place
        inside = [park for park in parks if place.level == "zone" and park.zone == place.id]
        return tuple(dict.fromkeys((*inside[:1], *parks[:1])))


@dataclass(frozen=True, slots=True)
class Ground:
    """The reports and records that a dossier is written with, all in one language.

    `complete` says of each zone how many enterprises are known.
    """

    screen: ScreenReport
    questions: QuestionReport
    fill: FillReport
    chain: Chain
    registry: Registry
    rules: Sequence[Rule]
    complete: Sheet

    @property
    def language(self) -> Language:
        """The language of the reports."""
        return self.screen.language

    def word(self, key: str) -> str:
        """Return the words of a key."""
        return word(key, self.language)

    def listed(self, names: Sequence[str], most: int) -> str:
        """Return names in a line, with a mark where some are left out."""
        told = self.word("comma").join(names[:most])
        return self.word("dossier.and_more").format(names=told) if len(names) > most else told


def percent(share: float) -> str:
    """Return a share in [0, 1] as people read it."""
    return f"{share:.0%}"
