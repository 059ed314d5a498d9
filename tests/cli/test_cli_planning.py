"""The planners' commands: tables, JSON and workbooks say the same; what cannot be is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainmatch.gaps.region import find_gaps
from chainmatch.matching.company import Company
from chainmatch.plan.load import load_plan
from chainmatch.plan.relations import link_of
from chainmatch.workbench import Workbench

Run = Callable[..., tuple[int, str, str]]
DATA = Path(__file__).resolve().parents[2] / "data"
SAMPLE = DATA / "sample_leads.jsonl"
LFP = "建设年产5万吨磷酸铁锂正极材料项目"
LEADS = "name,主营业务\n甲公司,年产2万吨磷酸铁锂正极材料\n乙公司,经营火锅店\n,\n丙公司,？？\n"


def test_gaps_are_the_same_on_the_screen_in_json_and_in_a_workbook(
    run: Run, workbench: Workbench, tmp_path: Path
) -> None:
    found = find_gaps(workbench.region)
    code, out, err = run("gaps", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert [(g["kind"], g["link"], g["park"]) for g in told["gaps"]] == [
        (g.kind, g.link, g.park) for g in found
    ]
    assert told["plan"] == workbench.plan.digest
    assert {row["zone"] for row in told["completeness"]} == {"lzxq", "lzgx", "bygx", "lzjk"}
    file = tmp_path / "gaps.xlsx"
    assert run("gaps", "-o", file)[:2] == (0, f"{file}: {len(found)}\n")
    page, matrix, _ = load_workbook(file).worksheets
    assert matrix.max_row == len(workbench.region.cells) + 1
    cells = {(c["park"], c["link"]): c for c in told["coverage"]}
    for cell in workbench.region.cells:
        stored = cells[cell.park, cell.link]
        assert (stored["listed"], stored["expected"]) == (cell.listed, cell.expected)
        assert tuple(stored["enterprises"]) == cell.enterprises
    assert page.max_row == len(found) + 1
    assert page.cell(2, 5).value == pytest.approx(found[0].priority, abs=1e-4)
    _, shown, _ = run("gaps", "--top", "3")
    assert f"共 {len(found)} 处" in shown
    assert "企业名录有多全" in shown


def test_weights_move_the_order_and_filters_leave_the_rest_out(run: Run) -> None:
    _, out, _ = run("gaps", "--json", "--kind", "thin", "--park", "lzxq-equip")
    assert {(g["kind"], g["park"]) for g in json.loads(out)["gaps"]} == {("thin", "lzxq-equip")}
    names = ("bridge", "emphasis", "hosts", "overlap")
    zeros = [word for name in names for word in ("--weight", f"{name}=0")]
    _, out, _ = run("gaps", "--json", *zeros)
    gaps = json.loads(out)["gaps"]
    assert [g["priority"] for g in gaps] == [g["parts"]["criticality"] for g in gaps]


def test_each_link_stands_once_with_its_other_gaps_beside_it(run: Run) -> None:
    every = json.loads(run("gaps", "--json")[1])["gaps"]
    once = json.loads(run("gaps", "--json", "--once")[1])["gaps"]
    assert [g["link"] for g in once] == list(dict.fromkeys(g["link"] for g in every))
    assert all(next(e for e in every if e["link"] == g["link"]) == g for g in once)
    _, shown, _ = run("gaps", "--once", "--top", "1")
    assert "同一环节的其他缺口" in shown
    assert "园区已列、尚无企业：景" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gaps", "--kind", "hole"], "kind 'hole' is unknown; allowed are unlisted, planned"),
        (["gaps", "--park", "nowhere"], "park 'nowhere' is not in the plan; nearest"),
        (["gaps", "--link", "99.1"], "link '99.1' is not in the plan"),
        (["gaps", "--weight", "bridge"], "--weight 'bridge' is no name=number"),
        (["gaps", "--weight", "beauty=1"], "weight beauty=1 is not allowed"),
        (["gaps", "-o", "gaps.docx"], "'gaps.docx' ends in '.docx'; allowed are .xlsx and .json"),
        (["gaps", "-o", "/nowhere/gaps.xlsx"], "its folder does not exist"),
        (["fill", "99.1"], "link '99.1' is not in the plan"),
        (["fill", "14.4", "--park", "x"], "park 'x' is not in the plan"),
        (["fill", "14.4", "--registry", "none.csv"], "none.csv"),
        (["whatif"], "no change is given"),
        (["whatif", "--add", "lzxq-mat"], "'lzxq-mat' is not of the form PARK:TEXT"),
        (["whatif", "--add", "lzxq-mat:经营火锅店"], "fits no link of the plan; name the link"),
        (["whatif", "--remove", "无此企业"], "'无此企业' is not a known enterprise"),
        (["whatif", "--relate", "14.4:15.5:9"], "strength '9'; allowed are 1, 2, 3"),
        (["overlap", "--link", "0"], "link '0' is not in the plan"),
        (["partners"], "give either TEXT or --enterprise NAME"),
        (["partners", "--enterprise", "无此企业"], "'无此企业' is not among the known ones"),
        (["policies", "铜箔", "--tier", "冠军"], "--tier '冠军' is unknown; allowed are"),
        (["policies", "？"], "lead"),
        (["diff", "data", "nowhere"], "nowhere is not a folder; give one with industry_chain"),
        (["portfolio", "none.csv"], "none.csv"),
        (["portfolio", "x.csv", "--budget", "land_mu=many"], "'land_mu=many' is no figure=number"),
        (["portfolio", "x.csv", "--budget", "land_mu=-5"], "'land_mu=-5' is impossible"),
        (["portfolio", "x.csv", "--budget", "beauty=5"], "'beauty=5' is impossible; allowed are"),
        (["portfolio", "x.csv", "--budget", "plot_ratio=1"], "'plot_ratio=1' is impossible"),
        (["portfolio", "x.csv", "--capacity", "x:land_mu=5"], "park 'x' is not in the plan"),
        (["overlap", "--link", "0", "--picture", "x.pdf"], "'x.pdf' ends in '.pdf'; allowed are"),
        (["portfolio", "none.csv", "--picture", "x"], "'x' ends in ''; allowed are .svg and .png"),
        (["partners", "铜箔", "--picture", "/nowhere/x.svg"], "its folder does not exist"),
        (["diff", "nowhere", "data", "--picture", "x.jpg"], "ends in '.jpg'; allowed are .svg and"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_a_list_is_ranked_for_a_link_and_no_row_is_lost_in_silence(
    run: Run, tmp_path: Path
) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text(LEADS, encoding="utf-8")
    code, out, err = run("fill", "14.4", "--registry", leads, "--json")
    assert code == 0
    told = json.loads(out)
    assert [c["name"] for c in told["candidates"]] == ["甲公司", "乙公司"]
    assert told["candidates"][0]["link_share"] > 0.9
    assert told["candidates"][1]["score"] < 0.01
    assert "left out: leads.csv row 5" in err
    assert "电池新材料" in told["terms"]
    _, shown, _ = run("fill", "14.4", "--registry", leads)
    assert "甲公司" in shown
    assert "乙公司" not in shown
    assert "行业代码：3985" in shown


def test_a_what_if_says_its_assumptions_everywhere(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "whatif.json"
    assert run("whatif", "--add", f"lzgx-heping:17.6:{LFP}", "-o", file)[0] == 0
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["assumptions"]
    assert "17.6 同位素技术（用户指定）" in told["assumptions"][0]
    assert told["filled"]["after"] == told["filled"]["before"] + 1
    assert {"kind": "thin", "link": "17.6", "park": "lzgx-heping"}.items() <= told["opened"][
        0
    ].items()
    _, shown, _ = run("whatif", "--add", f"lzxq-mat:{LFP}", "--lang", "en")
    assert "Assumed: " in shown
    assert "All of it rests on what is assumed." in shown


def test_overlap_names_leader_and_evidence(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("overlap", "--json", "--link", "14.4")
    (one,) = json.loads(out)["overlaps"]
    most = max(one["claims"], key=lambda claim: len(claim["enterprises"]))
    assert one["leader"] == most["park"]
    assert most["part"] == "lead"
    file = tmp_path / "overlap.xlsx"
    assert run("overlap", "-o", file)[0] == 0
    assert len(load_workbook(file).sheetnames) == 3


def test_measures_are_told_with_document_and_without_a_promise(run: Run) -> None:
    _, out, _ = run("policies", "国家高新技术企业，建设重离子治疗装备中试线")
    assert "不代表企业一定享受" in out
    assert "高新技术企业" in out
    assert "出自哪些文件" in out
    _, out, _ = run("policies", "国家高新技术企业，建设中试线", "--json", "--current")
    told = json.loads(out)["policies"]
    assert {one["status"] for one in told} == {"current"}
    assert all(one["source"]["place"] for one in told)
    assert run("policies", "-", stdin="建设中试线".encode())[0] == 0


def test_a_portfolio_keeps_its_budget_and_names_what_it_leaves(run: Run, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    rows = ["name,主营业务,占地(亩)", "甲,年产风电叶片500套,100", "乙,风电塔筒和机舱罩生产,40"]
    rows += ["丙,生产输液器和体外诊断试剂,30", "丁,经营火锅店,5"]
    leads.write_text("\n".join(rows) + "\n", encoding="utf-8")
    code, out, _ = run("portfolio", leads, "--count", "2", "--budget", "land_mu=80", "--json")
    assert code == 0
    told = json.loads(out)
    assert told["method"] == "exact"
    assert told["used"]["land_mu"] <= 80
    assert "leads.csv row 2" not in told["chosen"]
    assert told["not_offered"] == ["leads.csv row 5"]
    _, shown, _ = run("portfolio", leads, "--count", "0")
    assert "选 0 条线索" in shown


def test_relations_are_listed_with_who_says_so_and_what_is_odd(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("relations", "--json", "--link", "14.4")
    told = json.loads(out)
    assert all("14.4" in {link_of(r["up"]), link_of(r["down"])} for r in told["relations"])
    assert ("10.2", "14.4") in {(link_of(r["up"]), link_of(r["down"])) for r in told["relations"]}
    assert all(r["reason"] and r["support"] and r["status"] for r in told["relations"])
    assert told["orphans"] == []
    assert len(told["circles"]) == 5
    assert all(circle["accepted"] for circle in told["circles"])
    _, shown, _ = run("relations", "--link", "14.4", "--lang", "en")
    assert f"{len(told['relations'])} in all: " in shown
    assert "circle of materials, found true" in shown
    file = tmp_path / "r.xlsx"
    assert run("relations", "-o", file)[:2] == (0, f"{file}: 260\n")
    code, _, err = run("relations", "--link", "99.9")
    assert (code, "link '99.9' is not in the plan" in err) == (2, True)


def test_an_edited_plan_is_set_beside_the_shipped_one(
    run: Run, tmp_path: Path, workbench: Workbench
) -> None:
    chain = (DATA / "industry_chain.json").read_text(encoding="utf-8")
    edited = chain.replace('"name": "生物制药"', '"name": "生物制品和疫苗"')
    (tmp_path / "industry_chain.json").write_text(edited, encoding="utf-8")
    (tmp_path / "parks.json").write_bytes((DATA / "parks.json").read_bytes())
    _, out, _ = run("diff", DATA, tmp_path, "--json")
    told = json.loads(out)
    assert [(m["how"], m["before"], m["after"]) for m in told["moves"]] == [
        ("renamed", "生物制药", "生物制品和疫苗")
    ]
    assert (told["gaps"], told["verdicts"]) == ([], None)
    assert told["old"]["digest"] == workbench.plan.digest != told["new"]["digest"]
    _, shown, _ = run("diff", DATA, DATA)
    assert "两版规划没有不同" in shown


@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["gaps"],
        ["fill", "14.4"],
        ["overlap"],
        ["overlap", "--link", "14.4"],
        ["overlap", "--link", "21.5"],
        ["partners", "硫酸法钛白粉"],
        ["partners", "经营火锅店"],
        ["portfolio", SAMPLE, "--count", "2"],
        ["portfolio", SAMPLE, "--count", "0"],
        ["diff", DATA / "older_plans" / "lanzhou-hitech-2018", DATA],
        ["diff", DATA, DATA],
    ],
    ids=lambda words: " ".join(getattr(word, "name", word) for word in words),
)
def test_a_picture_goes_with_json_and_a_workbook(
    run: Run, tmp_path: Path, arguments: list[str | Path], ending: str
) -> None:
    picture, book = tmp_path / f"drawn.{ending}", tmp_path / "told.xlsx"
    _, alone, _ = run(*arguments, "--json")
    code, out, err = run(*arguments, "--json", "-o", book, "--picture", picture, "--lang", "en")
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(alone)
    assert {path.name for path in tmp_path.iterdir()} == {"told.xlsx", picture.name}
    head = picture.read_bytes()[:8]
    assert head == (b"<?xml ve" if ending == "svg" else b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("command", ["overlap", "portfolio", "partners", "diff"])
def test_a_picture_that_cannot_be_written_writes_nothing_at_all(
    run: Run, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {"portfolio": [SAMPLE], "partners": ["铜箔"], "diff": [DATA, DATA]}.get(command, [])
    monkeypatch.setattr(Workbench, "open", lambda: pytest.fail("the work was begun"))
    book, picture = tmp_path / "told.xlsx", tmp_path / "drawn.gif"
    code, out, err = run(command, *needs, "-o", book, "--picture", picture)
    assert (code, out, list(tmp_path.iterdir())) == (2, "", [])
    assert "'drawn.gif' ends in '.gif'; allowed are .svg and .png" in err


def test_leads_are_asked_of_a_plan_that_lost_a_link(tmp_path: Path, workbench: Workbench) -> None:
    parks = json.loads((DATA / "parks.json").read_text(encoding="utf-8"))
    chain = json.loads((DATA / "industry_chain.json").read_text(encoding="utf-8"))
    industry = chain["industries"][-1]
    gone = industry["directions"].pop()["id"]
    for focus in industry["focus"]:
        focus["directions"] = [link for link in focus["directions"] if link != gone]
    for name, document in (("industry_chain.json", chain), ("parks.json", parks)):
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    plan = load_plan(tmp_path)
    other = Workbench.open(plan=plan)
    assert other.match(Company.from_text(LFP)).links[0].id == "14.4"
    assert 0 < len(other.relations) < len(workbench.relations)
