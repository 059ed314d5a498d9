"""Workbooks of several sheets, and rows and sheets that Excel hides."""

from dataclasses import replace

from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from nasty.books import Rows, book
from nasty.truth import Case, Lead, lead, says, serial, together

COVER: Rows = [
    [],
    [None, "招商引资项目库"],
    [None, "二〇二四年第一季度"],
    [None, "新区投资促进局  编制"],
]
HOWTO: Rows = [
    ["填表说明"],
    ["1. 企业名称：填写营业执照全称。"],
    ["2. 总投资：以万元为单位，保留两位小数。"],
    ["字段", "说明", "示例"],
    ["企业名称", "必填", "某某有限公司"],
    ["总投资", "必填，万元", "5000.00"],
]
COUNTS: Rows = [
    ["县区", "项目个数", "总投资（亿元）"],
    ["榆中县", 12, 45.6],
    ["永登县", 8, 22.1],
    ["合计", 20, 67.7],
]
TALKS: Rows = [
    ["单位：万元"],
    ["序号", "企业名称", "项目名称", "总投资", "来源"],
    [1, "兰州甲一电缆有限公司", "电缆项目", 12000, "商会推荐"],
    [2, "兰州甲二电缆有限公司", "光缆项目", 7000, "展会"],
]
SIGNED: Rows = [
    [None, None, None, "（金额单位：亿元）"],
    ["编号", "投资方", "项目", "投资总额"],
    ["QY-001", "兰州甲三化工有限公司", "锂盐项目", 12],
    ["QY-002", "兰州甲四化工有限公司", "溶剂项目", 2.4],
]
LAST_YEAR: Rows = [
    ["企业名称", "项目名称", "总投资（万元）"],
    ["兰州甲五仓储有限公司", "保税仓项目", 3300],
]
CODES: Rows = [["在谈"], ["签约"], ["开工"], ["投产"]]


def several() -> bytes:
    """Return a workbook with a cover, notes, two lists, counts, and sheets that are hidden."""

    def dress(made: Workbook) -> None:
        made["2023年（旧）"].sheet_state = "hidden"
        made["码表"].sheet_state = "veryHidden"
        made["在谈项目"].sheet_properties.tabColor = "FF0000"
        made.active = 2

    pages: dict[str, Rows] = {"封面": COVER, "填表说明": HOWTO, "在谈项目": TALKS}
    pages |= {"签约项目": SIGNED, "统计": COUNTS, "2023年（旧）": LAST_YEAR, "码表": CODES}
    return book(pages | {"Sheet8": []}, dress)


SEVERAL_SAYS = together(
    says("封面", [], passed=[2, 3, 4]),
    says("填表说明", [], passed=range(1, 7)),
    says(
        "在谈项目",
        serial(
            1,
            lead(
                3,
                name="兰州甲一电缆有限公司",
                project="电缆项目",
                invest_wanyuan=12000.0,
                source="商会推荐",
            ),
            lead(
                4,
                name="兰州甲二电缆有限公司",
                project="光缆项目",
                invest_wanyuan=7000.0,
                source="展会",
            ),
        ),
        passed=[1, 2],
    ),
    says(
        "签约项目",
        [
            lead(
                3,
                id="QY-001",
                name="兰州甲三化工有限公司",
                project="锂盐项目",
                invest_wanyuan=120000.0,
            ),
            lead(
                4,
                id="QY-002",
                name="兰州甲四化工有限公司",
                project="溶剂项目",
                invest_wanyuan=24000.0,
            ),
        ],
        passed=[1, 2],
    ),
    says("统计", [], passed=range(1, 5)),
    says(
        "2023年（旧）",
        [
            replace(
                lead(2, name="兰州甲五仓储有限公司", project="保税仓项目", invest_wanyuan=3300.0),
                hidden=True,
            )
        ],
        passed=[1],
    ),
    says("码表", [], passed=range(1, 5)),
)

