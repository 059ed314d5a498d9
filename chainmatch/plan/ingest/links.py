"""Terms of parks and industries -> the industries, directions and products that they name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chainmatch.plan.ingest import words
from chainmatch.plan.ingest.curation import Curation, Ledger, LinkFix
from chainmatch.plan.schema import Direction, Industry, LayoutEntry, LayoutLink, Zone

Level = Literal["industry", "direction", "product"]
SHORTEST = 3  # letters; a shorter term is in too many names
_LEVELS: tuple[Level, ...] = ("industry", "direction", "product")
_TAIL = re.compile(r"(?<=..)(?:技术|产业|产业集群)$")


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the chain in plain form, and the id that it stands for."""

    id: str
    kind: Level
    plain: str
    stated: bool  # the name itself, not a field of the industry's running text


def level_of(chain_id: str) -> Level:
    """Return what an id of the chain is: 13, 13.4 or 13.4.2."""
    return _LEVELS[chain_id.count(".")]


def plain(name: str) -> str:
    """Return a name without brackets, 的 and the words 技术 and 产业 at its end."""
    return _TAIL.sub("", re.sub(r"（[^）]*）|的", "", name))


def terms(industries: Sequence[Industry]) -> list[Term]:
    """Return the terms of the chain: names, and the fields of the running text for its industry."""
    done: list[Term] = []
    for industry in industries:
        done.append(Term(industry.id, "industry", plain(industry.name), stated=True))
        done += [Term(industry.id, "industry", plain(f.text), stated=False) for f in industry.focus]
        for direction in industry.directions:
            done.append(Term(direction.id, "direction", plain(direction.name), stated=True))
            done += [
                Term(product.id, "product", plain(product.name), stated=True)
                for product in direction.products
            ]
    return done


def curated_ids(industries: Sequence[Industry]) -> dict[str, str]:
    """Return the ids of the chain by what a curated entry calls them: 13, 13.4, 13.4:name."""
    done = {industry.id: industry.id for industry in industries}
    for industry in industries:
        for direction in industry.directions:
            done[direction.id] = direction.id
            done |= {f"{direction.id}:{p.name}": p.id for p in direction.products}
    return done


class Linker:
    """Links layout entries to the chain; people's entries are added to what the terms say."""

    def __init__(self, industries: Sequence[Industry], curation: Curation) -> None:
        self._terms = terms(industries)
        self._ids = curated_ids(industries)
        self._fixes = {(fix.entry, fix.text): fix for fix in curation.layout}
        self.ledger = Ledger.of("layout", self._fixes)
        self.faults: list[str] = []

    def linked(self, zone: Zone) -> Zone:
        """Return the zone with all its entries linked."""
        parks = tuple(
            replace(park, layout=tuple(map(self._entry, park.layout))) for park in zone.parks
        )
        return replace(zone, parks=parks, layout=tuple(map(self._entry, zone.layout)))

    def _entry(self, entry: LayoutEntry) -> LayoutEntry:
        found = {link.id: link for link in same_terms(entry.text, self._terms)}
        fix = self._fixes.get((entry.id, entry.text))
        if fix:
            self.ledger.used(entry.id, entry.text)
            for chain_id in self._resolved(fix):
                link = LayoutLink(chain_id, level_of(chain_id), "curated", fix.reason)
                found.setdefault(chain_id, link)
        return replace(entry, links=tuple(sorted(found.values(), key=_order)))

    def _resolved(self, fix: LinkFix) -> list[str]:
        """Return the ids of an entry's links; a product is given as 13.3:name, never by ordinal."""
        done = []
        for link in fix.links:
            if link in self._ids:
                done.append(self._ids[link])
            else:
                self.faults.append(
                    f"{fix.entry}: curated link {link!r} is unknown; "
                    f"allowed: 13, 13.4 or 13.4:name of a product"
                )
        return done


def _order(link: LayoutLink) -> tuple[int, ...]:
    return tuple(int(part) for part in link.id.split("."))


def same_terms(text: str, known: Sequence[Term]) -> list[LayoutLink]:
    """Return what an entry names: whole names first, else names that end alike.

    A Chinese noun phrase ends with its head, so that 稀土新材料 is a kind of 新材料 but
    精细化工装备 is no kind of 精细化工: only ends are compared, never beginnings.
    """
    done: list[LayoutLink] = []
    whole = plain(text)
    for part in [whole] if _exact(whole, known) else parts(text):
        exact = _exact(part, known)
        done += _links(exact or _nearest(part, known), whole=bool(exact))
    return done


def parts(text: str) -> list[str]:
    """Return the things that one entry joins, in plain form: 精细化工和专用化学品 is two."""
    pieces = [plain(piece) for piece in words.CONJUNCTION.split(text)]
    whole = plain(text)
    return [whole] if any(len(piece) < SHORTEST for piece in pieces) else pieces


def _exact(part: str, known: Sequence[Term]) -> list[Term]:
    """Return the terms that `part` is; a field gives way to the direction of the same name."""
    exact = [term for term in known if term.plain == part]
    below = {term.id.split(".")[0] for term in exact if term.kind != "industry"}
    return [term for term in exact if term.stated or term.id not in below]


def _nearest(part: str, known: Sequence[Term]) -> list[Term]:
    """Return the terms of the highest level that end with `part` or that it ends with."""
    if len(part) < SHORTEST:
        return []
    named = [
        term
        for term in known
        if term.stated and (term.kind == "industry" or not (_generic(term.plain) or _generic(part)))
    ]
    hits = [term for term in named if _ends_alike(part, term.plain)]
    for level in _LEVELS:
        at_level = [term for term in hits if term.kind == level]
        if at_level:
            longest = max(min(len(term.plain), len(part)) for term in at_level)
            return [term for term in at_level if min(len(term.plain), len(part)) == longest]
    return []


def _generic(name: str) -> bool:
    return words.GENERIC.match(name) is not None


def _ends_alike(part: str, name: str) -> bool:
    return len(name) >= SHORTEST and (part.endswith(name) or name.endswith(part))


def _links(found: Iterable[Term], *, whole: bool) -> Iterator[LayoutLink]:
    for term in found:
        stated = whole and term.kind == "industry" and term.stated
        yield LayoutLink(term.id, term.kind, "stated" if stated else "same_term")


def directions_for(text: str, directions: Sequence[Direction]) -> tuple[tuple[str, ...], bool]:
    """Return the directions of one industry that a field covers, and whether it is their name."""
    part = plain(text)
    exact = tuple(d.id for d in directions if plain(d.name) == part)
    if exact:
        return exact, True
    named = tuple(d.id for d in directions if any(plain(p.name) == part for p in d.products))
    alike = tuple(d.id for d in directions if _ends_alike(part, plain(d.name)))
    usable = len(part) >= SHORTEST and not _generic(part)
    return (named or alike) if usable else (), False
