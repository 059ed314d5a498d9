"""Titles, headings of several rows, merged cells, pages, sections, sums and notes."""

from collections.abc import Callable
from dataclasses import replace

from openpyxl.workbook.workbook import Workbook

from nasty.books import Rows, book
from nasty.truth import Case, about, between, lead, says, serial


def merge(*spans: str) -> Callable[[Workbook], None]:
    """Return what merges the spans of the first sheet."""

    def dress(made: Workbook) -> None:
        for span in spans:
            made.worksheets[0].merge_cells(span)

    return dress


TITLED: Rows = [
    ["2024年招商引资项目线索台账"],
    ["填报单位：新区投资促进局", *[None] * 7, "填报日期：2024年3月31日"],
    [*[None] * 8, "单位：万元、亩、人"],
    [
        *("序号", "企业名称", "项目名称", "建设内容", "总投资", "占地面积", "就业人数"),
        *("拟选址", "责任人", "备注"),
    ],
    [
        *(1, "兰州甲新材料有限公司", "铜箔项目", "年产2万吨电解铜箔", 52000, 180, 320),
        *("石化产业片区", "李科长", None),
    ],
    [
        *(2, "甘肃乙合计量仪器有限公司", "风电塔筒项目", "塔筒及法兰", 8600.5, 96.3, 150),
        *("装备产业园", "王主任", "需110千伏电源"),
    ],
    [
        *(3, "注塑丙（兰州）有限公司", "注塑件项目", "汽车注塑件", "1.2亿元", "约60亩", "100余人"),
        *(None, "李科长", "注：正在比选"),
    ],
    ["合计", "3个项目", None, None, 72600.5, 336.3, 570],
    ["注：总投资含流动资金，用地以批复为准。"],
    ["填表人：李科长", None, None, "审核人：王主任", None, None, "联系电话：0931-8000001"],
]
TITLED_SAYS = says(
    "线索",
    serial(
        1,
        lead(
            5,
            name="兰州甲新材料有限公司",
            project="铜箔项目",
            text="年产2万吨电解铜箔",
            invest_wanyuan=52000.0,
            land_mu=180.0,
            jobs=320.0,
            site="石化产业片区",
            owner="李科长",
        ),
        lead(
            6,
            name="甘肃乙合计量仪器有限公司",
            project="风电塔筒项目",
            text="塔筒及法兰",
            invest_wanyuan=8600.5,
            land_mu=96.3,
            jobs=150.0,
            site="装备产业园",
            owner="王主任",
            note="需110千伏电源",
        ),
        lead(
            7,
            name="注塑丙（兰州）有限公司",
            project="注塑件项目",
            text="汽车注塑件",
            invest_wanyuan=12000.0,
            land_mu=about(60.0),
            jobs=about(100.0),
            owner="李科长",
            note="注：正在比选",
        ),
    ),
    passed=[1, 2, 3, 4, 8, 9, 10],
)

GROUPED: Rows = [
    ["重点在谈项目情况表"],
    [
        *("序号", "企业名称", "项目名称", "投资（亿元）", None, "土地（亩）", None),
        *("效益", None, None, "联系人", "联系电话"),
    ],
    [
        *(None, None, None, "总投资", "设备投资", "总用地", "其中：一期"),
        *("年产值（万元）", "年税收（万元）", "就业（人）", None, None),
    ],
    [
        *(1, "兰州丁电池材料有限公司", "负极一体化项目", 12.5, 6.8, 450, 201),
        *(180000, 9500, 860, "周经理", "13800000001"),
    ],
    [
        *(2, "甘肃戊硅材料有限公司", "工业硅项目", "3-5", "1.7", "300亩（其中一期120亩）", 121),
        *("9—10亿元", "0.4亿元", "约400人", "吴经理", "13800000002"),
    ],
    [
        *(3, "兰州己制药有限公司", "原料药项目", "8000万元", 0.3, "租用厂房", None),
        *(None, None, None, "郑博士", "0931-8000002"),
    ],
]
GROUPED_SAYS = says(
    "在谈",
    serial(
        1,
        replace(
            lead(
                4,
                name="兰州丁电池材料有限公司",
                project="负极一体化项目",
                invest_wanyuan=125000.0,
                land_mu=450.0,
                output_wanyuan=180000.0,
                tax_wanyuan=9500.0,
                jobs=860.0,
                contact="周经理",
                phone="13800000001",
            ),
            kept=("6.8", "201"),
        ),
        replace(
            lead(
                5,
                name="甘肃戊硅材料有限公司",
                project="工业硅项目",
                invest_wanyuan=between(30000.0, 50000.0),
                land_mu=300.0,
                output_wanyuan=between(90000.0, 100000.0),
                tax_wanyuan=4000.0,
                jobs=about(400.0),
                contact="吴经理",
                phone="13800000002",
            ),
            kept=("1.7", "其中一期120亩"),
        ),
        replace(
            lead(
                6,
                name="兰州己制药有限公司",
                project="原料药项目",
                invest_wanyuan=8000.0,
                contact="郑博士",
                phone="0931-8000002",
            ),
            reported={"land_mu": "租用厂房"},
        ),
    ),
    passed=[1, 2, 3],
)

