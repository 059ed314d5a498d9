"""The one question in words, with what each answer would give."""

from collections.abc import Mapping
from dataclasses import dataclass

from chainmatch.matching.question import Answer, Question
from chainmatch.plan.schema import Plan
from chainmatch.reports.wording import Language, word

_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer in words, and the best parks that follow in a line."""

    answer: str
    result: str


class QuestionReport:
    """Words a question; `classes` names the codes of GB/T 4754."""

    def __init__(self, plan: Plan, classes: Mapping[str, str], language: Language) -> None:
        self.language: Language = language
        self._parks = {park.id: park.name for park in plan.parks}
        self._named = {d.id: d.name for d in plan.directions} | dict(classes)

    def ask(self, question: Question) -> str:
        """Return the question itself."""
        a, b = (self.answer(question, answer) for answer in question.answers[:2])
        return word(f"ask.{question.kind}", self.language).format(a=a, b=b)

    def line(self, question: Question) -> str:
        """Return the question in one line, with the first park for each answer."""
        told = "；".join(
            f"{self.answer(question, answer)} → {self._result(question, answer, 1)}"
            for answer in question.answers
        )
        return f"{word('ask', self.language)}：{self.ask(question)}（{told}）"

    def outcomes(self, question: Question) -> tuple[Outcome, ...]:
        """Return every answer with the best parks then."""
        return tuple(
            Outcome(self.answer(question, answer), self._result(question, answer, _SHOWN))
            for answer in question.answers
        )

    def answer(self, question: Question, answer: Answer) -> str:
        """Return an answer in words."""
        if question.kind in {"which_link", "gbt"}:
            name = self._named.get(answer.value, "")
            return f"“{name}”" if question.kind == "which_link" else f"{answer.value} {name}"
        return word(f"answer.{answer.value}", self.language)

    def _result(self, question: Question, answer: Answer, shown: int) -> str:
        parks = word("comma", self.language).join(
            f"{self._parks[park.id]} {park.confidence:.0%}" for park in answer.parks[:shown]
        )
        told = self._verdicts(question, answer)
        return f"{parks} [{told}]" if told else parks

    def _verdicts(self, question: Question, answer: Answer) -> str:
        """Return the verdicts that the answers differ in, where they are on the park shown."""
        if answer.parks[0].id != question.first:
            return ""
        kinds = [dict(other.verdicts) for other in question.answers]
        return word("comma", self.language).join(
            f"{rule} {word(verdict, self.language)}"
            for rule, verdict in answer.verdicts
            if any(kind.get(rule) != verdict for kind in kinds)
        )
