"""Fit the link classifier on leads that the maintainers wrote for training."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from chainmatch.text.english import EnglishTerms
from chainmatch.text.linear import LinearText, grams
from chainmatch.text.normalise import normalise
from chainmatch.text.sentences import clauses

STRENGTH = 10.0  # inverse of the ridge; 3 and 30 were worse or no better on other leads
_PRAISE = 4  # times that each slogan counts against the many clauses of leads
_CLAUSE = 2  # times that each clause written for this counts
_SEEN = 2  # a gram must stand in so many leads


def read_leads(path: Path) -> list[dict[str, Any]]:
    """Read the leads written for training."""
    leads: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["leads"]
    return leads


def fit_classifier(texts: Sequence[str], labels: Sequence[str]) -> LinearText:
    """Return a multinomial logistic regression over TF-IDF of grams; deterministic."""
    vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True, min_df=_SEEN)
    table = vectorizer.fit_transform([normalise(text).text for text in texts])
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(table, list(labels))
    return LinearText(
        [str(label) for label in model.classes_],
        [str(gram) for gram in vectorizer.get_feature_names_out()],
        vectorizer.idf_.astype(np.float32),
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
    )


def count_classes(leads: Path, out: Path) -> None:
    """Count which links the leads of each GB/T class fill, and write the counts."""
    counts: dict[str, Counter[str]] = {}
    for row in read_leads(leads):
        if row["gbt"]:
            counts.setdefault(row["gbt"], Counter())[row["link"]] += 1
    text = json.dumps(counts, ensure_ascii=False, indent=0, sort_keys=True)
    out.write_text(text + "\n", encoding="utf-8")


def fit_slogans(leads: Path, slogans: Path, out: Path) -> LinearText:
    """Fit what tells a slogan from a clause of a lead, and write it.

    Short slogans are few, so pairs and triples of them are made too; the seed is fixed.
    """
    rows = [row for row in read_leads(leads) if row["voice"] != "outside"]
    said = [clause.text for row in rows for clause in clauses(normalise(row["text"]).text)]
    written = json.loads(slogans.read_text(encoding="utf-8"))
    listed = written["slogans"]
    chance = random.Random(0)  # noqa: S311  # a fixed draw, no secret
    joined = ["".join(chance.sample(listed, 2)) for _ in range(300)]
    joined += ["、".join(chance.sample(listed, 3)) for _ in range(200)]
    praise = (listed + joined) * _PRAISE + written["clauses"] * _CLAUSE
    plain = said + written["plain"] * _CLAUSE
    model = fit_classifier(plain + praise, ["product"] * len(plain) + ["slogan"] * len(praise))
    model.write(out)
    return model


@dataclass(frozen=True, slots=True)
class Written:
    """Files of texts that were written for training."""

    leads: Path
    outside: Path
    slogans: Path
    vague: Path


def fit_vague(written: Written, out: Path) -> LinearText:
    """Fit what tells a lead that names no product from one that names some business; write it.

    Runs of one to four slogans are leads that name none, too; the seed is fixed.
    """
    listed = json.loads(written.vague.read_text(encoding="utf-8"))
    slogans = json.loads(written.slogans.read_text(encoding="utf-8"))
    examples = json.loads(written.outside.read_text(encoding="utf-8"))["examples"]
    rows = [*read_leads(written.leads), *examples]
    tagged = set(listed["tagged"])
    chance = random.Random(0)  # noqa: S311  # a fixed draw, no secret
    runs = [
        "，".join(chance.sample(slogans["clauses"], size))
        for size in (1, 2, 3, 4)
        for _ in range(60)
    ]
    vague = [*listed["texts"], *(row["text"] for row in rows if row["id"] in tagged), *runs] * 2
    named = [row["text"] for row in rows if row["id"] not in tagged] + slogans["plain"]
    model = fit_classifier(named + vague, ["named"] * len(named) + ["vague"] * len(vague))
    model.write(out)
    return model


def fit_links(leads: Path, out: Path, english: EnglishTerms | None = None) -> LinearText:
    """Fit the link classifier on a file of training leads and write it.

    English leads are read as matching reads them: with their Chinese terms before them.
    """
    rows = read_leads(leads)
    plain = [normalise(row["text"]).text for row in rows]
    texts = [english.bridged(text) for text in plain] if english else plain
    model = fit_classifier(texts, [row["link"] for row in rows])
    model.write(out)
    return model
