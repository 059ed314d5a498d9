"""The commands that measure and fit."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from chainmatch.cli.measures import show_tables, stress_sheet
from chainmatch.digest import digest
from chainmatch.errors import InputError
from chainmatch.evaluation.baselines import Baseline
from chainmatch.evaluation.cases import Case, read_cases, registry_cases
from chainmatch.evaluation.fit import (
    empty_calibration,
    outside_views,
    own_records,
    samples,
    western_threshold,
    with_weights,
)
from chainmatch.evaluation.run import (
    Table,
    answers,
    band_shares,
    baseline_answers,
    refitted,
    score,
)
from chainmatch.evaluation.stress import Texts, stress
from chainmatch.leads.reading import Row, read_leads
from chainmatch.matching.calibration import Calibration
from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.reference import Reference
from chainmatch.matching.scope import in_scope, scope_features
from chainmatch.matching.view import View
from chainmatch.paths import data_file, read_json
from chainmatch.workbench import Workbench, open_reference, open_rules

WORDINGS = ("desc", "desc_short")


def chosen(cases: Sequence[Case], only: str) -> list[Case]:
    """Return the cases whose id matches a regular expression; InputError where none does."""
    try:
        found = [case for case in cases if re.search(only, case.id)]
    except re.error as error:
        raise InputError(f"--only {only!r} is no regular expression: {error}") from error
    if not found:
        raise InputError(f"--only {only!r} leaves no case; the first id is {cases[0].id!r}")
    return found


def load_cases(*paths: Path) -> tuple[Case, ...]:
    """Read the cases of some files, in order; the shipped registry is a file of cases too."""
    return read_cases([row for path in paths for row in load_rows(path)])


def load_rows(path: Path) -> list[Mapping[str, Any]]:
    """Read the rows of one file of cases."""
    if path.suffix == ".json" and path.is_file():
        document = read_json(path)
        if isinstance(document, dict) and "enterprises" in document:
            return list(document["enterprises"])
    return [row.values for row in read_leads(path) if isinstance(row, Row)]


@dataclass(frozen=True, slots=True)
class Disturbing:
    """What `--stress` asks: files of the same cases said otherwise (id, text, perhaps voice)."""

    english: Path | None = None
    restyled: Path | None = None


def retold(path: Path, name: str, cases: Sequence[Case]) -> dict[str, Texts]:
    """Read texts for cases from a file with `id` and `text`, by `name` and the row's `voice`.

    Raises InputError for a row without id or text, and where no id is that of a case.
    """
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(load_rows(path), 1):
        id, text = str(row.get("id") or ""), str(row.get("text") or "").strip()
        if not id or not text:
            raise InputError(f"{path.name} row {number} lacks `id` or `text`; each row needs both")
        voice = row.get("voice")
        found.setdefault(f"reworded as {voice}" if voice else name, {})[id] = text
    told = {id for texts in found.values() for id in texts}
    if not told & {case.id for case in cases if case.in_scope}:
        raise InputError(f"{path.name} tells of no case; the first case is {cases[0].id!r}")
    return dict(found)


def stressed(
    workbench: Workbench, cases: Sequence[Case], asked: Disturbing, *, leave_one_out: bool
) -> dict[str, Any]:
    """Return how answers change under every disturbance, as plain values."""
    given: dict[str, Texts] = {}
    for path, name in ((asked.restyled, "said otherwise"), (asked.english, "English")):
        if path:
            given |= retold(path, name, cases)
    return asdict(stress(workbench.matcher, cases, given, leave_one_out=leave_one_out))


def run_evaluate(
    workbench: Workbench,
    cases: Sequence[Case],
    outside: Sequence[Case],
    *,
    leave_one_out: bool,
    disturbing: Disturbing | None = None,
) -> dict[str, Any]:
    """Print every measure beside its baselines and return them, with digests.

    With `disturbing` the same cases are also matched under each disturbance.
    """
    disturbed = (
        stressed(workbench, cases, disturbing, leave_one_out=leave_one_out) if disturbing else None
    )
    tables = measured(workbench, cases, outside, leave_one_out=leave_one_out)
    show_tables(tables)
    document = results(workbench, tables) | {"leave_one_out": leave_one_out}
    if disturbed:
        stress_sheet(disturbed).show()
        document |= {"stress": disturbed}
    return document


def write_results(document: Mapping[str, Any], path: Path) -> None:
    """Write results as readable JSON."""
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")


def results(workbench: Workbench, tables: Sequence[Table]) -> dict[str, Any]:
    """Return measured tables with the digests of what was measured."""
    return {
        "plan": workbench.plan.digest,
        "registry": workbench.registry.digest,
        "encoder": workbench.matcher.reference.encoder.name,
        "tables": [asdict(table) for table in tables],
    }


def measured(
    workbench: Workbench,
    inside: Sequence[Case],
    outside: Sequence[Case],
    *,
    leave_one_out: bool,
    more: Mapping[str, Baseline] | None = None,
) -> list[Table]:
    """Measure baselines and the matcher on cases inside the plan and outside it.

    `more` are baselines for parks beside the usual ones.
    """
    matcher = workbench.matcher
    seen = set(matcher.calibration.fitted.get("seen", "").split())
    fitted_on_these = any(fingerprint(case) in seen for case in inside)
    tables = []
    for wording in WORDINGS:
        if not any(getattr(case, wording) for case in inside):
            continue
        plain = baseline_answers(
            matcher.reference, inside, wording, leave_one_out=leave_one_out, more=more
        )
        tables += [score(name, wording, given) for name, given in plain.items()]
        given = answers(matcher, [*inside, *outside], wording, leave_one_out=leave_one_out)
        if leave_one_out and fitted_on_these:
            # The shipped weights have seen these cases: the honest row fits them out of fold.
            tables.append(
                score(
                    "chainmatch, weights out of fold",
                    wording,
                    refitted(matcher, [*inside, *outside], wording),
                )
            )
            tables.append(score("chainmatch, shipped weights (seen)", wording, given))
        else:
            tables.append(score("chainmatch", wording, given))
    return tables


def fingerprint(case: Case) -> str:
    """Return twelve hex digits that tell a case's wording from others."""
    return digest(case.desc)[:12]