COUNTED: Rows = [
    ["附件2"],
    ["招商引资项目要素需求表"],
    [
        *("序号", "项目名称", "投资主体", "投资规模", "用地规模", "年用电量", "年用水量"),
        *("综合能耗", "是否涉危化品"),
    ],
    [
        *(None, None, None, "亿元", "亩", "万千瓦时", "万吨", "吨标准煤", "是/否"),
    ],
    ["甲", "乙", "丙", "1", "2", "3", "4", "5", "6"],
    [1, "电解铝深加工项目", "甘肃庚铝业有限公司", 6, 210, 5200, 12, 30000, "否"],
    [2, "氯碱项目", "甘肃辛化工有限公司", 15.8, 600, 2.4, 130.5, "约1.2万吨标煤", "是"],
    [3, "冷链物流项目", "兰州壬物流有限公司", 0.6, 45, "300万度", 0.8, None, "不涉及"],
    ["总 计", None, None, 22.4, 855],
]
COUNTED_SAYS = says(
    "要素",
    serial(
        1,
        lead(
            6,
            name="甘肃庚铝业有限公司",
            project="电解铝深加工项目",
            invest_wanyuan=60000.0,
            land_mu=210.0,
            power_kwh=52_000_000.0,
            water_m3=120_000.0,
            energy_tce=30000.0,
            hazardous_chemicals=False,
        ),
        lead(
            7,
            name="甘肃辛化工有限公司",
            project="氯碱项目",
            invest_wanyuan=158000.0,
            land_mu=600.0,
            power_kwh=24_000.0,
            water_m3=1_305_000.0,
            energy_tce=about(12000.0),
            hazardous_chemicals=True,
        ),
        lead(
            8,
            name="兰州壬物流有限公司",
            project="冷链物流项目",
            invest_wanyuan=6000.0,
            land_mu=45.0,
            power_kwh=3_000_000.0,
            water_m3=8000.0,
            hazardous_chemicals=False,
        ),
    ),
    passed=[1, 2, 3, 4, 5, 9],
)

MERGED: Rows = [
    ["县区", "序号", "企业名称", "项目名称", "总投资（万元）", "责任单位", "责任人", "进展情况"],
    ["榆中县", 1, "兰州癸轴承有限公司", "轴承项目", 6000, "县工信局", "赵局长", "已考察"],
    [None, 2, "兰州子医药有限公司", "饮片项目", 3000, None, None, "在谈"],
    [None, 3, None, "提取物项目", 4500, None, "钱科长", "在谈"],
    ["永登县", 4, "甘肃丑水泥有限公司", "骨料项目", 20000, "县发改局", "孙局长", "已签约"],
    [None, 5, "甘肃寅建材有限公司", "砂浆项目", None, "县工信局", None, "已签约"],
]
MERGED_SAYS = says(
    "分县区",
    serial(
        1,
        replace(
            lead(
                2,
                name="兰州癸轴承有限公司",
                project="轴承项目",
                invest_wanyuan=6000.0,
                owner="赵局长",
                status="已考察",
            ),
            kept=("榆中县", "县工信局"),
        ),
        replace(
            lead(
                3,
                name="兰州子医药有限公司",
                project="饮片项目",
                invest_wanyuan=3000.0,
                owner="赵局长",
                status="在谈",
            ),
            kept=("榆中县", "县工信局"),
        ),
        replace(
            lead(
                4,
                name="兰州子医药有限公司",
                project="提取物项目",
                invest_wanyuan=4500.0,
                owner="钱科长",
                status="在谈",
            ),
            kept=("榆中县", "县工信局"),
        ),
        replace(
            lead(5, name="甘肃丑水泥有限公司", project="骨料项目", owner="孙局长", status="已签约"),
            reported={"invest_wanyuan": "20000"},
            kept=("永登县", "县发改局"),
        ),
        replace(
            lead(6, name="甘肃寅建材有限公司", project="砂浆项目", owner="孙局长", status="已签约"),
            free=("invest_wanyuan",),
            kept=("永登县", "县工信局"),
        ),
    ),
    passed=[1],
)

CASES = (
    Case(
        "title-date-and-unit-rows",
        "2024年招商引资项目线索台账.xlsx",
        lambda: book({"线索": TITLED}, merge("A1:J1", "A9:J9", "I3:J3")),
        TITLED_SAYS,
    ),
    Case(
        "two-row-heading-with-groups",
        "重点在谈项目.xlsx",
        lambda: book(
            {"在谈": GROUPED},
            merge("A1:L1", "D2:E2", "F2:G2", "H2:J2", *(f"{c}2:{c}3" for c in "ABCKL")),
        ),
        GROUPED_SAYS,
    ),
    Case(
        "unit-row-and-column-number-row",
        "附件2要素需求表.xlsx",
        lambda: book({"要素": COUNTED}, merge("A2:I2")),
        COUNTED_SAYS,
    ),
    Case(
        "merged-down-a-column",
        "分县区台账.xlsx",
        lambda: book(
            {"分县区": MERGED},
            merge("A2:A4", "A5:A6", "C3:C4", "E5:E6", "F2:F4", "G2:G3", "G5:G6"),
        ),
        MERGED_SAYS,
    ),
)
