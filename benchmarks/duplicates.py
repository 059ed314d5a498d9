"""How well duplicates are proposed, beside simpler ways: models/duplicates.json, DUPLICATES.md.

Run with `make bench-duplicates`; without `--write` it prints and stores nothing.
"""

import argparse
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from chainmatch.cli.measures import Sheet
from chainmatch.digest import file_digest
from chainmatch.evaluation.metrics import DRAWS, SEED
from chainmatch.leads.duplicates import NamedLead, propose
from chainmatch.leads.firm_names import parse
from chainmatch.leads.name_words import TRADES
from chainmatch.registry.firms import same_firm

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "models" / "duplicates.json"
PAGE = ROOT / "models" / "DUPLICATES.md"
PAIRS = ROOT / "tests" / "leads" / "name_pairs.tsv"
CODE = tuple(
    f"chainmatch/leads/{name}.py"
    for name in (
        *("codes", "places", "name_words", "firm_names", "evidence", "slips", "likeness"),
        *("pairing", "duplicates"),
    )
)
OURS = "chainmatch duplicates"
LEADS = 100_000

OPENING = """Written by `make bench-duplicates` from models/duplicates.json; do not edit by hand.

{pairs} pairs of names in tests/leads/name_pairs.tsv, written by one author before the code that
compares them, from rules that stand at the head of the file; half `{dev}` for tuning, half `{test}`
for reporting, by hash. The author of the pairs is the author of the code, so names from another
hand will do worse, short forms above all. The test half was looked at in figures only.
"""
BARS = """Positive is the verdict *same*; a pair of head office and branch is not the same.
In brackets the 95 % interval of {draws} bootstrap draws of pairs. Baselines: *equal*, the names
as written; *same brand*, `same_firm` of the registry; *ratio*, rapidfuzz on the names as written,
at the threshold that is best on the dev half ({threshold:.2f}); *rules*, equal place, brand and
trade as the product reads them, without any likeness.

Of the pairs of the test half {proposed} are proposed as the same, {wrong} of them wrongly. A
bootstrap says nothing of errors that were not met: if none were, the precision would still be
{bound:.3f} or more (one-sided, 95 %).

When the test half was first scored, F1 there was .971 at a precision of .985. After that the
words and rules grew by 76 full and short names of listed groups from elsewhere (57 of these found
at first sight and one wrong pair, 64 and none wrong now), and the table of kinds below had shown
that equal short names in two places counted as one firm.
"""
KINDS = """What is proposed for each kind of pair, both halves.
"""
SIZE = """Made-up leads, three in ten of them a variant of another: processor time of the whole
call, which uses one core, on the machine that wrote this page; memory is that of the process.
"""

Pair = tuple[str, str, str, NamedLead, NamedLead]
Way = Callable[[Pair], bool]


def main() -> None:
    """Measure, print, and with --write store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    document = measured(read_pairs())
    text = page(json.loads(json.dumps(document)))
    if write:
        STORED.write_text(
            json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        PAGE.write_text(text, encoding="utf-8")
    print(text)


def read_pairs() -> list[Pair]:
    """Return the labelled pairs: half, answer, kind, and the two leads."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [
        (
            *(half, answer, kind),
            NamedLead("left", left, codes[0] or None, codes[2] or None),
            NamedLead("right", right, codes[1] or None, codes[3] or None),
        )
        for half, answer, kind, left, right, *codes in rows
    ]


