"""A second stage that knows the answer is believed; one that knows nothing changes nothing."""

import numpy as np
import pytest

from chainmatch.evaluation.cascade import SHARES, Cascade, cascades
from chainmatch.evaluation.cases import Case, registry_cases
from chainmatch.matching.reference import Vector
from chainmatch.matching.view import View
from chainmatch.workbench import Workbench


@pytest.fixture(scope="module")
def made(workbench: Workbench) -> dict[str, list[Cascade]]:
    reference = workbench.matcher.reference
    cases = [case for case in registry_cases(reference.registry) if case.park]
    truth = {text: case.park for case in cases for text in (case.desc, case.desc_short)}

    def oracle(view: View) -> Vector:
        return np.array([float(park.id == truth[view.company.text]) for park in reference.parks])

    def silent(_: View) -> Vector:
        return np.zeros(len(reference.parks))

    asked: list[Case] = cases[:40]
    found = cascades(workbench.matcher, asked, {"oracle": [oracle], "silent": [silent]}, folds=3)
    return {name: [row for row in found if row.second == name] for name in ("oracle", "silent")}


def test_every_share_of_every_wording_is_measured(made: dict[str, list[Cascade]]) -> None:
    assert [row.share for row in made["oracle"]] == [*SHARES, *SHARES]
    assert {row.hits[0].n for row in made["oracle"]} == {40}


def test_an_oracle_puts_every_true_park_first(made: dict[str, list[Cascade]]) -> None:
    for wording in ("desc", "desc_short"):
        none, half, all_ = (row for row in made["oracle"] if row.wording == wording)
        assert all_.hits[0].mean == 1.0
        # The half that is read again is right; of the other half some already were.
        assert none.hits[0].mean < half.hits[0].mean < 1.0
        assert half.hits[0].mean >= 0.5


def test_a_silent_stage_changes_nothing(made: dict[str, list[Cascade]]) -> None:
    for wording in ("desc", "desc_short"):
        none, half, all_ = (row.hits for row in made["silent"] if row.wording == wording)
        assert none == half == all_
