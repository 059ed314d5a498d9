"""The two JSON files of a plan -> Plan, strictly."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chainmatch.digest import digest
from chainmatch.errors import PlanError
from chainmatch.plan.decode import decode, fault
from chainmatch.plan.schema import Direction, Function, Indicator, Industry, Park, Plan, Zone

CHAIN_FILE = "industry_chain.json"
PARKS_FILE = "parks.json"


@dataclass(frozen=True, slots=True)
class ChainFile:
    """What industry_chain.json holds."""

    number: str
    title: str
    industries: tuple[Industry, ...]


@dataclass(frozen=True, slots=True)
class ParksFile:
    """What parks.json holds."""

    number: str
    zones: tuple[Zone, ...]
    indicators: tuple[Indicator, ...]
    functions: tuple[Function, ...]


def load_plan(folder: Path) -> Plan:
    """Return the plan in `folder`, with its digest.

    Raises PlanError with every fault as `file#/json/pointer: 'value' is …; allowed: …`.
    """
    faults: list[str] = []
    documents = {name: _read(folder / name, faults) for name in (CHAIN_FILE, PARKS_FILE)}
    if faults:
        raise PlanError(faults)
    chain = decode(ChainFile, documents[CHAIN_FILE], f"{CHAIN_FILE}#", faults)
    parks = decode(ParksFile, documents[PARKS_FILE], f"{PARKS_FILE}#", faults)
    if chain is None or parks is None:
        raise PlanError(faults)
    plan = Plan(
        number=chain.number,
        title=chain.title,
        industries=chain.industries,
        zones=parks.zones,
        indicators=parks.indicators,
        functions=parks.functions,
        digest=digest(documents),
    )
    faults += plan_faults(plan)
    if parks.number != chain.number:
        faults.append(fault(f"{PARKS_FILE}#/number", parks.number, "another plan", chain.number))
    if faults:
        raise PlanError(faults)
    return plan


def _read(path: Path, faults: list[str]) -> Any:  # noqa: ANN401  # any JSON value
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        faults.append(
            f"{path.name}#: {error}; allowed: a readable UTF-8 JSON file in {path.parent}"
        )
        return None


def plan_faults(plan: Plan) -> list[str]:
    """Return every breach of what ids promise: form, uniqueness, and that references lead on."""
    return [*_repeats(plan), *_chain_faults(plan), *_area_faults(plan)]


def _named(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield (pointer, id, name) of everything that has an id."""
    for i, industry in enumerate(plan.industries):
        at = f"{CHAIN_FILE}#/industries/{i}"
        yield at, industry.id, industry.name
        for j, direction in enumerate(industry.directions):
            yield f"{at}/directions/{j}", direction.id, direction.name
            for k, product in enumerate(direction.products):
                yield f"{at}/directions/{j}/products/{k}", product.id, product.name
    for at, area in _areas(plan):
        yield at, area.id, area.name
        for k, entry in enumerate(area.layout):
            yield f"{at}/layout/{k}", f"layout {entry.id}", entry.text
    for i, function in enumerate(plan.functions):
        yield f"{PARKS_FILE}#/functions/{i}", f"function {function.id}", function.name


def _areas(plan: Plan) -> Iterator[tuple[str, Zone | Park]]:
    """Yield (pointer, zone or park)."""
    for i, zone in enumerate(plan.zones):
        at = f"{PARKS_FILE}#/zones/{i}"
        yield at, zone
        for j, park in enumerate(zone.parks):
            yield f"{at}/parks/{j}", park


def _repeats(plan: Plan) -> Iterator[str]:
    seen: set[str] = set()
    for at, known_id, name in _named(plan):
        if known_id in seen:
            yield fault(f"{at}/id", known_id, "used twice", "an id of its own")
        if not name.strip():
            yield fault(f"{at}/name", name, "empty", "a name")
        seen.add(known_id)


def _chain_faults(plan: Plan) -> Iterator[str]:
    for i, industry in enumerate(plan.industries):
        at = f"{CHAIN_FILE}#/industries/{i}"
        if not industry.id.isdigit():
            yield fault(f"{at}/id", industry.id, "no box number", "digits such as 13")
        for j, direction in enumerate(industry.directions):
            yield from _direction_faults(direction, industry.id, f"{at}/directions/{j}")
        known = {direction.id for direction in industry.directions}
        for j, focus in enumerate(industry.focus):
            yield from _unknown(
                focus.directions, known, f"{at}/focus/{j}/directions", "a direction"
            )
        places = {zone.id for zone in plan.zones} | {park.id for park in plan.parks}
        for j, host in enumerate(industry.hosts):
            yield from _unknown(host.places, places, f"{at}/hosts/{j}/places", "a zone or park id")


def _direction_faults(direction: Direction, industry: str, at: str) -> Iterator[str]:
    if direction.industry != industry:
        yield fault(f"{at}/industry", direction.industry, "another industry", industry)
    item = direction.id.removeprefix(f"{industry}.")
    if item == direction.id or not item.isdigit():
        yield fault(f"{at}/id", direction.id, "no item of the industry", f"{industry}.1 and so on")
    if not direction.products:
        yield fault(f"{at}/products", [], "empty", "at least one product")
    names: set[str] = set()
    for k, product in enumerate(direction.products):
        wanted = f"{direction.id}.{k + 1}"
        if product.id != wanted:
            yield fault(f"{at}/products/{k}/id", product.id, "out of order", wanted)
        if product.name in names:
            yield fault(f"{at}/products/{k}/name", product.name, "used twice", "another name")
        names.add(product.name)


def _area_faults(plan: Plan) -> Iterator[str]:
    kinds = {known_id: known_id.count(".") for at, known_id, _ in _named(plan) if at[0] == "i"}
    for at, area in _areas(plan):
        yield from _link_faults(area, kinds, at)
    for i, zone in enumerate(plan.zones):
        for j, park in enumerate(zone.parks):
            if park.zone != zone.id:
                at = f"{PARKS_FILE}#/zones/{i}/parks/{j}/zone"
                yield fault(at, park.zone, "another zone", zone.id)


def _link_faults(area: Zone | Park, kinds: dict[str, int], at: str) -> Iterator[str]:
    levels = ("industry", "direction", "product")
    for i, entry in enumerate(area.layout):
        for j, link in enumerate(entry.links):
            pointer = f"{at}/layout/{i}/links/{j}"
            if link.id not in kinds:
                yield fault(f"{pointer}/id", link.id, "unknown", "an id of the chain")
            elif link.kind != levels[kinds[link.id]]:
                yield fault(f"{pointer}/kind", link.kind, "wrong", levels[kinds[link.id]])


def _unknown(ids: Iterable[str], known: set[str], at: str, allowed: str) -> Iterator[str]:
    for i, wanted in enumerate(ids):
        if wanted not in known:
            yield fault(f"{at}/{i}", wanted, "unknown", allowed)
