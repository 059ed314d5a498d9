"""A Unigram tokenizer of whole words: Chinese without spaces, Latin words and digits as runs."""

import math
from collections.abc import Mapping

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "[UNK]"
WORD = "\u2581"
"""Stands before the first letter of a Latin word, so that no word is spelt with others."""

_WORD_BEGINS = "(?<![a-z0-9])(?=[a-z])"
_RUNS = f"{WORD}?[a-z0-9]+|[\u3400-\u9fff]+"  # the rest (punctuation, emoji) gives no token


def build_tokenizer(frequencies: Mapping[str, float]) -> Tokenizer:
    """Return a tokenizer that cuts a run into its most probable words.

    `frequencies` gives each token's probability in (0, 1]; the score is its natural logarithm, and
    the best cut maximises the sum (Kudo 2018). Token ids follow the order of the mapping after 0,
    the unknown token.
    """
    scores = [(UNKNOWN, 0.0), *((token, math.log(p)) for token, p in frequencies.items())]
    tokenizer = Tokenizer(models.Unigram(scores, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(_WORD_BEGINS), WORD),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_RUNS), behavior="removed", invert=True)
    return tokenizer