def _western(reference: Reference, fitted: Calibration, cases: Sequence[Case]) -> float:
    """Return the in-scope threshold for Western leads, from the shipped English translations.

    One number, fitted on every second translation of the cases, so the others can judge it.
    """
    known = {case.id: case for case in cases}
    rows = load_rows(data_file("cases_english.jsonl"))[::2]
    asked = [(known[row["id"]], str(row["text"])) for row in rows if row["id"] in known]
    views = [
        View(
            Company.from_text(text),
            reference,
            fitted.sharpness,
            own_records(reference.registry, case),
        )
        for case, text in asked
    ]
    scores = [in_scope(scope_features(view), fitted.scope) for view in views]
    return western_threshold(scores, fitted.scope_threshold)


def _bands(matcher: Matcher, cases: Sequence[Case]) -> tuple[float, ...]:
    """Return the share of held-out cases whose first park was right, for each band."""
    given = [answer for wording in WORDINGS for answer in refitted(matcher, cases, wording)]
    return band_shares([answer for answer in given if answer.case.park])


def run_calibrate(cases: Path | None, output: Path, encoder: str | None) -> None:
    """Fit all weights on the known enterprises, or on other cases, and write them."""
    reference = open_reference(encoder)
    read = load_cases(cases) if cases else registry_cases(reference.registry)
    made = samples([case for case in read if case.in_scope], reference)
    fitted = with_weights(empty_calibration(reference), made, outside_views(reference))
    fitted = replace(fitted, scope_threshold_western=_western(reference, fitted, read))
    seen = " ".join(fingerprint(case) for case in read)
    calibration = replace(
        fitted, fitted={"seen": seen}, bands=_bands(Matcher(reference, fitted, *open_rules()), read)
    )
    calibration.write(output)
    sys.stdout.write(f"{output}: fitted on {len(made)} wordings of {len(read)} cases\n")
