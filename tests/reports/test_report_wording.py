"""Every id that a reader meets has a name, in both languages."""

import ast
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from chainmatch.gaps.coverage import GapKind
from chainmatch.matching import eligibility
from chainmatch.matching.link_signals import LINK_SIGNALS
from chainmatch.matching.park_signals import park_signals
from chainmatch.matching.result import NOTHING, Status, Verdict
from chainmatch.plan.graph import EdgeKind, NodeKind
from chainmatch.plan.schema import Basis
from chainmatch.reports.lead import FAMILIES
from chainmatch.reports.wording import WORDS, band, word
from chainmatch.workbench import Workbench

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def needs() -> set[str]:
    """Read the fields that predicates ask for out of their source."""
    tree = ast.parse(Path(eligibility.__file__).read_text(encoding="utf-8"))
    answers = [
        node.elts[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple)
        and len(node.elts) == 3
        and isinstance(node.elts[0], ast.Constant)
        and node.elts[0].value == "unknown"
    ]
    listed = [e.value for a in answers if isinstance(a, ast.Tuple) for e in a.elts]
    return {str(name) for name in listed} | {"energy_tce", "power_kwh"}


@pytest.mark.parametrize("key", WORDS)
def test_every_word_has_both_languages(key: str) -> None:
    chinese, english = WORDS[key]
    assert chinese.strip()
    assert english.strip()
    assert CHINESE.search(chinese) or not any(c.isalpha() for c in chinese)
    assert not CHINESE.search(english)


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_fill_the_same_places(key: str) -> None:
    chinese, english = (sorted(re.findall(r"\{\w*\}", text)) for text in WORDS[key])
    assert chinese == english


@pytest.mark.parametrize(
    "keys",
    [
        [signal.name for signal in LINK_SIGNALS],
        [signal.name for signal in park_signals(np.zeros(0))],
        get_args(Verdict),
        get_args(Status),
        get_args(GapKind),
        get_args(Basis),
        list(FAMILIES),
        ["out_of_scope"],
        sorted(needs()),
        [f"node.{kind}" for kind in get_args(NodeKind)],
        [f"edge.{kind}" for kind in get_args(EdgeKind)],
    ],
)
def test_every_id_that_is_shown_has_a_name(keys: list[str]) -> None:
    assert [key for key in keys if key not in WORDS] == []


def test_the_fields_that_rules_ask_for_are_found() -> None:
    assert {"hazardous_chemicals", "safety_review", "park.urban", "gbt"} <= needs()


def test_every_park_signal_is_of_one_family() -> None:
    families = [name for signals in FAMILIES.values() for name in signals]
    assert len(set(families)) == len(families)
    assert set(families) == {signal.name for signal in park_signals(np.zeros(0))}


def test_a_key_without_a_name_stands_for_itself() -> None:
    assert word("lzxq-mat", "zh") == "lzxq-mat"


@pytest.mark.parametrize("confidence", [0.0, 0.34, 0.35, 0.6, 1.0])
def test_every_confidence_has_words(confidence: float) -> None:
    assert CHINESE.search(band(confidence, "zh"))
    assert band(confidence, "en").isascii()


def test_words_claim_more_only_where_the_number_does() -> None:
    assert [band(c, "en") for c in (0.1, 0.4, 0.9)] == ["a guess", "likely", "fairly sure"]


def test_every_rule_has_a_title(workbench: Workbench) -> None:
    assert all(CHINESE.search(rule.title) for rule in workbench.matcher.admission.rules)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_zone_is_told_with_its_best_park(workbench: Workbench, language: str) -> None:
    report = workbench.report("zh" if language == "zh" else "en")
    match = workbench.match_row({"text": "建设动力电池回收拆解线，年处理退役锂电池两万吨"})
    assert match.place.level == "zone"
    inside = next(park for park in match.parks if park.zone == match.place.id)
    told = report.surest(match)
    assert report.park_name(inside.id).split(" ")[1] in told
    assert f"{match.place.confidence:.0%}" in told


def test_an_unsure_lead_is_told_so(workbench: Workbench) -> None:
    match = replace(workbench.match_row({"text": "机械加工"}), chain=NOTHING, place=NOTHING)
    told = workbench.report("zh").surest(match)
    first = sum(park.confidence for park in match.parks[:3])
    assert "产业链上说不准" in told
    assert f"前三个园区合计 {first:.0%}" in told
