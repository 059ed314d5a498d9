"""Any sentence-transformers model that is on this machine; the only door to that library."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import EncoderError, MissingExtraError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class TransformerEncoder:
    """An Encoder around a loaded sentence-transformers model."""

    def __init__(self, name: str, model: "SentenceTransformer") -> None:
        self._name = name
        self._model = model
        self._dim = int(model.encode(["x"], show_progress_bar=False).shape[1])

    @classmethod
    def from_folder(cls, folder: Path) -> "TransformerEncoder":
        """Open the model in an existing folder; raises EncoderError, MissingExtraError."""
        if not any((folder / name).is_file() for name in ("modules.json", "config.json")):
            raise EncoderError(
                f"{folder} holds neither modules.json nor config.json; no model there"
            )
        return cls(folder.resolve().name, _load(str(folder.resolve())))

    @classmethod
    def from_cache(cls, name: str) -> "TransformerEncoder":
        """Open a model of the local cache by name; raises EncoderError, MissingExtraError."""
        return cls(name, _load(name))

    @property
    def name(self) -> str:
        """Name of the folder, or the name that the cache has it under."""
        return self._name

    @property
    def dim(self) -> int:
        """Number of columns of a vector."""
        return self._dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (len(texts), dim), rows of L2 norm 1; an empty text gives a zero row."""
        vectors = np.zeros((len(texts), self._dim), dtype=np.float32)
        filled = [i for i, text in enumerate(texts) if text.strip()]
        if filled:
            vectors[filled] = self._model.encode(
                [texts[i] for i in filled], normalize_embeddings=True, show_progress_bar=False
            )
        return vectors


def _load(name: str) -> "SentenceTransformer":
    # Read when the library is imported: with it a mistyped name is a miss, never a download.
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtraError(
            f"encoder {name!r} needs sentence-transformers; pip install 'chainmatch[transformer]'"
        ) from error
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError) as error:
        raise EncoderError(
            f"encoder {name!r} cannot be opened from this machine; give the folder of a whole "
            "sentence-transformers model, or st:NAME of one in the local cache"
        ) from error
