"""The third part of the report on a lead: follow or not, where, what to ask, by when."""

import datetime as dt
from dataclasses import dataclass

from chainmatch.reports.dossier_case import Case, Ground
from chainmatch.reports.dossier_lead import LeadMatters
from chainmatch.reports.paper import Block, Paragraph, day

_SHOWN = 3
_ASKED = 5  # matters that are asked for


@dataclass(frozen=True, slots=True)
class Clock:
    """By when a lead is dealt with, in days from its receipt; `report` is in weeks."""

    respond: int = 1
    judge: int = 3
    experts: int = 7
    feedback: int = 7
    report: int = 2


CLOCK = Clock()
"""江府办函〔2024〕37号; no rule of the region itself is known."""


class Advice:
    """What follows from one case; it says no more than the match does."""

    def __init__(self, case: Case, ground: Ground) -> None:
        self._case, self._match, self._ground = case, case.match, ground
        self._lead = ground.screen.report
        self._say = ground.word
        self._beside = case.beside

    def blocks(self) -> tuple[Block, ...]:
        """Return the advice, one numbered paragraph a point."""
        told = (self._follow(), self._park(), self._ask(), self._clock(), self._handling())
        item = self._say("dossier.item")
        return tuple(Paragraph(item.format(i, text), "item") for i, text in enumerate(told, 1))

    def _follow(self) -> str:
        advice, why = self._reason()
        return self._say(f"advice.{advice}").format(why=why)

    def _reason(self) -> tuple[str, str]:
        """Return the advice by its key, and why in words."""
        if self._match.status != "matched":
            vague = self._match.message == "vague"
            why = self._say(f"advice.because.{'vague' if vague else 'out_of_scope'}")
            return "hold" if vague else "refuse", why
        if not self._case.open_parks:
            return "hold", self._say("advice.because.vetoed")
        if self._match.chain.level not in {"link", "product"}:
            coarse = self._match.chain.level == "industry"
            why = self._say(f"advice.because.{'industry' if coarse else 'unsure'}")
            return "follow.ask" if coarse else "hold", why
        park = self._case.advised[0]
        # A hint advises and decides nothing.
        open_rules = [
            f"[{j.rule}]" for j in park.eligibility if j.severity != "hint" and j.verdict != "pass"
        ]
        if not open_rules:
            return "follow", self._say("advice.because.sure")
        told = self._say("advice.because.open").format(
            park=self._lead.park_name(park.id), rules=self._say("comma").join(open_rules)
        )
        return "follow.open", told

    def _park(self) -> str:
        parks = [self._lead.park_name(park.id) for park in self._case.open_parks[:_SHOWN]]
        if not parks:
            return self._say("advice.park.none")
        comma = self._say("comma")
        level = self._match.place.level
        if level == "zone" and self._in_zone():
            return self._zone()
        if level != "park" and len(parks) > 1:
            return self._say("advice.park.range").format(parks=comma.join(parks))
        if len(parks) == 1:
            return self._say("advice.park.only").format(park=parks[0])
        return self._say("advice.park").format(park=parks[0], others=comma.join(parks[1:]))

    def _in_zone(self) -> bool:
        return self._case.advised[0].zone == self._match.place.id

    def _zone(self) -> str:
        advised = self._case.advised
        key = "advice.park.zone" if len(advised) > 1 else "advice.park.zone.same"
        return self._say(key).format(
            zone=self._ground.chain.graph.zone(advised[0].zone).name,
            park=self._lead.park_name(advised[0].id),
            first=self._lead.park_name(advised[-1].id),
        )

    def _ask(self) -> str:
        question, comma = self._case.question, self._say("comma")
        if question is not None:
            reports = self._ground.questions
            told = self._say("semicolon").join(
                f"{found.answer} → {found.result}" for found in reports.outcomes(question)
            )
            answers = self._say("dossier.named").format(told)
            return self._say("advice.ask").format(question=reports.ask(question), answers=answers)
        if self._match.status != "matched":
            return self._say("advice.ask.product")
        if self._match.chain.level not in {"link", "product"} and len(self._match.links) > 1:
            names = (f"“{link.name}”" for link in self._match.links[:2])
            asked = self._say("ask.which_link").format(**dict(zip("ab", names, strict=True)))
            return self._say("advice.ask").format(question=asked, answers="")
        needs = self._ground.screen.missing(self._match, 1)
        if needs:
            return self._say("advice.ask.missing").format(fields=comma.join(needs))
        unsaid = LeadMatters(
            self._case.company, self._beside.fields, self._ground.language
        ).unsaid()
        if unsaid:
            return self._say("advice.ask.missing").format(fields=comma.join(unsaid[:_ASKED]))
        return self._say("advice.ask.nothing")

    def _clock(self) -> str:
        told = self._say("advice.clock").format(
            respond=CLOCK.respond,
            judge=CLOCK.judge,
            experts=CLOCK.experts,
            feedback=CLOCK.feedback,
            report=CLOCK.report,
            source=self._say("advice.clock.source"),
        )
        received = self._beside.received
        if received is None:
            return told
        due = self._say("advice.due").format(
            received=self._day(received),
            judge=self._day(received + dt.timedelta(days=CLOCK.judge)),
            feedback=self._day(received + dt.timedelta(days=CLOCK.feedback)),
        )
        return f"{told}{due}" if self._ground.language == "zh" else f"{told} {due}"

    def _handling(self) -> str:
        received, unsaid = self._beside.received, self._say("unsaid")
        return self._say("advice.handling").format(
            status=self._beside.status or unsaid,
            owner=self._beside.owner or unsaid,
            received=self._day(received) if received else unsaid,
        )

    def _day(self, on: dt.date) -> str:
        return day(on, self._ground.language)
