"""Leaving one out really leaves it out, and cases are read as they are meant."""

from collections import defaultdict
from dataclasses import asdict

import numpy as np
import pytest

from chainmatch.errors import InputError
from chainmatch.evaluation.baselines import park_baselines
from chainmatch.evaluation.cases import Case, read_cases
from chainmatch.evaluation.fit import accepted_links, own_records, samples
from chainmatch.evaluation.run import Answer, answers, baseline_answers, score
from chainmatch.matching.calibration import Calibration
from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.reference import Reference
from chainmatch.matching.view import View
from chainmatch.registry.firms import same_firm
from chainmatch.registry.known import Registry
from chainmatch.workbench import Workbench

TWO = (
    {
        "id": "a",
        "name": "甲乙铝业",
        "desc": "铝型材挤压生产",
        "park": "lzjk-honggu",
        "zone": "lzjk",
    },
    {"id": "b", "name": "丙丁制药", "desc": "疫苗灌装", "park": "lzxq-bio", "zone": "lzxq"},
)


@pytest.fixture(scope="module")
def small(workbench: Workbench) -> Matcher:
    """A matcher that knows two enterprises."""
    blank = asdict(workbench.registry.enterprises[0]) | {"directions_core": ("10.2",)}
    registry = Registry.from_rows([blank | row | {"desc_short": row["desc"]} for row in TWO], "two")
    whole = workbench.matcher
    reference = Reference(whole.reference.plan, registry, whole.reference.encoder)
    return Matcher(reference, whole.calibration, whole.admission, whole.terms)


def cases(*changes: dict) -> tuple[Case, ...]:
    return read_cases([dict(row) | change for row, change in zip(TWO, changes, strict=True)])


def test_own_records_are_those_of_the_firm(workbench: Workbench) -> None:
    registry = workbench.registry
    for case in read_cases(asdict(e) for e in registry.enterprises):
        hidden = own_records(registry, case)
        for known, is_hidden in zip(registry.enterprises, hidden, strict=True):
            own = known.id == case.id or known.desc == case.desc
            assert bool(is_hidden) is (own or same_firm(known.name, case.name))


@pytest.mark.parametrize(
    ("change", "hidden"),
    [
        ({}, [True, False]),
        ({"id": "other"}, [True, False]),
        ({"id": "other", "name": "戊己"}, [True, False]),
        ({"id": "other", "name": "甲乙铝业二期", "desc": "铝棒"}, [True, False]),
        ({"id": "other", "name": "戊己", "desc": "铝棒"}, [False, False]),
        ({"id": "b", "name": "戊己", "desc": "铝棒"}, [False, True]),
    ],
)
def test_a_case_is_known_by_id_firm_or_words(small: Matcher, change: dict, hidden: list) -> None:
    case = cases(change, {})[0]
    assert own_records(small.reference.registry, case).tolist() == hidden


def test_a_hidden_enterprise_leaves_no_trace(small: Matcher) -> None:
    (seen, _), (left_out, _) = (
        answers(small, cases({}, {}), "desc", leave_one_out=one) for one in (False, True)
    )
    assert seen.park_confidence != left_out.park_confidence
    lead = Company.from_text(TWO[0]["desc"])
    match = small.match(lead, own_records(small.reference.registry, cases({}, {})[0]))
    facts = {fact for park in match.parks for r in park.reasons for fact in r.evidence}
    assert not [fact for fact in facts if "甲乙铝业" in fact]
    assert not [f for link in match.links for r in link.reasons for f in r.evidence if "甲乙" in f]


def test_what_is_hidden_may_as_well_be_anything(workbench: Workbench, small: Matcher) -> None:
    """The hidden record's place and links change no signal of a lead."""
    blank = asdict(small.reference.registry.enterprises[0])
    moved = {"park": "bygx-core", "zone": "bygx", "directions_core": ("13.2",)}
    known = asdict(small.reference.registry.enterprises[1])
    other = Registry.from_rows([blank | moved, known], "moved")
    whole = small.reference
    matcher = Matcher(
        Reference(whole.plan, other, whole.encoder), small.calibration, small.admission, small.terms
    )
    hidden = np.array([True, False])
    lead = Company.from_text(TWO[0]["desc"])
    assert matcher.match(lead, hidden) == small.match(lead, hidden)
    assert matcher.match(lead) != small.match(lead)


def test_everything_may_be_hidden(small: Matcher) -> None:
    match = small.match(Company.from_text("铝型材挤压"), np.array([True, True]))
    assert sum(park.confidence for park in match.parks) == pytest.approx(1.0)


def test_an_empty_registry_still_answers(workbench: Workbench) -> None:
    whole = workbench.matcher
    reference = Reference(whole.reference.plan, Registry([]), whole.reference.encoder)
    calibration: Calibration = whole.calibration
    match = Matcher(reference, calibration, whole.admission, whole.terms).match(
        Company.from_text("铝型材挤压生产")
    )
    assert len(match.parks) == 24
    assert all(np.isfinite(park.confidence) for park in match.parks)


