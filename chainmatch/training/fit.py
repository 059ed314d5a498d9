"""Fits token rows so that a lead, with all its phrases, lands where its bare content lies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from chainmatch.training.progress import say
from chainmatch.training.recipe import Recipe
from chainmatch.training.space import Draft
from chainmatch.training.tokenizer import build_tokenizer
from chainmatch.training.vocabulary import MUTE

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts, and for each the row of `targets` that it should land on."""

    texts: list[str]
    aims: NDArray[np.int64]  # (texts,)
    targets: NDArray[np.float32]  # (contents, dim), norm 1


def fitted(draft: Draft, lessons: Lessons, recipe: Recipe) -> Draft:
    """Return the draft with the mean of `recipe.fits` fitted matrices; the same bytes each time."""
    if recipe.epochs == 0:
        return draft
    # One thread: sums in another order would give other bytes.
    torch.set_num_threads(1)
    matrices = []
    for number in range(recipe.fits):
        matrices.append(_fit(draft, lessons, replace(recipe, seed=recipe.seed + number)))
        say(f"fit {number + 1} of {recipe.fits} done")
    mean = np.asarray(np.mean(matrices, axis=0, dtype=np.float64), dtype=np.float32)
    return Draft(draft.frequencies, mean)


def _fit(draft: Draft, lessons: Lessons, recipe: Recipe) -> NDArray[np.float32]:
    """Adam over rows = base @ shared + own, where `own` is held small and mute rows stay zero."""
    base = torch.tensor(draft.matrix)
    shared = torch.nn.Parameter(torch.eye(base.shape[1]))
    own = torch.nn.Parameter(torch.zeros_like(base))
    mute = torch.tensor([True, *(token in MUTE for token in draft.frequencies)])
    groups = [{"params": [own], "lr": recipe.rate}, {"params": [shared], "lr": recipe.map_rate}]
    optimiser = torch.optim.Adam(groups)
    bags = bags_of(draft, lessons.texts)
    targets = torch.tensor(lessons.targets)
    dice = np.random.default_rng(recipe.seed)
    for _ in range(recipe.epochs):
        order = dice.permutation([i for i, bag in enumerate(bags) if len(bag)])
        for start in range(0, len(order), recipe.batch):
            rows = order[start : start + recipe.batch]
            ids, offsets = _flat([_thinned(bags[i], recipe.drop, dice) for i in rows])
            vectors = _bag(ids, base, offsets) @ shared + _bag(ids, own, offsets)
            loss = lesson_loss(vectors, torch.tensor(lessons.aims[rows]), targets, recipe)
            used = torch.unique(ids)
            size = base[used].square().sum(1).mean().clamp_min(1e-12)
            loss = loss + recipe.stay * own[used].square().sum(1).mean() / size
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            if own.grad is not None:
                own.grad[mute] = 0
            optimiser.step()
    return np.asarray((base @ shared + own).detach().numpy(), dtype=np.float32)


def lesson_loss(
    sums: torch.Tensor, aims: torch.Tensor, targets: torch.Tensor, recipe: Recipe
) -> torch.Tensor:
    """1 - cosine with the own content, plus cross-entropy against the batch's other contents."""
    vectors, wanted = functional.normalize(sums, dim=1), targets[aims]
    near = (1 - (vectors * wanted).sum(1)).mean()
    logits = vectors @ wanted.T / recipe.temperature
    twins = aims[:, None] == aims[None, :]
    twins.fill_diagonal_(fill_value=False)
    told_apart = functional.cross_entropy(logits.masked_fill(twins, -1e4), torch.arange(len(aims)))
    return near + recipe.contrast * told_apart


def _bag(ids: torch.Tensor, rows: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
    return functional.embedding_bag(ids, rows, offsets, mode="sum")


def bags_of(draft: Draft, texts: Sequence[str]) -> list[Ids]:
    """Return the token numbers of each text, by the draft's tokenizer."""
    encodings = build_tokenizer(draft.frequencies).encode_batch_fast(
        list(texts), add_special_tokens=False
    )
    return [np.array(encoding.ids, dtype=np.int64) for encoding in encodings]


def _thinned(bag: Ids, drop: float, dice: np.random.Generator) -> Ids:
    """Leave out a share of a longer text's tokens, never all."""
    if len(bag) <= 3:
        return bag
    kept = bag[dice.random(len(bag)) >= drop]
    return kept if len(kept) else bag


def _flat(bags: Sequence[Ids]) -> tuple[torch.Tensor, torch.Tensor]:
    starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])])
    return torch.tensor(np.concatenate(bags)), torch.tensor(starts)