FILTERED: Rows = [
    ["线索编号", "企业名称", "主营产品", "总投资（万元）", "项目进展", "责任人"],
    *(
        [
            f"XS{number:03d}",
            f"兰州乙{number}号科技有限公司",
            f"产品{number}",
            1000 * number,
            "在谈" if number % 3 else "搁置",
            "李科长" if number % 2 else "王主任",
        ]
        for number in range(1, 13)
    ),
]


def filtered() -> bytes:
    """Return a list of twelve of which a filter and a closed group show some."""

    def dress(made: Workbook) -> None:
        page = made["线索"]
        page.auto_filter.ref = "A1:F13"
        page.auto_filter.add_filter_column(4, ["在谈"])
        for row in (4, 7, 10, 13):
            page.row_dimensions[row].hidden = True
        page.row_dimensions.group(5, 6, outline_level=1, hidden=True)
        page.column_dimensions.group("C", "C", outline_level=1, hidden=True)
        page.freeze_panes = "B2"

    return book({"线索": FILTERED}, dress)


def _filtered_lead(number: int) -> Lead:
    one = lead(
        number + 1,
        id=f"XS{number:03d}",
        name=f"兰州乙{number}号科技有限公司",
        text=f"产品{number}",
        invest_wanyuan=1000.0 * number,
        status="在谈" if number % 3 else "搁置",
        owner="李科长" if number % 2 else "王主任",
    )
    return replace(one, hidden=number + 1 in {4, 5, 6, 7, 10, 13})


FILTERED_SAYS = says("线索", map(_filtered_lead, range(1, 13)), passed=[1])

DRESSED: Rows = [
    ["企业名称", "建设内容", "总投资（万元）", "项目状态", "备注"],
    ["兰州丙一环保有限公司", "危废处置", 8800, "在谈", "重点"],
    ["兰州丙二环保有限公司", "污泥处置", 4300, "终止", None],
    ["兰州丙三环保有限公司", "再生铅", 9100, "在谈", None],
]


def dressed() -> bytes:
    """Return a table object with comments, lists to choose from, colours and struck-out rows."""

    def dress(made: Workbook) -> None:
        page = made["表"]
        page.add_table(Table(displayName="线索表", ref="A1:E4"))
        comment = Comment("局长批示：总投资改为9000万元，请核实", "办公室")
        page["C2"].comment = comment
        choices = DataValidation(type="list", formula1='"在谈,签约,终止"')
        page.add_data_validation(choices)
        choices.add("D2:D500")
        for cell in page[3]:
            cell.font = Font(strike=True)
        for cell in page[4]:
            cell.fill = PatternFill("solid", start_color="FFFF00")
        for row in range(5, 301):  # boxes drawn for rows to come hold nothing
            page.cell(row, 1).fill = PatternFill("solid", start_color="EEEEEE")
        page.cell(65536, 5).fill = PatternFill("solid", start_color="EEEEEE")

    return book({"表": DRESSED}, dress)


DRESSED_SAYS = says(
    "表",
    [
        lead(
            2,
            name="兰州丙一环保有限公司",
            text="危废处置",
            invest_wanyuan=8800.0,
            status="在谈",
            note="重点",
        ),
        lead(3, name="兰州丙二环保有限公司", text="污泥处置", invest_wanyuan=4300.0, status="终止"),
        lead(4, name="兰州丙三环保有限公司", text="再生铅", invest_wanyuan=9100.0, status="在谈"),
    ],
    passed=[1],
)

CASES = (
    Case("cover-notes-counts-and-hidden-sheets", "项目库2024Q1.xlsx", several, SEVERAL_SAYS),
    Case("filter-and-closed-groups", "线索（筛选）.xlsx", filtered, FILTERED_SAYS),
    Case("comments-table-and-empty-boxes", "线索表（批注）.xlsx", dressed, DRESSED_SAYS),
)
