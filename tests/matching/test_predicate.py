"""Predicates over named fields: Kleene's logic, exact bounds, a written form that is closed."""

import itertools
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.matching import predicate_json
from chainmatch.matching.fields import FIELDS, Read, Reading, number
from chainmatch.matching.predicate import (
    NUMBERS,
    RELATIONS,
    Claim,
    Group,
    Not,
    Predicate,
    evaluate,
    fields_of,
    shortfalls,
)

FLAGS = ("hazardous_chemicals", "chemical", "toxic_gas")
A, B, _ = (Claim(name, "equals", operand=True) for name in FLAGS)
TRUTHS = (True, False, None)


def reader(values: Mapping[str, object]) -> Read:
    """Read fields from a table; what it lacks, or holds as None, is not said."""

    def read(name: str) -> Reading:
        value = values.get(name)
        return Reading(None, (name,)) if value is None else Reading(value, (), (name,))

    return read


def truth(predicate: Predicate, **values: object) -> bool | None:
    return evaluate(predicate, reader(values)).truth


@pytest.mark.parametrize(("a", "b"), list(itertools.product(TRUTHS, TRUTHS)))
def test_all_and_any_are_kleenes(a: bool | None, b: bool | None) -> None:
    both = {"hazardous_chemicals": a, "chemical": b}
    least = False if False in (a, b) else None if None in (a, b) else True
    most = True if True in (a, b) else None if None in (a, b) else False
    assert truth(Group("all", (A, B)), **both) is least
    assert truth(Group("any", (A, B)), **both) is most


@pytest.mark.parametrize(("a", "contrary"), [(True, False), (False, True), (None, None)])
def test_the_contrary_of_unknown_is_unknown(a: bool | None, contrary: bool | None) -> None:
    assert truth(Not(A), hazardous_chemicals=a) is contrary


def test_only_what_could_change_the_answer_is_asked_for() -> None:
    some = Group("any", (A, B))
    assert evaluate(some, reader({"chemical": True})).missing == ()
    assert evaluate(some, reader({"chemical": False})).missing == ("hazardous_chemicals",)
    assert evaluate(Group("all", (A, B)), reader({})).missing == ("hazardous_chemicals", "chemical")


@pytest.mark.parametrize(
    ("relation", "below", "equal", "above"),
    [
        ("at_least", False, True, True),
        ("above", False, False, True),
        ("at_most", True, True, False),
        ("below", True, False, False),
    ],
)
def test_a_bound_is_exact(relation: str, below: bool, equal: bool, above: bool) -> None:
    claim = Claim("invest_per_mu", relation, 300.0)
    values = (299.99, 300.0, 300.01)
    assert [truth(claim, invest_per_mu=v) for v in values] == [below, equal, above]


@given(st.floats(0.1, 1e6), st.floats(0.1, 1e4))
def test_an_intensity_that_is_met_to_the_yuan_is_met(bound: float, land: float) -> None:
    figures = {"invest_wanyuan": bound * land, "land_mu": land}
    claim = Claim("invest_per_mu", "at_least", bound)
    assert evaluate(claim, lambda name: number(figures, name)).truth is True
    contrary = Claim("invest_per_mu", "below", bound)
    assert evaluate(contrary, lambda name: number(figures, name)).truth is False


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("2614", True),
        ("26", True),
        ("3211", True),
        ("3240", False),
        ("32", None),
        ("3", None),
        ("4", False),
        ("1432", False),
        (None, None),
    ],
)
def test_a_code_too_short_to_tell_is_unknown(code: str | None, found: bool | None) -> None:
    claim = Claim("gbt", "starts", ("26", "321"))
    outcome = evaluate(claim, reader({"gbt": code}))
    assert outcome.truth is found
    assert outcome.missing == (("gbt",) if found is None else ())


def test_said_is_true_or_unknown_never_false() -> None:
    claim = Claim("jobs", "said", operand=True)
    assert (truth(claim, jobs=0.0), truth(claim)) == (True, None)


def test_one_of_a_few_words() -> None:
    claim = Claim("catalogue_class", "one_of", ("鼓励", "允许"))
    assert [truth(claim, catalogue_class=c) for c in ("鼓励", "限制", None)] == [True, False, None]


