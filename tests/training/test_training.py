"""A toy model of a made-up teacher comes out the same to the byte; the parts keep their word."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from chainmatch.digest import file_digest
from chainmatch.text.static import StaticEncoder
from chainmatch.training.__main__ import main
from chainmatch.training.build import Corpus, make_draft, write_draft
from chainmatch.training.cases import Case, expanded, read_directions
from chainmatch.training.leads import groups, write_leads
from chainmatch.training.recipe import SHIPPED
from chainmatch.training.score import direction_hits, interval, pair_hits, park_hits
from chainmatch.training.sources import IndustryClass, halves, read_glossary, read_terms
from chainmatch.training.teachers import Remembered
from chainmatch.training.tokenizer import build_tokenizer
from chainmatch.training.vocabulary import WordSources, choose_vocabulary, plural

PAIRS = [
    ("锂电池", "lithium battery"),
    ("水泥", "cement"),
    ("牛奶", "milk"),
    ("钢管", "steel pipe"),
]
CLASSES = (
    IndustryClass("3841", "锂离子电池制造", "指锂电池、电池组等产品的生产"),
    IndustryClass("1440", "乳制品制造", "指以牛奶为原料的奶粉、酸奶等产品的生产"),
)
WORDS = WordSources(
    dictionary={
        "锂": 9,
        "电池": 900,
        "锂电池": 30,
        "牛奶": 300,
        "奶粉": 80,
        "的": 90000,
        "压滤机": 3,
    },
    english={"the": -4.0, "milk": -10.0},
    terms=["正极材料", "酸奶"],
    pairs=PAIRS,
    texts=[f"{cls.name}。{cls.description}" for cls in CLASSES],
)
CORPUS = Corpus(WORDS, CLASSES, ("重点开展锂电池和乳制品技术研发",))
RECIPE = replace(SHIPPED, tokens=4200, dim=8, fits=2, epochs=2, rounds=1, batch=16)


class Hashing:
    """Each character has a vector drawn from its digest; a text has the sum's direction."""

    name = "hashing"
    asked = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += len(texts)
        rows = [np.sum([self._of(c) for c in text], axis=0) for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)

    def _of(self, character: str) -> NDArray[np.float64]:
        seed = int.from_bytes(hashlib.sha256(character.encode()).digest()[:4], "little")
        return np.random.default_rng(seed).normal(size=24)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = [tmp_path_factory.mktemp("toy") / name for name in ("one", "two")]
    for folder in made:
        write_draft(make_draft(CORPUS, [(Hashing(), 1.0), (Hashing(), 0.5)], RECIPE, PAIRS), folder)
    return made


@pytest.mark.parametrize("file", ["tokenizer.json", "model.safetensors", "modules.json"])
def test_the_same_recipe_gives_the_same_bytes(folders: list[Path], file: str) -> None:
    assert file_digest(folders[0] / file) == file_digest(folders[1] / file)


def test_a_toy_model_opens_and_tells_milk_from_batteries(folders: list[Path]) -> None:
    encoder = StaticEncoder.from_folder(folders[0])
    lead, milk, battery = encoder.encode(["年产5000吨奶粉、酸奶项目", "牛奶", "锂电池"])
    assert encoder.dim == 8
    assert lead @ milk > lead @ battery


def test_a_teacher_is_asked_once_for_each_text(tmp_path: Path) -> None:
    teacher = Hashing()
    first = Remembered(teacher, tmp_path).encode(["电池", "牛奶", "电池"])
    again = Remembered(teacher, tmp_path).encode(["牛奶", "电池"])
    assert teacher.asked == 2
    assert np.array_equal(first[[1, 0]], again)


def test_the_vocabulary_is_bounded_ordered_and_whole() -> None:
    chosen = choose_vocabulary(WORDS, 4200)
    assert list(chosen) == list(choose_vocabulary(WORDS, 4200))
    assert {"锂电池", "正极材料", "▁lithium", "▁batteries", "电", "7"} <= set(chosen)
    assert len(choose_vocabulary(WORDS, 500)) == 500
    assert all(0 < p < 1 for p in chosen.values())


def test_no_word_is_spelt_with_other_words() -> None:
    tokenizer = build_tokenizer(
        {"▁the": 0.01, "▁rap": 0.01, "▁": 1e-7, "锂电池": 1e-6, "电池": 1e-4}
    )
    assert tokenizer.encode("锂电池, THE", add_special_tokens=False).tokens == ["锂电池", "▁the"]
    assert "▁rap" not in tokenizer.encode("therap", add_special_tokens=False).tokens


@pytest.mark.parametrize(
    ("word", "many"), [("battery", "batteries"), ("alloy", "alloys"), ("box", "boxes")]
)
def test_plural(word: str, many: str) -> None:
    assert plural(word) == many


def test_every_lead_names_its_content() -> None:
    leads = write_leads(CLASSES, groups(["正极材料", "酸奶"]), PAIRS, rounds=3, seed=1)
    assert leads == write_leads(CLASSES, groups(["正极材料", "酸奶"]), PAIRS, rounds=3, seed=1)
    assert any(lead.text.isascii() for lead in leads)
    for lead in leads:
        assert lead.text.isascii() or lead.content.split("、")[0] in lead.text


def test_the_glossary_is_whole_and_split_without_overlap() -> None:
    pairs = read_glossary()
    learnt, held = halves(pairs)
    assert len(pairs) >= 600
    assert not {zh for zh, _ in learnt} & {zh for zh, _ in held}
    assert all(zh and en and not zh.isascii() and en.isascii() for zh, en in pairs)
    assert len(set(read_terms())) == len(read_terms())


def test_directions_are_read_from_their_boxes_only(tmp_path: Path) -> None:
    box = "### 专栏 9 化工\n\n1. 甲。重点\n2. 乙。\n\n2. 冶金。依托\n"
    text = f"## 专栏8 人才\n1. 不算。\n{box}## 专栏22\n1. 不算。"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    directions = read_directions(tmp_path / "plan.txt")
    assert directions == {"9.1": "甲。重点", "9.2": "乙。"}
    assert expanded(("9",), list(directions)) == {"9.1", "9.2"}


def _axes(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors by first letter: a, b, c."""
    return np.array([np.eye(3)["abc".index(text[0])] for text in texts], dtype=np.float32)


def test_scores_on_three_cases_by_hand() -> None:
    cases = [
        Case("甲", "a1", "b1", "p", ("9.1",), ("9.1",)),
        Case("乙", "a2", "a2", "p", ("9.2",), ("9.1", "9.2")),
        Case("丙", "b3", "b3", "q", ("9.2",), ("9.2",)),
    ]
    directions = {"9.1": "a", "9.2": "b", "9.3": "c"}
    assert direction_hits(_axes, cases, directions, "desc") == ([1.0, 0.5, 1.0], [1.0, 1.0, 1.0])
    assert park_hits(_axes, cases, "desc", ks=(1,)) == {1: [1.0, 1.0, 0.0]}
    assert pair_hits(_axes, [("a", "a"), ("b", "b")]) == ([1.0, 1.0], [1.0, 1.0])


def test_an_interval_holds_its_mean() -> None:
    score = interval("hits", [0.0, 1.0, 1.0, 1.0])
    assert (score.value, score.cases) == (0.75, 4)
    assert 0 <= score.low <= score.value <= score.high <= 1


def test_a_missing_option_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score"]) == 2
    assert capsys.readouterr().err == "--cases is missing; give it the path of a file\n"
