"""`chainmatch rules` and `chainmatch score`: what is listed, what is scored, what is refused."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainmatch.workbench import Workbench

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[2]
GEAR = "年产20万套风电齿轮箱"
OWN = {
    "rules": [
        {
            "id": "OWN-01",
            "title": "投资强度不低于300万元/亩",
            "predicate": {"requires": {"field": "invest_per_mu", "at_least": 300}},
            "parks": "all",
            "severity": "gate",
            "source": "纪要",
            "as_of": "2020",
            "verified": True,
        }
    ],
    "off": [{"id": "HC-05", "why": "新规划未出"}],
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.json"
    file.write_text(json.dumps(OWN), encoding="utf-8")
    return file


def test_rules_are_the_same_on_the_screen_in_json_and_in_a_workbook(
    run: Run, workbench: Workbench, tmp_path: Path
) -> None:
    rules = workbench.matcher.admission.rules
    code, out, err = run("rules", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert [rule["id"] for rule in told["rules"]] == [rule.id for rule in rules]
    assert (told["off"], told["overlay"]) == ([], "")
    assert all(rule["source"] and rule["as_of"] for rule in told["rules"])
    file = tmp_path / "rules.xlsx"
    assert run("rules", "-o", file)[:2] == (0, f"{file}: {len(rules)}\n")
    page, off = load_workbook(file).worksheets
    assert (page.max_row, off.max_row) == (len(rules) + 1, 1)
    assert [page.cell(row, 1).value for row in range(2, page.max_row + 1)] == [r.id for r in rules]
    _, shown, _ = run("rules")
    assert f"共 {len(rules)} 条：否决 3" in shown
    _, shown, _ = run("rules", "--lang", "en")
    assert "Rules in force" in shown
    assert "older than 3 years" in shown


def test_predicates_of_data_are_listed_as_they_are_written(run: Run) -> None:
    told = {rule["id"]: rule for rule in json.loads(run("rules", "--json")[1])["rules"]}
    assert told["HC-01"]["predicate"] == "hazardous_production_in_chemical_park"
    assert told["HC-04"]["predicate"] == {
        "applies": {"field": "hazardous_production", "equals": True},
        "unsaid": "leave",
    }
    shipped = json.loads((ROOT / "data" / "rules.json").read_text(encoding="utf-8"))
    for rule in shipped["rules"]:
        assert told[rule["id"]]["predicate"] == rule["predicate"]


def test_stale_rules_are_marked(run: Run) -> None:
    def stale(*options: str) -> set[str]:
        rules = json.loads(run("rules", "--json", *options)[1])["rules"]
        return {rule["id"] for rule in rules if rule["stale"]}

    assert "HC-06" in stale()
    assert stale("--stale-after", "100") == set()
    assert stale() < stale("--stale-after", "0")
    assert "请重新核对" in run("rules")[1]


def test_a_users_rules_are_listed_as_his(run: Run, own: Path) -> None:
    told = json.loads(run("rules", "--rules", own, "--json")[1])
    assert told["overlay"] == "own.json"
    assert told["off"] == [{"id": "HC-05", "why": "新规划未出"}]
    assert {r["id"] for r in told["rules"] if r["origin"] == "user"} == {"OWN-01"}
    assert "HC-05" not in {r["id"] for r in told["rules"]}
    _, shown, _ = run("rules", "--rules", own)
    assert "用户规则文件：own.json" in shown
    assert "投资强度 ≥ 300 万元/亩" in shown
    assert "新规划未出" in shown
    assert run("rules", "--check", own)[:2] == (0, f"{own}: sound, 1 rules, 1 switched off\n")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_rules_that_a_readme_shows_are_sound(run: Run, own: Path, name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    own.write_text(shown, encoding="utf-8")
    assert run("rules", "--check", own)[:2] == (0, f"{own}: sound, 1 rules, 1 switched off\n")


def test_all_faults_of_a_users_file_are_told_at_once(run: Run, own: Path) -> None:
    rule = OWN["rules"][0] | {"severity": "veto", "verified": False, "parks": ["mars"]}
    own.write_text(json.dumps(OWN | {"rules": [rule, {}], "more": 1}), encoding="utf-8")
    for command in (("rules", "--check"), ("rules", "--rules"), ("match", GEAR, "--rules")):
        code, out, err = run(*command, own)
        assert (code, out) == (2, "")
        assert "own.json#/more: 1 is unexpected" in err
        assert "own.json#/rules/0/parks: 'mars' has no facts" in err
        assert "own.json#/rules/1/title: None is missing" in err


def test_a_match_shows_the_users_rule_and_how_far_it_falls_short(
    run: Run, own: Path, tmp_path: Path
) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text(f"主营业务,总投资(万元),占地(亩)\n{GEAR},6300,30\n", encoding="utf-8")
    told = json.loads(run("match", "-i", leads, "--json", "--rules", own)[1])
    assert told["switched_off"] == ["HC-05"]
    judged = [j for park in told["parks"] for j in park["eligibility"] if j["rule"] == "OWN-01"]
    assert {(j["verdict"], j["origin"]) for j in judged} == {("fail", "user")}
    assert len(judged) == 24
    _, shown, _ = run("match", "-i", leads, "--rules", own)
    plain = "".join(shown.split()).replace("│", "")
    assert "OWN-01" in plain
    assert "用户已停用的规则：HC-05" in plain
    _, shown, _ = run("explain", GEAR, "--rules", own)
    assert "（用户规则）" in "".join(shown.split()).replace("│", "")


def test_what_every_park_asks_is_told_once(run: Run) -> None:
    _, shown, _ = run("match", GEAR, "--top", "24")
    assert shown.count("产业结构调整目录类别") == 1
    assert "各园区都要先问清" in shown


def test_a_lead_is_scored_with_what_is_said_beside_it(run: Run, workbench: Workbench) -> None:
    said = ("--say", "invest_wanyuan=6300", "--say", "land_mu=30亩", "--say", "tax_wanyuan=600")
    given = ("--given", "A3=5", "--given", "V1=no")
    code, out, err = run("score", GEAR, "--sheet", "sjz-equipment", *said, *given, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["sheet"]["here"] is False
    assert told["plan"] == workbench.plan.digest
    assert "不是项目落地的把握" in told["note"]
    (one,) = told["scores"]
    points = {line["id"]: (line["least"], line["most"]) for line in one["criteria"]}
    assert (points["A1"], points["A2"], points["A3"]) == ((14, 14), (12, 12), (5, 5))
    assert one["gates"][0]["shortfalls"][0]["ways"][0] == {"figure": "invest_wanyuan", "by": 2700}
    assert [o["answer"] for o in one["objections"]] == [False, None, None, None]
    assert one["least"] <= one["got"] + one["open"]
    _, shown, _ = run("score", GEAR, "--sheet", "sjz-equipment", *said, *given)
    plain = "".join(shown.split()).replace("│", "")
    assert "外地样例，不是本区的表" in plain
    assert "投资强度210万元/亩，低于300：还差投资2,700万元，或少用地9亩" in plain
    assert "不是项目落地的把握" in plain
    _, shown, _ = run("score", GEAR, "--sheet", "shouxian-shushan", "--lang", "en")
    assert "an example of another region" in shown
    assert "60 points of the sheet are not known" in shown


def test_a_list_is_scored_lead_by_lead(run: Run, tmp_path: Path) -> None:
    leads, file = tmp_path / "leads.csv", tmp_path / "scores.xlsx"
    rows = ["企业名称,主营业务,总投资(万元),占地(亩),年税收(万元)"]
    rows += [f"甲,{GEAR},9000,30,750", f"乙,{GEAR},6300,30,600", ",,,,", "丙,？,,,"]
    leads.write_text("\n".join(rows) + "\n", encoding="utf-8")
    code, out, err = run("score", "-i", leads, "--sheet", "sjz-equipment", "-o", file)
    assert (code, out) == (0, f"{file}: 2\n")
    assert "left out: leads.csv row 5" in err
    summary, details = load_workbook(file).worksheets
    assert [summary.cell(row, 1).value for row in (2, 3)] == ["甲", "乙"]
    assert summary.cell(2, 7).value == "符合"
    assert summary.cell(3, 7).value == "不符合"
    assert details.max_row == 1 + 2 * 13
    told = json.loads(run("score", "-i", leads, "--sheet", "sjz-equipment", "--json")[1])
    assert [one["lead"] for one in told["scores"]] == ["甲", "乙"]


def test_a_veto_stands_on_the_sheet(run: Run) -> None:
    options = ("--sheet", "sjz-equipment", "--park", "lzgx-yantan", "--json")
    (one,) = json.loads(run("score", "年产三千吨除草剂原药", *options)[1])["scores"]
    assert one["vetoes"] == ["URB-01"]
    certain = {verdict["verdict"]: verdict["certainty"] for verdict in one["verdicts"]}
    assert certain["暂缓/拒绝"] == "certain"
    assert "已被规则否决" in run("score", "年产三千吨除草剂原药", *options[:-1])[1]


def test_a_users_own_sheet_is_used_by_file_and_id(run: Run, tmp_path: Path) -> None:
    criterion = {"id": "A1", "title": "就业", "points": 10, "computed": "jobs"}
    sheet = {
        "id": "one",
        "title": "本区表",
        "region": "甘肃",
        "source": "纪要",
        "as_of": "2026",
        "verified": True,
        "total": 10,
        "sections": [
            {"id": "A", "title": "a", "criteria": [criterion | {"scale": {"rises_to": 100}}]}
        ],
    }
    file = tmp_path / "own.json"
    file.write_text(json.dumps({"sheets": [sheet]}), encoding="utf-8")
    _, shown, _ = run("score", GEAR, "--sheet", file, "--say", "jobs=50")
    assert "用户自定" in shown
    assert "已得 5 分" in shown
    file.write_text(json.dumps({"sheets": [sheet, sheet | {"id": "two"}]}), encoding="utf-8")
    code, _, err = run("score", GEAR, "--sheet", file)
    assert (code, "names 2 sheets; allowed are" in err) == (2, True)
    assert run("score", GEAR, "--sheet", f"{file}#two")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["score"], "give either TEXT or --input FILE"),
        (["score", GEAR], "--sheet '' is no sheet; allowed are sjz-equipment, shouxian-shushan"),
        (["score", GEAR, "--sheet", "none.json"], "none.json cannot be read"),
        (["score", GEAR, "--sheet", "sjz-equipment", "--park", "x"], "park 'x' is not in the plan"),
        (["score", GEAR, "--sheet", "sjz-equipment", "--say", "x=1"], "--say 'x=1' says nothing"),
        (["score", GEAR, "--sheet", "sjz-equipment", "--say", "jobs=many"], "allowed is FIELD="),
        (["score", GEAR, "--sheet", "sjz-equipment", "--given", "A3"], "'A3' is no ID=POINTS"),
        (["score", GEAR, "--sheet", "sjz-equipment", "--given", "A3=9"], "A3=9 is out of range"),
        (["score", GEAR, "--sheet", "sjz-equipment", "--given", "V1=3"], "allowed: yes or no"),
        (
            ["score", GEAR, "--sheet", "sjz-equipment", "-o", "x.docx"],
            "allowed are .xlsx and .json",
        ),
        (
            ["score", "-i", "x.csv", "--sheet", "sjz-equipment", "--say", "jobs=1"],
            "--say and --given speak of one lead",
        ),
        (["rules", "--rules", "none.json"], "none.json cannot be read"),
        (["rules", "--check", "none.json"], "none.json cannot be read"),
        (["rules", "--stale-after", "-1"], "--stale-after"),
        (["rules", "-o", "rules.docx"], "allowed are .xlsx and .json"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
