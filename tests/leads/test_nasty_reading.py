"""The importer against files from real offices: every cell right or reported, no row lost."""

from pathlib import Path

import pytest
from nasty.build import CASES, HOSTILE, build
from nasty.judging import Read, Report, judge, judge_refusal
from nasty.truth import Case, Place

from chainmatch.leads.columns import UNPARSED
from chainmatch.leads.reading import read_everything
from chainmatch.leads.refusal import Refusal
from chainmatch.leads.rows import BadRow, Row

LONGEST = 250  # characters of a sentence that says why a file is not read


def differences(case: Case, folder: Path) -> list[str]:
    """Return what the importer got wrong of one file; none means all is right or reported."""
    rows, reports = [], []
    try:
        for item in read_everything(build(case, folder)):
            place = Place(item.at.sheet, item.at.number)
            if isinstance(item, Row):
                values = {name: value for name, value in item.values.items() if name != UNPARSED}
                rows.append(Read(place, values, "\t".join(item.cells)))
                unparsed = item.values.get(UNPARSED)
                if isinstance(unparsed, dict):
                    reports += [Report(place, name, raw) for name, raw in unparsed.items()]
            elif isinstance(item, BadRow):
                reports.append(Report(place, None, item.raw))
    except Refusal as refusal:
        told = judge_refusal(case.expected, refusal.reason)
        one_sentence = len(str(refusal)) < LONGEST and "\n" not in str(refusal)
        return told if one_sentence else [*told, f"wrong: no short sentence: {refusal}"]
    return judge(case.expected, rows, reports)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_cell_is_right_or_reported_and_no_row_is_lost(case: Case, tmp_path: Path) -> None:
    assert differences(case, tmp_path) == []


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_a_hostile_file_is_refused_or_read_within_bounds(case: Case, tmp_path: Path) -> None:
    assert differences(case, tmp_path) == []
