"""Files of older programs: .xls of 1997, tables of web pages and XML that are called .xls."""

import datetime as dt
from dataclasses import replace

from nasty.books import Rows, old_book
from nasty.truth import Case, Opening, about, between, lead, says, serial

XLS = (Opening("xlrd"), Opening("calamine"))

LEDGER: Rows = [
    ["2019年招商引资台账"],
    ["单位：万元、亩"],
    [
        "序号",
        "县区",
        "企业名称",
        "项目名称",
        "总投资",
        "用地",
        "成立日期",
        "联系电话",
        "是否涉危化品",
    ],
    [
        *(1, "皋兰县", "兰州酉一型材有限公司", "型材项目", 6500, 55.5),
        *(dt.date(2009, 7, 1), 13800000021.0, "否"),
    ],
    [
        *(2, None, "兰州酉二型材有限公司", "门窗项目", "1，200", "约20亩"),
        *(40000, "0931-8000021", "无"),
    ],
    [3, "红古区", "兰州酉三炭素有限公司", "炭素项目", "2-3亿元", None, "2015年4月", None, "是"],
    [None, "合计", None, None, 32700, 75.5],
]
LEDGER_SAYS = says(
    "台账",
    serial(
        1,
        replace(
            lead(
                4,
                name="兰州酉一型材有限公司",
                project="型材项目",
                invest_wanyuan=6500.0,
                land_mu=55.5,
                founded="2009-07-01",
                phone="13800000021",
                hazardous_chemicals=False,
            ),
            kept=("皋兰县",),
        ),
        replace(
            lead(
                5,
                name="兰州酉二型材有限公司",
                project="门窗项目",
                invest_wanyuan=1200.0,
                land_mu=about(20.0),
                founded="2009-07-06",
                phone="0931-8000021",
                hazardous_chemicals=False,
            ),
            kept=("皋兰县",),
        ),
        replace(
            lead(
                6,
                name="兰州酉三炭素有限公司",
                project="炭素项目",
                invest_wanyuan=between(20_000.0, 30_000.0),
                founded="2015-04",
                hazardous_chemicals=True,
            ),
            kept=("红古区",),
        ),
    ),
    passed=[1, 2, 3, 7],
)


def ledger() -> bytes:
    """Return a ledger of 2019 with a merged title, a merged county and a date."""
    return old_book(
        {"台账": LEDGER, "Sheet2": []},
        merged=[(0, 0, 0, 8), (3, 4, 1, 1)],
        formats={(3, 6): "yyyy/m/d"},
    )


OLD_MAC: Rows = [
    ["企业名称", "总投资（亿元）", "成立时间"],
    ["兰州戌一印刷有限公司", 0.8, dt.date(2001, 2, 3)],
    ["兰州戌二印刷有限公司", "1.5亿", 43859],
]
OLD_MAC_SAYS = says(
    "Sheet1",
    [
        lead(2, name="兰州戌一印刷有限公司", invest_wanyuan=8000.0, founded="2001-02-03"),
        lead(3, name="兰州戌二印刷有限公司", invest_wanyuan=15_000.0, founded="2024-01-30"),
    ],
    passed=[1],
)

HTML_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    '<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    "<style>td {{mso-number-format:'\\@'; border:.5pt solid}}</style>"
    "<script>var total = 3;</script></head><body>"
)


def page(charset: str, rows: str) -> bytes:
    """Return a web page with one table, which Excel opens as a sheet."""
    text = f"{HTML_HEAD.format(charset=charset)}<table border=1>{rows}</table></body></html>"
    return text.encode(charset)


def web_table() -> bytes:
    """Return the export of an office system: title, two heading rows, a cell over two rows."""
    return page(
        "gb18030",
        "<tr><td colspan=7 align=center><b>招商线索导出</b></td></tr>"
        "<tr><th rowspan=2>序号</th><th rowspan=2>企业名称</th><th rowspan=2>主要产品</th>"
        "<th colspan=2>投资（万元）</th><th rowspan=2>来源</th><th rowspan=2>责任人</th></tr>"
        "<tr><th>总投资</th><th>设备投资</th></tr>"
        "<tr><td>1</td><td>兰州亥一油脂有限公司</td><td>胡麻油<br>菜籽油</td><td>3,500</td>"
        "<td>1,201</td><td>展会</td><td rowspan=2>李科长</td></tr>"
        "<tr><td>2</td><td>&nbsp;兰州亥二油脂有限公司&nbsp;</td><td>橄榄油&amp;调和油</td>"
        "<td>&nbsp;</td><td>&nbsp;</td><td>来访</td></tr>"
        "<tr><td>3</td><td>兰州亥三油脂有限公司</td><td>亚麻籽</td><td>&lt;800</td><td></td>"
        "<td>来电</td><td>王主任</td></tr>"
        "<tr><td colspan=3>合计</td><td>4300</td><td>1201</td><td></td><td></td></tr>",
    )


