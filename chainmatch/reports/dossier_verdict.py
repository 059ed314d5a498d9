"""The second part of the report on a lead: chain, parks, place in the chain, admission, score."""

from collections.abc import Iterator, Sequence

from chainmatch.matching.result import GapFill, Judgement, LinkMatch, ParkMatch
from chainmatch.matching.rules import Rule
from chainmatch.registry.known import Enterprise
from chainmatch.reports.chain import Neighbour
from chainmatch.reports.dossier_case import Case, Ground, percent
from chainmatch.reports.lead import Reason
from chainmatch.reports.paper import Block, Paragraph, Table
from chainmatch.reports.wording import band

SHOWN = 3
"""Links, parks and names of each that are told of."""
_NEIGHBOURS = 5
_FACTS = 2  # facts of a reason, names of a neighbour
_LEAST = 0.05  # log-odds that are told of
_NUMBERS = "一二三四五六七八九"


class Verdict:
    """What is found on one case; the blocks are in the order of reading."""

    def __init__(self, case: Case, ground: Ground) -> None:
        self._case, self._match, self._ground = case, case.match, ground
        self._lead = ground.screen.report
        self._say = ground.word

    def blocks(self) -> tuple[Block, ...]:
        """Return every topic with its number; a lead that is not matched has its reason only."""
        if self._match.status != "matched":
            topics = [("dossier.chain", self._outside()), ("dossier.score", self._score())]
        else:
            topics = [
                ("dossier.chain", self._chain()),
                ("dossier.parks", self._parks()),
                ("dossier.position", self._position()),
                ("dossier.admission", self._admission()),
                ("dossier.score", self._score()),
                ("dossier.others", self._others()),
            ]
        found: list[Block] = []
        number = 0
        for key, told in topics:
            blocks = list(told)
            if blocks:
                found += [Paragraph(self._topic(number, key), "topic"), *blocks]
                number += 1
        return tuple(found)

    def _topic(self, number: int, key: str) -> str:
        sign = _NUMBERS[number] if self._ground.language == "zh" else str(number + 1)
        return self._say("dossier.topic").format(sign, self._say(key))

    def _outside(self) -> Iterator[Block]:
        vague = self._match.message == "vague"
        told = self._say("dossier.vague" if vague else "dossier.outside")
        yield Paragraph(told.format(share=percent(self._match.in_scope)))
        link = self._match.links[0]
        nearest = self._say("dossier.nearest")
        yield Paragraph(nearest.format(link=self._link(link), share=percent(link.confidence)))
        yield Paragraph(self._say("dossier.no_judgement"))

    def _chain(self) -> Iterator[Block]:
        first = self._match.links[0]
        shares = {industry.id: industry.confidence for industry in self._match.industries}
        fine = self._match.chain.level in {"link", "product"}
        sure = "dossier.chain.sure" if fine else "dossier.chain.unsure"
        yield Paragraph(
            self._say("dossier.chain.said").format(
                industry=self._industry(first),
                link=self._link(first),
                industry_share=percent(shares.get(first.industry, first.confidence)),
                share=percent(first.confidence),
                sure=self._say(sure),
            )
        )
        yield Paragraph(self._say("dossier.chain.likely"), "caption")
        heads = ("link", "dossier.industry", "confidence", "products", "dossier.why")
        rows = tuple(self._link_row(link) for link in self._match.links[:SHOWN])
        head = (*(self._say(key) for key in heads), self._say("dossier.plan_place"))
        yield Table(head, rows, (2.2, 1.6, 1.2, 2.3, 4.3, 1.6))
        if self._match.gbt:
            told = self._lead.classes(self._match.gbt[:SHOWN])
            yield Paragraph(self._say("dossier.gbt").format(classes=told))

    def _link_row(self, link: LinkMatch) -> tuple[str, ...]:
        row = self._lead.link(link)
        why = self._lines(
            Reason(self._say(r.signal), r.log_odds, tuple(map(self._lead.plain, r.evidence)), ())
            for r in sorted(link.reasons, key=lambda r: -r.log_odds)[:SHOWN]
        )
        share = percent(link.confidence)
        products = "".join(row.details)
        return (self._link(link), self._industry(link), share, products, why, row.state)

    def _parks(self) -> Iterator[Block]:
        parks = self._case.open_parks
        vetoed = [park for park in self._match.parks if park.vetoed]
        if not parks:
            yield Paragraph(self._say("dossier.parks.all_vetoed").format(count=len(vetoed)))
        else:
            yield Paragraph(self._first(parks))
            yield Paragraph(self._say("dossier.parks.first"), "caption")
            heads = ("rank", "park", "confidence", "dossier.for", "dossier.against")
            head = tuple(self._say(key) for key in heads)
            rows = tuple(self._park_row(i, park) for i, park in enumerate(parks[:SHOWN], 1))
            yield Table(head, rows, (0.6, 2.0, 1.3, 5.6, 3.8))
            yield Paragraph(self._say("dossier.log_odds"), "note")
        if vetoed:
            told = self._say("semicolon").join(self._refused(park) for park in vetoed)
            yield Paragraph(self._say("dossier.parks.vetoed").format(parks=told))

    def _first(self, parks: Sequence[ParkMatch]) -> str:
        first = parks[0]
        often = self._lead.frequency(first.confidence)
        return self._say("dossier.parks.said").format(
            count=len(parks),
            park=self._lead.park_name(first.id),
            share=percent(first.confidence),
            band=band(first.confidence, self._ground.language),
            often=self._say("dossier.parks.often").format(often=often) if often else "",
            place=self._place(parks),
        )

    def _place(self, parks: Sequence[ParkMatch]) -> str:
        place = self._match.place
        inside = [park for park in parks if park.zone == place.id]
        if place.level != "zone" or not inside:
            level = "park" if place.level == "park" else "none"
            return self._say(f"dossier.place.{level}")
        return self._say("dossier.place.zone").format(
            zone=self._ground.chain.graph.zone(inside[0].zone).name,
            share=percent(place.confidence),
            inside=self._lead.park_name(inside[0].id),
            inside_share=percent(inside[0].confidence),
        )

    def _park_row(self, rank: int, park: ParkMatch) -> tuple[str, ...]:
        reasons = self._lead.reasons(park)
        against = [r for r in reversed(reasons) if r.log_odds <= -_LEAST]
        told = [f"{r.name} {r.log_odds:+.1f}" for r in against]
        state = self._lead.eligibility(park)
        told += [state] if state != self._say("clear") else []
        return (
            str(rank),
            self._lead.park_name(park.id),
            percent(park.confidence),
            self._lines(r for r in reasons[:SHOWN] if r.log_odds >= _LEAST),
            "\n".join(told) or self._say("dossier.against.none"),
        )

    def _lines(self, reasons: Iterator[Reason]) -> str:
        comma, colon = self._say("comma"), self._say("colon")
        lines = []
        for reason in reasons:
            facts = comma.join((*reason.facts, *reason.words)[:_FACTS])
            told = f"{reason.name} {reason.log_odds:+.1f}"
            lines.append(f"{told}{colon}{facts}" if facts else told)
        return "\n".join(lines)

    def _refused(self, park: ParkMatch) -> str:
        failed = [j.rule for j in park.eligibility if j.verdict == "fail" and j.severity == "veto"]
        rules = self._say("comma").join(f"[{rule}]" for rule in failed)
        return f"{self._lead.park_name(park.id)}{rules}"

    def _position(self) -> Iterator[Block]:
        gaps = self._say("semicolon").join(self._gap(gap) for gap in self._match.gaps)
        if gaps:
            yield Paragraph(self._say("dossier.fills").format(gaps=gaps))
        else:
            yield Paragraph(self._say("dossier.fills.none"))
        yield from self._holders()
        chain, link = self._ground.chain, self._match.links[0].id
        sides = [("up", n) for n in chain.suppliers(link)[:_NEIGHBOURS]]
        sides += [("down", n) for n in chain.users(link)[:_NEIGHBOURS]]
        if not sides:
            yield Paragraph(self._say("dossier.neighbours.none"))
            return
        yield Paragraph(self._say("dossier.neighbours"), "caption")
        heads = ("dossier.side", "link", "dossier.flow", "dossier.status", "dossier.known")
        rows = tuple(self._neighbour(side, beside) for side, beside in sides)
        yield Table(tuple(self._say(key) for key in heads), rows, (1.1, 2.4, 2.4, 2.0, 5.2))

    def _gap(self, gap: GapFill) -> str:
        kind = self._say(gap.kind)
        told = self._say("comma").join(
            [*([self._lead.park_name(gap.park)] if gap.park else []), kind]
        )
        return f"{self._ground.chain.name(gap.link)}{self._say('dossier.named').format(told)}"

    def _holders(self) -> Iterator[Block]:
        parks = self._case.open_parks
        if not parks:
            return
        link = self._match.links[0]
        known = self._ground.chain.known(link.id)
        names = self._ground.listed([_marked(firm) for firm in known], SHOWN)
        told = self._say("dossier.holders").format(
            link=self._link(link),
            count=len(known),
            named=self._say("dossier.named").format(names) if names else "",
            park=self._lead.park_name(parks[0].id),
            here=sum(firm.park == parks[0].id for firm in known),
        )
        yield Paragraph(told)

    def _neighbour(self, side: str, beside: Neighbour) -> tuple[str, ...]:
        names = self._ground.listed([_marked(firm) for firm in beside.known], _FACTS)
        known = self._say("dossier.known.count").format(count=len(beside.known), names=names)
        relation = beside.relation
        return (
            self._say(f"dossier.{side}"),
            self._ground.chain.name(beside.link),
            relation.what,
            f"{self._say(f'relation.{relation.status}')}[{relation.id}]",
            known if beside.known else self._say("dossier.known.none"),
        )

    def _admission(self) -> Iterator[Block]:
        rules = {rule.id: rule for rule in self._ground.rules}
        alike: dict[tuple[Judgement, ...], list[str]] = {}
        for park in self._case.advised or self._match.parks[:1]:
            judged = tuple(j for j in park.eligibility if j.rule in rules)
            alike.setdefault(judged, []).append(self._lead.park_name(park.id))
        for judged, names in alike.items():
            said = "dossier.admission.said" if judged else "dossier.admission.none"
            yield Paragraph(self._say(said).format(park=self._say("comma").join(names)))
            if judged:
                heads = ("rule", "verdict", "missing", "rests", "clause")
                head = tuple(self._say(f"dossier.{key}") for key in heads)
                rows = tuple(self._judged(j, rules[j.rule]) for j in judged)
                yield Table(head, rows, (3.4, 1.4, 2.2, 1.7, 4.3))

    def _judged(self, judged: Judgement, rule: Rule) -> tuple[str, ...]:
        comma = self._say("comma")
        severity = self._say(f"severity.{judged.severity}")
        where = self._say("dossier.as_of").format(source=rule.source, as_of=rule.as_of)
        return (
            f"{rule.title}[{rule.id}]{self._say('dossier.named').format(severity)}",
            self._say(judged.verdict),
            comma.join(self._say(need) for need in judged.needs),
            comma.join(self._say(fact) for fact in judged.evidence),
            where + ("" if rule.verified else self._say("dossier.unverified")),
        )

    def _score(self) -> Iterator[Block]:
        score = self._case.beside.score
        if score:
            heads = ("criterion", "points", "most", "evidence")
            head = tuple(self._say(f"dossier.{key}") for key in heads)
            unscored = self._say("dossier.unscored")
            rows = tuple(
                (name, unscored if points is None else f"{points:g}", f"{most:g}", evidence)
                for name, points, most, evidence in score
            )
            yield Table(head, rows, (2.6, 1.0, 1.0, 5.0))
            given = [(points, most) for _, points, most, _ in score if points is not None]
            total = self._say("dossier.total").format(
                scored=len(given),
                points=f"{sum(points for points, _ in given):g}",
                most=f"{sum(most for _, most in given):g}",
                open=len(score) - len(given),
            )
            yield Paragraph(total)
        for text in self._case.beside.shortfalls:
            yield Paragraph(self._say("dossier.shortfall").format(text=text), "item")

    def _others(self) -> Iterator[Block]:
        parks, links = self._case.open_parks[:SHOWN], self._match.links[1:SHOWN]
        told = [self._other_park(parks[0], park) for park in parks[1:]]
        told += [
            self._say("dossier.other.link").format(
                link=self._link(link),
                industry=self._industry(link),
                share=percent(link.confidence),
            )
            for link in links
            if link.confidence >= _LEAST
        ]
        for line in told or [self._say("dossier.other.none")]:
            yield Paragraph(line, "item")

    def _other_park(self, first: ParkMatch, park: ParkMatch) -> str:
        ours = {reason.name: reason.log_odds for reason in self._lead.reasons(park)}
        less = {r.name: ours[r.name] - r.log_odds for r in self._lead.reasons(first)}
        name = min(less, key=lambda key: less[key])
        differs = self._say("dossier.other.differs").format(name=name, value=f"{less[name]:+.1f}")
        return self._say("dossier.other.park").format(
            park=self._lead.park_name(park.id),
            share=percent(park.confidence),
            less=round(100 * first.confidence) - round(100 * park.confidence),
            difference=differs if less[name] <= -_LEAST else self._say("dossier.other.alike"),
        )

    def _link(self, link: LinkMatch) -> str:
        return f"{link.id} {link.name}"

    def _industry(self, link: LinkMatch) -> str:
        return self._ground.chain.graph.industry(link.industry).name


def _marked(firm: Enterprise) -> str:
    """Return the name of a known enterprise with its mark in the list of sources."""
    return f"{firm.name}[{firm.id}]"
