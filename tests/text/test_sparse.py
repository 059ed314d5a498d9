"""The sparse classifier: the sum by hand, what is kept, and what is refused."""

import numpy as np
import pytest

from chainmatch.errors import DataError
from chainmatch.text.sparse import SparseText

LABELS = ("a", "b", "c")
WORDS = ("锂", "电", "锂电")
TABLE = np.array([[1.0, 0.0, -2.0], [0.25, 0.5, 0.0], [0.0, 4.0, 0.125]], dtype=np.float32)
IDF = np.array([1.0, 2.0, 2.0], dtype=np.float32)


def made(entries: int = 9) -> SparseText:
    return SparseText.from_table(LABELS, WORDS, IDF, TABLE, entries)


def test_a_score_is_the_sum_over_grams() -> None:
    values = np.array([1.0, 2.0, 2.0]) / 3.0
    assert made().scores("锂电") == pytest.approx(values @ TABLE)


def test_a_gram_that_comes_again_counts_by_its_logarithm() -> None:
    values = np.array([1.0 + np.log(2.0), 0.0, 0.0])
    assert made().scores("锂,锂") == pytest.approx(values / np.linalg.norm(values) @ TABLE)


@pytest.mark.parametrize("text", ["", "钢", "123", "🙂"])
def test_a_text_without_known_grams_scores_nothing(text: str) -> None:
    assert made().scores(text).tolist() == [0.0, 0.0, 0.0]


def test_only_the_greatest_weights_are_kept_either_way() -> None:
    kept = made(2).scores("锂")
    assert kept.tolist() == [0.0, 0.0, -2.0]
    assert made(3).scores("锂").tolist() == [1.0, 0.0, -2.0]


def test_a_file_keeps_what_it_holds() -> None:
    again = SparseText.from_arrays(made().arrays())
    assert (again.labels, again.vocabulary) == (LABELS, WORDS)
    assert again.scores("锂电").tolist() == pytest.approx(made().scores("锂电").tolist())


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("idf", np.ones(2, dtype=np.float16)),
        ("starts", np.array([0, 2, 1, 6], dtype=np.uint32)),
        ("starts", np.array([0, 2, 4, 7], dtype=np.uint32)),
        ("places", np.array([0, 2, 0, 1, 1, 3], dtype=np.uint16)),
    ],
)
def test_parts_that_do_not_fit_are_refused(name: str, wrong: np.ndarray) -> None:
    with pytest.raises(DataError, match="do not fit each other"):
        SparseText.from_arrays(made().arrays() | {name: wrong})
