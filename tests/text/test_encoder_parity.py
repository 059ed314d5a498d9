"""Torch and numpy give the same vectors: the bundled folder is a sentence-transformers model."""

import random

import numpy as np
import pytest

from chainmatch.errors import EncoderError
from chainmatch.paths import model_path
from chainmatch.text.encoder import DEFAULT_ENCODER, open_encoder
from chainmatch.text.transformer import TransformerEncoder
from chainmatch.training.sources import read_glossary, read_terms

# Beyond some 3,000 like tokens torch, which sums in single precision, is off by 1e-5 itself.
EDGES = [
    "", " ", "\n\t", "😀", "锂😀电池", "Ａｌｌｏｙ　ｓｔｅｅｌ", "PM2.5、5G与3D打印", "ﬁlm ①②③",
    "한국어", "йод",
    "鋰電池正極材料", "a" * 3000, "电池" * 1500, "2,4-D; C++; H₂O", "\u200b\u202e隐形", "x\ud7ffy",
]  # fmt: skip


@pytest.mark.slow
def test_numpy_and_sentence_transformers_agree() -> None:
    dice = random.Random(11)
    pairs, terms = read_glossary(), read_terms()
    texts = [*EDGES, *(zh for zh, _ in pairs[:150]), *(en for _, en in pairs[:150])]
    for _ in range(300):
        words = [*dice.sample(terms, 5), dice.choice(pairs)[1], str(dice.randint(0, 9999))]
        texts.append(dice.choice(("，", " ", "", "/")).join(dice.sample(words, 4)))
    folder = model_path(DEFAULT_ENCODER)
    ours, theirs = open_encoder(str(folder)), TransformerEncoder.from_folder(folder)
    assert (theirs.name, theirs.dim) == (ours.name, ours.dim)
    assert np.abs(ours.encode(texts) - theirs.encode(texts)).max() < 1e-5
    raw = theirs._model.encode(texts, show_progress_bar=False)
    assert np.abs(ours.encode(texts) - raw).max() < 1e-5
    assert theirs.encode([]).shape == (0, ours.dim)
    with pytest.raises(EncoderError, match="'no/such-model' cannot be opened from this machine"):
        open_encoder("st:no/such-model")
