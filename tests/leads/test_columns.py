"""Column names and cells of real sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.leads.columns import SPELLINGS, canonical, column, is_heading
from chainmatch.leads.figures import figure, flag
from chainmatch.matching.company import CATALOGUE_CLASSES, CONSTRUCTION, FIGURES

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
    "floor_m2": ["建筑面积(平方米)", "总建筑面积（万平方米）", "计划总建筑面积", "floor area"],
    "plot_ratio": ["容积率", "规划容积率", "plot ratio"],
    "output_wanyuan": [
        *("年产值", "预计产值", "预计年产值（万元）", "达产后年产值(亿元)", "工业总产值"),
    ],
    "tax_wanyuan": ["年税收", "税收", "预计年税收(万元)", "达产后年税收", "年纳税额", "上缴税金"],
    "jobs": ["就业人数", "用工", "用工需求", "带动就业(人)", "预计用工人数", "吸纳就业岗位数"],
    "catalogue_class": ["产业政策类别", "目录类别", "产业结构调整指导目录类别"],
    "construction": ["建设性质", "项目建设性质", "construction type"],
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
    "header",
    [
        *("联系人", "日用水量", "投资强度", "注册资本(万元)", "电话", "", "备注", "park"),
        *("利税", "员工人数", "年产量", "税收优惠", "用工成本", "建筑用地面积", "产业类别"),
    ],
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
        ("建筑面积", "2万㎡", 20_000.0),
        ("建筑面积（万平方米）", 3.5, 35_000.0),
        ("容积率", "1.2", 1.2),
        ("容积率", 0.8, 0.8),
        ("年产值", "3.5亿元", 35_000.0),
        ("税收（万元）", 500, 500.0),
        ("就业人数", 120, 120.0),
        ("用工", "约300人", 300.0),
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
        ("建筑面积", "20000"),
        ("容积率", "0.8-1.2"),
        ("容积率", "不限"),
        ("年产值", 3500),
        ("税收", "利税500万元"),
        ("用工", "50—80人"),
        ("产业政策类别", "待定"),
        ("建设性质", "新建厂房"),
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


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("产业政策类别", "限制类", "限制"),
        ("产业政策类别", "鼓励", "鼓励"),
        ("建设性质", "新建", "新建"),
        ("建设性质", "技术改造", "技改"),
        ("construction type", "New", "新建"),
    ],
)
def test_one_of_a_few_words_is_read(header: str, cell: str, expected: str) -> None:
    assert canonical({header: cell}) == {column(header).name: expected}


def test_what_a_cell_may_say_is_what_a_lead_holds() -> None:
    said = {spelling.name: set(spelling.choices.values()) for spelling in SPELLINGS}
    assert said["catalogue_class"] == set(CATALOGUE_CLASSES)
    assert said["construction"] == set(CONSTRUCTION)
    figures = {spelling.name for spelling in SPELLINGS if spelling.units}
    assert figures == set(FIGURES)


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