WEB_SAYS = says(
    "",
    serial(
        1,
        replace(
            lead(
                4,
                name="兰州亥一油脂有限公司",
                text="胡麻油\n菜籽油",
                invest_wanyuan=3500.0,
                source="展会",
                owner="李科长",
            ),
            kept=("1,201",),
        ),
        lead(
            5,
            name="兰州亥二油脂有限公司",
            text="橄榄油&调和油",
            source="来访",
            owner="李科长",
        ),
        lead(
            6,
            name="兰州亥三油脂有限公司",
            text="亚麻籽",
            invest_wanyuan={"high": 800.0},
            source="来电",
            owner="王主任",
        ),
    ),
    passed=[1, 2, 3, 7],
)


def web_table_utf8() -> bytes:
    """Return a web page with a mark of UTF-8 in front, capitals and cells without an end."""
    rows = (
        "<TR><TD>企业名称<TD>总投资(亿元)<TD>联系电话<TD>统一社会信用代码</TR>"
        "<TR><TD>兰州甲戌软件有限公司<TD>0.3<TD x:str>13800000031<TD x:str>91620100MA0000023P</TR>"
        "<TR><TD>兰州乙亥软件有限公司<TD>&#48;.5<TD>13800000032<TD>9.16201E+17</TR>"
    )
    return b"\xef\xbb\xbf" + page("utf-8", rows)


WEB_UTF8_SAYS = says(
    "",
    [
        lead(
            2,
            name="兰州甲戌软件有限公司",
            invest_wanyuan=3000.0,
            phone="13800000031",
            credit_code="91620100MA0000023P",
        ),
        replace(
            lead(3, name="兰州乙亥软件有限公司", invest_wanyuan=5000.0, phone="13800000032"),
            reported={"credit_code": "9.16201E+17"},
        ),
    ],
    passed=[1],
)


def spreadsheet_xml() -> bytes:
    """Return a SpreadsheetML file of 2003, with a row that skips cells by ss:Index."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"

    def cell(kind: str, value: str, index: str = "") -> str:
        return f'<Cell{index}><Data ss:Type="{kind}">{value}</Data></Cell>'

    heading = "".join(cell("String", text) for text in ("企业名称", "主营产品", "总投资（万元）"))
    first = cell("String", "兰州丙子橡胶有限公司") + cell("String", "密封条")
    first += cell("Number", "2600")
    second = cell("String", "兰州丁丑橡胶有限公司") + cell("Number", "1800", ' ss:Index="3"')
    rows = f"<Row>{heading}</Row><Row>{first}</Row><Row ss:Index='5'>{second}</Row>"
    text = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="线索">'
        f"<Table>{rows}</Table></Worksheet></Workbook>"
    )
    return text.encode("utf-8")


XML_SAYS = says(
    "线索",
    [
        lead(2, name="兰州丙子橡胶有限公司", text="密封条", invest_wanyuan=2600.0),
        lead(5, name="兰州丁丑橡胶有限公司", invest_wanyuan=1800.0),
    ],
    passed=[1],
    refusals=("format",),
)

CASES = (
    Case("xls-ledger", "2019年台账.xls", ledger, LEDGER_SAYS, XLS),
    Case("xls-called-xlsx", "台账（误改后缀）.xlsx", ledger, LEDGER_SAYS, XLS),
    Case(
        "xls-counted-from-1904",
        "旧mac.xls",
        lambda: old_book({"Sheet1": OLD_MAC}, formats={(1, 2): "yyyy-mm-dd"}, from_1904=True),
        OLD_MAC_SAYS,
        XLS,
    ),
    Case(
        "web-table-called-xls",
        "OA导出列表.xls",
        web_table,
        WEB_SAYS,
        (Opening("html", "gb18030"),),
    ),
    Case(
        "web-table-without-ends",
        "export.xls",
        web_table_utf8,
        WEB_UTF8_SAYS,
        (Opening("html", "utf-8-sig"),),
    ),
    Case("xml-of-2003-called-xls", "报表.xls", spreadsheet_xml, XML_SAYS, (Opening("xml"),)),
)
