"""Rules are data: faulty ones are refused whole, and each verdict has its three answers."""

import json
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from chainmatch.errors import DataError, EncoderError, InputError
from chainmatch.matching.calibration import Calibration
from chainmatch.matching.company import Company
from chainmatch.matching.eligibility import PREDICATES, Admission, ParkFacts, Rule
from chainmatch.matching.facts import LISTS, UNSAID, Fact, LeadFacts, LeadTerms
from chainmatch.matching.matcher import Matcher, ranked_parks
from chainmatch.matching.result import Judgement, ParkMatch
from chainmatch.workbench import Workbench

ROOT = Path(__file__).resolve().parents[2]
DATA, MODELS = ROOT / "data", ROOT / "models"


def rule(id: str = "R", **changed: object) -> Rule:
    plain = {
        "id": id,
        "title": "title",
        "predicate": "chemical_park_takes_chemistry",
        "parks": "all",
        "severity": "veto",
        "source": "law",
        "as_of": "2026",
        "verified": True,
    }
    return Rule(**(plain | changed))


def facts(**known: Fact) -> LeadFacts:
    names = {field.name for field in fields(LeadFacts)} - {"figures"}
    return LeadFacts(**(dict.fromkeys(names, UNSAID) | known), figures={})


YES, NO = Fact(True, "text", ("word",)), Fact(False, "stated", ("field",))
CHEMICAL, TOWN, OPEN = (
    ParkFacts("c", chemical_park=True, urban=False),
    ParkFacts("t", chemical_park=False, urban=True),
    ParkFacts("o", chemical_park=None, urban=None),
)
VERDICTS = (
    ("hazardous_production_in_chemical_park", facts(hazardous_production=YES), CHEMICAL, "pass"),
    ("hazardous_production_in_chemical_park", facts(hazardous_production=YES), OPEN, "unknown"),
    ("hazardous_production_in_chemical_park", facts(hazardous_production=YES), TOWN, "unknown"),
    ("hazardous_production_in_chemical_park", facts(hazardous_production=NO), OPEN, "pass"),
    ("hazardous_production_in_chemical_park", facts(), OPEN, None),
    ("hazardous_production_in_chemical_park", facts(likely_hazardous=YES), OPEN, "unknown"),
    ("chemical_park_takes_chemistry", facts(unrelated_to_chemistry=YES), CHEMICAL, "fail"),
    ("chemical_park_takes_chemistry", facts(unrelated_to_chemistry=YES), OPEN, None),
    ("chemical_park_takes_chemistry", facts(unrelated_to_chemistry=YES), TOWN, None),
    ("chemical_park_takes_chemistry", facts(chemical=YES), CHEMICAL, "unknown"),
    ("chemical_park_takes_chemistry", facts(), CHEMICAL, "unknown"),
    ("urban_park_without_hazardous_production", facts(hazardous_production=YES), TOWN, "fail"),
    ("urban_park_without_hazardous_production", facts(hazardous_production=YES), OPEN, "unknown"),
    ("urban_park_without_hazardous_production", facts(hazardous_production=NO), TOWN, "pass"),
    ("urban_park_without_hazardous_production", facts(likely_hazardous=YES), TOWN, "unknown"),
    ("urban_park_without_hazardous_production", facts(), TOWN, None),
    ("toxic_gas_reviewed", facts(), TOWN, None),
    ("toxic_gas_reviewed", facts(toxic_gas=YES), OPEN, "unknown"),
    ("safety_conditions_reviewed", facts(hazardous_production=YES), CHEMICAL, "unknown"),
    ("safety_conditions_reviewed", facts(hazardous_production=NO), CHEMICAL, None),
    ("chlor_alkali_capacity_swapped", facts(chlor_alkali=YES), CHEMICAL, "unknown"),
    ("energy_review_exempt", facts(), CHEMICAL, "unknown"),
)


@pytest.mark.parametrize(("predicate", "lead", "park", "verdict"), VERDICTS)
def test_each_predicate_answers_yes_no_or_not_said(
    predicate: str, lead: LeadFacts, park: ParkFacts, verdict: str | None
) -> None:
    admission = Admission([rule(predicate=predicate)], {park.id: park})
    judged = admission.judge(lead, park.id)
    assert [j.verdict for j in judged] == ([verdict] if verdict else [])
    assert all(bool(j.needs) == (j.verdict == "unknown") for j in judged)


def test_every_predicate_is_tried() -> None:
    assert {predicate for predicate, *_ in VERDICTS} == set(PREDICATES)


def test_a_rule_holds_only_in_its_parks() -> None:
    parks = {park.id: park for park in (CHEMICAL, TOWN, OPEN)}
    lead = facts(unrelated_to_chemistry=YES, toxic_gas=YES)
    admission = Admission(
        [rule("A", parks="chemical"), rule("B", predicate="toxic_gas_reviewed", parks=("t",))],
        parks,
    )
    held = {park: [j.rule for j in admission.judge(lead, park)] for park in (*parks, "elsewhere")}
    assert held == {"c": ["A"], "t": ["B"], "o": [], "elsewhere": []}


