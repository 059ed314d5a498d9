"""Static embeddings read with numpy and tokenizers: no torch, open in a fraction of a second.

The folder is a sentence-transformers model (modules.json, StaticEmbedding, optional Normalize), so
`SentenceTransformer(folder).encode(texts)` gives the same vectors. A text's vector is the mean of
its tokens' rows, scaled to norm 1; the rows already carry the weight of each token.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chainmatch.errors import EncoderError

_BATCH = 512  # texts at a time: keeps the gathered rows within some 30 MB
_MOST_HEADER = 1 << 24  # bytes; a longer safetensors header is not one of ours
_WEIGHTS = "embedding.weight"
_WORD = "\u2581"  # the mark that our tokenizer puts before a Latin word
_READ = {"StaticEmbedding", "Normalize"}


class Piece(NamedTuple):
    """A token, where it stands in the text, and how much of the text's vector it makes."""

    token: str  # as the text has it
    start: int  # offset of the first character in the text, >= 0
    end: int  # offset after the last character
    weight: float  # norm of the token's part of the unit vector, or its share of a cosine


class StaticEncoder:
    """An Encoder of token vectors; immutable, its matrix is mapped from the file."""

    def __init__(self, name: str, tokenizer: Tokenizer, matrix: NDArray[np.float32]) -> None:
        self._name = name
        self._tokenizer = tokenizer
        self._matrix = matrix

    @classmethod
    def from_folder(cls, folder: Path) -> "StaticEncoder":
        """Open a static model; raises EncoderError where the folder is not a whole one."""
        inner = folder / _static_module(folder)
        try:
            tokenizer = Tokenizer.from_file(str(inner / "tokenizer.json"))
        except Exception as error:  # boundary: tokenizers raises bare Exception
            raise EncoderError(f"{inner / 'tokenizer.json'} cannot be read: {error}") from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        matrix = _mapped(inner / "model.safetensors")
        if len(matrix) < tokenizer.get_vocab_size():
            raise EncoderError(
                f"{folder} has {len(matrix)} rows for {tokenizer.get_vocab_size()} tokens; "
                "one row a token is needed"
            )
        return cls(folder.resolve().name, tokenizer, matrix)

    @property
    def name(self) -> str:
        """Name of the model's folder."""
        return self._name

    @property
    def dim(self) -> int:
        """Number of columns of a vector."""
        return int(self._matrix.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (len(texts), dim), rows of L2 norm 1; an empty or unknown text is zero."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            vectors[start : start + len(batch)] = self._sums(batch)
        return _unit(vectors)

    def pieces(self, text: str) -> list[Piece]:
        """Return the tokens of `text` in order, with offsets in `text` and weights >= 0."""
        spans, parts = self._parts(text)
        return _pieces(text, spans, np.linalg.norm(parts, axis=1))

    def shares(self, text: str, target: NDArray[np.float32]) -> list[Piece]:
        """Return the tokens of `text` with what each adds to the cosine with `target`.

        `target` is (dim,) of norm 1; the weights may be negative and sum to the cosine.
        """
        spans, parts = self._parts(text)
        return _pieces(text, spans, parts @ target)

    def _sums(self, texts: list[str]) -> NDArray[np.float32]:
        encodings = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        counts = np.array([len(encoding) for encoding in encodings])
        sums = np.zeros((len(texts), self.dim), dtype=np.float32)
        if counts.sum() == 0:
            return sums
        rows = self._matrix[
            np.concatenate([encoding.ids for encoding in encodings]).astype(np.intp)
        ]
        # reduceat would give an empty text the first row of the next one: leave such texts out.
        filled = counts > 0
        starts = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
        # In double precision: thousands of like rows lose 1e-5 otherwise.
        sums[filled] = np.add.reduceat(rows, starts, axis=0, dtype=np.float64)
        return sums

    def _parts(self, text: str) -> tuple[list[tuple[int, int]], NDArray[np.float32]]:
        """Offsets of the tokens, and (tokens, dim): each token's part of the unit vector."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        rows = np.asarray(self._matrix[np.asarray(encoding.ids, dtype=np.intp)])
        length = np.linalg.norm(rows.sum(axis=0))
        parts = rows / length if length > 0 else np.zeros_like(rows)
        marked = [token.startswith(_WORD) for token in encoding.tokens]
        spans = [
            _shown(text, *span) if m else span
            for m, span in zip(marked, encoding.offsets, strict=True)
        ]
        return spans, parts


def _pieces(text: str, spans: list[tuple[int, int]], weights: NDArray[np.floating]) -> list[Piece]:
    return [
        Piece(text[start:end], start, end, float(weight))
        for (start, end), weight in zip(spans, weights, strict=True)
        if start < end
    ]


def _shown(text: str, start: int, end: int) -> tuple[int, int]:
    """Trim a marked word's span: the mark is charged to the character before the word."""
    word = re.search(r"[a-z0-9]+$", unicodedata.normalize("NFKC", text[start:end]).lower())
    return max(start, end - len(word[0])) if word else end, end


def is_static(folder: Path) -> bool:
    """Tell whether `folder` holds a sentence-transformers model that needs no torch."""
    modules = _modules(folder)
    return bool(modules) and modules[0][0] == "StaticEmbedding" and {m[0] for m in modules} <= _READ


def _static_module(folder: Path) -> str:
    if not is_static(folder):
        raise EncoderError(
            f"{folder} is not a static model; its modules.json must name StaticEmbedding"
        )
    return _modules(folder)[0][1]


def _modules(folder: Path) -> list[tuple[str, str]]:
    """Class name and sub-folder of each module, in order; none without a modules.json."""
    try:
        rows = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        return [(str(row["type"]).rpartition(".")[2], str(row["path"])) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _mapped(path: Path) -> NDArray[np.float32]:
    """Map the matrix of a safetensors file: 8 bytes of header length, a JSON header, raw arrays.

    Mapping spares the copy that the safetensors package makes, and workers share the pages.
    """
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(min(length, _MOST_HEADER)))
        entry = header[_WEIGHTS]
        if entry["dtype"] != "F32":
            raise EncoderError(f"{path} holds {entry['dtype']}; F32 is needed")
        rows, columns = entry["shape"]
        offset = 8 + length + entry["data_offsets"][0]
        return np.memmap(path, np.float32, "r", offset, (rows, columns))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{path} is not a whole safetensors file with {_WEIGHTS}") from error


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms > 0, norms, 1), dtype=np.float32)
