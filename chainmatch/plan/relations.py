"""Supply relations between chain links: what one link puts out and another needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from chainmatch.errors import PlanError
from chainmatch.paths import read_json
from chainmatch.plan.decode import decode
from chainmatch.plan.schema import Plan

Flow = Literal["material", "equipment", "energy", "service", "by-product"]
Status = Literal["plan_stated", "curated", "inferred"]

STRONGEST = 3
_CLASS_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Relation:
    """One supply relation: `up` puts out `what`, which `down` needs; ids of links or products.

    `strength` is 1 (occasional), 2 (usual) or 3 (the one cannot do without the other). The words
    and four-digit classes say by what a maker and a user are known. `support` is the place in the
    plan where `status` is plan_stated, else the process or classes that the judgement rests on.
    """

    id: str
    up: str
    down: str
    flow: Flow
    what: str
    up_gbt: tuple[str, ...]
    down_gbt: tuple[str, ...]
    up_words: tuple[str, ...]
    down_words: tuple[str, ...]
    status: Status
    strength: int
    reason: str
    support: str

    @property
    def up_link(self) -> str:
        """The direction of the supplier."""
        return link_of(self.up)

    @property
    def down_link(self) -> str:
        """The direction of the user."""
        return link_of(self.down)

    @property
    def share(self) -> float:
        """The strength in (0, 1]."""
        return self.strength / STRONGEST


def link_of(id: str) -> str:
    """Return the direction of a direction's or product's id: 13.4.2 is of 13.4."""
    return ".".join(id.split(".")[:2])


def load_relations(path: Path, plan: Plan) -> tuple[Relation, ...]:
    """Return the relations between links of the plan; PlanError with every fault and its place.

    Relations are judged for one plan, which the file names by its number: another plan has none.
    Those whose ends an edited copy of the plan no longer has are left out.
    """
    document: Any = read_json(path)
    faults: list[str] = []
    named = document if isinstance(document, Mapping) else {}
    rows = named.get("relations")
    made = decode(tuple[Relation, ...], rows, f"{path.name}#/relations", faults)
    if made is None:
        raise PlanError(faults)
    if named.get("plan") != plan.number:
        return ()
    known = known_ends(plan)
    kept = tuple(one for one in made if {one.up, one.down} <= known)
    faults += [f"{path.name}#/{fault}" for fault in relation_faults(kept, plan)]
    if faults:
        raise PlanError(faults)
    return kept


@dataclass(frozen=True, slots=True)
class Loop:
    """A circle of materials that someone has looked at and found true, and why."""

    links: tuple[str, ...]
    why: str


def load_loops(path: Path) -> tuple[Loop, ...]:
    """Return the circles that are known to be true ones; PlanError with every fault."""
    faults: list[str] = []
    loops = decode(tuple[Loop, ...], read_json(path).get("loops"), f"{path.name}#/loops", faults)
    if loops is None or faults:
        raise PlanError(faults)
    return loops


def known_ends(plan: Plan) -> set[str]:
    """Return the ids that a relation may join: of directions and of products."""
    return {d.id for d in plan.directions} | {p.id for d in plan.directions for p in d.products}


def relation_faults(relations: Iterable[Relation], plan: Plan) -> list[str]:
    """Return every contradiction that can be told without judgement, each with the relation's id.

    Unknown ids, self-supply, one flow stated twice or in both directions, strengths and classes
    out of form, and a plan_stated relation without a place in the plan.
    """
    known = known_ends(plan)
    seen: dict[str, str] = {}
    flows: dict[tuple[str, str, str], str] = {}
    faults = []
    for one in relations:
        faults += [f"{one.id}: {fault}" for fault in _form_faults(one, known)]
        if one.id in seen:
            faults.append(f"{one.id}: stands twice; ids are unique")
        seen[one.id] = one.id
        same, back = (one.up, one.down, one.what), (one.down, one.up, one.what)
        if same in flows:
            faults.append(f"{one.id}: {one.what} from {one.up} to {one.down} is {flows[same]}")
        if back in flows:
            faults.append(f"{one.id}: {one.what} flows back by {flows[back]}; one way is allowed")
        flows[same] = one.id
    return faults


def _form_faults(one: Relation, known: set[str]) -> Iterator[str]:
    for end in (one.up, one.down):
        if end not in known:
            yield f"{end!r} is not in the plan; allowed: ids of directions and products"
    if one.up == one.down or (one.up_link == one.down_link and one.up_link in {one.up, one.down}):
        yield f"{one.up} supplies itself; allowed: another link, or two products of one link"
    if not 1 <= one.strength <= STRONGEST:
        yield f"strength {one.strength}; allowed: 1 to {STRONGEST}"
    for code in (*one.up_gbt, *one.down_gbt):
        if len(code) != _CLASS_DIGITS or not code.isdigit():
            yield f"class {code!r}; allowed: {_CLASS_DIGITS} digits of GB/T 4754"
    if not (one.what and one.reason and one.support):
        yield "what flows, the reason and the support must be said"


def orphans(relations: Iterable[Relation], plan: Plan) -> list[str]:
    """Return the directions that no relation touches, in the order of the plan."""
    touched = {link for one in relations for link in (one.up_link, one.down_link)}
    return [d.id for d in plan.directions if d.id not in touched]


def circles(relations: Iterable[Relation]) -> list[list[str]]:
    """Return the groups of links that feed each other with material, each sorted.

    A circle of materials is either a true loop (scrap comes back) or a wrong direction: someone
    must look. By-products, equipment, energy and services may run against the material.
    """
    import graphlib

    edges: dict[str, set[str]] = {}
    for one in relations:
        if one.flow == "material" and one.up_link != one.down_link:
            edges.setdefault(one.down_link, set()).add(one.up_link)
    found: list[list[str]] = []
    while True:
        try:
            graphlib.TopologicalSorter(edges).prepare()
        except graphlib.CycleError as error:
            circle = list(error.args[1])
            found.append(sorted(set(circle)))
            # `prepare` names a circle as predecessor before node: the first step is taken out.
            edges[circle[1]].discard(circle[0])
        else:
            return found
