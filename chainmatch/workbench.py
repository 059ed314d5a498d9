"""Opens and wires the parts; no rule of its own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from chainmatch.errors import InputError
from chainmatch.gaps.coverage import Assignment, Coverage
from chainmatch.gaps.region import Region
from chainmatch.matching.calibration import Calibration
from chainmatch.matching.class_model import ClassModel
from chainmatch.matching.company import Company
from chainmatch.matching.contrast import Contrast, contrast_link, contrast_park
from chainmatch.matching.eligibility import Admission
from chainmatch.matching.facts import LeadTerms
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.question import Question, question
from chainmatch.matching.reference import IndustryClass, Models, Reference
from chainmatch.matching.result import GapFill, Match
from chainmatch.paths import data_file, home, model_path, own_rules, read_json
from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.load import load_plan
from chainmatch.plan.relations import Relation, load_relations
from chainmatch.plan.schema import Plan
from chainmatch.planning.barred import barred
from chainmatch.planning.holdings import assignments, inferred, named_by_plan
from chainmatch.planning.region import bridges, build_region
from chainmatch.registry.focus import read_focus
from chainmatch.registry.known import Registry
from chainmatch.reports.chain import Chain
from chainmatch.reports.contrast import ContrastReport
from chainmatch.reports.dossier_case import Ground
from chainmatch.reports.fill import FillReport
from chainmatch.reports.gaps import GapReport, completeness
from chainmatch.reports.lead import LeadReport
from chainmatch.reports.question import QuestionReport
from chainmatch.reports.screen import ScreenReport
from chainmatch.reports.wording import Language
from chainmatch.text.encoder import open_encoder
from chainmatch.text.english import EnglishTerms
from chainmatch.text.linear import LinearText
from chainmatch.text.slogans import Slogans

_GAP_PARKS = 5


@dataclass(frozen=True)
class Workbench:
    """One opened plan with registry, encoder and calibration; immutable, once a process."""

    plan: Plan
    registry: Registry
    matcher: Matcher

    @classmethod
    def open(
        cls,
        encoder: str | None = None,
        calibration: Path | None = None,
        plan: Plan | None = None,
        rules: Path | None = None,
    ) -> "Workbench":
        """Open the shipped data, or another plan with them, with the bundled or a named encoder.

        `rules` is the user's own file of rules; by default the one that own_rules() finds.
        """
        reference = open_reference(encoder, plan=plan)
        matcher = Matcher(
            reference,
            Calibration.from_json(calibration or model_path("calibration.json")),
            *open_rules(rules),
        )
        return cls(reference.plan, reference.registry, matcher)

    @property
    def graph(self) -> ChainGraph:
        """The plan as a graph."""
        return self.matcher.reference.graph

    @cached_property
    def coverage(self) -> Coverage:
        """What each park lists and holds."""
        known = list(assignments(self.plan, self.graph, self.registry))
        return Coverage(known, bridges(self.plan, self.relations, known))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The supply relations between links."""
        return load_relations(data_file("relations.json"), self.plan)

    @cached_property
    def assigned(self) -> tuple[Assignment, ...]:
        """What plan and enterprises say of parks and links, and what the matcher expects."""
        known = assignments(self.plan, self.graph, self.registry)
        return (*known, *inferred(self.matcher), *named_by_plan(self.matcher))

    @cached_property
    def region(self) -> Region:
        """What gaps are found in: cells of all three origins, relations, the plan's words."""
        given = (self.relations, self.assigned, barred(self.matcher))
        return build_region(self.plan, self.graph, *given)

    def report(self, language: Language) -> LeadReport:
        """Return the wording of matches in one language."""
        return LeadReport(self.plan, self._titles(), language, self.matcher.calibration.bands)

    def match(self, company: Company) -> Match:
        """Match one lead and name the gaps that it would close in the best parks."""
        match = self.matcher.match(company)
        links = {link.id: link.confidence for link in match.links}
        parks = {p.id: p.confidence for p in match.parks[:_GAP_PARKS] if not p.vetoed}
        gaps = self.coverage.fills(links, parks)
        return replace(match, gaps=tuple(GapFill(g.link, g.park, g.kind, g.priority) for g in gaps))

    def contrast(
        self, company: Company, park: str | None = None, link: str | None = None
    ) -> Contrast:
        """Contrast a link or a park (by default the first one) with the best other one."""
        if link is not None:
            return contrast_link(self.matcher, company, link)
        best = self.matcher.match(company).parks[0].id if park is None else park
        return contrast_park(self.matcher, company, best)

    def question(self, company: Company) -> Question | None:
        """Return the one question whose answer would change the match most, or None."""
        return question(self.matcher, company)

    def contrast_report(self, language: Language) -> ContrastReport:
        """Return the wording of contrasts in one language."""
        return ContrastReport(self.plan, self._titles(), language)

    def question_report(self, language: Language) -> QuestionReport:
        """Return the wording of questions in one language."""
        return QuestionReport(self.plan, self.matcher.reference.class_names, language)

    def ground(self, language: Language) -> Ground:
        """Return what the documents of a review meeting are written with."""
        gaps = GapReport(self.plan, self.registry, self.relations, language)
        rules = self.matcher.admission.rules
        return Ground(
            screen=ScreenReport(self.report(language), rules, self.graph),
            questions=self.question_report(language),
            fill=self.fill_report(language),
            chain=Chain(self.graph, self.registry, self.relations),
            registry=self.registry,
            rules=rules,
            complete=gaps.completeness(completeness(self.plan, self.registry)),
        )

    def fill_report(self, language: Language) -> FillReport:
        """Return the wording of profiles and candidates in one language."""
        names = self.matcher.reference.class_names
        return FillReport(self.plan, names, self._titles(), language)

    def _titles(self) -> dict[str, str]:
        return {rule.id: rule.title for rule in self.matcher.admission.rules}

    def match_row(self, row: Mapping[str, Any]) -> Match:
        """Match one row; a row that cannot be a lead gives an `invalid` match with the reason."""
        try:
            return self.match(Company.from_row(row))
        except InputError as error:
            return self.invalid(str(row.get("id") or ""), str(error))

    def invalid(self, id: str, message: str) -> Match:
        """Return the answer for a lead that cannot be read."""
        encoder = self.matcher.reference.encoder.name
        return Match(id, "invalid", message, plan=self.plan.digest, encoder=encoder)

    def match_rows(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Match]:
        """Match rows in order."""
        return (self.match_row(row) for row in rows)


