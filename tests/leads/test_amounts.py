"""Numbers, amounts and dates in cells: exact values, and none where nobody could be sure."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.leads.dates import day
from chainmatch.leads.figures import Scale, figure, says_nothing
from chainmatch.leads.numbers import has_scale, number

MU = Scale({"亩": 1.0, "公顷": 15.0}, "亩")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234.5", 1234.5),
        ("1 234 567", 1_234_567.0),
        ("叁仟万", 3e7),
        ("1亿2000万", 1.2e8),
        ("二百", 200.0),
        ("12,500万", 1.25e8),
        ("50 million", 5e7),
        ("1,2000", None),
        ("12 30", None),
        ("1.2.3", None),
        ("数亿", None),
        ("", None),
        ("-3", None),
        ("1e5", None),
    ],
)
def test_a_number_is_one_and_nothing_else(text: str, expected: float | None) -> None:
    assert number(text) == expected


@given(st.integers(0, 10**12))
def test_digits_with_and_without_commas_are_the_same_number(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == float(f"{float(value):.12g}")
    assert not has_scale(str(value))


@given(st.text())
def test_no_text_makes_a_number_fail_or_negative(text: str) -> None:
    found = number(text)
    assert found is None or (math.isfinite(found) and found >= 0)


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_range_has_its_lower_end_first(low: int, more: int) -> None:
    assert figure(f"{low}-{low + more}亩", MU) == {"low": float(low), "high": float(low + more)}
    if more:
        assert figure(f"{low + more}-{low}亩", MU) is None


@given(st.integers(1, 10**6))
def test_units_agree(value: int) -> None:
    assert figure(f"{value}公顷", MU) == figure(value * 15, MU) == figure(f"{value * 15}", MU)


@pytest.mark.parametrize("cell", ["/", "—", "——", "-", "无", "暂无", "N/A", " ", "未填"])
def test_what_stands_for_no_answer_is_none(cell: str) -> None:
    assert says_nothing(cell)


@pytest.mark.parametrize("cell", ["待定", "面议", "若干", "0", "不", 0])
def test_what_is_an_answer_is_no_blank(cell: object) -> None:
    assert not says_nothing(cell)


@given(st.dates(dt.date(1955, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(date: dt.date) -> None:
    iso = str(date)
    year, month, dom = iso.split("-")
    for written in (iso, f"{year}/{month}/{dom}", f"{year}.{int(month)}.{int(dom)}"):
        assert day(written) == iso
    assert day(f"{year}年{int(month)}月{int(dom)}日") == iso
    assert day(int(f"{year}{month}{dom}")) == iso
    serial = date.toordinal() - 693_594
    assert day(serial) == day(float(serial)) == iso
    assert day(serial - 1462, from_1904=True) == iso or serial - 1462 < 20_000
