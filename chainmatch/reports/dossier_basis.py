"""The last part of the report on a lead: what it rests on, its sources, what is inferred."""

import re
from collections.abc import Iterator, Mapping, Sequence

from chainmatch.reports.dossier_case import Case, Ground
from chainmatch.reports.paper import Block, Paragraph, Table, day, texts

Source = tuple[str, str, str, str]
"""Mark, what it says, where, how sure."""

# Marks as reports write them: [ba092, 推断/可信度中], [HC-01], [r012].
_MARK = re.compile(r"\[([A-Za-z]+-?\d+)(?=[\],])")


class Basis:
    """What one report rests on; its sources are those that the blocks before it cite."""

    def __init__(self, case: Case, ground: Ground, cited: Sequence[Block]) -> None:
        self._case, self._ground = case, ground
        self._texts = texts(cited)
        self._say = ground.word

    def blocks(self) -> tuple[Block, ...]:
        """Return plan, encoder and list, sources, what is inferred, history, and the last word."""
        ground, inferred = self._ground, ("rank", "gaps", "words")
        complete = ground.complete
        found: list[Block] = [
            Paragraph(self._say("basis.what"), "caption"),
            Table(self._heads("item", "value"), tuple(self._rests()), (1.0, 4.0)),
            Paragraph(self._say("basis.complete")),
            Table(complete.header, tuple(_row(row) for row in complete.rows), (2.0, 1.0, 1.0, 1.6)),
            Paragraph(self._say("basis.sources"), "caption"),
            Table(
                self._heads("mark", "says", "where", "sure"),
                tuple(self._sources()),
                (1.3, 3.6, 4.4, 1.7),
                small=True,
            ),
            Paragraph(self._say("basis.inferred"), "caption"),
            *(Paragraph(self._say(f"basis.inferred.{key}"), "item") for key in inferred),
        ]
        if self._case.beside.history:
            found.append(Paragraph(self._say("basis.history"), "caption"))
            found += [Paragraph(line, "item") for line in self._case.beside.history if line.strip()]
        return (*found, Paragraph(self._say("basis.close")))

    def _rests(self) -> Iterator[tuple[str, str]]:
        plan, registry, match = (
            self._ground.chain.graph.plan,
            self._ground.registry,
            self._case.match,
        )
        held = self._say("basis.registry.value")
        lead = self._say("basis.lead.value")
        values = {
            "lead": lead.format(
                id=match.id or self._say("unsaid"), count=len(self._case.company.text)
            ),
            "plan": self._say("basis.plan.value").format(plan.title, plan.number),
            "digest": match.plan,
            "encoder": match.encoder,
            "registry": held.format(count=len(registry.enterprises), digest=registry.digest),
            "on": day(self._case.on, self._ground.language),
        }
        for key, value in values.items():
            yield self._say(f"basis.{key}"), value

    def _sources(self) -> Iterator[Source]:
        shown = "\n".join(self._texts)
        yield from self._of_plan(shown)
        known = self._known()
        for mark in dict.fromkeys(_MARK.findall(shown)):
            if mark in known:
                yield known[mark]

    def _of_plan(self, shown: str) -> Iterator[Source]:
        """Yield the places of the plan that the links and the reasons shown rest on."""
        graph, match = self._ground.chain.graph, self._case.match
        links = match.links if match.status == "matched" else match.links[:1]
        facts = [
            f"{link.id} {link.name} ({graph.direction(link.id).source.locator}, stated)"
            for link in links
            if f"{link.id} {link.name}" in shown
        ]
        chosen = (*(p.reasons for p in self._case.open_parks), *(link.reasons for link in links))
        plain = self._ground.screen.report.plain
        facts += [
            fact
            for reasons in chosen
            for reason in reasons
            for fact in reason.evidence
            if f" ({graph.plan.number} " in fact and plain(fact) in shown
        ]
        for fact in dict.fromkeys(facts):
            text, rest = fact.split(f" ({graph.plan.number} ", maxsplit=1)
            place, _, basis = rest.removesuffix(")").partition(", ")
            sure = self._say(basis or "stated")
            yield place, text, f"{graph.plan.number} {place}", sure

    def _known(self) -> Mapping[str, Source]:
        """Return every enterprise, report, relation and rule as a source by its mark."""
        say, comma = self._say, self._say("comma")
        found: dict[str, Source] = {}
        for firm in self._ground.registry.enterprises:
            sure = comma.join((say(firm.label_basis), say(firm.confidence)))
            found[firm.id] = (firm.id, firm.name, firm.source or say("basis.unrecorded"), sure)
        for focus in self._ground.registry.focus:
            sure = comma.join((say(focus.status), say(focus.confidence)))
            found[focus.id] = (focus.id, comma.join(focus.terms), focus.source, sure)
        for one in self._ground.chain.relations:
            what = f"{one.up_link} → {one.down_link}{say('colon')}{one.what}"
            where = f"{one.reason}{say('semicolon')}{one.support}"
            found[one.id] = (one.id, what, where, say(f"relation.{one.status}"))
        for rule in self._ground.rules:
            sure = say("basis.verified" if rule.verified else "basis.not_verified")
            found[rule.id] = (rule.id, rule.title, rule.source, sure)
        return found

    def _heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self._say(f"basis.{key}") for key in keys)


def _row(row: Sequence[object]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in row)
