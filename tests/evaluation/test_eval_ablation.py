"""A signal that is left out is unseen by the fit and by the answer."""

import json
from pathlib import Path

import numpy as np
import pytest

from chainmatch.evaluation import ablation as ablating
from chainmatch.evaluation.ablation import (
    LINK_SIGNAL_NAMES,
    Blinded,
    Without,
    ablation,
    trials,
    without_of,
)
from chainmatch.evaluation.cases import Case, read_cases
from chainmatch.evaluation.fit import fit_links, fit_parks, samples
from chainmatch.matching.fuse import probabilities
from chainmatch.matching.park_signals import PARK_SIGNAL_NAMES
from chainmatch.workbench import Workbench

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    rows = json.loads((DATA / "enterprises.json").read_text(encoding="utf-8"))["enterprises"]
    return read_cases([row for row in rows if row["park"]][:12])


def test_every_signal_is_tried_alone_and_families_hold_several() -> None:
    listed = list(trials())
    alone = [(question, name) for question, name, signals in listed if signals == (name,)]
    assert alone == [
        *(("link", name) for name in LINK_SIGNAL_NAMES),
        *(("park", name) for name in PARK_SIGNAL_NAMES),
    ]
    families = {(question, name): set(signals) for question, name, signals in listed}
    assert families["park", "known enterprises"] >= {"prior", "nearest", "nearest_words"}
    assert not families["park", "known enterprises"] & families["park", "plan"]
    assert not families["park", "neighbours by meaning"] & families["park", "neighbours by word"]
    assert all(len(s) > 1 for q, name, s in listed if (q, name) not in alone)


def test_a_blinded_sample_differs_in_one_column(
    workbench: Workbench, cases: tuple[Case, ...]
) -> None:
    (whole, *_) = samples(cases, workbench.matcher.reference)
    left_out = (LINK_SIGNAL_NAMES[1], PARK_SIGNAL_NAMES[2])
    without = Without(frozenset(left_out[:1]), frozenset(left_out[1:]))
    blind = Blinded(whole.case, whole.view, whole.fold, whole.mass, whole, without)
    assert np.flatnonzero((blind.links != whole.links).any(axis=0)).tolist() == [1]
    assert not blind.links[:, 1].any()
    weights = np.ones(len(LINK_SIGNAL_NAMES))
    weights[1] = 0.0
    seen, unseen = whole.parks(weights), blind.parks(weights)
    assert np.flatnonzero((seen != unseen).any(axis=0)).tolist() == [2]
    assert whole.links[:, 1].any(), "the whole sample keeps its own"


def test_leaving_nothing_out_fits_the_same(workbench: Workbench, cases: tuple[Case, ...]) -> None:
    made = samples(cases, workbench.matcher.reference)
    blind = [Blinded(s.case, s.view, s.fold, s.mass, s, Without()) for s in made]
    links = fit_links(made)
    assert fit_links(blind) == pytest.approx(links)
    assert fit_parks(blind, links) == pytest.approx(fit_parks(made, links))


def test_what_is_left_out_may_as_well_be_anything(
    workbench: Workbench, cases: tuple[Case, ...]
) -> None:
    """Weights of the others do not hang on the values of a signal that is left out."""
    made = samples(cases, workbench.matcher.reference)
    without = without_of("link", LINK_SIGNAL_NAMES[:1])
    before = fit_links([Blinded(s.case, s.view, s.fold, s.mass, s, without) for s in made])
    dice = np.random.default_rng(1)
    for sample in made:
        sample.links[:, 0] = dice.normal(size=len(sample.links))
    blind = [Blinded(s.case, s.view, s.fold, s.mass, s, without) for s in made]
    assert fit_links(blind)[1:] == pytest.approx(before[1:])
    assert probabilities(blind[0].links @ before).sum() == pytest.approx(1.0)


def test_losses_are_paired_and_a_useless_signal_costs_nothing(
    workbench: Workbench, cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [("link", "no_such", ("no_such",)), ("park", "all", PARK_SIGNAL_NAMES)]
    monkeypatch.setattr(ablating, "trials", lambda: iter(some))
    nothing, everything = ablation(workbench.matcher, cases, folds=2)
    assert [m.mean for m in (nothing.park1, nothing.park3, nothing.link1)] == [0.0] * 3
    assert nothing.park1.n == len(cases)
    assert everything.park3.mean < 0
    assert everything.link1.mean == 0.0
    assert (nothing.family, everything.family) == (False, True)
