"""What is fitted on texts written for training: vague leads, slogans, English, word order."""

import json
from pathlib import Path

import numpy as np
import pytest

from chainmatch.paths import data_file, model_path
from chainmatch.text.encoder import open_encoder
from chainmatch.text.english import EnglishTerms
from chainmatch.text.linear import LinearText
from chainmatch.training.classify import Written, fit_links, fit_vague
from chainmatch.training.contextual import Shape, Student, embed, fit_student
from chainmatch.training.fit import Lessons
from chainmatch.training.recipe import SHIPPED
from chainmatch.training.space import Draft

FREQUENCIES = {"锂": 0.2, "电": 0.2, "池": 0.2, "奶": 0.2, "粉": 0.2}
DRAFT = Draft(
    FREQUENCIES,
    np.vstack([np.zeros(8), np.random.default_rng(0).normal(size=(5, 8))]).astype(np.float32),
)
SHAPE = Shape(layers=1, heads=2, inner=16, batch=4, epochs=3)


def read(name: str) -> dict[str, list[str]]:
    document: dict[str, list[str]] = json.loads(data_file(name).read_text(encoding="utf-8"))
    return document


def test_vague_texts_are_no_evaluation_cases_and_tags_name_texts() -> None:
    cases = data_file("outside_cases.jsonl").read_text(encoding="utf-8").splitlines()
    asked = {text for line in cases for text in json.loads(line).values() if isinstance(text, str)}
    vague = read("vague_leads.json")
    leads = json.loads(data_file("training_leads.json").read_text(encoding="utf-8"))["leads"]
    outside = json.loads(data_file("outside.json").read_text(encoding="utf-8"))["examples"]
    texts = {row["id"]: row["text"] for row in [*leads, *outside]}
    assert set(vague["tagged"]) <= set(texts)
    assert not asked & {*vague["texts"], *texts.values()}
    slogans = read("slogans.json")
    assert not asked & {*slogans["slogans"], *slogans["clauses"], *slogans["plain"]}
    assert not {*slogans["clauses"]} & {*slogans["plain"]}


def test_the_shipped_vague_model_is_what_training_gives(tmp_path: Path) -> None:
    names = ("training_leads.json", "outside.json", "slogans.json", "vague_leads.json")
    made = fit_vague(Written(*(data_file(name) for name in names)), tmp_path / "vague.npz")
    shipped = LinearText.from_file(model_path("vague.npz"))
    for text in ("拟投资十亿元建厂，望给予土地优惠", "年产两万吨磷酸铁锂正极材料"):
        assert made.scores(text) == pytest.approx(shipped.scores(text), abs=0.02)
    assert made.labels == ("named", "vague")


def test_english_leads_are_learnt_with_their_chinese_terms(tmp_path: Path) -> None:
    rows = [
        {"id": f"t{i}", "text": text, "link": link, "voice": "note", "gbt": None}
        for i, (text, link) in enumerate(
            [("Copper foil maker", "14.4"), ("生产铜箔", "14.4"), ("Cement works", "11.4")] * 2
        )
    ]
    path = tmp_path / "leads.json"
    path.write_text(json.dumps({"leads": rows}), encoding="utf-8")
    english = EnglishTerms(lambda: {"copper foil": "铜箔", "cement": "水泥"})
    made = fit_links(path, tmp_path / "links.npz", english)
    assert "水泥" in dict(made.contributions("水泥", "11.4"))


def test_an_untaught_student_says_what_the_static_model_says() -> None:
    student = Student(DRAFT.matrix, SHAPE).eval()
    texts = ["锂电池", "奶粉", "x"]
    assert embed(student, DRAFT, texts) == pytest.approx(DRAFT.encoder().encode(texts), abs=1e-5)


def test_a_student_learns_what_the_order_of_words_says() -> None:
    """电池 and 池电 are one bag of words: only attention with places can tell them apart."""
    targets = np.eye(8, dtype=np.float32)[:2]
    lessons = Lessons(["电池", "池电"] * 8, np.array([0, 1] * 8), targets)
    student = fit_student(DRAFT, lessons, SHIPPED, Shape(1, 2, 16, rate=0.02, batch=8, epochs=60))
    one, other = embed(student, DRAFT, ["电池", "池电"])
    assert one @ targets[0] > one @ targets[1]
    assert other @ targets[1] > other @ targets[0]


def test_the_bundled_encoder_reads_english_without_the_terms() -> None:
    encoder = open_encoder(None)
    foil, copper, milk = encoder.encode(["copper foil", "铜箔", "奶粉"])
    assert foil @ copper > foil @ milk + 0.3
