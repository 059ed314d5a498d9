"""Spans: what speaks for a choice, in the user's own words."""

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainmatch.errors import InputError
from chainmatch.matching.company import Company
from chainmatch.matching.spans import Span, Speaking, character_weights, spans
from chainmatch.text.normalise import normalise
from chainmatch.workbench import Workbench

quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LEADS = st.text(max_size=60) | st.lists(
    st.sampled_from(
        (
            "鋰離子電池",
            "铝板带",
            "ﬁlm ㎡",
            "，",
            " ",
            "\u200b",
            "ＰＶＣ",
            "有限公司",
            "lithium battery",
        )
    ),
    min_size=1,
    max_size=8,
).map("".join)


def of_first_link(workbench: Workbench, text: str) -> tuple[Span, ...]:
    company = Company.from_text(text)
    link = workbench.match(company).links[0]
    return Speaking(workbench.matcher, company).link(link.id, link.reasons)


def sound(found: tuple[Span, ...], text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(span.text == text[span.start : span.end] and span.weight > 0 for span in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公司主营中药饮片，兼营其他", "中药饮片"),
        ("主營鋰離子電池", "鋰離子電池"),
        ("主营 锂离子\u200b电池 ", "锂离子\u200b电池"),
        ("we make lithium battery cells", "lithium"),
    ],
)
def test_the_words_are_those_that_were_written(workbench: Workbench, text: str, words: str) -> None:
    assert any(words in span.text for span in of_first_link(workbench, text))


def test_the_words_of_one_park_are_not_those_of_another(workbench: Workbench) -> None:
    company = Company.from_text("公司主营中药饮片，兼营物流配送")
    parks = {park.id: park for park in workbench.match(company).parks}
    speaking = Speaking(workbench.matcher, company)
    said = {
        id: {span.text for span in speaking.park(id, parks[id].reasons)}
        for id in ("lzxq-bio", "lzjk-xigu")
    }
    assert said == {"lzxq-bio": {"中药饮片"}, "lzjk-xigu": {"物流配送"}}


def test_an_amount_is_no_word_of_the_lead(workbench: Workbench) -> None:
    told = "".join(span.text for span in of_first_link(workbench, "年产5万吨铝板带"))
    assert told == "铝板带"


@quick
@given(LEADS)
def test_spans_lie_in_the_text_and_apart(workbench: Workbench, text: str) -> None:
    try:
        company = Company.from_text(text)
    except InputError:
        return
    speaking, match = Speaking(workbench.matcher, company), workbench.match(company)
    for link in match.links:
        sound(speaking.link(link.id, link.reasons), company.text)
    for park in match.parks:
        sound(speaking.park(park.id, park.reasons), company.text)


@quick
@given(LEADS, st.randoms())
def test_any_weights_give_sound_spans(text: str, random: object) -> None:
    normal = normalise(text)
    draw = getattr(random, "random")  # noqa: B009  # hypothesis types it as object
    weights = np.array([draw() - 0.5 for _ in normal.text])
    sound(spans(normal, weights), text)


def test_nothing_said_gives_no_spans() -> None:
    assert spans(normalise("铝板带"), np.zeros(3)) == ()
    assert spans(normalise(""), np.zeros(0)) == ()


@quick
@given(
    st.text(alphabet="铝板带ab ", max_size=20), st.lists(st.floats(-2, 2), min_size=4, max_size=4)
)
def test_characters_share_all_that_pieces_give(text: str, parts: list[float]) -> None:
    pieces = list(zip(("铝", "板带", "w:铝板", "<ab>"), parts, strict=True))
    there = [part for piece, part in pieces if character_weights(text, [(piece, 1.0)]).any()]
    assert character_weights(text, pieces).sum() == pytest.approx(sum(there), abs=1e-9)


def test_marks_of_western_pieces_hold_at_ends_of_words() -> None:
    assert character_weights("ab abc", [("<ab>", 1.0)]).tolist() == [0.5, 0.5, 0, 0, 0, 0]
    assert character_weights("铝铝铝", [("铝铝", 1.0)]).tolist() == [0.25, 0.5, 0.25]
    assert character_weights("ab", [("w:cd", 1.0), ("<", 1.0)]).tolist() == [0, 0]


def test_an_english_lead_is_shown_its_own_words(workbench: Workbench) -> None:
    text = "We smelt ferrosilicon and plan a line of silicon-barium alloy."
    told = {span.text for span in of_first_link(workbench, text)}
    assert any("ferrosilicon" in phrase for phrase in told)
    assert all(phrase in text for phrase in told)
