"""From sources and teachers to a model: vocabulary, token vectors, alignment, lessons, fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chainmatch.training.fit import Lessons, fitted
from chainmatch.training.leads import groups, write_leads
from chainmatch.training.package import write_model
from chainmatch.training.progress import say
from chainmatch.training.recipe import Recipe
from chainmatch.training.sources import (
    IndustryClass,
    read_classes,
    read_dictionary,
    read_english,
    read_glossary,
    read_sentences,
    read_terms,
)
from chainmatch.training.space import Draft, Weighted, aligned, content_rows, token_rows
from chainmatch.training.tokenizer import build_tokenizer
from chainmatch.training.vocabulary import WordSources, choose_vocabulary

_LEAD_SEED = 7


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that a model is made from, beside its teachers."""

    words: WordSources
    classes: tuple[IndustryClass, ...]
    sentences: tuple[str, ...]


def read_corpus(classes: Path, documents: Sequence[Path]) -> Corpus:
    """Read GB/T 4754 and the official documents; word lists and glossary come with the package."""
    table, sentences = read_classes(classes), read_sentences(documents)
    texts = [f"{cls.name}。{cls.description}" for cls in table] + sentences
    words = WordSources(read_dictionary(), read_english(), read_terms(), read_glossary(), texts)
    return Corpus(words, tuple(table), tuple(sentences))


def make_draft(
    corpus: Corpus, teachers: Weighted, recipe: Recipe, pairs: Sequence[tuple[str, str]]
) -> Draft:
    """Return a fitted model; `pairs` are the terms whose translation it may learn from."""
    frequencies = choose_vocabulary(corpus.words, recipe.tokens)
    matrix, basis = token_rows(frequencies, teachers, recipe)
    draft = aligned(Draft(frequencies, matrix), pairs, recipe.pull)
    say(f"{len(frequencies)} tokens have rows")
    if recipe.epochs == 0:
        return draft
    return fitted(draft, make_lessons(corpus, teachers, recipe, pairs, basis), recipe)


def make_lessons(
    corpus: Corpus,
    teachers: Weighted,
    recipe: Recipe,
    pairs: Sequence[tuple[str, str]],
    basis: NDArray[np.float32],
) -> Lessons:
    """Return texts with the teachers' vectors of their contents."""
    taught = lines(corpus, recipe, pairs)
    contents = list(dict.fromkeys(content for _, content in taught))
    place = {content: i for i, content in enumerate(contents)}
    aims = np.array([place[content] for _, content in taught], dtype=np.int64)
    say(f"{len(taught)} lessons on {len(contents)} contents")
    return Lessons([text for text, _ in taught], aims, content_rows(contents, teachers, basis))


def lines(
    corpus: Corpus, recipe: Recipe, pairs: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Texts with their contents: leads, classes, official sentences, terms, translations."""
    small = [cls for cls in corpus.classes if len(cls.code) == 4]
    terms = corpus.words.terms
    leads = write_leads(small, groups(terms), pairs, recipe.rounds, _LEAD_SEED)
    found = [(lead.text, lead.content) for lead in leads]
    for cls in corpus.classes:
        found.append((cls.name, cls.name))
        if cls.description:
            whole = f"{cls.name}：{cls.description}"
            found += [(whole, whole), (cls.description, cls.name)]
    found += [(sentence, sentence) for sentence in corpus.sentences]
    found += [(term, term) for term in terms]
    for zh, en in pairs:
        found += [(zh, zh), (en, zh)] * 2
    return found


def write_draft(draft: Draft, folder: Path) -> None:
    """Write the model's folder; the card is written by hand."""
    write_model(folder, build_tokenizer(draft.frequencies), draft.matrix)
    say(f"{folder} written")
