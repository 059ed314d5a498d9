"""One page a chain (招商图谱): an industry's links in order, who does them, where, what is missing.

The same content is a Word page and a picture; signs stand beside words, so grey paper is enough.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmatch.gaps.region import RegionGap
from chainmatch.plan.graph import Tie
from chainmatch.plan.schema import Industry
from chainmatch.reports.chain import Chain, Neighbour
from chainmatch.reports.paper import Block, Heading, Paper, Paragraph, Section, Table, day
from chainmatch.reports.wording import Language, word

SIGNS: Mapping[str, str] = {
    "unlisted": "▲",
    "planned_not_filled": "■",
    "thin": "□",
    "bridge": "●",
}
"""The sign of each kind of gap."""

_POINTS = 8.5  # body text of the Word page
# Names of a cell by the number of links: the page stays one page.
_MOST = ((3, 6), (5, 4), (99, 3))
_WIDTHS = (1.7, 2.6, 3.6, 3.0, 3.6, 2.6, 2.6)
_NEAR = 2  # neighbours that are named


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One link in words; `holders` is the number of known enterprises."""

    link: str
    products: str
    known: str
    listed: str
    gaps: tuple[str, ...]
    up: str
    down: str
    holders: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells beside the link, in the order of the columns."""
        return (self.products, self.known, self.listed, "\n".join(self.gaps), self.up, self.down)


@dataclass(frozen=True, slots=True)
class ChainSheet:
    """A whole page: title, what stands under it, heads of the columns, rows, the signs, a note."""

    title: str
    under: str
    header: tuple[str, ...]
    rows: tuple[ChainRow, ...]
    signs: str
    note: str
    language: Language


class ChainSheets:
    """Makes the page of any industry, in one language; `gaps` are those of the whole region."""

    def __init__(self, chain: Chain, gaps: Iterable[RegionGap], language: Language) -> None:
        self._chain, self._graph, self._language = chain, chain.graph, language
        self._gaps: dict[str, list[RegionGap]] = {}
        for gap in gaps:
            self._gaps.setdefault(gap.link, []).append(gap)

    def sheet(self, industry: str) -> ChainSheet:
        """Return the page of an industry; UnknownIdError where the plan has none of this id."""
        found = self._graph.industry(industry)
        most = next(names for rows, names in _MOST if len(found.directions) <= rows)
        heads = ("link", "products", "known", "listed", "gaps", "up", "down")
        signs = self._say("semicolon").join(
            f"{sign} {self._say(kind)}" for kind, sign in SIGNS.items()
        )
        return ChainSheet(
            title=self._say("chain.title").format(found.name),
            under=self._under(found),
            header=tuple(self._say(f"chain.{head}") for head in heads),
            rows=tuple(self._row(direction.id, most) for direction in found.directions),
            signs=signs,
            note=self._say("chain.note"),
            language=self._language,
        )

    def _under(self, industry: Industry) -> str:
        comma = self._say("comma")
        told = {
            "plan": industry.source.locator,
            "hosts": comma.join(host.text for host in industry.hosts),
            "partners": comma.join(
                dict.fromkeys(city for partner in industry.partners for city in partner.cities)
            ),
        }
        return self._say("semicolon").join(
            f"{self._say(f'chain.{key}')}{self._say('colon')}{text}"
            for key, text in told.items()
            if text
        )

    def _row(self, link: str, most: int) -> ChainRow:
        direction, known = self._graph.direction(link), self._chain.known(link)
        count = self._say("chain.count").format(len(known))
        names = self._listed([firm.name for firm in known], most)
        return ChainRow(
            link=self._chain.name(link),
            products=self._listed([product.name for product in direction.products], most),
            known=f"{count}{self._say('colon')}{names}" if known else self._say("chain.nobody"),
            listed=self._parks(self._chain.listing(link), most),
            gaps=tuple(self._told(link, most)),
            up=self._neighbours(self._chain.suppliers(link)),
            down=self._neighbours(self._chain.users(link)),
            holders=len(known),
        )

    def _parks(self, ties: Sequence[Tie], most: int) -> str:
        """Name the parks whose layout has the link, then those that have its whole industry."""
        lines = []
        for way in ("link", "industry"):
            names = [self._park(tie.park) for tie in ties if tie.way == f"park lists {way}"]
            if names:
                head = self._say(f"chain.lists.{way}")
                lines.append(f"{head}{self._say('colon')}{self._listed(names, most)}")
        return "\n".join(lines)

    def _told(self, link: str, most: int) -> Iterable[str]:
        gaps = self._gaps.get(link, [])
        for kind, sign in SIGNS.items():
            of_kind = [gap for gap in gaps if gap.kind == kind]
            if of_kind:
                names = [self._park(gap.park) for gap in of_kind if gap.park]
                where = f"{self._say('colon')}{self._listed(names, most)}" if names else ""
                yield f"{sign} {self._say(f'chain.{kind}')}{where}"

    def _neighbours(self, beside: Sequence[Neighbour]) -> str:
        """Name the strongest neighbours, with the number of enterprises known in each."""
        lines = [
            f"{self._chain.name(one.link)}{self._say('chain.of').format(len(one.known))}"
            for one in beside[:_NEAR]
        ]
        if len(beside) > _NEAR:
            lines[-1] += self._say("chain.more").format(len(beside) - _NEAR)
        return "\n".join(lines)

    def _park(self, park: str) -> str:
        return self._graph.park(park).name

    def _listed(self, names: Sequence[str], most: int) -> str:
        told = self._say("comma").join(names[:most])
        return told + (self._say("chain.more").format(len(names) - most) * (len(names) > most))

    def _say(self, key: str) -> str:
        return word(key, self._language)


def chain_paper(sheet: ChainSheet, on: dt.date) -> Paper:
    """Return the page as a paper: A4 landscape, one table."""
    rows = tuple((row.link, *row.cells) for row in sheet.rows)
    blocks: tuple[Block, ...] = (
        Heading(sheet.title),
        Paragraph(sheet.under, "note"),
        Table(sheet.header, rows, _WIDTHS),
        Paragraph(sheet.signs, "note"),
        Paragraph(sheet.note, "note"),
    )
    return Paper(
        sheet.title, on, sheet.language, (Section(blocks, landscape=True, points=_POINTS),)
    )


def dated(sheet: ChainSheet, on: dt.date) -> str:
    """Return the note of a picture: what its boxes mean, and the day, as it has no header."""
    return f"{word('chain.fills', sheet.language)}{sheet.note}{day(on, sheet.language)}"
