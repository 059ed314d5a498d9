"""What cells hold: dates, long numbers, formulas, errors, runs of text, odd characters."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.workbook import Workbook

from nasty.books import Cell, Rows, book
from nasty.truth import Case, Expected, Lead, lead, says, serial

Dated = tuple[Cell, str | None]  # None: it must be reported

DATES: Sequence[Dated] = (
    (dt.date(2024, 3, 5), "2024-03-05"),
    (dt.datetime(2018, 12, 31, 17, 30), "2018-12-31"),  # noqa: DTZ001 - cells have no zone
    (45321, "2024-01-30"),
    ("45321", "2024-01-30"),
    (2019, "2019"),
    (20240305, "2024-03-05"),
    (2024.3, "2024-03"),
    (2024.11, "2024-11"),
    (2024.1, None),  # January, or October whose last figure the number has lost
    ("2024.3", "2024-03"),
    ("2024.10", "2024-10"),
    ("2024年3月", "2024-03"),
    ("2024年3月5日", "2024-03-05"),
    ("2024/3/5", "2024-03-05"),
    ("2024-03-05", "2024-03-05"),
    ("2024.03.05", "2024-03-05"),
    ("2024-03-05 00:00:00", "2024-03-05"),
    ("20240305", "2024-03-05"),
    ("２０２４年３月", "2024-03"),
    ("2019年", "2019"),
    ("二〇一九年六月", "2019-06"),
    ("2024年2月30日", None),
    ("2024.13", None),
    ("3/5/2024", None),
    ("24.3.5", None),
    ("去年年底", None),
    ("拟成立", None),
)
FROM_1904: Sequence[Dated] = (
    (dt.date(2024, 3, 5), "2024-03-05"),
    (dt.date(2011, 11, 11), "2011-11-11"),
    (43859, "2024-01-30"),
    ("2024年3月", "2024-03"),
)


def founded(dates: Sequence[Dated]) -> tuple[Rows, Expected]:
    """Return a list with one date a row, and what it says."""
    rows: list[list[Cell]] = [["序号", "企业名称", "成立日期"]]
    leads: list[Lead] = []
    for number, (cell, day) in enumerate(dates, start=1):
        rows.append([number, f"兰州日期{number}号有限公司", cell])
        one = lead(number + 1, name=f"兰州日期{number}号有限公司")
        if day is None:
            leads.append(replace(one, reported={"founded": str(cell)}))
        else:
            leads.append(replace(one, values={**one.values, "founded": day}))
    return rows, says("企业", serial(1, *leads), passed=[1])


def month_shown(made: Workbook) -> None:
    """Show the first date as Excel does when someone types 2024年3月5日, by its month."""
    made["企业"]["C2"].number_format = 'yyyy"年"m"月"'


def count_from_1904(made: Workbook) -> None:
    """Count days from 1904, as old Macs did."""
    made.epoch = CALENDAR_MAC_1904


DATE_ROWS, DATES_SAY = founded(DATES)
MAC_ROWS, MAC_SAYS = founded(FROM_1904)

NUMBERS: Rows = [
    [
        *("线索编号", "企业名称", "统一社会信用代码", "联系电话", "行业代码"),
        *("联系人及电话", "总投资（万元）"),
    ],
    [
        *("007", "兰州寅一仪表有限公司", "91620100MA0000015W", 13800000005.0, "C3841"),
        *("王工 13800000011", "5000"),
    ],
    [
        *(8, "兰州寅二仪表有限公司", "9162 0100 MA00 0002 3P", "13800000006", 3841),
        *("李工0931-8000012", "'6000"),
    ],
    [
        *(9.0, "兰州寅三仪表有限公司", "91620100ma0000031j", "13800000007/13800000008"),
        *("3841 锂离子电池制造", None, 7000.0),
    ],
    ["010", "兰州寅四仪表有限公司", "9.16E+17", "1.38E+10", "锂离子电池制造", None, "8,000.00"],
    ["011", "兰州寅五仪表有限公司", 916201000000001000, "'13800000009", "C38", None, "9,000"],
    ["012", "兰州寅六仪表有限公司", "91620100MA000004", "0931-8000013转801", None, None, "1.0E+4"],
    ["013", "兰州寅七仪表有限公司", "620100200000001", None, None, None, 11000],
    ["014", "兰州寅八仪表有限公司", "91620100MA0000050A", None, None, None, 12000],
]


NUMBERS_SAY = says(
    "台账",
    [
        replace(
            lead(
                2,
                id="007",
                name="兰州寅一仪表有限公司",
                credit_code="91620100MA0000015W",
                phone="13800000005",
                gbt="3841",
                invest_wanyuan=5000.0,
            ),
            free=("contact",),
            kept=("王工", "13800000011"),
        ),
        replace(
            lead(
                3,
                id="8",
                name="兰州寅二仪表有限公司",
                credit_code="91620100MA0000023P",
                phone="13800000006",
                gbt="3841",
                invest_wanyuan=6000.0,
            ),
            free=("contact",),
            kept=("李工", "0931-8000012"),
        ),
        lead(
            4,
            id="9",
            name="兰州寅三仪表有限公司",
            credit_code="91620100MA0000031J",
            phone="13800000007/13800000008",
            gbt="3841",
            invest_wanyuan=7000.0,
        ),
        replace(
            lead(5, id="010", name="兰州寅四仪表有限公司", invest_wanyuan=8000.0),
            reported={"credit_code": "9.16E+17", "phone": "1.38E+10"},
            free=("gbt",),
            kept=("锂离子电池制造",),
        ),
        replace(
            lead(
                6,
                id="011",
                name="兰州寅五仪表有限公司",
                gbt="38",
                phone="13800000009",
                invest_wanyuan=9000.0,
            ),
            reported={"credit_code": ""},  # written as 9.16201E+17 or with all its digits
        ),
        replace(
            lead(7, id="012", name="兰州寅六仪表有限公司", phone="0931-8000013转801"),
            reported={"credit_code": "91620100MA000004", "invest_wanyuan": "1.0E+4"},
        ),
        replace(
            lead(8, id="013", name="兰州寅七仪表有限公司", invest_wanyuan=11000.0),
            reported={"credit_code": "620100200000001"},
        ),
        replace(
            lead(9, id="014", name="兰州寅八仪表有限公司", invest_wanyuan=12000.0),
            reported={"credit_code": "91620100MA0000050A"},
        ),
    ],
    passed=[1],
)


def as_text(made: Workbook) -> None:
    """Keep one amount as text by an apostrophe that Excel does not show."""
    made["台账"]["G2"].quotePrefix = True


LIST = "\n".join(
    f"{number}、建设{number}号车间，面积{number * 1000}平方米，投资{number}亿元；"
    for number in range(1, 41)
)
LONGEST = ("年产高纯石英砂；" * 4096)[:32767]  # the most that a cell can hold
LONG: Rows = [
    ["企业名称", "建设内容", "总投资（亿元）"],
    ["兰州卯一石英有限公司", LIST, 40],
    ["兰州卯二石英有限公司", LONGEST, 2],
    ["兰州卯三石英有限公司", "一、主体工程：\r\n（1）破碎；\r\n（2）磨矿。\n\n二、辅助工程", 1.5],
]
LONG_SAYS = says(
    "项目",
    [
        lead(2, name="兰州卯一石英有限公司", text=LIST, invest_wanyuan=400_000.0),
        lead(3, name="兰州卯二石英有限公司", text=LONGEST, invest_wanyuan=20_000.0),
        lead(
            4,
            name="兰州卯三石英有限公司",
            text="一、主体工程：\n（1）破碎；\n（2）磨矿。\n\n二、辅助工程",
            invest_wanyuan=15_000.0,
        ),
    ],
    passed=[1],
)

ODD: Rows = [
    ["企业名称", "主要产品", "联系人"],
    ["\u200b兰州辰一\u200b新材料\u2060有限公司\ufeff", "铜箔", "金经理\u200e"],
    ["\u00a0兰州辰二\u00a0(集团)\u00a0有限公司\u3000", "铝箔", "魏经理"],
    ["🔥兰州辰三锂业有限公司⭐", "碳酸锂🔋", "陶经理👍🏻"],
    ["𠮷林㐂龘药业有限公司", "中药饮片", "姜经理"],
    ["兰州辰五（Ｇｒｏｕｐ）有限公司", "ＰＶＣ管材", "戚经理"],
    ["兰州辰六\t热力有限公司 ", "“锅炉”、'换热器'、<阀门>&配件", "谢\n经理"],
    ["=兰州辰七有限公司", "+86产品", "@邹经理"],
]
ODD_SAYS = says(
    "Sheet1",
    [
        lead(2, name="兰州辰一新材料有限公司", text="铜箔", contact="金经理"),
        lead(3, name="兰州辰二 (集团) 有限公司", text="铝箔", contact="魏经理"),
        lead(4, name="🔥兰州辰三锂业有限公司⭐", text="碳酸锂🔋", contact="陶经理👍🏻"),
        lead(5, name="𠮷林㐂龘药业有限公司", text="中药饮片", contact="姜经理"),
        lead(6, name="兰州辰五（Ｇｒｏｕｐ）有限公司", text="ＰＶＣ管材", contact="戚经理"),
        lead(
            7,
            name="兰州辰六\t热力有限公司",
            text="“锅炉”、'换热器'、<阀门>&配件",
            contact="谢\n经理",
        ),
        lead(8, name="=兰州辰七有限公司", text="+86产品", contact="@邹经理"),
    ],
    passed=[1],
)


def no_formula(made: Workbook) -> None:
    """Keep as text what begins with = and was typed after an apostrophe."""
    made["Sheet1"]["A8"].data_type = "s"


JOINED: Rows = [
    ["企业名称", "项目名称", "总投资（亿元）", "备注"],
    ["兰州巳一有限公司、甘肃巳二有限公司", "联合体项目", 8, "双方各占50%"],
    ["1.兰州巳三有限公司\n2.兰州巳四有限公司\n3.兰州巳五有限公司", "产业园", 20, None],
    ["兰州巳六有限公司（母公司：巳七集团）", "扩产项目", 3, None],
    ["巳八集团/巳九资本", "并购项目", "5-6", "巳八控股，巳九跟投"],
]
JOINED_SAYS = says(
    "联合体",
    [
        lead(
            2,
            name="兰州巳一有限公司、甘肃巳二有限公司",
            project="联合体项目",
            invest_wanyuan=80_000.0,
            note="双方各占50%",
        ),
        lead(
            3,
            name="1.兰州巳三有限公司\n2.兰州巳四有限公司\n3.兰州巳五有限公司",
            project="产业园",
            invest_wanyuan=200_000.0,
        ),
        lead(
            4,
            name="兰州巳六有限公司（母公司：巳七集团）",
            project="扩产项目",
            invest_wanyuan=30_000.0,
        ),
        lead(
            5,
            name="巳八集团/巳九资本",
            project="并购项目",
            invest_wanyuan={"low": 50_000.0, "high": 60_000.0},
            note="巳八控股，巳九跟投",
        ),
    ],
    passed=[1],
)

CASES = (
    Case(
        "dates-in-many-forms",
        "企业成立日期.xlsx",
        lambda: book({"企业": DATE_ROWS}, month_shown),
        DATES_SAY,
    ),
    Case(
        "dates-counted-from-1904",
        "mac导出.xlsx",
        lambda: book({"企业": MAC_ROWS}, count_from_1904),
        MAC_SAYS,
    ),
    Case(
        "long-numbers-and-codes",
        "信用代码台账.xlsx",
        lambda: book({"台账": NUMBERS}, as_text),
        NUMBERS_SAY,
    ),
    Case("long-cells-with-lists", "建设内容.xlsx", lambda: book({"项目": LONG}), LONG_SAYS),
    Case("odd-characters", "微信粘贴.xlsx", lambda: book({"Sheet1": ODD}, no_formula), ODD_SAYS),
    Case(
        "several-enterprises-in-a-cell",
        "联合体.xlsx",
        lambda: book({"联合体": JOINED}),
        JOINED_SAYS,
    ),
)
