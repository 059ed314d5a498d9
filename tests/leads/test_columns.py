"""Column names and cells of real sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.leads.columns import SPELLINGS, canonical, column, is_heading
from chainmatch.leads.figures import figure, flag

HEADERS = {
    "id": ["序号", "编号", "线索编号", "ID", "No."],
    "name": [
        "企业名称",
        "公司名称",
        "企業名稱",
        "单位名称",
        "投资方",
        "Company Name",
        "*企业名称(全称)",
    ],
    "credit_code": [
        *("统一社会信用代码", "信用代码", "社会信用代码", "营业执照号", "统一社会信用代码(18位)"),
        *("USCC", "credit code", "Unified Social Credit Code", "统一社会信用代码/营业执照号"),
    ],
    "place": ["注册地", "注册地址", "所在地", "企业地址", "住所", "所在城市", "registered address"],
    "project": ["项目名称", "拟建项目名称", "Project Name"],
    "scope": ["经营范围", "經營範圍", "Business Scope"],
    "text": [
        *(
            "主营产品",
            "主要产品",
            "建设内容",
            "建设内容及规模",
            "项目简介",
            "企业简介",
            "描述",
            "线索内容",
        ),
        *("主营业务", "Ｔｅｘｔ", "description", "Products", "项目建设内容"),
    ],
    "desc": ["desc"],
    "gbt": ["行业代码", "GB/T 4754", "gbt", "所属行业", "国民经济行业代码"],
    "invest_wanyuan": [
        "计划总投资(万元)",
        "总投资",
        "投资额",
        "投资总额（亿元）",
        "投资额/万元",
        "总投资_万元",
    ],
    "land_mu": ["占地(亩)", "用地", "拟用地面积（亩）", "占地面积（平方米）", "需求用地"],
    "energy_tce": ["年综合能耗(吨标煤)", "综合能耗", "年能耗（吨标准煤/年）", "能源消费总量"],
    "power_kwh": ["用电量", "年用电量（万千瓦时）", "年耗电量(度)"],
    "water_m3": ["用水量", "年用水量（立方米/年）", "取水量(万m³)"],
    "hazardous_chemicals": [
        "是否涉及危化品",
        "危险化学品",
        "涉危化品(是/否)",
        "hazardous chemicals",
    ],
}


@pytest.mark.parametrize(("name", "header"), [(n, h) for n, hs in HEADERS.items() for h in hs])
def test_a_header_is_understood(name: str, header: str) -> None:
    assert column(header).name == name


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_each_canonical_name_means_itself(spelling: object) -> None:
    name = getattr(spelling, "name", "")
    assert column(name).name == name


@pytest.mark.parametrize(
    "header", ["联系人", "日用水量", "投资强度", "注册资本(万元)", "电话", "", "备注", "park"]
)
def test_other_headers_stay_what_they_are(header: str) -> None:
    assert column(header).name is None


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("总投资(万元)", 5000, 5000.0),
        ("总投资（万元）", "５，０００．５", 5000.5),
        ("总投资(亿元)", 1.2, 12_000.0),
        ("总投资(亿元)", "8000万元", 8000.0),
        ("总投资", "1.2亿元", 12_000.0),
        ("总投资", "约3千万元人民币", 3000.0),
        ("投资额", "5000余万元", 5000.0),
        ("投资额", "不低于5亿", 50_000.0),
        ("invest_wanyuan", "350", 350.0),
        ("占地", "约300亩", 300.0),
        ("占地面积（平方米）", 20_000, 30.0),
        ("占地", "2公顷", 30.0),
        ("综合能耗(吨标煤)", "1.5万吨标煤", 15_000.0),
        ("年用电量（万千瓦时）", "200", 2_000_000.0),
        ("用电量", "3亿千瓦时/年", 3e8),
        ("用水量", "12万m³/年", 120_000.0),
    ],
)
def test_a_figure_is_read_in_its_unit(header: str, cell: object, expected: float) -> None:
    assert canonical({header: cell}) == {column(header).name: expected}


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("总投资", "5000-8000万"),
        ("总投资", 5000),
        ("总投资(万元)", "500万美元"),
        ("总投资(万元)", "-3"),
        ("总投资(万元)", "待定"),
        ("总投资(万元)", "1,20,0"),
        ("占地", "300"),
        ("占地(亩)", "两百亩"),
        ("用水量", "500吨/天"),
        ("用电量", "3000千瓦"),
        ("是否涉及危化品", "待核实"),
        ("所属行业", "锂离子电池制造"),
    ],
)
def test_what_is_not_safe_stays_as_it_was_written(header: str, cell: object) -> None:
    assert canonical({header: cell}) == {"unparsed": {column(header).name: str(cell)}}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("C3985", "3985"),
        (3985, "3985"),
        (3985.0, "3985"),
        ("3841 锂离子电池制造", "3841"),
        ("26", "26"),
    ],
)
def test_an_industry_code_is_found(cell: object, expected: str) -> None:
    assert canonical({"行业代码": cell}) == {"gbt": expected}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("是", True),
        ("否", False),
        ("不涉及", False),
        ("Ｙ", True),
        (1, True),
        (0.0, False),
        (False, False),
        ("√", True),
    ],
)
def test_yes_and_no(cell: object, *, expected: bool) -> None:
    assert flag(cell) is expected


def test_a_credit_code_is_kept_as_it_was_written() -> None:
    assert canonical({"信用代码": " 9111 0000a"}) == {"credit_code": " 9111 0000a"}
    assert canonical({"信用代码": 911100006000373410}) == {"credit_code": "911100006000373410"}


def test_a_credit_code_that_a_sheet_took_for_a_number_is_not_trusted() -> None:
    cell = float("911100006000373410")
    assert canonical({"信用代码": cell}) == {"unparsed": {"credit_code": str(cell)}}


def test_all_that_is_said_is_kept() -> None:
    row = {
        "企业名称": "甲厂",
        "经营范围": "铜箔",
        "主营产品": "锂电铜箔",
        "企业简介": "老厂",
        "联系人": "张",
    }
    assert canonical(row) == {
        "name": "甲厂",
        "scope": "铜箔",
        "text": "锂电铜箔；老厂",
        "联系人": "张",
    }


def test_a_project_is_the_name_where_there_is_no_other() -> None:
    assert canonical({"项目名称": "铜箔项目"}) == {"name": "铜箔项目"}
    both = canonical({"企业名称": "甲厂", "项目名称": "铜箔项目", "建设内容": "年产万吨"})
    assert both == {"name": "甲厂", "text": "铜箔项目；年产万吨"}


def test_empty_cells_are_left_out() -> None:
    assert canonical({"text": " ", "name": None, "land_mu": float("nan"), "x": ""}) == {}


def test_a_heading_needs_a_column_that_says_something() -> None:
    assert is_heading(["序号", "经营范围"])
    assert not is_heading(["序号", "电话"])


@given(st.text(st.characters(exclude_categories=())) | st.floats() | st.integers() | st.booleans())
def test_no_cell_makes_reading_fail_or_a_figure_negative(cell: object) -> None:
    value = figure(cell, {"亩": 1.0}, "亩")
    assert value is None or value >= 0
    assert flag(cell) in {True, False, None}
    canonical({header: cell for headers in HEADERS.values() for header in headers})
