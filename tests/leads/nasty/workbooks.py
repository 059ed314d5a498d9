"""Workbooks by other programs than Excel, and what only their XML shows."""

from collections.abc import Mapping
from dataclasses import replace

from nasty.books import archive, book
from nasty.raw import (
    LINKS,
    MAIN,
    RawCell,
    Xml,
    formula,
    raw_book,
    raw_parts,
    shared,
    sheet,
    strings,
    table,
)
from nasty.truth import Case, Opening, lead, says

CALAMINE = (Opening("calamine"),)

COMPUTED: list[list[RawCell]] = [
    [
        "企业名称",
        "总投资（万元）",
        "设备（万元）",
        "土建（万元）",
        "年产值（万元）",
        "涉危化品",
        "备注",
    ],
    [
        *("兰州午一机床有限公司", formula("C2+D2", "5000"), 3000, 2000),
        *(formula("B2*1.5", "7500"), Xml('t="b"', "<v>1</v>"), formula("A2", "已核", "str")),
    ],
    ["兰州午二机床有限公司", formula("C3+D3"), 1000, 500, 900, Xml('t="b"', "<v>0</v>")],
    [
        *("兰州午三机床有限公司", Xml('t="e"', "<f>#REF!+D4</f><v>#REF!</v>"), 700, 800),
        *(
            Xml('t="e"', "<v>#DIV/0!</v>"),
            "否",
            Xml('t="e"', "<f>VLOOKUP(A4,Z:Z,2,0)</f><v>#N/A</v>"),
        ),
    ],
    [
        *(formula('"兰州午四"&"机床有限公司"', "兰州午四机床有限公司", "str"), 100, None, None),
        *(Xml("", '<f t="shared" ref="E5:E6" si="0">B5*2</f><v>200</v>'), "无"),
    ],
    [
        *("兰州午五机床有限公司", formula('IF(C6="","",C6)', "", "str"), None, None),
        *(Xml("", '<f t="shared" si="0"/><v>300.00000000000006</v>'), "是"),
    ],
    ["合计", formula("SUM(B2:B6)", "5100"), 4700, 3300, formula("SUM(E2:E6)", "8900")],
]
COMPUTED_SAYS = says(
    "公式",
    [
        lead(
            2,
            name="兰州午一机床有限公司",
            invest_wanyuan=5000.0,
            output_wanyuan=7500.0,
            hazardous_chemicals=True,
            note="已核",
        ),
        replace(
            lead(3, name="兰州午二机床有限公司", output_wanyuan=900.0, hazardous_chemicals=False),
            reported={"invest_wanyuan": ""},
            kept=("1000", "500"),
        ),
        replace(
            lead(4, name="兰州午三机床有限公司", hazardous_chemicals=False),
            reported={"invest_wanyuan": "#REF!", "output_wanyuan": "#DIV/0!", "note": "#N/A"},
        ),
        lead(
            5,
            name="兰州午四机床有限公司",
            invest_wanyuan=100.0,
            output_wanyuan=200.0,
            hazardous_chemicals=False,
        ),
        replace(
            lead(6, name="兰州午五机床有限公司", output_wanyuan=300.0, hazardous_chemicals=True),
            free=("invest_wanyuan",),
        ),
    ],
    passed=[1, 7],
)

RUNS = strings(
    "<t>企业名称</t>",
    "<r><t>总投资</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>①</t></r>"
    '<r><t xml:space="preserve"> （万元）</t></r>',
    "<r><t>兰州未一</t></r><r><rPr><b/></rPr><t>生物有限公司</t></r>"
    '<rPh sb="0" eb="4"><t>LANZHOU</t></rPh><phoneticPr fontId="1"/>',
    "<t>建筑面积</t>",
    "<r><t>20000m</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>",
    '<t xml:space="preserve">  兰州未二生物有限公司  </t>',
    "<r><rPr><strike/></rPr><t>5000</t></r><r><t>8000</t></r>",
    "<t>建设内容</t>",
    '<t xml:space="preserve">发酵_x000D_\n提取</t>',
    "<t>2_x005F_x4E2D_号线</t>",
)
RICH: list[list[RawCell]] = [
    [shared(0), shared(1), shared(3), shared(7)],
    [shared(2), 4000, shared(4), shared(8)],
    [shared(5), shared(6), "约3万㎡", shared(9)],
]
RICH_SAYS = says(
    "富文本",
    [
        lead(
            2,
            name="兰州未一生物有限公司",
            invest_wanyuan=4000.0,
            floor_m2=20000.0,
            text="发酵\n提取",
        ),
        replace(
            lead(
                3,
                name="兰州未二生物有限公司",
                floor_m2={"value": 30000.0, "about": True},
                text="2_x4E2D_号线",
            ),
            reported={"invest_wanyuan": "5000"},
            may={"invest_wanyuan": 8000.0},
        ),
    ],
    passed=[1],
)

PLAIN: list[list[str | float | None]] = [
    ["企业名称", "主营产品", "总投资（亿元）"],
    ["兰州申一磁材有限公司", "钕铁硼", 1.5],
    ["兰州申二磁材有限公司", None, 2],
    ["兰州申三磁材有限公司", "铁氧体", "3000万"],
]
PLAIN_SAYS = says(
    "Sheet1",
    [
        lead(2, name="兰州申一磁材有限公司", text="钕铁硼", invest_wanyuan=15_000.0),
        lead(3, name="兰州申二磁材有限公司", invest_wanyuan=20_000.0),
        lead(4, name="兰州申三磁材有限公司", text="铁氧体", invest_wanyuan=3000.0),
    ],
    passed=[1],
)


