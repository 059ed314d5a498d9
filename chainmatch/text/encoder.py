"""The seam between strings and vectors, and the one place that opens an encoder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import EncoderError
from chainmatch.paths import home, model_path
from chainmatch.text.static import StaticEncoder, is_static
from chainmatch.text.transformer import TransformerEncoder

DEFAULT_ENCODER = "zh-industry-static-v1"
"""Folder under models/ of the encoder that comes with the project."""

CACHED_PREFIX = "st:"
"""Marks the name of a sentence-transformers model that lies in the local cache."""


class Encoder(Protocol):
    """Turns texts into unit vectors; immutable, so that threads may share one."""

    @property
    def name(self) -> str:
        """What results and calibrations call this encoder."""
        ...

    @property
    def dim(self) -> int:
        """Number of columns of a vector, >= 1."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (len(texts), dim), rows of L2 norm 1; an empty or unknown text is zero."""
        ...


def open_encoder(spec: str | None = None) -> Encoder:
    """Open the bundled encoder, or the one that `spec` names; never touches a network.

    `spec` is None (the bundled encoder), the name of a folder under models/, the path of a
    sentence-transformers folder, or `st:NAME` for a model in the local cache. Raises
    EncoderError where there is none, DataError where the bundled one is missing, and
    MissingExtraError where it needs sentence-transformers and that is not installed.
    """
    if spec is None:
        return StaticEncoder.from_folder(model_path(DEFAULT_ENCODER))
    if spec.startswith(CACHED_PREFIX):
        return TransformerEncoder.from_cache(spec.removeprefix(CACHED_PREFIX))
    folder = _folder(spec)
    if is_static(folder):
        return StaticEncoder.from_folder(folder)
    return TransformerEncoder.from_folder(folder)


def _folder(spec: str) -> Path:
    for folder in (Path(spec), home() / "models" / spec):
        if spec and folder.is_dir():
            return folder
    raise EncoderError(
        f"encoder {spec!r} is not a folder; give the folder of a sentence-transformers model, "
        f"or {CACHED_PREFIX}NAME for a model in the local cache"
    )
