"""Why this choice and not that one, in words: one table of facets, and what would change it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.matching.changes import Change
from chainmatch.matching.contrast import Contrast, PlanWord, Side
from chainmatch.matching.counterfactual import Counterfactual, Standing, Trial
from chainmatch.matching.question import Question
from chainmatch.plan.schema import Plan
from chainmatch.reports.lead import LeadReport
from chainmatch.reports.shortfall import shortfall_words
from chainmatch.reports.wording import Language, word


@dataclass(frozen=True, slots=True)
class Facet:
    """A line of the table: what it is about, either side, and the difference ("" for words)."""

    name: str
    asked: str
    other: str
    difference: str = ""


class ContrastReport:
    """Turns contrasts into lines, in one language."""

    def __init__(self, plan: Plan, rules: Mapping[str, str], language: Language) -> None:
        self.language: Language = language
        self._rules = rules
        self._lead = LeadReport(plan, rules, language)
        self._links = {d.id: d.name for d in plan.directions}

    def name(self, id: str) -> str:
        """Return the name of a park or a link."""
        return f"{id} {self._links[id]}" if id in self._links else self._lead.park_name(id)

    def head(self, contrast: Contrast) -> str:
        """Return the question that the contrast answers."""
        key = "why_not" if contrast.asked.standing.rank > 1 else "why"
        return self._word(key).format(name=self.name(contrast.asked.id))

    def signals(self, contrast: Contrast) -> tuple[Facet, ...]:
        """Return where both stand, what each signal adds, and the sum."""
        asked, other = contrast.asked, contrast.other
        stand = [self._stand(side.standing) for side in (asked, other)]
        return (
            Facet(self._word("rank"), *stand),
            *(
                _numbers(self._word(d.signal), d.asked, d.other, d.value)
                for d in contrast.differences
            ),
            _numbers(
                self._word("sum"),
                asked.score,
                other.score,
                sum(d.value for d in contrast.differences),
            ),
        )

    def facts(self, contrast: Contrast) -> tuple[Facet, ...]:
        """Return what text, plan, registry and rules say of both."""
        told = {
            "said": self.said,
            "plan_says": self.plan,
            "who_is_there": self.present,
        } | ({"rules": self.rules} if contrast.kind == "park" else {})
        return tuple(
            Facet(self._word(key), "\n".join(tell(contrast.asked)), "\n".join(tell(contrast.other)))
            for key, tell in told.items()
        )

    def said(self, side: Side) -> list[str]:
        """Return the words that speak for a choice, with their weight."""
        ordered = sorted(side.spans, key=lambda span: (-span.weight, span.start))
        told = [f"“{' '.join(span.text.split())}” +{span.weight:.1f}" for span in ordered]
        return told or [self._word("nothing_said")]

    def plan(self, side: Side) -> list[str]:
        """Return what the plan says, each with its place."""
        return [self._planned(said) for said in side.plan]

    def present(self, side: Side) -> list[str]:
        """Return who is there, each with its source."""
        if not side.present:
            return [self._word("nobody")]
        told = [
            f"{firm.name}（{word(firm.basis, self.language)}；"
            f"{firm.source or self._word('no_source')}）"
            for firm in side.present
        ]
        return [self._word("known_count").format(count=side.count), *told]

    def rules(self, side: Side) -> list[str]:
        """Return the verdict of each rule, with what is missing."""
        told = []
        for judged in side.rules:
            needs = "、".join(self._word(need) for need in judged.needs)
            own = self._word("rule.own") if judged.origin == "user" else ""
            short = "；".join(shortfall_words(s, self.language) for s in judged.shortfalls)
            told.append(
                f"{self._word(judged.verdict)}：{self._rules.get(judged.rule, judged.rule)}"
                f"[{judged.rule}]{own}{f'（{needs or short}）' if needs or short else ''}"
            )
        return told or [self._word("clear")]

    def change(self, contrast: Contrast) -> tuple[str, ...]:
        """Return what would put the choice first, or that nothing tried does."""
        change = contrast.change
        if change is None:
            return (self._word("already_first"),)
        return (*self._would(change), self._word("tried").format(count=change.tried))

    def document(self, contrast: Contrast, question: Question | None) -> dict[str, Any]:
        """Return the contrast and the question as one plain object, with names and sums."""
        found = asdict(contrast)
        for key, side in (("asked", contrast.asked), ("other", contrast.other)):
            found[key] |= {"name": self.name(side.id), "score": side.score}
        found["differences"] = [asdict(d) | {"difference": d.value} for d in contrast.differences]
        found["difference"] = sum(d.value for d in contrast.differences)
        return found | {"question": asdict(question) if question else None}

    def _would(self, change: Counterfactual) -> list[str]:
        told = [
            self._trial(key, change.before, trial)
            for key, trial in (
                ("would_lift", change.lifted if change.lifted != change.first else None),
                ("would_first", change.first),
                ("would_near", change.nearest if change.nearest != change.lifted else None),
            )
            if trial
        ]
        return told or [self._word("would_nothing")]

    def _trial(self, key: str, before: Standing, trial: Trial) -> str:
        return self._word(key).format(
            changes=self._word("and").join(self._changed(change) for change in trial.changes),
            before=self._stand(before),
            after=self._stand(trial.after),
        )

    def _changed(self, change: Change) -> str:
        if change.kind == "hazardous_chemicals":
            return self._word(f"set.hazardous_chemicals.{change.value}")
        return self._word(f"set.{change.kind}").format(value=" ".join(change.value.split()))

    def _stand(self, standing: Standing) -> str:
        told = self._word("standing").format(rank=standing.rank, share=f"{standing.confidence:.1%}")
        return f"{told} {self._word('veto')}" if standing.vetoed else told

    def _planned(self, said: PlanWord) -> str:
        link = f"{said.link} {self._links[said.link]}" if said.link else ""
        if not said.locator:
            return self._word("no_tie").format(link=link)
        place = self._lead.plain(said.locator)
        known = f"{self._word('comma')}{self._word(said.basis)}" if link else ""
        told = f"{said.text}（{place}{known}）"
        return f"{link} → {told}" if link else told

    def _word(self, key: str) -> str:
        return word(key, self.language)


def _numbers(name: str, *values: float) -> Facet:
    asked, other, difference = (f"{value:+.2f}" for value in values)
    return Facet(name, asked, other, difference)
