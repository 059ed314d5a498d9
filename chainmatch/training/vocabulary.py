"""Chooses the tokens of the static model, each with its probability."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chainmatch.training.tokenizer import WORD

_CHINESE_RUN = re.compile("[\u4e00-\u9fff]+")
_LATIN_RUN = re.compile("[a-z][a-z0-9]*")
# What stands between terms of official prose, and what a term loses at its end.
_BETWEEN = re.compile(
    "及其|以及|或者|包括|不包括|用于|通过|利用|采用|开展|重点|其他|各种|有关|相关|未列明|"
    "[等的和及与或指对为以将在由从向并把被所]"
)
_ENDINGS = (
    "制造", "加工", "生产", "服务", "销售", "批发", "零售", "业", "技术研发", "研发", "应用",
    "产品", "活动", "技术", "项目", "产业", "行业",
)  # fmt: skip
_CORPUS = 6.0e7  # words in the corpus of jieba's counts
_TERM = 2.0e-7  # probability of a term that no corpus counted: beats the product of its parts
_RARE_CHARACTER = 1.0e-8
_GENERAL_COUNT = 260  # a word that common is taken for itself; a rarer one for its characters
_SPELT = 1.0e-7  # a word is spelt by letters only where nothing else fits
_AFFIX = 1.0e-6
_DIGIT = 1.0e-4
_RARE_ENGLISH = -14.5  # log probability of a term that the English list lacks
_MOST_COUNTED = 50  # a word counts at most so often towards its characters

_ENDS = (
    "s",
    "es",
    "ed",
    "ing",
    "er",
    "ers",
    "ly",
    "al",
    "ic",
    "ive",
    "tion",
    "ment",
    "ness",
    "able",
)
MUTE = tuple(dict.fromkeys([WORD, *"abcdefghijklmnopqrstuvwxyz", *"0123456789", *_ENDS]))
"""Tokens that keep a word or number from being unknown, but mean nothing: their rows are zero."""

_STEMS = (  # noqa: SIM905  # one to a line would fill a page
    "poly vinyl methyl ethyl propyl butyl chloro fluoro bromo hydroxy amino nitro sulfo phospho "
    "chloride fluoride oxide hydroxide sulfate nitrate phosphate carbonate acetate acid benzene "
    "phenol amine amide ester silane silicon carbon hydro electro thermo photo nano micro bio "
    "pharma chem petro agro aero auto mag metal steel ware soft works tech battery power"
).split()
AFFIXES = (*_STEMS, *(WORD + stem for stem in _STEMS), "5g", "3d", "4d", "6g")
"""Parts of Latin words that tell something even inside a word that is not a token."""


@dataclass(frozen=True, slots=True)
class WordSources:
    """What the vocabulary is chosen from."""

    dictionary: Mapping[str, int]  # Chinese words with counts
    english: Mapping[str, float]  # English words with log probabilities
    terms: list[str]  # industrial terms, Chinese
    pairs: list[tuple[str, str]]  # Chinese and English terms
    texts: list[str]  # industrial prose, Chinese


def choose_vocabulary(sources: WordSources, size: int) -> dict[str, float]:
    """Return at most `size` tokens with probabilities in (0, 1), in a fixed order.

    Letters, digits, glossary, characters, English words and industrial terms come in whole; then
    the dictionary gives its technical words and its most frequent ones in turns.
    """
    counts = sources.dictionary
    chosen = dict.fromkeys(MUTE, _SPELT)
    chosen.update(dict.fromkeys("0123456789", _DIGIT))
    chosen.update(dict.fromkeys(AFFIXES, _AFFIX))
    for word in english_words(sources.pairs):
        chosen.setdefault(WORD + word, math.exp(sources.english.get(word, _RARE_ENGLISH)))
    for word, score in sources.english.items():
        chosen.setdefault(WORD + word, math.exp(score))
    for character in characters(counts, sources.texts):
        chosen.setdefault(character, max(counts.get(character, 0) / _CORPUS, _RARE_CHARACTER))
    terms = [run for zh, _ in sources.pairs for run in _CHINESE_RUN.findall(zh)]
    for word in [*terms, *sources.terms, *industrial_terms(sources.texts, counts)]:
        chosen.setdefault(word, max(counts.get(word, 0) / _CORPUS, _TERM))
    general = sorted((w for w in counts if len(w) > 1), key=lambda w: (-counts[w], w))
    technical = technical_words(counts, [*terms, *sources.terms, *sources.texts])
    for word in (w for turn in zip(general, technical, strict=False) for w in turn):
        chosen.setdefault(word, counts[word] / _CORPUS)
    return dict(list(chosen.items())[:size])


def technical_words(dictionary: Mapping[str, int], texts: Iterable[str]) -> list[str]:
    """Return the rarer words of the dictionary, those made of industrial characters first.

    The key is the mean over characters of log(share in `texts` / share in the dictionary).
    """
    industrial = Counter(character for text in texts for character in text)
    general: Counter[str] = Counter()
    for word, count in dictionary.items():
        for character in word:
            general[character] += min(count, _MOST_COUNTED)
    shift = math.log(general.total() / max(1, industrial.total()))
    worth = {c: math.log((industrial[c] + 0.5) / (n + 20)) + shift for c, n in general.items()}
    rare = (w for w, n in dictionary.items() if 2 <= len(w) <= 6 and n < _GENERAL_COUNT)
    keys = {word: sum(worth[c] for c in word) / len(word) for word in rare}
    return sorted(keys, key=lambda word: (-keys[word], word))


def industrial_terms(texts: Iterable[str], dictionary: Mapping[str, int]) -> list[str]:
    """Return the terms of 2 to 6 characters between the function words of industrial prose.

    Those that the dictionary lacks count only where they come up again; the most frequent first.
    """
    import jieba

    found: Counter[str] = Counter()
    for text in texts:
        for run in _CHINESE_RUN.findall(text):
            for part in _BETWEEN.split(run):
                found.update({part, *stripped(part)})
            found.update(word for word in jieba.cut(run, HMM=False) if word in dictionary)
    kept = {t: n for t, n in found.items() if 2 <= len(t) <= 6 and (n > 1 or t in dictionary)}
    return sorted(kept, key=lambda term: (-kept[term], term))


def stripped(term: str) -> set[str]:
    """Return `term` without each of the endings that it bears."""
    return {term.removesuffix(ending) for ending in _ENDINGS if term.endswith(ending)}


def english_words(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return the words of the English terms and their plurals, each once."""
    found: dict[str, None] = {}
    for _, en in pairs:
        for word in _LATIN_RUN.findall(en.lower()):
            found[word] = None
            if len(word) > 2 and not word.endswith("s"):
                found[plural(word)] = None
    return list(found)


def plural(word: str) -> str:
    """Return the regular plural of an English noun."""
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search("(s|x|z|ch|sh)$", word) else "s")


def characters(dictionary: Mapping[str, int], texts: Iterable[str]) -> list[str]:
    """Return the characters worth a row: GB 2312 level 1, those of the texts and of many words."""
    level1 = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    found = {byte.decode("gb2312", "ignore"): None for byte in level1}
    uses: Counter[str] = Counter()
    for word, count in dictionary.items():
        for character in word:
            uses[character] += count
    found.update(dict.fromkeys(c for c, n in sorted(uses.items()) if n >= 300))
    found.update(dict.fromkeys(sorted({c for text in texts for c in text})))
    return [c for c in found if _CHINESE_RUN.fullmatch(c)]
