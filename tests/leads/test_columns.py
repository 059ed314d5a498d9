"""Column names and cells of real sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.leads.columns import SPELLINGS, canonical, column, is_heading, values
from chainmatch.leads.figures import Scale, figure, flag
from chainmatch.matching.company import CATALOGUE_CLASSES, CONSTRUCTION, FIGURES, Company

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
    "registered_place": ["注册地", "注册地址", "註冊地", "Place of Registration"],
    "place": ["所在地", "企业地址", "住所", "所在城市", "registered address"],
    "floor_m2": ["建筑面积（平方米）", "总建筑面积", "規劃建築面積(㎡)"],
    "plot_ratio": ["容积率", "容 积 率"],
    "output_wanyuan": ["年产值（万元）", "预计年产值", "达产后年产值(亿元)", "产值"],
    "tax_wanyuan": ["年税收（万元）", "预计税收", "年纳税额"],
    "jobs": ["就业人数", "用工人数（人）", "新增就业岗位", "定员", "Jobs"],
    "contact": ["联系人", "聯絡人", "联系人姓名"],
    "phone": ["联系电话", "手机号", "电话", "联系方式"],
    "source": ["线索来源", "来源"],
    "owner": ["责任人", "经办人", "招商责任人"],
    "status": ["进展情况", "项目状态", "目前进展"],
    "site": ["拟选址", "意向园区", "建设地点"],
    "founded": ["成立日期", "成立时间", "注册时间"],
    "catalogue_class": ["产业政策类别", "目录类别", "产业结构调整指导目录类别"],
    "construction": ["建设性质", "项目建设性质", "construction type"],
    "note": ["备注", "備註", "Remarks"],
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
    "header",
    ["法定代表人", "日用水量", "投资强度", "注册资本(万元)", "传真", "", "park", "上年产值"],
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
        ("总投资", "约3千万元人民币", {"value": 3000.0, "about": True}),
        ("投资额", "5000余万元", {"value": 5000.0, "about": True}),
        ("投资额", "不低于5亿", {"low": 50_000.0}),
        ("总投资", "5000-8000万", {"low": 5000.0, "high": 8000.0}),
        ("占地(亩)", "两百亩", 200.0),
        ("invest_wanyuan", "350", 350.0),
        ("占地", "约300亩", {"value": 300.0, "about": True}),
        ("占地面积（平方米）", 20_000, 30.0),
        ("占地", "2公顷", 30.0),
        ("综合能耗(吨标煤)", "1.5万吨标煤", 15_000.0),
        ("年用电量（万千瓦时）", "200", 2_000_000.0),
        ("用电量", "3亿千瓦时/年", 3e8),
        ("用水量", "12万m³/年", 120_000.0),
        ("建筑面积", "2万㎡", 20_000.0),
        ("建筑面积（万平方米）", 3.5, 35_000.0),
        ("容积率", "1.2", 1.2),
        ("容积率", "0.8-1.2", {"low": 0.8, "high": 1.2}),
        ("年产值", "3.5亿元", 35_000.0),
        ("税收（万元）", 500, 500.0),
        ("就业人数", 120, 120.0),
        ("用工", "50—80人", {"low": 50.0, "high": 80.0}),
    ],
)
def test_a_figure_is_read_in_its_unit(header: str, cell: object, expected: object) -> None:
    assert canonical({header: cell}) == {column(header).name: expected}


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("总投资", 5000),
        ("总投资(万元)", "500万美元"),
        ("总投资(万元)", "-3"),
        ("总投资(万元)", "待定"),
        ("总投资(万元)", "1,20,0"),
        ("占地", "300"),
        ("用水量", "500吨/天"),
        ("用电量", "3000千瓦"),
        ("是否涉及危化品", "待核实"),
        ("建筑面积", "20000"),
        ("容积率", "不限"),
        ("年产值", 3500),
        ("税收", "利税500万元"),
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


def test_a_credit_code_is_read_only_where_it_is_valid() -> None:
    assert canonical({"信用代码": " 9162 0100ma0000015w"}) == {"credit_code": "91620100MA0000015W"}
    assert canonical({"信用代码": "91620100MA0000015X"}) == {
        "unparsed": {"credit_code": "91620100MA0000015X"}
    }


def test_a_credit_code_that_a_sheet_took_for_a_number_is_not_trusted() -> None:
    cell = float("911100006000373410")
    assert canonical({"信用代码": cell}) == {"unparsed": {"credit_code": str(cell)}}


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
        "contact": "张",
    }


def test_a_project_is_the_name_where_there_is_no_other() -> None:
    assert canonical({"项目名称": "铜箔项目"}) == {"name": "铜箔项目", "project": "铜箔项目"}
    both = canonical({"企业名称": "甲厂", "项目名称": "铜箔项目", "建设内容": "年产万吨"})
    assert both == {"name": "甲厂", "project": "铜箔项目", "text": "年产万吨"}
    assert Company.from_row(both).text == "铜箔项目；年产万吨"
    assert Company.from_row({"name": "铜箔项目", "project": "铜箔项目"}).text == "铜箔项目"


def test_one_question_with_two_answers_is_not_read() -> None:
    first, second = column("总投资（万元）"), column("投资额（万元）")
    assert values([(first, 5600), (second, 5600)]) == {"invest_wanyuan": 5600.0}
    assert values([(first, 5600), (second, 8000)]) == {"unparsed": {"invest_wanyuan": "5600；8000"}}
    name = column("企业名称")
    assert values([(name, "甲厂"), (name, "乙厂")]) == {"unparsed": {"name": "甲厂；乙厂"}}
    # Under another heading it is another answer, and neither is lost.
    assert values([(name, "甲厂"), (column("投资方"), "乙厂")]) == {
        "name": "甲厂",
        "投资方": "乙厂",
    }


def test_empty_cells_are_left_out() -> None:
    assert canonical({"text": " ", "name": None, "land_mu": float("nan"), "x": ""}) == {}


def test_a_heading_needs_a_column_that_says_something() -> None:
    assert is_heading(["序号", "经营范围"])
    assert not is_heading(["序号", "电话"])


@given(st.text(st.characters(exclude_categories=())) | st.floats() | st.integers() | st.booleans())
def test_no_cell_makes_reading_fail_or_a_figure_negative(cell: object) -> None:
    value = figure(cell, Scale({"亩": 1.0}, "亩"))
    numbers = value.values() if isinstance(value, dict) else [0.0 if value is None else value]
    assert all(number >= 0 for number in numbers)
    assert flag(cell) in {True, False, None}
    canonical({header: cell for headers in HEADERS.values() for header in headers})
