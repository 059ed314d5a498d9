"""The command that tells what a change would do to the gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.planning import weights_of
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError, UnknownIdError
from chainmatch.matching.company import Company
from chainmatch.plan.relations import STRONGEST, Relation
from chainmatch.planning.barred import barred
from chainmatch.planning.whatif import (
    AddEnterprise,
    AddRelation,
    Change,
    RemoveEnterprise,
    RemoveRelation,
    SetListing,
    Setting,
    what_if,
)
from chainmatch.reports.gaps import GapReport
from chainmatch.reports.whatif import WhatIfReport
from chainmatch.reports.wording import Language, word
from chainmatch.workbench import Workbench

_NAMED = 12  # characters of a text that stand for an enterprise without a name


@dataclass(frozen=True, slots=True)
class Assumed:
    """The changes as the command line gave them, and how the answer is written."""

    add: Sequence[str]
    remove: Sequence[str]
    listed: Sequence[str]
    unlisted: Sequence[str]
    relate: Sequence[str]
    unrelate: Sequence[str]
    weights: Sequence[str]
    as_json: bool
    output: Path | None
    lang: str


def run_whatif(assumed: Assumed) -> None:
    """Print or write what the changes do together."""
    weights = weights_of(assumed.weights)
    checked_output(assumed.output)
    workbench = Workbench.open()
    language = cast("Language", assumed.lang)
    told = list(_changes(workbench, assumed, language))
    if not told:
        raise InputError("no change is given; see chainmatch whatif --help for --add, --remove …")
    changes, lines = [change for change, _ in told], [line for _, line in told]
    facts = (workbench.graph, workbench.assigned, workbench.relations)
    setting = Setting(*facts, barred(workbench.matcher))
    found = what_if(setting, changes, weights)
    report = WhatIfReport(
        GapReport(workbench.plan, workbench.registry, workbench.relations, language)
    )
    sheets, count = report.sheets(found), f"-{len(found.closed)} +{len(found.opened)}"
    document, said = report.document(lines, found), report.lines(lines, found)
    answer = Answer(document, sheets, sheets, said, count)
    deliver(answer, assumed.output, as_json=assumed.as_json)


def _changes(
    workbench: Workbench, assumed: Assumed, language: Language
) -> Iterator[tuple[Change, str]]:
    """Yield each change with the sentence that says what is assumed."""
    for given in assumed.add:
        yield _added(workbench, given, language)
    for given in assumed.remove:
        id, name = _known(workbench, given)
        yield RemoveEnterprise(id), word("whatif.remove", language).format(name=name)
    for listed, every in ((True, assumed.listed), (False, assumed.unlisted)):
        for given in every:
            park, link = _pair(given, "PARK:LINK")
            said = word("whatif.list" if listed else "whatif.unlist", language)
            line = said.format(park=_park(workbench, park), link=link, title=_link(workbench, link))
            yield SetListing(park, link, listed), line
    for given in assumed.relate:
        relation = _relation(given)
        ends = {end: _link(workbench, getattr(relation, f"{end}_link")) for end in ("up", "down")}
        said = word("whatif.relate", language)
        yield AddRelation(relation), said.format(**ends, strength=relation.strength)
    for id in assumed.unrelate:
        yield RemoveRelation(id), word("whatif.unrelate", language).format(id=id)


def _added(workbench: Workbench, given: str, language: Language) -> tuple[Change, str]:
    """Read PARK:TEXT or PARK:LINK:TEXT; without a link the likeliest one is assumed."""
    park, rest = _pair(given, "PARK:TEXT")
    link, _, text = rest.partition(":")
    name = (text or rest).strip()[:_NAMED]
    if link in {direction.id for direction in workbench.plan.directions}:
        line = word("whatif.add.given", language).format(
            name=name, park=_park(workbench, park), link=link, title=_link(workbench, link)
        )
        return AddEnterprise(name, park, {link: 1.0}), line
    match = workbench.match(Company.from_text(rest))
    if match.status != "matched":
        raise InputError(
            f"--add {rest[:40]!r} fits no link of the plan; name the link: PARK:LINK:TEXT"
        )
    best = match.links[0]
    links = {found.id: found.confidence for found in match.links} | {best.id: 1.0}
    line = word("whatif.add", language).format(
        name=name,
        park=_park(workbench, park),
        link=best.id,
        title=best.name,
        share=min(best.confidence, 0.99),  # no guess is sure
    )
    return AddEnterprise(name, park, links), line


def _known(workbench: Workbench, given: str) -> tuple[str, str]:
    known = workbench.registry.enterprises
    for enterprise in known:
        if given in {enterprise.id, enterprise.name}:
            return enterprise.id, enterprise.name
    raise UnknownIdError(f"--remove {given!r} is not a known enterprise; give its name or id")


def _relation(given: str) -> Relation:
    """Read UP:DOWN or UP:DOWN:STRENGTH."""
    up, rest = _pair(given, "UP:DOWN")
    down, _, strength = rest.partition(":")
    if strength not in {"", *(str(number) for number in range(1, STRONGEST + 1))}:
        raise InputError(f"--relate {given!r} has strength {strength!r}; allowed are 1, 2, 3")
    number = int(strength or 2)
    none: tuple[str, ...] = ()
    names = (none, none, none, none)
    return Relation(
        f"+{given}", up, down, "material", given, *names, "inferred", number, given, "what-if"
    )


def _pair(given: str, form: str) -> tuple[str, str]:
    first, _, second = given.replace("：", ":").partition(":")
    if not first.strip() or not second.strip():
        raise InputError(f"{given!r} is not of the form {form}")
    return first.strip(), second.strip()


def _park(workbench: Workbench, id: str) -> str:
    return workbench.graph.park(id).name


def _link(workbench: Workbench, id: str) -> str:
    return workbench.graph.direction(id).name
