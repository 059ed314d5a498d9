"""Unified social credit codes: what is valid, what is not and why, what may have been meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from chainmatch.leads.codes import LETTERS, CreditCode, NoCode, check_character, credit_code

# Of the standard's own example and of listed groups; published on their websites.
REAL = ("91110000600037341L", "914403001922038216", "91350100M000100Y43")
BODIES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from("123456789"),  # the other implementation knows no A, N, Y (villages)
        st.sampled_from("123456789"),
        st.from_regex(r"[1-9][0-9]{5}", fullmatch=True),
        st.text(LETTERS, min_size=9, max_size=9).filter(lambda text: len(set(text)) > 1),
    ),
)


@pytest.mark.parametrize("text", REAL)
def test_a_code_in_force_is_valid_in_its_parts(text: str) -> None:
    code = credit_code(text)
    assert isinstance(code, CreditCode)
    parts = code.registrar + code.kind + code.region + code.organisation
    assert (parts, len(code.region), len(code.organisation)) == (text[:17], 6, 9)


@pytest.mark.parametrize(
    "text",
    [
        *("９１１１００００６０００３７３４１Ｌ", " 91110000 600037341l "),
        *("91110000-600037341-L", "'91110000600037341L"),
    ],
)
def test_width_case_and_spaces_do_not_matter(text: str) -> None:
    assert credit_code(text) == CreditCode("91110000600037341L")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("9.16201E+17", "rounded"),
        ("620100200012345", "licence_number"),
        ("9111000060003734", "length"),
        ("9111000060003734?L", "letters"),
        ("V1110000600037341L", "letters"),
        ("01110000600037341L", "registrar"),
        ("9L110000600037341L", "registrar"),
        ("91110A00600037341L", "region"),
        ("000000000000000000", "registrar"),
        ("910000000000000000", "region"),
        ("911100000000000000", "placeholder"),
        ("91110000600037341M", "checksum"),
        ("91110000600037314L", "checksum"),
    ],
)
def test_what_is_no_code_says_why(text: str, reason: str) -> None:
    found = credit_code(text)
    assert isinstance(found, NoCode)
    assert (found.reason, found.proposal) == (reason, None)


def test_misread_letters_are_proposed_and_never_taken() -> None:
    found = credit_code("9III0000600037341L")
    assert found == NoCode("letters", "9III0000600037341L", CreditCode("91110000600037341L"))
    found = credit_code("911100OO60003734IL")
    assert isinstance(found, NoCode)
    assert found.proposal == CreditCode("91110000600037341L")
    assert credit_code("9III0000600037341M") == NoCode("letters", "9III0000600037341M")


@given(BODIES)
def test_the_check_character_is_that_of_another_implementation(body: str) -> None:
    whole = body + check_character(body)
    assert whole[-1] == uscc.calc_check_digit(body)
    assert uscc.is_valid(whole)
    assert credit_code(whole) == CreditCode(whole)


@given(BODIES)
def test_an_economic_organisation_of_a_village_has_a_code_too(body: str) -> None:
    whole = f"N{body[1:]}" + check_character(f"N{body[1:]}")
    assert credit_code(whole) == CreditCode(whole)


@given(BODIES, st.integers(0, 16), st.sampled_from(LETTERS))
def test_one_wrong_character_is_always_seen(body: str, at: int, letter: str) -> None:
    whole = body + uscc.calc_check_digit(body)
    wrong = whole[:at] + letter + whole[at + 1 :]
    if wrong != whole:
        assert isinstance(credit_code(wrong), NoCode)
        assert not uscc.is_valid(wrong)


@given(st.text() | st.text(LETTERS + "OISZ", min_size=18, max_size=18))
def test_reading_a_code_again_changes_nothing(text: str) -> None:
    found = credit_code(text)
    again = credit_code(found.text)
    assert again == found
    if isinstance(found, CreditCode) and found.registrar.isdigit():
        assert uscc.is_valid(found.text)
