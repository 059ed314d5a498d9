"""Clauses and their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.text.sentences import clauses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("生产铜箔,供应电池厂;建设厂房。", ["生产铜箔", "供应电池厂", "建设厂房"]),
        ("研发、生产、销售电池", ["研发、生产、销售电池"]),
        ("年产1,200.5吨2,4-滴原药", ["年产1,200.5吨2,4-滴原药"]),
        ("产品:铜箔!网址:https://example.com/a", ["产品", "铜箔", "网址", "https://example.com/a"]),
        ("Makes cells. Sells packs, modules.", ["Makes cells", "Sells packs", "modules"]),
        ("。,; ...", []),
        ("", []),
    ],
)
def test_clauses_of(text: str, expected: list[str]) -> None:
    assert [clause.text for clause in clauses(text)] == expected


@given(st.text(st.sampled_from("电池a1 ,.;。、:\n/"), max_size=80))
def test_clauses_stand_where_they_say_and_lose_no_letter(text: str) -> None:
    found = clauses(text)
    assert all(text[clause.start : clause.end] == clause.text for clause in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(clause.text for clause in found)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
