"""What a plan says, as frozen values: industries, directions, products, zones, parks, targets.

Ids follow the plan's own numbering: an industry is its box (`13`), a direction its box and item
(`13.4`), a product or technology that the item names adds its ordinal (`13.4.2`). Every fact has
a `Source`: where the document says it, or who assumed it.
"""

from dataclasses import dataclass
from typing import Literal

Basis = Literal["stated", "same_term", "curated"]
"""How a link between two facts is known: said by the text, one term in both, or judged."""

Group = Literal["traditional", "emerging", "future"]
SupportKind = Literal["laboratory", "consortium", "enterprise", "institute", "platform"]


@dataclass(frozen=True, slots=True)
class Document:
    """A place in an official document, e.g. 甘政办发〔2023〕88号 专栏13-4 or 四(二)1."""

    number: str
    place: str

    @property
    def locator(self) -> str:
        """The place as people write it."""
        return f"{self.number} {self.place}"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A statement that no document makes: who made it, why, and when (ISO date)."""

    who: str
    why: str
    when: str

    @property
    def locator(self) -> str:
        """The origin in words."""
        return f"{self.who} {self.when}: {self.why}"


Source = Document | Assumption


@dataclass(frozen=True, slots=True)
class Product:
    """A product or technology that an item names, as a clean noun phrase."""

    id: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Direction:
    """A chain link: one numbered item of an industry's box."""

    id: str
    name: str
    industry: str
    products: tuple[Product, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Host:
    """A park, zone or platform that an industry leans on (依托), as the text names it.

    `places` are park or zone ids; empty where the text names something that is neither.
    `basis` says how the name was resolved to them; `note` gives the reason where it was curated.
    """

    text: str
    places: tuple[str, ...]
    basis: Basis
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """A laboratory, consortium, firm, institute or platform that supports an industry."""

    name: str
    kind: SupportKind
    source: Source


@dataclass(frozen=True, slots=True)
class Partner:
    """Cities that an industry is developed with, and the target named for it."""

    cities: tuple[str, ...]
    target: str
    source: Source


@dataclass(frozen=True, slots=True)
class Focus:
    """A field that the running text of an industry names, with the directions that it covers."""

    text: str
    directions: tuple[str, ...]
    basis: Basis
    source: Source


@dataclass(frozen=True, slots=True)
class Target:
    """What an industry, zone or park is to become (打造 …, 形成 …, 建设 …), as a noun phrase."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Industry:
    """One industry of the "4+8+1" system."""

    id: str
    name: str
    group: Group
    directions: tuple[Direction, ...]
    focus: tuple[Focus, ...]
    hosts: tuple[Host, ...]
    supports: tuple[Support, ...]
    partners: tuple[Partner, ...]
    targets: tuple[Target, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class LayoutLink:
    """A tie from a layout entry to an industry, direction or product, and how it is known."""

    id: str
    kind: Literal["industry", "direction", "product"]
    basis: Basis
    note: str = ""


@dataclass(frozen=True, slots=True)
class LayoutEntry:
    """One thing that a park or zone is to hold, e.g. `2.1.1` 精细化工和专用化学品."""

    id: str
    text: str
    links: tuple[LayoutLink, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Park:
    """One park (分园) of a zone: what it is to hold, and what it is to become."""

    id: str
    zone: str
    name: str
    layout: tuple[LayoutEntry, ...]
    targets: tuple[Target, ...]
    source: Source
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """One of the zones; `layout` holds the industries of the running text."""

    id: str
    name: str
    parks: tuple[Park, ...]
    layout: tuple[LayoutEntry, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a target table for one area.

    `base_year` is 2021 where the table marks the value with an asterisk, else 2022.
    `binding` and `expected` are the 2027 values (约束值, 预期值) in `unit`.
    """

    table: str
    number: int
    name: str
    unit: str
    area: str
    base: float
    base_year: int
    binding: float
    expected: float
    source: Source


@dataclass(frozen=True, slots=True)
class Function:
    """One item of the functional layout (box 1): its motto and the terms that it names."""

    id: str
    name: str
    terms: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. `digest` is the sha256 of the canonical JSON of its files."""

    number: str
    title: str
    industries: tuple[Industry, ...]
    zones: tuple[Zone, ...]
    indicators: tuple[Indicator, ...]
    functions: tuple[Function, ...]
    digest: str = ""

    @property
    def directions(self) -> tuple[Direction, ...]:
        """All directions in the order of the plan."""
        return tuple(d for industry in self.industries for d in industry.directions)

    @property
    def parks(self) -> tuple[Park, ...]:
        """All parks in the order of the plan."""
        return tuple(park for zone in self.zones for park in zone.parks)