numbers = [name for name, field in FIELDS.items() if field.kind == "number"]
bounds = st.floats(0, 1e6)
claims: st.SearchStrategy[Predicate] = st.one_of(
    st.builds(Claim, st.sampled_from(FLAGS), st.just("equals"), st.booleans()),
    st.builds(Claim, st.sampled_from(numbers), st.sampled_from(list(NUMBERS)), bounds),
    st.builds(Claim, st.sampled_from(numbers), st.just("said"), st.just(True)),
    st.builds(
        Claim,
        st.just("gbt"),
        st.just("starts"),
        st.lists(st.from_regex("[0-9]{2,4}", fullmatch=True), min_size=1, max_size=3).map(tuple),
    ),
    st.builds(
        Claim,
        st.just("catalogue_class"),
        st.just("one_of"),
        st.lists(st.sampled_from(("鼓励", "限制")), min_size=1, max_size=2).map(tuple),
    ),
)
predicates = st.recursive(
    claims,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(
            Group,
            st.sampled_from(("all", "any")),
            st.lists(inner, min_size=1, max_size=3).map(tuple),
        )
    ),
    max_leaves=8,
)
readings = st.fixed_dictionaries(
    {
        **{name: st.none() | st.booleans() for name in FLAGS},
        **{name: st.none() | st.floats(0, 1e6) for name in numbers},
        "gbt": st.none() | st.from_regex("[0-9]{4}", fullmatch=True),
        "catalogue_class": st.none() | st.sampled_from(("鼓励", "限制", "允许")),
    }
)


@given(predicates, readings)
def test_denying_twice_changes_nothing(predicate: Predicate, values: dict[str, object]) -> None:
    twice = evaluate(Not(Not(predicate)), reader(values))
    assert twice == evaluate(predicate, reader(values))


@given(st.lists(predicates, min_size=1, max_size=3), readings)
def test_de_morgan_holds_with_unknowns(parts: list[Predicate], values: dict[str, object]) -> None:
    read = reader(values)
    for one, other in (("all", "any"), ("any", "all")):
        denied = evaluate(Not(Group(one, tuple(parts))), read)
        each = evaluate(Group(other, tuple(map(Not, parts))), read)
        assert denied.truth is each.truth
        assert set(denied.missing) == set(each.missing)


@given(predicates, readings, readings)
def test_what_is_not_said_never_makes_a_yes_that_saying_it_could_change(
    predicate: Predicate, said: dict[str, object], more: dict[str, object]
) -> None:
    before = evaluate(predicate, reader(said))
    fuller = {name: more[name] if value is None else value for name, value in said.items()}
    after = evaluate(predicate, reader(fuller))
    if before.truth is not None:
        assert after.truth is before.truth
    else:
        assert before.missing


@given(predicates, readings)
def test_the_written_form_gives_the_predicate_back(
    predicate: Predicate, values: dict[str, object]
) -> None:
    faults: list[str] = []
    again = predicate_json.decode(predicate_json.encode(predicate), "#", faults)
    assert (again, faults) == (predicate, [])
    assert again is not None
    assert evaluate(again, reader(values)) == evaluate(predicate, reader(values))


@given(predicates, readings)
def test_a_shortfall_is_of_a_number_and_beyond_its_bound(
    predicate: Predicate, values: dict[str, object]
) -> None:
    for short in shortfalls(predicate, reader(values)):
        assert not NUMBERS[short.relation](short.value, short.bound)
        assert short.field in fields_of(predicate)


def test_investment_lacks_money_or_has_too_much_land() -> None:
    figures = {"invest_wanyuan": 6300.0, "land_mu": 30.0}
    claim = Claim("invest_per_mu", "at_least", 300.0)
    (short,) = shortfalls(claim, lambda name: number(figures, name))
    assert (short.value, short.bound, short.difference) == (210.0, 300.0, 90.0)
    assert [(way.figure, way.by) for way in short.ways] == [
        ("invest_wanyuan", 2700.0),
        ("land_mu", -9.0),
    ]
    assert (short.unit, short.estimates) == ("wanyuan/mu", ())


