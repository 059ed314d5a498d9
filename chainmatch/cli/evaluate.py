"""The commands that measure and fit."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from chainmatch.cli.measures import show_tables
from chainmatch.digest import digest, file_digest
from chainmatch.errors import InputError
from chainmatch.evaluation.cases import Case, read_cases, registry_cases
from chainmatch.evaluation.fit import (
    empty_calibration,
    outside_views,
    samples,
    with_weights,
)
from chainmatch.evaluation.run import Table, answers, baseline_answers, refitted, score
from chainmatch.leads.reading import Row, read_leads
from chainmatch.paths import read_json
from chainmatch.workbench import Workbench, open_reference

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
    return read_cases([row for path in paths for row in _rows(path)])


def _rows(path: Path) -> list[Mapping[str, Any]]:
    if path.suffix == ".json" and path.is_file():
        document = read_json(path)
        if isinstance(document, dict) and "enterprises" in document:
            return list(document["enterprises"])
    return [row.values for row in read_leads(path) if isinstance(row, Row)]


def run_evaluate(  # the options of the command
    workbench: Workbench,
    cases: Path,
    out_of_scope: Path | None,
    output: Path | None,
    *,
    leave_one_out: bool,
    only: str = "",
) -> None:
    """Print every measure beside its baselines; write them where asked.

    `only` is a regular expression that the ids of the cases must match.
    """
    inside = chosen(load_cases(cases), only)
    outside = load_cases(out_of_scope) if out_of_scope else ()
    tables = measured(workbench, inside, outside, leave_one_out=leave_one_out)
    show_tables(tables)
    if output:
        document = results(workbench, tables)
        document |= {"cases": file_digest(cases), "only": only, "leave_one_out": leave_one_out}
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        output.write_text(text, encoding="utf-8")


def results(workbench: Workbench, tables: Sequence[Table]) -> dict[str, Any]:
    """Return measured tables with the digests of what was measured."""
    return {
        "plan": workbench.plan.digest,
        "registry": workbench.registry.digest,
        "encoder": workbench.matcher.reference.encoder.name,
        "tables": [asdict(table) for table in tables],
    }


def measured(
    workbench: Workbench, inside: Sequence[Case], outside: Sequence[Case], *, leave_one_out: bool
) -> list[Table]:
    """Measure baselines and the matcher on cases inside the plan and outside it."""
    matcher = workbench.matcher
    seen = set(matcher.calibration.fitted.get("seen", "").split())
    fitted_on_these = any(fingerprint(case) in seen for case in inside)
    tables = []
    for wording in WORDINGS:
        if not any(getattr(case, wording) for case in inside):
            continue
        plain = baseline_answers(matcher.reference, inside, wording, leave_one_out=leave_one_out)
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


def run_calibrate(cases: Path | None, output: Path, encoder: str | None) -> None:
    """Fit all weights on the known enterprises, or on other cases, and write them."""
    reference = open_reference(encoder)
    read = load_cases(cases) if cases else registry_cases(reference.registry)
    made = samples([case for case in read if case.in_scope], reference)
    fitted = with_weights(empty_calibration(reference), made, outside_views(reference))
    seen = " ".join(fingerprint(case) for case in read)
    calibration = replace(fitted, fitted={"seen": seen})
    calibration.write(output)
    sys.stdout.write(f"{output}: fitted on {len(made)} wordings of {len(read)} cases\n")