def wps() -> bytes:
    """Return a workbook as WPS writes it: its own parts, a wrong dimension, a picture cell."""
    rows = table(*PLAIN).replace("</sheetData>", "")
    picture = '<c r="D2" t="str"><f>_xlfn.DISPIMG("ID_01",1)</f><v>=DISPIMG("ID_01",1)</v></c>'
    rows = rows.replace('</c></row><row r="3">', f'</c>{picture}</row><row r="3">')
    inside = f'<sheetPr/><dimension ref="A1"/>{rows}</sheetData><pageMargins left="0.7" '
    inside += 'right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
    parts = raw_parts(
        {"Sheet1": sheet(inside)},
        properties='<fileVersion appName="xl" lastEdited="3" lowestEdited="5"/>'
        '<workbookPr/><bookViews><workbookView windowWidth="28800" windowHeight="12540"/>'
        "</bookViews>",
    )
    parts["docProps/app.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>WPS 表格</Application></Properties>'
    )
    parts["xl/cellimages.xml"] = (
        '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>'
    )
    return archive(parts)


def without_references() -> bytes:
    """Return a workbook whose rows and cells do not say where they are; they follow in order."""
    return raw_book({"Sheet1": sheet(table(*PLAIN, numbered=False))})


def prefixed() -> bytes:
    """Return a workbook whose every element has a prefix, as some servers write them."""
    parts = raw_parts({"Sheet1": sheet(table(*PLAIN))})
    for name, part in parts.items():
        if name.startswith("xl/") and name.endswith(".xml") and isinstance(part, str):
            parts[name] = _with_prefix(part)
    return archive(parts)


def _with_prefix(part: str) -> str:
    named = part.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?xml", "<?xml")
    return named.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


STRICT: Mapping[str, str] = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    LINKS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def strict() -> bytes:
    """Return a workbook in the strict form of the standard, which Excel offers to save in."""
    parts = raw_parts({"Sheet1": sheet(table(*PLAIN))})
    for name, part in parts.items():
        for transitional, purl in STRICT.items():
            part = str(part).replace(transitional, purl)  # noqa: PLW2901 - both, in turn
        parts[name] = part
    return archive(parts)


def linked() -> bytes:
    """Return a workbook whose amounts come from another file that is not there."""
    parts = raw_parts({"Sheet1": sheet(table(*_linked_rows()))})
    target = "file:///C:/Users/office/Desktop/%E6%80%BB%E8%A1%A8.xlsx"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{LINKS}"><externalBook r:id="rId1">'
        '<sheetNames><sheetName val="总表"/></sheetNames></externalBook></externalLink>'
    )
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{space}"><Relationship Id="rId1" Type="{LINKS}/externalLinkPath" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    link = (
        f'<Relationship Id="rId80001" Type="{LINKS}/externalLink" '
        'Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", link)
    whole = str(parts["xl/workbook.xml"])
    references = '</sheets><externalReferences><externalReference r:id="rId80001"/>'
    parts["xl/workbook.xml"] = whole.replace("</sheets>", f"{references}</externalReferences>")
    return archive(parts)


def _linked_rows() -> list[list[RawCell]]:
    amount = formula("[1]总表!C2", "15000")
    return [
        ["企业名称", "主营产品", "总投资（万元）"],
        ["兰州申一磁材有限公司", "钕铁硼", amount],
        ["兰州申二磁材有限公司", None, 20000],
        ["兰州申三磁材有限公司", "铁氧体", 3000],
    ]


def mislabelled_text() -> bytes:
    """Return text between tabs; old office systems call it .xls."""
    lines = ("企业名称\t主营产品\t总投资（亿元）", "兰州申一磁材有限公司\t钕铁硼\t1.5")
    more = ("兰州申二磁材有限公司\t\t2", "兰州申三磁材有限公司\t铁氧体\t3000万", "")
    return "\r\n".join((*lines, *more)).encode("gb18030")


CASES = (
    Case(
        "formulas-and-errors",
        "公式台账.xlsx",
        lambda: raw_book({"公式": sheet(table(*COMPUTED))}),
        COMPUTED_SAYS,
    ),
    Case(
        "rich-text-and-phonetics",
        "富文本.xlsx",
        lambda: raw_book({"富文本": sheet(table(*RICH))}, shared_strings=RUNS),
        RICH_SAYS,
    ),
    Case("wps-workbook", "WPS台账.xlsx", wps, PLAIN_SAYS),
    Case("cells-without-references", "系统导出.xlsx", without_references, PLAIN_SAYS),
    Case("prefixed-xml", "平台导出.xlsx", prefixed, PLAIN_SAYS),
    Case(
        "strict-workbook",
        "严格格式.xlsx",
        strict,
        replace(PLAIN_SAYS, refusals=("format", "damaged")),
        CALAMINE,
    ),
    Case("links-to-another-file", "链接总表.xlsx", linked, PLAIN_SAYS),
    Case(
        "workbook-called-xls",
        "改了后缀.xls",
        lambda: book({"Sheet1": PLAIN}),
        PLAIN_SAYS,
    ),
    Case(
        "text-called-xls",
        "OA导出.xls",
        mislabelled_text,
        says("", PLAIN_SAYS.leads, passed=[1]),
        (Opening("text", "gb18030", "\t"),),
    ),
)
