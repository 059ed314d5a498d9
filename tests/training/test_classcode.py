"""A toy model of classes comes out the same to the byte and learns what it was shown."""

from pathlib import Path

import numpy as np
import pytest

from chainmatch.digest import file_digest
from chainmatch.matching.class_model import ClassModel
from chainmatch.matching.reference import IndustryClass as Class
from chainmatch.matching.reference import Models, Reference
from chainmatch.training.__main__ import main
from chainmatch.training.classcode import (
    Documents,
    fit_classes,
    fit_text,
    fit_trust,
    lead_documents,
    out_of_fold,
    standard_documents,
)
from chainmatch.training.sources import IndustryClass
from chainmatch.workbench import Workbench

CODES = ("1441", "3011", "3841")
STANDARD = [
    IndustryClass("38", "电气机械", "大类不是小类"),
    IndustryClass("3841", "锂离子电池制造", "指锂电池的生产活动"),
    IndustryClass("3011", "水泥制造", ""),
    IndustryClass("1441", "液体乳制造", "指以牛奶为原料的生产活动"),
]
WORDS = {"3841": ["电芯", "锂电池"], "3011": ["熟料", "水泥厂"]}
SAID = {"3841": "年产锂电池电芯", "3011": "水泥熟料生产线", "1441": "牛奶和液体乳"}
LEADS = [
    {"gbt": code, "gbt_accept": [code], "text": f"{text}第{turn}期"}
    for turn in "一二三四五"
    for code, text in SAID.items()
] + [{"gbt": None, "gbt_accept": None, "text": "未定"}]


def documents() -> tuple[Documents, Documents]:
    return standard_documents(CODES, STANDARD, WORDS), lead_documents(CODES, LEADS)


@pytest.fixture(scope="module")
def reference(workbench: Workbench) -> Reference:
    whole = workbench.matcher.reference
    classes = [Class(row.code, row.name) for row in STANDARD if row.code in CODES]
    classes.sort(key=lambda row: row.code)
    models = Models(slogans=whole.slogans)
    return Reference(whole.plan, whole.registry, whole.encoder, classes, (), models)


def test_documents_are_names_descriptions_words_and_leads() -> None:
    standard, leads = documents()
    assert [CODES[place] for place in standard.places] == [
        *["3841", "3011", "1441"],
        *["3841", "1441"],
        *["3011", "3841"],
    ]
    assert standard.texts[-2:] == ("熟料水泥厂", "电芯锂电池")
    assert len(leads) == 15
    assert len(standard.joined(leads)) == 22


def test_the_text_classifier_learns_what_it_was_shown() -> None:
    standard, leads = documents()
    model = fit_text(standard.joined(leads))
    found = {code: CODES[int(model.scores(text).argmax())] for code, text in SAID.items()}
    assert found == {code: code for code in SAID}


def test_scores_out_of_fold_have_not_seen_the_lead() -> None:
    standard, leads = documents()
    own = Documents(CODES, (*leads.texts[:-1], "唯一的锂锂话"), (*leads.places[:-1], 0))
    scores = out_of_fold(standard, own)
    assert scores.shape == (15, 3)
    assert scores[-1].argmax() == CODES.index("3841")  # its label says 1441


def test_trust_tells_how_often_the_best_is_right() -> None:
    scores = np.tile([2.0, 0.0, 0.0], (200, 1))
    right = np.tile([1.0, 0.0, 0.0], (200, 1))
    right[::4] = [0.0, 1.0, 0.0]
    share = float(np.exp(2.0) / (np.exp(2.0) + 2.0))
    assert fit_trust(scores, right).of(share) == pytest.approx(0.75, abs=0.02)


def test_a_second_build_gives_the_same_bytes(reference: Reference, tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        fit_classes(reference, STANDARD, WORDS, LEADS).write(tmp_path / name)
    assert file_digest(tmp_path / "one.npz") == file_digest(tmp_path / "two.npz")
    text = ClassModel.from_file(tmp_path / "one.npz").text
    assert text is not None
    assert text.labels == CODES


def test_the_command_asks_for_the_standard(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classes"]) == 2
    assert "--classes is missing" in capsys.readouterr().err
