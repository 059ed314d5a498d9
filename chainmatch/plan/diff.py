"""What moved between two plans: industries, links, products, parks, layouts, ties, targets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.schema import Direction, Indicator, Industry, Park, Plan

What = Literal["industry", "link", "product", "park", "layout", "tie", "indicator"]
How = Literal["added", "removed", "renamed", "alike", "changed"]
N = TypeVar("N", Industry, Direction, Park)

_ALIKE = 0.5  # share of two-character pieces from which two names are of the same thing
_TOLD = 0.5  # strength from which a tie says something of the park itself


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that differs: its id and name before and after, "" where it was not there.

    `alike` is a guess: neither id nor name stayed, but the names are alike. `place` is where the
    newer plan says it, or the older one for what is gone; `detail` holds what changed beside the
    name.
    """

    what: What
    how: How
    before_id: str
    after_id: str
    before: str
    after: str
    place: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ids of links and parks of the older plan by those of the newer one that mean the same."""

    links: dict[str, str]
    parks: dict[str, str]


def diff(old: Plan, new: Plan) -> tuple[Move, ...]:
    """Return every move, in the order of the plans; nothing for two equal plans."""
    links, parks = _paired(old.directions, new.directions), _paired(old.parks, new.parks)
    return (
        *_named("industry", old.industries, new.industries),
        *_named("link", old.directions, new.directions),
        *_products(links),
        *_named("park", old.parks, new.parks),
        *_layouts(parks),
        *_ties(old, new, Pairs(_ids(links), _ids(parks))),
        *_indicators(old.indicators, new.indicators),
    )


def pairs(old: Plan, new: Plan) -> Pairs:
    """Return which links and parks of the two plans mean the same."""
    return Pairs(_ids(_paired(old.directions, new.directions)), _ids(_paired(old.parks, new.parks)))


def likeness(one: str, other: str) -> float:
    """Return Dice's (1945) share of two-character pieces that two names have in common."""
    mine, theirs = _pieces(one), _pieces(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 0.0


def _pieces(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)} or {name}


def _paired(old: Sequence[N], new: Sequence[N]) -> list[tuple[N, N]]:
    """Pair things of two plans: same id and like name, then the same name, then the likest name.

    A thing is in one pair at most; pairs come in the order of the newer plan.
    """
    left, found = list(old), dict[str, tuple[N, N]]()
    for same in (_same_id, _same_name):
        for after in new:
            before = next((b for b in left if same(b, after)), None)
            if before is not None and after.id not in found:
                found[after.id] = (before, after)
                left.remove(before)
    for after in new:
        if after.id in found or not left:
            continue
        best = max(left, key=lambda b: likeness(b.name, after.name))
        if likeness(best.name, after.name) >= _ALIKE:
            found[after.id] = (best, after)
            left.remove(best)
    return [found[after.id] for after in new if after.id in found]


def _same_id(before: N, after: N) -> bool:
    """Tell whether one id means one thing: a like name, or for links half of the products."""
    if before.id != after.id:
        return False
    was, now = _products_of(before), _products_of(after)
    if was and 2 * len(was & now) >= max(len(was), len(now)):
        return True
    return likeness(before.name, after.name) >= _ALIKE


def _products_of(one: object) -> set[str]:
    return {product.name for product in one.products} if isinstance(one, Direction) else set()


def _same_name(before: N, after: N) -> bool:
    return before.name == after.name


def _ids(paired: Iterable[tuple[N, N]]) -> dict[str, str]:
    return {after.id: before.id for before, after in paired}


def _named(what: What, old: Sequence[N], new: Sequence[N]) -> Iterator[Move]:
    paired = _paired(old, new)
    kept = {before.id for before, _ in paired}
    origin = {after.id: before for before, after in paired}
    for after in new:
        place, before = after.source.locator, origin.get(after.id)
        if before is None:
            yield Move(what, "added", "", after.id, "", after.name, place)
        elif (before.id, before.name) != (after.id, after.name):
            ids, names = (before.id, after.id), (before.name, after.name)
            # Neither id nor name stayed: only the likeness of the names says that it is the same.
            guessed = before.id != after.id and before.name != after.name
            how: How = "alike" if guessed else "renamed"
            yield Move(what, how, *ids, *names, place)
    for before in old:
        if before.id not in kept:
            yield Move(what, "removed", before.id, "", before.name, "", before.source.locator)


def _products(links: Iterable[tuple[Direction, Direction]]) -> Iterator[Move]:
    for before, after in links:
        was, now = ({p.name: p for p in one.products} for one in (before, after))
        for name, product in now.items():
            if name not in was:
                yield Move("product", "added", "", product.id, "", name, product.source.locator)
        for name, product in was.items():
            if name not in now:
                yield Move("product", "removed", product.id, "", name, "", product.source.locator)


def _layouts(parks: Iterable[tuple[Park, Park]]) -> Iterator[Move]:
    for before, after in parks:
        was, now = ({e.text: e for e in one.layout} for one in (before, after))
        for text, entry in now.items():
            if text not in was:
                where = entry.source.locator
                yield Move("layout", "added", "", entry.id, "", text, where, after.name)
        for text, entry in was.items():
            if text not in now:
                where = entry.source.locator
                yield Move("layout", "removed", entry.id, "", text, "", where, after.name)


def _ties(old: Plan, new: Plan, paired: Pairs) -> Iterator[Move]:
    """Tell which links a park gains, loses, or is named for more or less strongly."""
    was, now = ChainGraph(old), ChainGraph(new)
    names = {d.id: d.name for d in new.directions}
    for park in new.parks:
        if park.id not in paired.parks:
            continue
        for link, name in names.items():
            before = (
                was.tie(paired.links[link], paired.parks[park.id]) if link in paired.links else None
            )
            after = now.tie(link, park.id)
            one, other = (before.strength if before else 0.0), (after.strength if after else 0.0)
            # What a whole zone or one of several hosts says is no news of one park.
            if one == other or max(one, other) < _TOLD:
                continue
            how: How = "changed" if one and other else "added" if other else "removed"
            shown = after or before
            place = shown.locator if shown else ""
            detail = f"{park.name} {one:g} → {other:g}"
            ids = (paired.links.get(link, ""), link)
            yield Move("tie", how, *ids, name, name, place, detail)


def _indicators(old: Sequence[Indicator], new: Sequence[Indicator]) -> Iterator[Move]:
    was, now = ({f"{row.area} {row.name}": row for row in rows} for rows in (old, new))
    for name in dict.fromkeys([*now, *was]):
        before, after = was.get(name), now.get(name)
        if before and after and _values(before) == _values(after):
            continue
        row = after or before
        how: How = "changed" if before and after else "added" if after else "removed"
        place = row.source.locator if row else ""
        detail = f"{_values(before)} → {_values(after)}"
        shown = (name if before else "", name if after else "")
        yield Move("indicator", how, "", "", *shown, place, detail)


def _values(row: Indicator | None) -> str:
    return f"{row.binding:g}/{row.expected:g} {row.unit}" if row else "—"
