"""Parts, bins and steps by hand; baselines that are trained never see their own case."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from chainmatch.evaluation.baselines import (
    TfidfClassifier,
    encoder_baselines,
    tfidf_neighbours,
)
from chainmatch.evaluation.breakdown import breakdown, learning_curve
from chainmatch.evaluation.cases import Case, read_cases
from chainmatch.evaluation.fit import own_records
from chainmatch.evaluation.reliability import Bin, binned, reliability
from chainmatch.evaluation.run import Answer, answers_to
from chainmatch.matching.company import Company
from chainmatch.matching.reference import Matrix
from chainmatch.matching.view import View
from chainmatch.registry.firms import same_firm
from chainmatch.workbench import Workbench

DATA = Path(__file__).resolve().parents[2] / "data"


def case(park: str | None, core: str = "9.1", **more: object) -> Case:
    zone = park.split("-")[0] if park else None
    labels = {"directions_core": core, "directions_accept": core}
    return read_cases([{"desc": "d", "park": park, "zone": zone} | labels | more])[0]


def answer(of: Case, parks: str, links: str, sure: float = 0.5) -> Answer:
    ranked = tuple(parks.split(" "))
    return Answer(
        of,
        ranked,
        (links,),
        (ranked[0].split("-")[0],),
        park_confidence=sure,
        link_confidence=1 - sure,
        zone_confidence=sure,
        industry=links.split(".", maxsplit=1)[0],
        industry_confidence=sure,
    )


def test_parts_are_counted_by_hand(workbench: Workbench) -> None:
    found = [
        answer(case("lzxq-chem"), "lzxq-chem lzxq-mat", "9.1"),
        answer(case("lzxq-mat", "9.2 13.1"), "lzxq-chem lzxq-mat", "13.1"),
        answer(case(None, "13.2"), "lzxq-chem lzxq-mat", "9.1"),
        answer(case("lzxq-bio", in_scope=False), "lzxq-bio", "9.1"),
    ]
    parts = {(p.kind, p.id): p for p in breakdown(workbench.plan, found)}
    assert list(parts) == [
        ("zone", "lzxq"),
        *(("park", f"lzxq-{name}") for name in ("chem", "mat")),
        *(("industry", number) for number in ("9", "13")),
    ]
    figures = {
        key: [(m.mean, m.n) for m in (p.park1, p.park3, p.link1)] for key, p in parts.items()
    }
    assert figures["zone", "lzxq"] == [(0.5, 2), (1.0, 2), (1.0, 2)]
    assert figures["park", "lzxq-mat"] == [(0.0, 1), (1.0, 1), (1.0, 1)]
    assert figures["industry", "9"] == [(0.5, 2), (1.0, 2), (1.0, 2)]
    assert figures["industry", "13"] == [(0.0, 1), (1.0, 1), (0.5, 2)]


def test_bins_hold_equal_mass_and_rise() -> None:
    pairs = [(0.9, 1.0), (0.1, 0.0), (0.8, 1.0), (0.2, 0.0), (0.3, 1.0)]
    low, high = binned("q", pairs, 2)
    assert low == Bin("q", 0.1, 0.3, pytest.approx(0.2), pytest.approx(1 / 3), 3)
    assert high == Bin("q", 0.8, 0.9, pytest.approx(0.85), 1.0, 2)
    assert [one.n for one in binned("q", pairs[:1], 5)] == [1]
    assert binned("q", [], 5) == []


def test_reliability_asks_only_cases_with_a_label() -> None:
    found = [
        answer(case("a-1"), "a-1", "9.1", 0.9),
        answer(case(None), "a-1", "9.9", 0.8),
        answer(case("a-1", "none"), "a-2", "9.1", 0.7),
    ]
    parks, zones, links, industries = reliability(found, bins=1)
    assert (parks.question, parks.n, parks.right) == ("park @1", 2, 0.5)
    assert parks.confidence == pytest.approx(0.8)
    assert (zones.question, zones.n, zones.right) == ("zone @1", 2, 1.0)
    assert (links.question, links.n, links.right) == ("link top-1", 2, 0.5)
    assert links.confidence == pytest.approx(0.15)
    assert (industries.question, industries.n, industries.right) == ("industry @1", 2, 1.0)


@pytest.fixture(scope="module")
def placed() -> tuple[Case, ...]:
    rows = json.loads((DATA / "enterprises.json").read_text(encoding="utf-8"))["enterprises"]
    return read_cases([row for row in rows if row["park"]][:8])


def test_the_curve_ends_with_all_and_draws_by_seed(
    workbench: Workbench, placed: tuple[Case, ...]
) -> None:
    steps = learning_curve(workbench.matcher, placed, (0.25, 1.0), seeds=2, folds=2)
    known = len(workbench.registry.enterprises)
    assert [(s.share, s.known, s.seeds) for s in steps] == [
        (0.25, round(known / 4), 2),
        (1.0, known, 1),
    ]
    for step in steps:
        assert step.park3.n == len(placed)
        assert step.lowest <= step.park3.mean <= step.highest
    assert steps == learning_curve(workbench.matcher, placed, (0.25, 1.0), seeds=2, folds=2)


def test_a_dropped_enterprise_is_as_unseen_as_an_own_one(
    workbench: Workbench, placed: tuple[Case, ...]
) -> None:
    registry = workbench.registry
    asked = [(placed[0], placed[0].desc)]
    own = own_records(registry, placed[0])
    (hidden,) = answers_to(workbench.matcher, asked, leave_one_out=True)
    (dropped,) = answers_to(workbench.matcher, asked, leave_one_out=False, dropped=own)
    everything = np.ones(len(registry.enterprises), dtype=bool)
    (blind,) = answers_to(workbench.matcher, asked, leave_one_out=True, dropped=everything)
    assert dropped == hidden
    assert blind.park_confidence != hidden.park_confidence


def view_of(workbench: Workbench, one: Case, *, hide: bool = True) -> View:
    hidden = own_records(workbench.registry, one) if hide else None
    return View(Company.from_text(one.desc), workbench.matcher.reference, 1.0, hidden)


def test_the_classifier_never_saw_the_firm_it_judges(workbench: Workbench) -> None:
    known = workbench.registry.enterprises
    judge = TfidfClassifier(workbench.matcher.reference)
    for one in read_cases(asdict(e) for e in known):
        own = own_records(workbench.registry, one)
        seen = judge.trained_on(frozenset(judge._fold[own].tolist()))
        assert not [i for i in seen if own[i] or same_firm(known[i].name, one.name)]
        assert len(seen) > 0.7 * sum(e.park is not None for e in known)


def test_the_classifier_learns_what_it_is_shown(
    workbench: Workbench, placed: tuple[Case, ...]
) -> None:
    parks = list(workbench.matcher.reference.park_index)
    judge = TfidfClassifier(workbench.matcher.reference)
    seen = [parks[int(judge(view_of(workbench, one, hide=False)).argmax())] for one in placed]
    assert seen == [one.park for one in placed]
    assert len(judge._models) == 1


def test_the_nearest_by_words_is_the_text_itself_unless_hidden(
    workbench: Workbench, placed: tuple[Case, ...]
) -> None:
    nearest = tfidf_neighbours(workbench.registry)
    index = workbench.matcher.reference.park_index
    shown = nearest(view_of(workbench, placed[0], hide=False))
    assert shown[index[placed[0].park or ""]] > 0.9
    assert nearest(view_of(workbench, placed[0])).max() < 0.9


def test_another_encoder_is_asked_once_for_each_text(
    workbench: Workbench, placed: tuple[Case, ...]
) -> None:
    reference, asked = workbench.matcher.reference, []

    def encode(texts: list[str]) -> Matrix:
        asked.extend(texts)
        return reference.encoder.encode(texts)

    view = view_of(workbench, placed[0])
    made = encoder_baselines("ours", reference, encode, [view.text, view.text])
    before = len(asked)
    assert asked.count(view.text) >= 1
    assert made["nearest enterprise, ours"](view).argmax() == view_best(view)
    assert made["embedding of layouts, ours"](view) == pytest.approx(view.cosine("park_text"))
    assert len(asked) == before
    other = view_of(workbench, placed[1])
    made["nearest enterprise, ours"](other)
    assert asked[before:] == [other.text]


def view_best(view: View) -> int:
    """The park of the nearest enterprise that is shown and placed."""
    where = view.reference.known_park
    score = np.where((where >= 0) & view.shown, view.known, -np.inf)
    return int(where[score.argmax()])
