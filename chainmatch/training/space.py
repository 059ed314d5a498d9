"""The space that the static model lives in: the teachers' vectors side by side, then PCA."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chainmatch.text.static import StaticEncoder
from chainmatch.training.recipe import Recipe
from chainmatch.training.teachers import Teacher
from chainmatch.training.tokenizer import UNKNOWN, WORD, build_tokenizer
from chainmatch.training.vocabulary import MUTE

Weighted = Sequence[tuple[Teacher, float]]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Draft:
    """Tokens with their rows, before or after fitting; row 0 is the unknown token's."""

    frequencies: Mapping[str, float]
    matrix: Floats  # (1 + tokens, dim)

    def encoder(self) -> StaticEncoder:
        """Return an encoder of the draft, as the written model will be."""
        return StaticEncoder("draft", build_tokenizer(self.frequencies), self.matrix)


def token_rows(
    frequencies: Mapping[str, float], teachers: Weighted, recipe: Recipe
) -> tuple[Floats, Floats]:
    """Return (1 + tokens, dim) rows with their weights in the norm, and the (teachers, dim) basis.

    A row is what the teachers make of the word, less the mean of its language (the part that only
    says which language it is), in the leading principal axes, times a / (a + p).
    """
    tokens = list(frequencies)
    silent = np.array([token in MUTE for token in tokens])
    english = np.array([token[-1].isascii() for token in tokens])
    words = [token.replace(WORD, "") or "-" for token in tokens]
    joint = joined(words, teachers, [~silent & english, ~silent & ~english])
    mean = joint[~silent].mean(axis=0)
    basis = principal_axes(joint[~silent] - mean, recipe.dim)
    rows = (joint - mean) @ basis
    probability = np.array(list(frequencies.values()))
    rows *= (recipe.sif / (recipe.sif + probability))[:, None]
    rows[[len(token) == 1 for token in tokens]] *= recipe.character
    rows[silent] = 0
    return np.concatenate([np.zeros((1, rows.shape[1])), rows]).astype(np.float32), basis


def content_rows(contents: Sequence[str], teachers: Weighted, basis: Floats) -> Floats:
    """Return (contents, dim) of norm 1: where the teachers put each content."""
    joint = joined(contents, teachers, [np.ones(len(contents), dtype=bool)])
    return unit(joint @ basis).astype(np.float32)


def joined(texts: Sequence[str], teachers: Weighted, parts: Sequence[NDArray[np.bool_]]) -> Floats:
    """Return the teachers' unit vectors side by side, weighted, each part centred by itself."""
    columns = []
    for teacher, weight in teachers:
        vectors = teacher.encode(texts).astype(np.float64)
        for part in parts:
            if part.any():
                vectors[part] -= vectors[part].mean(axis=0)
        columns.append(weight * unit(vectors))
    return unit(np.hstack(columns)).astype(np.float32)


def principal_axes(rows: Floats, dim: int) -> Floats:
    """Return (columns, dim): the leading eigenvectors of the covariance, signs fixed."""
    _, vectors = np.linalg.eigh(np.cov(rows.T.astype(np.float64)))
    leading = vectors[:, ::-1][:, :dim]
    # The sign of an eigenvector is free: fixed here, so that another LAPACK gives the same model.
    highest = np.abs(leading).argmax(axis=0)
    signs = np.sign(leading[highest, np.arange(leading.shape[1])])
    return np.asarray(leading * signs, dtype=np.float32)


def aligned(draft: Draft, pairs: Sequence[tuple[str, str]], pull: float) -> Draft:
    """Return the draft with English rows turned towards Chinese by a ridge map learnt from `pairs`.

    The map minimises |English W - Chinese|^2 + pull |W - I|^2 over the terms; norms stay.
    """
    encoder = draft.encoder()
    english = encoder.encode([en for _, en in pairs]).astype(np.float64)
    chinese = encoder.encode([zh for zh, _ in pairs]).astype(np.float64)
    ridge = pull * np.eye(encoder.dim)
    turn = np.linalg.solve(english.T @ english + ridge, english.T @ chinese + ridge)
    rows = [i for i, t in enumerate([UNKNOWN, *draft.frequencies]) if i and t[-1].isascii()]
    matrix = draft.matrix.copy()
    norms = np.linalg.norm(matrix[rows], axis=1, keepdims=True)
    matrix[rows] = unit(matrix[rows] @ turn) * norms
    return Draft(draft.frequencies, matrix)


def unit(rows: NDArray[Any]) -> NDArray[Any]:
    """Return rows scaled to norm 1; a zero row stays."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(norms > 0, norms, 1)