@given(st.floats(1, 1e6), st.floats(1, 1e4), st.floats(1, 1e3))
def test_each_way_alone_closes_the_shortfall(invest: float, land: float, bound: float) -> None:
    figures = {"invest_wanyuan": invest, "land_mu": land}
    for relation in ("at_least", "at_most"):
        claim = Claim("invest_per_mu", relation, bound)
        for short in shortfalls(claim, lambda name: number(figures, name)):
            for way in short.ways:
                changed = figures | {way.figure: figures[way.figure] + way.by}
                read = reader({"invest_per_mu": number(changed, "invest_per_mu").value})
                assert evaluate(claim, read).truth is True


def test_a_denied_bound_falls_short_the_other_way() -> None:
    denied = Not(Claim("energy_tce", "at_least", 1000.0))
    (short,) = shortfalls(denied, reader({"energy_tce": 1500.0}))
    assert (short.relation, short.difference) == ("below", -500.0)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ([], r"#: \[\] is no predicate; allowed: an object"),
        ({}, r"#: \[\] is no predicate; allowed: field with a relation, or one of all, any, not"),
        ({"all": []}, r"#/all: \[\] is no list of predicates; allowed: a list of one or more"),
        ({"any": [{"not": 1}]}, "#/any/0/not: 1 is no predicate"),
        ({"all": [], "any": []}, "is no predicate; allowed: field with a relation"),
        ({"eval": "1"}, "'eval'] is no predicate"),
        ({"field": "beauty", "at_least": 1}, "#/field: 'beauty' is no field; allowed: invest_wan"),
        ({"field": ["jobs"], "at_least": 1}, "#/field: .'jobs'. is no field"),
        ({"field": "jobs"}, r"#: \[\] is not one relation for jobs, a number; allowed: at_least"),
        ({"field": "jobs", "at_least": 1, "below": 2}, "is not one relation for jobs, a number"),
        ({"field": "jobs", "starts": ["1"]}, "is not one relation for jobs, a number"),
        ({"field": "gbt", "equals": "2614"}, "not one relation for gbt, a code; allowed: starts"),
        ({"field": "jobs", "at_least": "many"}, "#/at_least: 'many' is no operand of at_least"),
        ({"field": "jobs", "at_least": True}, "#/at_least: True is no operand"),
        ({"field": "jobs", "at_least": -1}, "allowed: a finite number of 0 or more"),
        ({"field": "jobs", "at_least": float("nan")}, "#/at_least: nan is no operand"),
        ({"field": "jobs", "said": False}, "#/said: False is no operand of said; allowed: true"),
        ({"field": "gbt", "starts": "26"}, "#/starts: '26' is no operand of starts; allowed: a l"),
        ({"field": "gbt", "starts": ["2", "26"]}, "allowed: a list of codes of two to four digits"),
        ({"field": "catalogue_class", "equals": "好"}, "allowed: 鼓励, 允许, 限制, 淘汰"),
        ({"field": "catalogue_class", "one_of": []}, "allowed: a list of 鼓励, 允许"),
        ({"field": "chemical", "equals": "yes"}, "#/equals: 'yes' is no operand of equals"),
        ({"field": "park.urban", "one_of": [True]}, "not one relation for park.urban, a flag"),
    ],
)
def test_a_fault_is_told_with_its_pointer_and_what_is_allowed(written: object, said: str) -> None:
    faults: list[str] = []
    assert predicate_json.decode(written, "#", faults) is None
    assert re.search(said, "\n".join(faults)), faults


def test_all_faults_of_a_predicate_are_told_at_once() -> None:
    faults: list[str] = []
    parts = [{"field": "x", "said": True}, {"field": "jobs", "at_least": 3}, {"any": 3}]
    assert predicate_json.decode({"all": parts}, "#", faults) is None
    assert [fault.split(":")[0] for fault in faults] == ["#/all/0/field", "#/all/2/any"]


def test_a_predicate_too_deep_is_refused_and_not_followed() -> None:
    written: object = {"field": "jobs", "said": True}
    for _ in range(200):
        written = {"not": written}
    faults: list[str] = []
    assert predicate_json.decode(written, "#", faults) is None
    assert [fault.endswith("is nested too deep; allowed: 20 levels") for fault in faults] == [True]


def test_every_relation_is_for_some_field() -> None:
    kinds = {field.kind for field in FIELDS.values()}
    assert all(set(allowed) <= kinds and allowed for allowed in RELATIONS.values())
