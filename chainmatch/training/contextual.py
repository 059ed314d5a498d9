"""A small transformer over the static model's tokens: what word order adds, tried beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from chainmatch.training.fit import Ids, Lessons, bags_of, lesson_loss
from chainmatch.training.progress import say
from chainmatch.training.recipe import Recipe
from chainmatch.training.space import Draft

_LONGEST = 96  # tokens that are read


@dataclass(frozen=True, slots=True)
class Shape:
    """Layers, heads, width of the inner layer, rates of Adam and lessons at a time."""

    layers: int = 2
    heads: int = 4
    inner: int = 512
    rate: float = 5e-4
    batch: int = 128
    epochs: int = 4


class Student(torch.nn.Module):
    """Token rows through self-attention; the mean of what comes out is added to the static sum.

    With the last map at zero it gives the static model's vectors: training starts there.
    """

    def __init__(self, matrix: NDArray[np.float32], shape: Shape) -> None:
        super().__init__()
        dim = matrix.shape[1]
        self.rows = torch.nn.Parameter(torch.tensor(matrix))
        self.places = torch.nn.Parameter(torch.zeros(_LONGEST, dim))
        layer = torch.nn.TransformerEncoderLayer(
            dim, shape.heads, shape.inner, dropout=0.1, batch_first=True, norm_first=True
        )
        self.layers = torch.nn.TransformerEncoder(layer, shape.layers, enable_nested_tensor=False)
        self.out = torch.nn.Linear(dim, dim, bias=False)
        torch.nn.init.zeros_(self.out.weight)

    def forward(self, ids: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """Return (texts, dim) of norm 1 from ids and marks of real tokens, both (texts, tokens)."""
        rows = self.rows[ids]
        scale = rows.norm(dim=2, keepdim=True).clamp_min(1e-6)
        inner = self.layers(rows / scale + self.places[: ids.shape[1]], src_key_padding_mask=~real)
        share = real[:, :, None].float()
        static = functional.normalize((rows * share).sum(1), dim=1)
        context = (self.out(inner) * share).sum(1) / share.sum(1).clamp_min(1)
        return functional.normalize(static + context, dim=1)


def fit_student(draft: Draft, lessons: Lessons, recipe: Recipe, shape: Shape) -> Student:
    """Return a student fitted on the lessons of the static model, with its loss and seed."""
    torch.manual_seed(recipe.seed)
    student = Student(draft.matrix, shape)
    inner = [p for name, p in student.named_parameters() if name != "rows"]
    groups = [{"params": inner, "lr": shape.rate}, {"params": [student.rows], "lr": shape.rate / 5}]
    optimiser = torch.optim.AdamW(groups)
    bags, targets = bags_of(draft, lessons.texts), torch.tensor(lessons.targets)
    dice = np.random.default_rng(recipe.seed)
    student.train()
    for epoch in range(shape.epochs):
        order = dice.permutation([i for i, bag in enumerate(bags) if len(bag)])
        for start in range(0, len(order), shape.batch):
            picked = order[start : start + shape.batch]
            vectors = student(*_padded([bags[i] for i in picked]))
            loss = lesson_loss(vectors, torch.tensor(lessons.aims[picked]), targets, recipe)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        say(f"epoch {epoch + 1} of {shape.epochs}: last loss {loss.item():.3f}")
    return student.eval()


def embed(student: Student, draft: Draft, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return (texts, dim) of norm 1; a text without known tokens gives a zero row."""
    bags = bags_of(draft, texts)
    vectors = np.zeros((len(texts), student.rows.shape[1]), dtype=np.float32)
    read = [i for i, bag in enumerate(bags) if len(bag)]
    with torch.no_grad():
        for start in range(0, len(read), 256):
            picked = read[start : start + 256]
            vectors[picked] = student(*_padded([bags[i] for i in picked])).numpy()
    return vectors


def _padded(bags: Sequence[Ids]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = min(max(len(bag) for bag in bags), _LONGEST)
    ids = torch.zeros(len(bags), longest, dtype=torch.int64)
    real = torch.zeros(len(bags), longest, dtype=torch.bool)
    for row, bag in enumerate(bags):
        ids[row, : min(len(bag), longest)] = torch.tensor(bag[:longest])
        real[row, : min(len(bag), longest)] = True
    return ids, real
