"""A cell holds any text, but for what no workbook can hold."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chainmatch.reports.cells import MOST, held, stored, unstored
from chainmatch.reports.office import legal


@example("_x0041_ _x005F_x0041_")
@given(st.text(st.characters(codec=None), max_size=60))
def test_a_cell_holds_any_text_but_for_what_is_documented(text: str) -> None:
    assert unstored(stored(text)) == legal(text)
    assert legal(legal(text)) == legal(text)
    changed = [c for c in text if c not in legal(text)]
    assert all(c == "\r" or not c.isprintable() for c in changed)


def test_a_text_beyond_a_cell_is_cut_with_a_mark() -> None:
    text = "😀" * MOST
    assert held(text).endswith("😀…")
    assert len(held(text).encode("utf-16-le")) <= 2 * MOST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00\x0b\ud800\uffff", "a\ufffd\ufffd\ufffd\ufffd"),
        ("😀\t", "😀\t"),
    ],
)
def test_only_what_xml_cannot_hold_is_replaced(text: str, expected: str) -> None:
    assert legal(text) == expected


def test_what_a_spreadsheet_writes_for_a_return_is_the_end_of_a_line() -> None:
    assert unstored("a_x000D_\nb") == "a\nb"
    assert stored("_x0041_") == "_x005F_x0041_"
