"""Rules from files: the shipped ones, and a user's own laid over them; faults are told whole."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chainmatch.errors import InputError
from chainmatch.matching.eligibility import PREDICATES, Admission
from chainmatch.matching.predicate import Claim
from chainmatch.matching.rules import Condition, Known, Rule, Rulebook, laid_over, stale
from chainmatch.paths import own_rules
from chainmatch.workbench import open_admission

DATA = Path(__file__).resolve().parents[2] / "data"
KNOWN = Known(PREDICATES, {"lzxq-chem", "lzxq-mat", "lzgx-yantan"}, {"lzxq", "lzgx"})
SHIPPED = (
    Rule("A", "a", "energy_review_exempt", "all", "hint", "law", "2023", verified=False),
    Rule("B", "b", "toxic_gas_reviewed", "all", "gate", "law", "2022-03", verified=True),
)
OWN = {
    "id": "OWN-01",
    "title": "投资强度不低于300万元/亩",
    "predicate": {"requires": {"field": "invest_per_mu", "at_least": 300}},
    "parks": ["lzxq"],
    "severity": "gate",
    "source": "管委会会议纪要",
    "as_of": "2026-03",
    "verified": True,
}
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(document: object, encoding: str = "utf-8") -> Path:
        file = tmp_path / "own.json"
        file.write_text(json.dumps(document, ensure_ascii=False), encoding=encoding)
        return file

    return written


def faults(file: Path) -> list[str]:
    with pytest.raises(InputError, match=r"own\.json") as caught:
        laid_over(file, SHIPPED, KNOWN)
    return str(caught.value).split("\n")


def test_a_users_rule_is_added_and_marked_as_his(write: Write) -> None:
    book = laid_over(write({"rules": [OWN]}, "utf-8-sig"), SHIPPED, KNOWN)
    assert [(rule.id, rule.origin) for rule in book.rules] == [
        ("A", "shipped"),
        ("B", "shipped"),
        ("OWN-01", "user"),
    ]
    made = book.rules[-1]
    requires = Claim("invest_per_mu", "at_least", 300.0)
    assert made.predicate == Condition(requires=requires)
    assert (made.parks, book.off, book.overlay) == (("lzxq",), (), "own.json")


def test_a_rule_of_the_same_id_takes_the_place_of_the_shipped_one(write: Write) -> None:
    book = laid_over(write({"rules": [OWN | {"id": "A"}]}), SHIPPED, KNOWN)
    assert [(rule.id, rule.origin) for rule in book.rules] == [("A", "user"), ("B", "shipped")]


def test_a_shipped_rule_is_switched_off_with_a_reason_and_not_forgotten(write: Write) -> None:
    book = laid_over(write({"off": [{"id": "B", "why": "新规划未出"}]}), SHIPPED, KNOWN)
    assert [rule.id for rule in book.rules] == ["A"]
    assert [(one.id, one.why) for one in book.off] == [("B", "新规划未出")]


def test_an_empty_overlay_changes_nothing(write: Write) -> None:
    assert laid_over(write({}), SHIPPED, KNOWN) == Rulebook(SHIPPED, (), "own.json")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"severity": "veto", "verified": False}, "/rules/0/severity: 'OWN-01' is not verified"),
        ({"severity": "no"}, "/rules/0/severity: 'no' is unknown; allowed: veto, gate, hint"),
        ({"verified": "yes"}, "/rules/0/verified: 'yes' is not a yes or no; allowed: true, false"),
        ({"colour": 1}, "/rules/0/colour: 1 is unexpected; allowed: id, title, predicate"),
        ({"source": " "}, "/rules/0/source: ' ' is empty"),
        ({"as_of": "last year"}, "/rules/0/as_of: 'last year' is no date; allowed: 2025, 2025-03"),
        ({"as_of": "2025-13"}, "/rules/0/as_of: '2025-13' is no date"),
        ({"parks": ["lzxq", "mars"]}, "/rules/0/parks: 'mars' has no facts in park_facts.json"),
        ({"parks": "lzxq"}, "/rules/0/parks: 'lzxq' is no scope; allowed: all, chemical, or a l"),
        ({"parks": []}, "/rules/0/parks: [] is no scope"),
        ({"predicate": "made_up"}, "/rules/0/predicate: 'made_up'; allowed: chemical_park_takes"),
        ({"predicate": 3}, "/rules/0/predicate: 3 is not an object"),
        ({"predicate": {}}, "/rules/0/predicate: {} is empty; allowed: requires, applies or both"),
        (
            {"predicate": {"requires": {"field": "beauty", "at_least": 1}}},
            "/rules/0/predicate/requires/field: 'beauty' is no field",
        ),
        (
            {"predicate": {"applies": {"not": {"any": []}}}, "needs": ["x"]},
            "/rules/0/predicate/applies/not/any: [] is no list of predicates",
        ),
        (
            {"predicate": {"applies": {"field": "jobs", "said": True}, "unsaid": "pass"}},
            "/rules/0/predicate/unsaid: 'pass' is unknown; allowed: ask, leave",
        ),
        (
            {"predicate": {"applies": {"field": "jobs", "said": True}}},
            "/rules/0/needs: [] is empty; allowed: what is asked for, as nothing is required",
        ),
        (
            {"predicate": "toxic_gas_reviewed", "needs": ["x"]},
            "/rules/0/needs: ['x'] is of no use; allowed: with applies or requires",
        ),
        ({"once": True}, "/rules/0/once: True is not for this rule; allowed: false, or parks all"),
        (
            {
                "parks": "all",
                "once": True,
                "predicate": {"requires": {"field": "park.urban", "equals": False}},
            },
            "/rules/0/once: True is not for this rule",
        ),
    ],
)
def test_a_faulty_rule_is_refused_with_its_pointer(
    write: Write, change: dict[str, object], said: str
) -> None:
    told = faults(write({"rules": [OWN | change]}))
    assert len(told) == 1
    assert told[0].startswith(f"own.json#{said}")


def test_all_faults_of_a_file_are_told_at_once(write: Write) -> None:
    rules = [OWN | {"parks": ["mars"]}, OWN, OWN, OWN | {"id": "C", "as_of": "?"}, 7]
    off = [{"id": "B", "why": ""}, {"id": "Z", "why": "x"}, {"id": "B"}]
    told = faults(write({"rules": rules, "off": off, "of": []}))
    assert [fault.split(":")[0].removeprefix("own.json#") for fault in told] == [
        *("/of", "/rules/0/parks", "/rules/3/as_of", "/rules/4", "/rules/2/id"),
        *("/off/0/why", "/off/1/id", "/off/2/why"),
    ]


def test_a_rule_cannot_be_replaced_and_switched_off_at_once(write: Write) -> None:
    document = {"rules": [OWN | {"id": "B"}], "off": [{"id": "B", "why": "x"}]}
    assert faults(write(document)) == [
        "own.json#/off/0/id: 'B' is also among the rules; allowed: one of the two"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", r"own\.json#: \[\] is not an object; allowed: rules and off"),
        ('{"rules": 3}', "own.json#/rules: 3 is not a list"),
        ("[" * 100_000, "own.json is nested too deep to be read"),
    ],
)
def test_what_is_no_file_of_rules_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "own.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        laid_over(file, SHIPPED, KNOWN)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.json cannot be read"):
        laid_over(tmp_path / "none.json", SHIPPED, KNOWN)


def test_own_rules_are_found_by_name_or_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHAINMATCH_RULES", raising=False)
    assert own_rules() is None
    for name, title in (("rules.local.json", "here"), ("named.json", "named")):
        text = json.dumps({"rules": [OWN | {"title": title}]})
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert open_admission().rules[-1].title == "here"
    monkeypatch.setenv("CHAINMATCH_RULES", str(tmp_path / "named.json"))
    assert open_admission().rules[-1].title == "named"
    assert open_admission(tmp_path / "rules.local.json").rules[-1].title == "here"
    monkeypatch.setenv("CHAINMATCH_RULES", "none.json")
    with pytest.raises(InputError, match=r"CHAINMATCH_RULES names 'none\.json', which is no file"):
        open_admission()


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2022", True),
        ("2023", False),
        ("2023-10", True),
        ("2023-11", False),
        ("2023-11-24", True),
        ("2023-11-25", False),
    ],
)
def test_a_date_is_stale_only_when_its_years_are_over(as_of: str, *, expected: bool) -> None:
    assert stale(as_of, date(2026, 11, 25), 3) is expected


def test_the_shipped_rules_are_never_more_than_their_source_allows() -> None:
    admission = Admission.from_json(DATA / "rules.json", DATA / "park_facts.json")
    assert {rule.id for rule in admission.rules if rule.severity == "veto"} == {
        *("HC-01", "HC-02", "URB-01")
    }
    assert {rule.severity for rule in admission.rules if not rule.verified} == {"hint"}
    assert "LAND-01" not in {rule.id for rule in admission.rules}
    assert {rule.origin for rule in admission.rules} == {"shipped"}
