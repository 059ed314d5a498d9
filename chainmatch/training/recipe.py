"""The settings of a static model, and the variants that were tried."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides a model beside its sources and teachers."""

    tokens: int = 36_000
    dim: int = 256
    use_weight: float = 0.7  # of the universal sentence encoder beside e5's 1
    sif: float = 3e-4  # a of a / (a + p), Arora et al. (2017)
    character: float = 0.6  # factor of single characters: a word says more than its parts
    pull: float = 3.0  # ridge of the map that brings English to Chinese, towards the identity
    rounds: int = 4  # synthetic leads for each class, group of terms and pair
    fits: int = 3  # fits with different seeds, averaged
    epochs: int = 4
    batch: int = 512
    rate: float = 5e-3  # Adam's, of token rows
    map_rate: float = 1e-3  # Adam's, of the map that all rows share
    temperature: float = 0.1
    contrast: float = 0.5  # weight of telling contents apart, beside 1 for nearness
    stay: float = 0.1  # weight of staying near the teachers' token vectors
    drop: float = 0.2  # share of a text's tokens left out at each step
    seed: int = 0


SHIPPED = Recipe()

_ONCE = replace(SHIPPED, fits=1)

VARIANTS = {
    "static, as shipped": SHIPPED,
    "one fit": _ONCE,
    "one fit, no contrast": replace(_ONCE, contrast=0.0),
    "no fit": replace(_ONCE, epochs=0),
    "no fit, no English map": replace(_ONCE, epochs=0, pull=1e9),
    "one fit, e5 alone": replace(_ONCE, use_weight=0.0),
    "one fit, USE weight 1.5": replace(_ONCE, use_weight=1.5),
    "one fit, 28k tokens": replace(_ONCE, tokens=28_000),
    "one fit, 48k tokens x 192": replace(_ONCE, tokens=48_000, dim=192),
}
"""Rows of the table of `python -m chainmatch.training compare`."""