def test_a_firm_is_in_one_fold(workbench: Workbench) -> None:
    read = read_cases(asdict(e) for e in workbench.registry.enterprises)
    folds = defaultdict(set)
    made = samples(read, workbench.matcher.reference, folds=5)
    for sample in made:
        folds[sample.case.id].add(sample.fold)
    assert {len(found) for found in folds.values()} == {1}
    for one in read:
        others = [case for case in read if same_firm(case.name, one.name)]
        assert len({min(folds[case.id]) for case in others}) == 1
    assert {fold for found in folds.values() for fold in found} == set(range(5))


def test_two_cases_of_one_plain_name_share_a_fold(workbench: Workbench) -> None:
    rows = [{"id": str(i), "name": "生态农业示范园", "desc": f"种植蔬菜{i}"} for i in range(4)]
    made = samples(read_cases(rows), workbench.matcher.reference)
    assert {sample.fold for sample in made} == {0}


def test_accepted_links_by_link_and_by_industry(workbench: Workbench) -> None:
    reference = workbench.matcher.reference
    named = accepted_links(reference, frozenset({"9", "13.4", "none", "99"}))
    ids = [d.id for d, right in zip(reference.directions, named, strict=True) if right]
    assert ids == ["9.1", "9.2", "9.3", "13.4"]
    assert not accepted_links(reference, None).any()


def test_the_most_populated_baseline_counts_enterprises(workbench: Workbench) -> None:
    reference = workbench.matcher.reference
    view = View(Company.from_text("随便什么"), reference, 1.0)
    counts = park_baselines(reference)["most populated park"](view)
    parks = [e.park for e in workbench.registry.enterprises]
    assert counts.tolist() == [parks.count(park.id) for park in reference.parks]


def test_the_nearest_baseline_finds_a_text_again(workbench: Workbench) -> None:
    reference = workbench.matcher.reference
    placed = [e for e in workbench.registry.enterprises if e.park][:10]
    read = read_cases(asdict(e) for e in placed)
    plain = baseline_answers(reference, read, "desc", leave_one_out=False)
    firsts = [answer.parks[0] for answer in plain["nearest enterprise"]]
    assert firsts == [e.park for e in placed]
    assert all(sorted(a.parks) == sorted(reference.park_index) for a in plain["BM25 of layouts"])


def test_a_score_is_counted_by_hand() -> None:
    def answer(park: str, ranking: str, *, vetoed: str = "", inside: bool = True) -> Answer:
        (case,) = read_cases([{"desc": "d", "park": park, "zone": "z", "in_scope": inside}])
        return Answer(
            case,
            parks=tuple(ranking),
            zones=("z", "y"),
            park_confidence=0.5,
            in_scope=0.9 if inside else 0.1,
            abstained=not inside,
            vetoed=frozenset(vetoed),
        )

    given = [
        answer("a", "abc", vetoed="c"),
        answer("c", "abc", vetoed="c"),
        answer("", "abc", inside=False),
    ]
    table = score("m", "desc", given)
    means = {m.name: (m.mean, m.n) for m in table.measures}
    assert means["park @1"] == (0.5, 2)
    assert means["park @3"] == (1.0, 2)
    assert means["park MRR"] == (pytest.approx(2 / 3), 2)
    assert means["zone @1"] == (1.0, 2)
    assert table.notes["true parks vetoed"] == 1
    assert table.notes["vetoes given"] == 2
    assert table.notes["scope AUROC"] == 1.0
    assert table.notes["park @1 calibration error"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"in_scope": "false"}, False),
        ({"in_scope": "否"}, False),
        ({"in_scope": "true"}, True),
        ({"in_scope": 0}, False),
        ({"why": "no"}, False),
        ({}, True),
    ],
)
def test_scope_is_read_from_any_file(row: dict, expected: bool) -> None:
    (case,) = read_cases([{"desc": "电池"} | row])
    assert case.in_scope is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["9.1", "9"], {"9.1", "9"}),
        ("9.1, 9.2；10.1 ", {"9.1", "9.2", "10.1"}),
        (9.1, {"9.1"}),
        (None, None),
        ("", set()),
    ],
)
def test_labels_are_read_from_any_file(value: object, expected: set | None) -> None:
    (case,) = read_cases([{"desc": "电池", "directions_core": value}])
    assert case.core == expected


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "holds no case"),
        ([{"desc": "电池"}, {"desc": " "}], "case 2 has no `desc`"),
        ([{"desc": "电池", "in_scope": "perhaps"}], "case 1 has in_scope 'perhaps'; allowed"),
    ],
)
def test_cases_that_cannot_be_read(rows: list, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_cases(rows)


def test_no_outside_example_is_a_known_enterprise(workbench: Workbench) -> None:
    known = {e.desc for e in workbench.registry.enterprises}
    assert not known & set(workbench.matcher.reference.outside)
