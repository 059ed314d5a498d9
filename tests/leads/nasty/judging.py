"""The differences between what a file says and what an importer made of it."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nasty.truth import FIELDS, Expected, Lead, Place

SILENT = ("lost", "wrong", "invented", "unreported")  # nobody would have noticed
LOUD = ("needless",)  # reported, though it can be read: a nuisance, no loss


@dataclass(frozen=True, slots=True)
class Read:
    """A row as the importer read it: canonical names, other columns under their own.

    `raw` is the row as it stood, in whatever form the importer keeps it.
    """

    place: Place
    values: Mapping[str, object]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the importer said that it could not read: one field, or with None the whole row."""

    place: Place
    field: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class _Answer:
    rows: Mapping[Place, Read]
    reports: Mapping[tuple[Place, str | None], str]
    places: frozenset[Place] = field(default_factory=frozenset)


def judge(expected: Expected, rows: Sequence[Read], reports: Sequence[Report]) -> list[str]:
    """Return the differences, each as 'kind: place: what'; none means that all is right.

    Kinds are lost (neither read nor reported), wrong (read as something else), invented (read
    where nothing stands), unreported (should have been reported) and needless (reported though
    it is readable). The first four are SILENT. Reports about rows without a lead are welcome.
    """
    if expected.must_be_refused:
        return [f"wrong: the file should have been refused as {' or '.join(expected.refusals)}"]
    answer = _Answer(
        {row.place: row for row in rows},
        {(report.place, report.field): report.raw for report in reports},
        frozenset(report.place for report in reports),
    )
    twice = [place for place, times in Counter(row.place for row in rows).items() if times > 1]
    found = [f"invented: {place}: read more than once" for place in twice]
    for lead in expected.leads:
        found += _lead(lead, answer)
    found += _unreadable(expected, answer)
    return found + list(_elsewhere(expected, answer))


def judge_refusal(expected: Expected, reason: str) -> list[str]:
    """Return the differences when the importer refused the whole file for `reason`."""
    if reason in expected.refusals:
        return []
    allowed = " or ".join(expected.refusals)
    if allowed:
        return [f"wrong: refused as {reason}; it should be {allowed}"]
    return [f"needless: refused as {reason}; it can be read"]


def _lead(lead: Lead, answer: _Answer) -> Iterator[str]:
    row = answer.rows.get(lead.place)
    if row is None:
        if lead.place in answer.places:
            yield f"needless: {lead.place}: reported, not read"
        else:
            yield f"lost: {lead.place}: neither read nor reported"
        return
    for name in FIELDS:
        if name not in lead.free:
            yield from _cell(lead, name, row, answer)
    said = _compact(" ".join([*map(_words, row.values.values()), row.raw]))
    said += _compact(" ".join(raw for at, raw in answer.reports.items() if at[0] == lead.place))
    for piece in lead.kept:
        if _compact(piece) not in said:
            yield f"lost: {lead.place}: {piece!r} is nowhere to be found"


def _cell(lead: Lead, name: str, row: Read, answer: _Answer) -> Iterator[str]:
    raw = answer.reports.get((lead.place, name))
    at = f"{lead.place} {name}"
    if name in lead.reported and not (name in lead.may and name in row.values):
        yield from _must_be_reported(lead.reported[name], name, row, raw, at)
    elif name in row.values:
        yield from _must_be_right(lead, name, row.values[name], at)
    elif name in lead.values:
        yield f"needless: {at}: reported" if raw is not None else f"lost: {at}"
    elif raw is not None and name not in lead.may:
        yield f"needless: {at}: reported, and nothing stands there"


def _must_be_reported(
    fragment: str, name: str, row: Read, raw: str | None, at: str
) -> Iterator[str]:
    if name in row.values:
        yield f"wrong: {at}: {row.values[name]!r} was read; it should have been reported"
    elif raw is None:
        yield f"unreported: {at}: {fragment!r}"
    elif _compact(fragment) not in _compact(raw):
        yield f"lost: {at}: reported without the raw {fragment!r}"


def _must_be_right(lead: Lead, name: str, value: object, at: str) -> Iterator[str]:
    right = lead.values.get(name, lead.may.get(name))
    if right is None and name == "name":  # a project may give its name to a row without another
        right = lead.values.get("project")
    if right is None:
        yield f"invented: {at}: {value!r}"
    elif not same(value, right):
        yield f"wrong: {at}: {value!r}; it says {right!r}"


def _unreadable(expected: Expected, answer: _Answer) -> Iterator[str]:
    for place, fragment in expected.unreadable.items():
        raws = [raw for at, raw in answer.reports.items() if at[0] == place]
        if place in answer.rows:
            yield f"wrong: {place}: read; it should have been reported"
        elif not raws:
            yield f"lost: {place}: neither read nor reported"
        elif _compact(fragment) not in _compact(" ".join(raws)):
            yield f"lost: {place}: reported without the raw {fragment!r}"


def _elsewhere(expected: Expected, answer: _Answer) -> Iterator[str]:
    known = {lead.place for lead in expected.leads} | expected.unreadable.keys()
    for place in answer.rows.keys() - known:
        what = "is no lead" if place in expected.passed_over else "is empty"
        yield f"invented: {place}: read, and {what}"
    for place in sorted(answer.places - known - expected.passed_over - answer.rows.keys()):
        yield f"needless: {place}: reported, and nothing stands there"


def same(value: object, right: object) -> bool:
    """Tell whether two values are equal: text apart from its line ends, numbers as numbers."""
    if isinstance(value, Mapping) and isinstance(right, Mapping):
        ours = {key: part for key, part in value.items() if part is not None and part is not False}
        return ours.keys() == right.keys() and all(same(ours[key], right[key]) for key in ours)
    if isinstance(value, bool) or isinstance(right, bool):
        return value is right
    if isinstance(value, int | float) and isinstance(right, int | float):
        return math.isclose(value, right, rel_tol=1e-9)
    if isinstance(value, str) and isinstance(right, str):
        return re.sub(r"\r\n?", "\n", value) == right
    return False


def _words(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _compact(text: str) -> str:
    return re.sub(r"\s|[\u200b-\u200d\u2060\ufeff]", "", text)