def measured(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return every figure."""
    dev = [pair for pair in pairs if pair[0] == "dev"]
    test = [pair for pair in pairs if pair[0] == "test"]
    threshold = best_threshold(dev)
    ways: dict[str, Way] = {
        OURS: lambda pair: verdict(pair) == "same",
        "rules": ruled,
        "ratio": lambda pair: ratio(pair) >= threshold,
        "same brand": lambda pair: same_firm(pair[3].name or "", pair[4].name or ""),
        "equal": lambda pair: pair[3].name == pair[4].name,
    }
    told: dict[str, Counter[str]] = {}
    for pair in pairs:
        told.setdefault(f"{pair[1]}: {pair[2]}", Counter())[verdict(pair)] += 1
    return {
        "pairs": {"all": len(pairs), "dev": len(dev), "test": len(test)},
        "files": {name: file_digest(ROOT / name) for name in (*CODE, _name(PAIRS))},
        "threshold": threshold,
        "halves": {
            half: {name: scores(way, chosen) for name, way in ways.items()}
            for half, chosen in (("test", test), ("all", list(pairs)))
        },
        "proposed": proposed(test),
        "kinds": {kind: dict(counts) for kind, counts in sorted(told.items())},
        "size": timed(LEADS),
    }


def proposed(pairs: Sequence[Pair]) -> dict[str, int]:
    """Return how many pairs are proposed as the same, and how many of them wrongly."""
    said = [pair for pair in pairs if verdict(pair) == "same"]
    return {"proposed": len(said), "wrong": sum(pair[1] != "same" for pair in said)}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def verdict(pair: Pair) -> str:
    """Return what is proposed for two leads alone: same, branch, unsure or none."""
    found = propose([pair[3], pair[4]])
    return found[0].verdict if found else "none"


def ruled(pair: Pair) -> bool:
    """Tell whether two names are equal once folded and without legal form, remarks and brackets."""
    left, right = (parse(lead.name or "") for lead in pair[3:])
    key = (left.places[-1:], left.core, left.branch)
    return left.names_somebody and key == (right.places[-1:], right.core, right.branch)


def ratio(pair: Pair) -> float:
    """Return the likeness of two names as written: in [0, 1]."""
    return fuzz.ratio(pair[3].name or "", pair[4].name or "") / 100


def best_threshold(pairs: Sequence[Pair]) -> float:
    """Return the threshold of the ratio with the highest F1; the lowest of several."""
    steps = [step / 100 for step in range(30, 101)]
    likeness = np.array([ratio(pair) for pair in pairs])
    same = np.array([pair[1] == "same" for pair in pairs])
    return max(steps, key=lambda step: (f1(*counts(likeness >= step, same)), -step))


def counts(said: np.ndarray, same: np.ndarray) -> tuple[int, int, int]:
    """Return the numbers of pairs rightly proposed, wrongly proposed, and missed."""
    return int((said & same).sum()), int((said & ~same).sum()), int((~said & same).sum())


def f1(right: int, wrong: int, missed: int) -> float:
    """Return the harmonic mean of precision and recall: in [0, 1], 0 where nothing is right."""
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def precision(right: int, wrong: int, _: int) -> float:
    """Return the share of proposals that are right: in [0, 1], 1 where there is none."""
    return right / (right + wrong) if right + wrong else 1.0


def recall(right: int, _: int, missed: int) -> float:
    """Return the share of same pairs that are proposed: in [0, 1]."""
    return right / (right + missed) if right + missed else 1.0


def scores(way: Way, pairs: Sequence[Pair]) -> dict[str, list[float]]:
    """Return F1, precision and recall, each with its bootstrap interval."""
    said = np.array([way(pair) for pair in pairs])
    same = np.array([pair[1] == "same" for pair in pairs])
    draws = np.random.default_rng(SEED).integers(0, len(pairs), (DRAWS, len(pairs)))
    found: dict[str, list[float]] = {}
    for name, score in (("F1", f1), ("precision", precision), ("recall", recall)):
        drawn = [score(*counts(said[draw], same[draw])) for draw in draws]
        low, high = np.quantile(drawn, [0.025, 0.975])
        found[name] = [score(*counts(said, same)), float(low), float(high)]
    return found


def timed(count: int) -> dict[str, Any]:
    """Return CPU seconds, rate and memory of proposing for made-up leads."""
    leads = made_up(count)
    started = time.process_time()
    found = propose(leads)
    took = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdicts = Counter(one.verdict for one in found)
    return {
        "leads": count,
        "proposals": len(found),
        **{name: verdicts[name] for name in ("same", "branch", "unsure")},
        "cpu_seconds": round(took, 1),
        "leads_per_second": round(count / took),
        "peak_mib": round(peak),
    }


def made_up(count: int) -> list[NamedLead]:
    """Return leads with made-up names; three in ten are a variant of the one before."""
    dice = random.Random(SEED)  # noqa: S311  # made-up data
    letters = "华恒宏鑫瑞德博天中正昊金银陇兰海科新佳嘉诚信达源盛泰丰凯普康立永兴安平和顺通力奥龙飞"
    places = ("兰州", "白银", "甘肃", "天水", "武威", "张掖", "兰州新区", "西安", "成都", "浙江")
    forms = ("有限公司", "有限责任公司", "股份有限公司")
    trades = sorted(word for word in TRADES if 2 <= len(word) <= 4)
    leads: list[NamedLead] = []
    while len(leads) < count:
        place, trade, form = dice.choice(places), dice.choice(trades), dice.choice(forms)
        brand = "".join(dice.choices(letters, k=dice.choice((2, 2, 2, 3))))
        full = f"{place}{brand}{trade}{form}"
        variants = [
            f"{place}{brand}{trade}{dice.choice(forms)}",
            f"{brand}（{place}）{trade}{form}",
            brand + trade,
            full.replace(brand[0], dice.choice(letters), 1),
            f"{full}（筹）",
            f"{full}{dice.choice(places)}分公司",
        ]
        names = [full, dice.choice(variants)] if dice.random() < 0.43 else [full]
        leads += [NamedLead(f"{len(leads)}{at}", name) for at, name in enumerate(names)]
    dice.shuffle(leads)
    return leads[:count]


def page(document: Mapping[str, Any]) -> str:
    """Return models/DUPLICATES.md from what was measured."""
    opening = OPENING.format(
        pairs=document["pairs"]["all"], dev=document["pairs"]["dev"], test=document["pairs"]["test"]
    )
    bars = BARS.format(
        draws=f"{DRAWS:,}",
        threshold=document["threshold"],
        bound=0.05 ** (1 / document["proposed"]["proposed"]),
        **document["proposed"],
    )
    parts = ["# How well duplicates are proposed\n", opening, "## Bars\n", bars]
    for half, ways in document["halves"].items():
        rows = tuple(
            (name, *(_shown(found[key]) for key in ("F1", "precision", "recall")))
            for name, found in ways.items()
        )
        parts.append(Sheet(f"{half} pairs", ("F1", "precision", "recall"), rows).markdown())
    parts += ["## Kinds\n", KINDS, _kinds(document["kinds"]).markdown()]
    size = document["size"]
    row = tuple(f"{size[name]:,}" for name in size)
    parts += ["## Size\n", SIZE, Sheet("made up", tuple(size), (("", *row),)).markdown()]
    return "\n".join(parts)


def _shown(found: Sequence[float]) -> str:
    mean, low, high = (f"{value:.3f}".removeprefix("0") for value in found)
    return f"{mean} [{low}, {high}]"


def _kinds(kinds: Mapping[str, Mapping[str, int]]) -> Sheet:
    names = ("same", "branch", "unsure", "none")
    rows = tuple(
        (kind, *(str(told.get(name, 0)) for name in names)) for kind, told in kinds.items()
    )
    return Sheet("answer: kind", names, rows)


if __name__ == "__main__":
    main()
