"""The 4-bit file is read to the weight: a toy file written by hand comes back as it was."""

import struct
from pathlib import Path

import numpy as np
import pytest
import torch

from chainmatch.errors import DataError
from chainmatch.training.e5 import Unpacked, bert, dequantised, unpack

PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0), ("铜", -3.0)]
WIDTH, INNER, PLACES = 32, 64, 8
PACKED = {"emb.word": 6 * WIDTH, "l0.q.w": WIDTH**2, "l0.k.w": WIDTH**2, "l0.v.w": WIDTH**2}
PACKED |= {"l0.ao.w": WIDTH**2, "l0.fi.w": WIDTH * INNER, "l0.fo.w": WIDTH * INNER}
PLAIN = {"emb.pos": PLACES * WIDTH, "emb.type": 2 * WIDTH, "l0.fi.b": INNER}
NORMS = ("emb.ln.w", "emb.ln.b", "l0.aln.w", "l0.aln.b", "l0.oln.w", "l0.oln.b")
BIASES = ("l0.q.b", "l0.k.b", "l0.v.b", "l0.ao.b", "l0.fo.b")
PLAIN |= dict.fromkeys((*NORMS, *BIASES), WIDTH)


def block(scale: float, values: list[int]) -> bytes:
    """Write 32 whole numbers of -8 to 7 as one block of Q4_0."""
    low, high = (np.array(part) + 8 for part in (values[:16], values[16:]))
    return struct.pack("<e", scale) + (low | high << 4).astype(np.uint8).tobytes()


def toy_file() -> bytes:
    blob = "".join(piece for piece, _ in PIECES).encode()
    starts = np.cumsum([0, *(len(piece.encode()) for piece, _ in PIECES)])
    letters = struct.pack("<IBI", ord("銅"), 1, ord("铜")) + struct.pack("<IB", 1, 0)
    head = b"E5S1" + struct.pack("<i", 1)
    head += struct.pack("<7ifi", WIDTH, 1, 2, INNER, len(PIECES), PLACES, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += starts.astype("<u4").tobytes()
    head += np.array([score for _, score in PIECES], dtype="<f4").tobytes() + blob
    head += struct.pack("<iI", 2, len(letters)) + letters
    sizes = {**PACKED, **PLAIN}
    length = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in sizes)
    directory, body = struct.pack("<i", len(sizes)), b""
    for name, count in sizes.items():
        packed = name in PACKED
        raw = block(0.5, [*range(-8, 8)] * 2) * (count // 32) if packed else one(name, count)
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", packed, count, length + len(body), len(raw))
        body += raw
    return head + directory + body


def one(name: str, count: int) -> bytes:
    return np.full(count, 1.0 if name.endswith("ln.w") else 0.25, dtype="<f4").tobytes()


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    path = tmp_path_factory.mktemp("e5") / "toy.bin"
    path.write_bytes(toy_file())
    return unpack(path)


def test_a_block_holds_low_nibbles_before_high_ones() -> None:
    values = [7, -8, 0, 1, *[0] * 12, -1, 3, *[0] * 14]
    assert dequantised(block(0.25, values)).tolist() == [0.25 * value for value in values]


def test_every_tensor_comes_back_in_its_shape(toy: Unpacked) -> None:
    assert len(toy.weights) == len(PACKED) + len(PLAIN)
    assert toy.weights["embeddings.word_embeddings.weight"].shape == (6, WIDTH)
    assert toy.weights["encoder.layer.0.intermediate.dense.weight"].shape == (INNER, WIDTH)
    assert toy.weights["encoder.layer.0.output.dense.weight"].shape == (WIDTH, INNER)
    assert toy.weights["encoder.layer.0.attention.self.query.weight"][0, 1] == -3.5
    assert set(toy.weights["encoder.layer.0.attention.self.query.bias"]) == {np.float32(0.25)}


def test_text_is_cleaned_and_cut_into_pieces(toy: Unpacked) -> None:
    assert toy.pieces.cleaned("銅\x01  銅") == "铜 铜"
    ids = toy.pieces.tokenizer().encode("铜 铜", add_special_tokens=False).ids
    assert ids == [4, 5, 4, 5]


def test_all_weights_have_a_place_in_the_network(toy: Unpacked) -> None:
    network = bert(toy).eval()
    with torch.no_grad():
        hidden = network(torch.tensor([[0, 4, 5, 2]])).last_hidden_state
    assert hidden.shape == (1, 4, WIDTH)
    assert sum(p.numel() for p in network.parameters()) == sum({**PACKED, **PLAIN}.values())


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(DataError, match=r"other\.bin does not begin with E5S1"):
        unpack(path)
