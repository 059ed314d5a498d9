"""How far a number is from its bound, in words; every field that a rule may ask for has a name."""

import json
from pathlib import Path

import pytest

from chainmatch.matching.fields import FIELDS, number
from chainmatch.matching.predicate import RELATIONS, Claim, Not, Predicate, shortfalls
from chainmatch.reports.shortfall import plain_number, shortfall_words, unit_words
from chainmatch.reports.wording import WORDS, Language

DATA = Path(__file__).resolve().parents[2] / "data"


def told(predicate: Predicate, language: Language = "zh", **figures: float) -> str:
    (short,) = shortfalls(predicate, lambda name: number(figures, name))
    return shortfall_words(short, language)


INTENSITY = Claim("invest_per_mu", "at_least", 300.0)


@pytest.mark.parametrize(
    ("predicate", "figures", "zh", "en"),
    [
        (
            INTENSITY,
            {"invest_wanyuan": 6300, "land_mu": 30},
            "投资强度 210 万元/亩，低于 300：还差投资 2,700 万元，或少用地 9 亩",
            (
                "investment per mu 210 wan yuan/mu is below 300: 2,700 wan yuan more investment, "
                "or 9 mu less land"
            ),
        ),
        (
            Claim("invest_wanyuan", "at_least", 5000.0),
            {"invest_wanyuan": 4999.999},
            "投资 4,999.999 万元，低于 5,000：还差投资 0.01 万元",
            "investment 4,999.999 wan yuan is below 5,000: 0.01 wan yuan more investment",
        ),
        (
            Claim("tce_per_wanyuan", "at_most", 0.1),
            {"energy_tce": 1500, "output_wanyuan": 10_000},
            "万元产值能耗 0.15 吨标煤/万元，高于 0.1：少用能 500 吨标煤，或还差产值 5,000 万元",
            (
                "energy per output 0.15 tce/wan yuan is above 0.1: 500 tce less energy, "
                "or 5,000 wan yuan more output"
            ),
        ),
        (
            Not(Claim("energy_tce", "at_least", 1000.0)),
            {"energy_tce": 1000},
            "用能 1,000 吨标煤，不低于 1,000",
            "energy 1,000 tce is not below 1,000",
        ),
        (
            Claim("plot_ratio", "at_least", 1.0),
            {"plot_ratio": 0.8},
            "容积率 0.8，低于 1：还差容积率 0.2",
            "plot ratio 0.8 is below 1: 0.2 more plot ratio",
        ),
        (
            INTENSITY,
            {"invest_wanyuan": 0, "land_mu": 30},
            "投资强度 0 万元/亩，低于 300：还差投资 9,000 万元",
            "investment per mu 0 wan yuan/mu is below 300: 9,000 wan yuan more investment",
        ),
    ],
)
def test_a_shortfall_names_what_is_lacking(
    predicate: Predicate, figures: dict[str, float], zh: str, en: str
) -> None:
    assert told(predicate, **figures) == zh
    assert told(predicate, "en", **figures) == en


def test_an_estimate_says_that_it_is_one() -> None:
    figures = {"invest_wanyuan": 6300.0, "floor_m2": 20_000.1, "plot_ratio": 1.0}
    assert told(INTENSITY, **figures).endswith(
        "（用地由建筑面积和容积率推算：亩 = 建筑面积 / (容积率 × 666.67)）"
    )
    assert told(INTENSITY, "en", **figures).endswith(
        "(land estimated: mu = floor area / (plot ratio × 666.67))"
    )


@pytest.mark.parametrize(
    ("number", "digits", "plain"),
    [
        (2700.0, 2, "2,700"),
        (9.5, 2, "9.5"),
        (0.0, 2, "0"),
        (1e6, 2, "1,000,000"),
        (0.004, 4, "0.004"),
    ],
)
def test_numbers_are_written_plainly(number: float, digits: int, plain: str) -> None:
    assert plain_number(number, digits) == plain


def test_every_field_unit_and_relation_has_a_name() -> None:
    assert [name for name in FIELDS if name not in WORDS] == []
    units = {part for field in FIELDS.values() for part in field.unit.split("/") if part}
    assert [unit for unit in units if f"unit.{unit}" not in WORDS] == []
    assert unit_words("wanyuan/mu", "zh") == "万元/亩"
    wordy = [r for r in RELATIONS if f"relation.{r}" not in WORDS and f"short.{r}" not in WORDS]
    assert wordy == []


def test_every_paper_that_a_shipped_rule_needs_has_a_name() -> None:
    rules = json.loads((DATA / "rules.json").read_text(encoding="utf-8"))["rules"]
    needed = {need for rule in rules for need in rule.get("needs", ())}
    assert needed
    assert [need for need in needed if need not in WORDS] == []