def test_a_rule_that_nobody_checked_is_never_a_veto() -> None:
    faulty = [rule("A", verified=False), rule("B", predicate="made_up")]
    with pytest.raises(DataError, match="'A' is not verified; allowed: gate, hint") as caught:
        Admission(faulty, {})
    assert "rules.json#/rules/1/predicate: 'made_up'; allowed: " in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"parks": ["lzgx-nowhere"]}, "rules/0/parks: 'lzgx-nowhere' has no facts in park_facts"),
        ({"extra": 1}, "rules/0/extra: 1 is unexpected; allowed: id, title, predicate"),
        ({"verified": False, "severity": "veto"}, "is not verified"),
    ],
)
def test_a_faulty_rules_file_is_refused(tmp_path: Path, change: dict, message: str) -> None:
    document = json.loads((DATA / "rules.json").read_text(encoding="utf-8"))
    document["rules"][0] |= change
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        Admission.from_json(file, DATA / "park_facts.json")


def test_a_broken_json_file_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "rules.json"
    file.write_text('{"rules": [\n  {"id": 1,}\n]}', encoding="utf-8")
    with pytest.raises(DataError, match=r"rules\.json cannot be read: .*line 2"):
        Admission.from_json(file, DATA / "park_facts.json")


def test_lists_of_terms_are_all_needed() -> None:
    with pytest.raises(DataError, match="lacks the lists negation"):
        LeadTerms(dict.fromkeys(LISTS - {"negation"}, ()))


def test_only_a_failed_veto_moves_a_park_to_the_end() -> None:
    def park(id: str, confidence: float, *judgements: Judgement) -> ParkMatch:
        return ParkMatch(id, "z", confidence, (), judgements)

    ranked = ranked_parks(
        [
            park("a", 0.1),
            park("d", 0.5, Judgement("V", "veto", "fail")),
            park("c", 0.2, Judgement("G", "gate", "fail"), Judgement("V", "veto", "unknown")),
            park("b", 0.2),
        ]
    )
    assert [p.id for p in ranked] == ["b", "c", "a", "d"]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"desc": "电池", "scope": "制造", "name": "甲"}, "电池；制造"),
        ({"text": "电池", "desc": "电池"}, "电池"),
        ({"name": "电池公司"}, "电池公司"),
    ],
)
def test_the_text_of_a_row(row: dict, text: str) -> None:
    assert Company.from_row(row).text == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("电", "has 1 characters; allowed are 2 to 10000"),
        ("\n\t ", "has 0 characters"),
        ("12.5%", "says nothing; a lead needs at least 2 characters"),
        ("\ud800\ud801", r"\\\\ud800"),
    ],
)
def test_a_text_that_is_no_lead(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Company.from_text(text)


def test_fields_that_are_not_said_stay_unsaid() -> None:
    lead = Company.from_row({"text": "电池", "hazardous_chemicals": "maybe", "energy_tce": "lots"})
    assert (lead.hazardous_chemicals, lead.figures, lead.gbt) == (None, {}, None)


def test_a_calibration_of_other_signals_is_refused(tmp_path: Path) -> None:
    document = json.loads((MODELS / "calibration.json").read_text(encoding="utf-8"))
    file = tmp_path / "calibration.json"
    file.write_text(json.dumps(document | {"signals": "0"}), encoding="utf-8")
    with pytest.raises(DataError, match="was fitted for signals '0'"):
        Calibration.from_json(file)


def test_a_calibration_is_read_as_written(tmp_path: Path) -> None:
    shipped = Calibration.from_json(MODELS / "calibration.json")
    shipped.write(tmp_path / "again.json")
    assert Calibration.from_json(tmp_path / "again.json") == shipped


@pytest.mark.parametrize("text", ["[]", "{}", "{", '{"links": 1}'])
def test_what_is_no_calibration_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"odd\.json is no calibration"):
        Calibration.from_json(file)


def test_weights_of_another_encoder_are_refused(workbench: Workbench, tmp_path: Path) -> None:
    document = json.loads((MODELS / "calibration.json").read_text(encoding="utf-8"))
    file = tmp_path / "calibration.json"
    file.write_text(json.dumps(document | {"encoder": "another"}), encoding="utf-8")
    matcher = workbench.matcher
    with pytest.raises(EncoderError, match="holds for encoder 'another'"):
        Matcher(matcher.reference, Calibration.from_json(file), matcher.admission, matcher.terms)


def test_shipped_weights_hold_for_what_is_shipped(workbench: Workbench) -> None:
    calibration = workbench.matcher.calibration
    assert calibration.plan == workbench.plan.digest
    assert calibration.registry == workbench.registry.digest
    weights = [*calibration.links.values(), *calibration.parks.values()]
    assert min(weights) >= 0.0
    assert 0.0 < calibration.scope_threshold < 1.0


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "rules.json").unlink()
    (tmp_path / "models").symlink_to(MODELS)
    monkeypatch.setenv("CHAINMATCH_HOME", str(tmp_path))
    with pytest.raises(DataError, match=r"rules\.json is missing; set CHAINMATCH_HOME"):
        Workbench.open()