def open_reference(
    encoder: str | None = None, models: Models | None = None, plan: Plan | None = None
) -> Reference:
    """Open what leads are compared with, without weights; what is given replaces the shipped."""
    outside = read_json(data_file("outside.json"))["examples"]
    plan = plan or load_plan(home() / "data")
    focus = read_focus(data_file("park_focus.json"), {park.id for park in plan.parks})
    return Reference(
        plan,
        Registry.from_json(data_file("enterprises.json")).with_focus(focus),
        open_encoder(encoder),
        industry_classes(),
        [example["text"] for example in outside],
        models or open_models(),
    )


def open_rules(own: Path | None = None) -> tuple[Admission, LeadTerms]:
    """Open the admission rules and the words by which facts are found in a lead."""
    return open_admission(own), LeadTerms.from_json(data_file("lead_terms.json"))


def open_admission(own: Path | None = None) -> Admission:
    """Open the shipped rules with the user's `own` laid over them, by default own_rules()."""
    overlay = own or own_rules()
    return Admission.from_json(data_file("rules.json"), data_file("park_facts.json"), overlay)


def open_models() -> Models:
    """Open the trained models that ship with the project."""
    return Models(
        links=LinearText.from_file(model_path("links.npz")),
        slogans=open_slogans(),
        classes=ClassModel.from_file(model_path("classes.npz")),
        class_links=read_json(model_path("class_links.json")),
        vague=LinearText.from_file(model_path("vague.npz")),
        english=EnglishTerms.from_tsv(data_file("english_terms.tsv")),
    )


def open_slogans() -> Slogans:
    """Open what tells praise from products."""
    return Slogans.from_files(model_path("slogans.npz"), data_file("slogans.json"))


def industry_classes() -> list[IndustryClass]:
    """Open the classes of GB/T 4754 with their trade words and the names of their divisions."""
    rows = read_json(data_file("gbt4754.json"))["classes"]
    words = read_json(data_file("class_synonyms.json"))["classes"]
    division = {row["code"]: row["name"] for row in rows if row["level"] == 2}
    return [
        IndustryClass(code, row["name"], "、".join(words.get(code, ())), division[code[:2]])
        for row in rows
        if row["level"] == 4 and (code := row["code"])
    ]
