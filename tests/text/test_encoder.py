"""The bundled encoder says what the domain says, and every wrong spec is answered in a sentence."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmatch.digest import file_digest
from chainmatch.errors import EncoderError, MissingExtraError
from chainmatch.paths import model_path
from chainmatch.text.encoder import DEFAULT_ENCODER, open_encoder
from chainmatch.text.static import StaticEncoder, is_static

ENCODER = StaticEncoder.from_folder(model_path(DEFAULT_ENCODER))
LEADS = (
    "年产5万吨锂电池正极材料项目",
    "以牛奶为原料生产酸奶、奶酪等乳制品",
    "",
    "有色金属压延加工",
    "😀🎉!!",
    "We make lithium battery cathodes in Lanzhou.",
    "稀土永磁电机 permanent magnet motor",
    "冷链物流与仓储服务" * 300,
)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("锂电池", "lithium battery", "dairy products"),
        ("乳制品", "dairy products", "lithium battery"),
        ("水泥", "cement", "vaccine"),
        ("中药饮片", "traditional Chinese medicine", "steel pipe"),
        ("动力电池电芯制造", "锂离子电池生产", "肉牛屠宰"),
        ("除草剂原药", "农药", "铁路运输"),
        ("钛合金棒材", "有色金属压延", "网络直播"),
        ("数据中心机房", "cloud computing", "crop planting"),
        ("年产10000吨电解液项目，总投资3亿元", "锂电池材料", "总投资3亿元的酒店项目"),
    ],
)
def test_a_text_is_nearer_to_its_trade(text: str, near: str, far: str) -> None:
    here, right, wrong = ENCODER.encode([text, near, far])
    assert here @ right > here @ wrong


def test_rows_have_norm_one_and_nothing_gives_zero() -> None:
    norms = np.linalg.norm(ENCODER.encode(LEADS), axis=1)
    expected = [0.0 if text in ("", "😀🎉!!") else 1.0 for text in LEADS]
    assert norms == pytest.approx(expected, abs=1e-6)


def test_shape_holds_for_no_text_at_all() -> None:
    assert ENCODER.encode([]).shape == (0, ENCODER.dim)
    assert ENCODER.encode(["", " \n"]).tolist() == [[0.0] * ENCODER.dim] * 2
    assert ENCODER.encode(["锂"]).dtype == np.float32


def test_a_batch_is_its_texts_one_by_one_in_any_order() -> None:
    texts = [random.Random(3).choice(LEADS) + str(i) for i in range(1100)] + list(LEADS)
    order = random.Random(5).sample(range(len(texts)), len(texts))
    whole = ENCODER.encode(texts)
    assert np.array_equal(whole[order], ENCODER.encode([texts[i] for i in order]))
    assert np.array_equal(whole[-8:], np.concatenate([ENCODER.encode([t]) for t in LEADS]))


def test_two_openings_agree() -> None:
    again = open_encoder()
    assert (again.name, again.dim) == (DEFAULT_ENCODER, ENCODER.dim)
    assert np.array_equal(again.encode(LEADS), ENCODER.encode(LEADS))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_norm_one_or_zero_and_pieces_within_it(text: str) -> None:
    norm = float(np.linalg.norm(ENCODER.encode([text])[0]))
    assert norm == pytest.approx(1.0, abs=1e-5) or norm == 0.0
    for piece in ENCODER.pieces(text):
        assert text[piece.start : piece.end] == piece.token
        assert 0 <= piece.start <= piece.end <= len(text)
        assert piece.weight >= 0


def test_pieces_show_the_words_with_their_places() -> None:
    text = "新建 Lithium battery 生产线5条"
    pieces = {p.token: (p.start, p.end) for p in ENCODER.pieces(text) if p.weight > 0}
    assert pieces["Lithium"] == (3, 10)
    assert pieces["battery"] == (11, 18)
    assert pieces["生产线"] == (19, 22)
    assert "5" not in pieces


def test_a_phrase_of_form_weighs_less_than_the_product() -> None:
    weights = {p.token: p.weight for p in ENCODER.pieces("总投资建设有限公司锂电池")}
    assert weights["锂电池"] == max(weights.values())


def test_the_shares_of_the_words_sum_to_the_cosine() -> None:
    text, target = LEADS[0], ENCODER.encode(["动力电池"])[0]
    shares = ENCODER.shares(text, target)
    cosine = float(ENCODER.encode([text])[0] @ target)
    assert sum(p.weight for p in shares) == pytest.approx(cosine, abs=1e-5)
    best = max(shares, key=lambda p: p.weight)
    assert text[best.start : best.end] == "锂电池"


def test_the_static_door_needs_no_torch() -> None:
    code = (
        "import sys; from chainmatch.text.encoder import open_encoder;"
        "assert open_encoder().encode(['锂电池']).any();"
        "print(sorted({'torch','transformers','sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("spec", ["modles/none", "", "sentence-transformers/all-MiniLM-L6-v2"])
def test_a_mistyped_folder_is_an_error_without_a_look_at_the_network(spec: str) -> None:
    with pytest.raises(EncoderError, match=f"'{spec}' is not a folder"):
        open_encoder(spec)


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"neither modules\.json nor config\.json"):
        open_encoder(str(tmp_path))


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("tokenizer.json", "{}", r"tokenizer\.json cannot be read"),
        ("model.safetensors", "\0" * 64, r"not a whole safetensors file"),
        ("model.safetensors", "", r"not a whole safetensors file"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, file: str, content: str, message: str) -> None:
    folder = _copy(tmp_path)
    (folder / file).unlink()
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError, match=message):
        open_encoder(str(folder))


def test_too_few_rows_are_an_error(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    header = {"embedding.weight": {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]}}
    head = json.dumps(header).encode()
    (folder / "model.safetensors").unlink()
    (folder / "model.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + b"\0" * 8)
    with pytest.raises(EncoderError, match="has 1 rows for"):
        open_encoder(str(folder))


def test_a_missing_library_is_named_with_its_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert not is_static(tmp_path)
    for spec in (str(tmp_path), "st:some-model"):
        with pytest.raises(MissingExtraError, match=r"pip install 'chainmatch\[transformer\]'"):
            open_encoder(spec)


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "modules.json"])
def test_the_card_gives_the_digest_of_each_file(file: str) -> None:
    folder = model_path(DEFAULT_ENCODER)
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    assert f"| {file} | {file_digest(folder / file)} |" in card


def _copy(folder: Path) -> Path:
    """A folder of links to the bundled model's files, to be broken one at a time."""
    source = model_path(DEFAULT_ENCODER)
    for name in ("modules.json", "tokenizer.json", "model.safetensors"):
        (folder / name).symlink_to(source / name)
    return folder
