"""The list of enterprises to turn to ranks the user's own list for each wanted link."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainmatch.gaps.region import find_gaps
from chainmatch.matching.company import Company
from chainmatch.paths import model_path, read_json
from chainmatch.planning.fill import candidates, profile
from chainmatch.reports.sheet import Sheet, write_workbook
from chainmatch.reports.targets import Origin, Target, TargetReport
from chainmatch.workbench import Workbench

ON = dt.date(2026, 11, 25)
LEADS = (
    ("a.csv row 2", "年产2万吨磷酸铁锂正极材料", "甲"),
    ("a.csv row 3", "经营火锅店", "乙"),
    ("a.csv row 4", "三元前驱体和正极材料", "=HYPERLINK(1)"),
)


def target(workbench: Workbench, link: str) -> Target:
    companies = [(p, Company.from_row({"text": t, "name": n})) for p, t, n in LEADS]
    matched = [(place, company, workbench.match(company)) for place, company in companies]
    return Target(
        profile(
            workbench.graph, link, workbench.relations, read_json(model_path("class_links.json"))
        ),
        tuple(gap for gap in find_gaps(workbench.region) if gap.link == link),
        candidates(workbench.matcher, matched, link),
    )


@pytest.fixture(scope="module")
def written(workbench: Workbench) -> list[Sheet]:
    report = TargetReport(workbench.ground("zh"), workbench.matcher.reference.class_names)
    found = [target(workbench, "14.4"), target(workbench, "17.5")]
    return report.sheets(found, Origin("a.csv", 3, "static", ON))


def test_each_link_has_its_enterprises_ranked_with_reasons_and_place(written: list[Sheet]) -> None:
    rows = written[0].rows
    head = written[0].header
    first = dict(zip(head, rows[0], strict=True))
    assert first["要补的环节"] == "14.4 新能源材料"
    assert first["名单位置"] in {"a.csv row 2", "a.csv row 4"}
    assert "+" in str(first["做该环节的理由"])
    assert "+" in str(first["落该园区的理由"])
    scores = [row[4] for row in rows if row[0] == "14.4 新能源材料"]
    assert scores == sorted(scores, key=lambda score: -float(str(score)))
    assert "乙" not in {row[2] for row in rows}


def test_a_link_that_nobody_does_says_so(written: list[Sheet]) -> None:
    (row,) = [row for row in written[0].rows if row[0] == "17.5 核电装备"]
    assert row[2] == "名单中没有达到门槛的企业"
    assert set(row[3:]) == {None}


def test_profiles_name_gaps_neighbours_parks_and_where_the_plan_says_it(
    workbench: Workbench, written: list[Sheet]
) -> None:
    profile = dict(zip(written[1].header, written[1].rows[0], strict=True))
    assert profile["环节的规划出处"] == "甘政办发〔2023〕88号 专栏14-4"
    gaps = [gap for gap in find_gaps(workbench.region) if gap.link == "14.4"]
    lines = str(profile["缺口（优先度）"]).split("\n")
    assert [line[-5:-1] for line in lines] == [f"{gap.priority:.2f}" for gap in gaps]
    assert "r0" in str(profile["可向谁采购（关系依据）"])
    assert "甘政办发〔2023〕88号" in str(profile["可承接的园区（规划出处）"])
    basis = {str(row[0]): str(row[1]) for row in written[2].rows}
    assert basis["规划数据摘要"] == workbench.plan.digest
    assert basis["企业名单"] == "a.csv，可用 3 行"


def test_the_workbook_is_the_same_each_time_and_runs_nothing(
    written: list[Sheet], tmp_path: Path
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(written, tmp_path / name, ON)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
