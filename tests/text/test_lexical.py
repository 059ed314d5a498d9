"""Words, and BM25 against an independent implementation."""

import random

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.errors import UnknownIdError
from chainmatch.text.lexical import K1, B, LexicalIndex, idf, saturation, words

DOCUMENTS = [
    ("cathode", "年产5万吨磷酸铁锂正极材料,供应动力电池企业"),
    ("cell", "锂离子动力电池电芯制造与储能系统集成"),
    ("foil", "锂电铜箔和铝箔生产,铜箔厚度6微米"),
    ("herb", "中药饮片和配方颗粒生产"),
    ("english", "battery cells and lithium-ion packs"),
    ("empty", ""),
]
QUERY = "动力电池用铜箔、正极材料和电池cells,电池"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正极材料", ["正极", "材料", "正极材料"]),
        ("钠离子电池的生产", ["离子", "电池", "钠离子", "钠离子电池", "生产"]),
        ("lithium-ion batteries", ["lithium", "ion", "lithium-ion", "battery"]),
        ("glass boxes and gases, alloys, analysis", ["glass", "box", "gase", "alloy", "analysis"]),
        ("3d打印5000吨LiFePO4", ["3d", "打印", "吨", "lifepo4"]),
        ("公司的 1,200.5 of the", []),
        ("", []),
    ],
)
def test_words_of(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_never_fail_and_hold_no_space(text: str) -> None:
    assert all(word and not word.isspace() for word in words(text))


def test_more_than_one_search_gives_the_same_words() -> None:
    assert words(QUERY) == words(QUERY)


def test_scores_are_those_of_bm25s() -> None:
    index = LexicalIndex(DOCUMENTS)
    oracle = bm25s.BM25(method="lucene", k1=K1, b=B)
    oracle.index([words(text) for _, text in DOCUMENTS], show_progress=False)
    np.testing.assert_allclose(index.scores(QUERY), oracle.get_scores(words(QUERY)), rtol=1e-5)


@pytest.mark.parametrize("seed", range(10))
def test_scores_of_random_collections_are_those_of_bm25s(seed: int) -> None:
    draw = random.Random(seed)
    letters = [f"w{chr(97 + i)}" for i in range(20)]
    texts = [" ".join(draw.choices(letters, k=draw.randint(1, 30))) for _ in range(25)]
    query = " ".join(draw.choices(letters, k=12))
    oracle = bm25s.BM25(method="lucene", k1=K1, b=B)
    oracle.index([words(text) for text in texts], show_progress=False)
    index = LexicalIndex((str(i), text) for i, text in enumerate(texts))
    np.testing.assert_allclose(index.scores(query), oracle.get_scores(words(query)), rtol=1e-5)


@pytest.mark.parametrize("document", [name for name, _ in DOCUMENTS])
def test_the_score_is_the_sum_of_what_is_shown(document: str) -> None:
    index = LexicalIndex(DOCUMENTS)
    shown = index.contributions(QUERY, document)
    score = index.scores(QUERY)[index.ids.index(document)]
    assert sum(part for _, part in shown) == pytest.approx(score, rel=1e-5)
    assert shown == sorted(shown, key=lambda pair: (-pair[1], pair[0]))


def test_only_shared_words_count() -> None:
    index = LexicalIndex(DOCUMENTS)
    assert index.scores("火锅").tolist() == [0.0] * len(DOCUMENTS)
    assert [word for word, _ in index.contributions("铜箔火锅", "foil")] == ["铜箔"]


def test_an_index_of_nothing_answers_with_nothing() -> None:
    assert LexicalIndex([]).scores("铜箔").shape == (0,)
    assert LexicalIndex([("a", "")]).scores("铜箔").tolist() == [0.0]


def test_an_unknown_document_is_refused() -> None:
    with pytest.raises(UnknownIdError, match="'nowhere' is not in the index"):
        LexicalIndex(DOCUMENTS).contributions(QUERY, "nowhere")


def test_a_document_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="'foil' comes twice"):
        LexicalIndex([*DOCUMENTS, ("foil", "")])


def test_rare_words_tell_more() -> None:
    assert idf(10, 1) == pytest.approx(1.99243, abs=1e-5)
    assert idf(10, 1) > idf(10, 5) > idf(10, 10) > 0


def test_repetition_saturates_and_length_is_held_against_a_word() -> None:
    assert saturation(1, 10, 10.0) == pytest.approx(0.4)
    assert saturation(1, 10, 10.0) < saturation(5, 10, 10.0) < 1
    assert saturation(1, 100, 10.0) < saturation(1, 10, 10.0)
