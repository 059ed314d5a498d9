"""The files that are broken or mean harm, each with the reasons for which it may be refused."""

from dataclasses import replace

from nasty import hostile
from nasty.books import Rows, book
from nasty.raw import raw_book
from nasty.truth import Case, Opening, refused
from nasty.workbooks import PLAIN_SAYS

NOTHING: tuple[Opening, ...] = ()  # nobody is to open it without a guard
OPENPYXL = (Opening("openpyxl"),)
EMPTY_SHEETS: dict[str, Rows] = {"Sheet1": [], "Sheet2": []}
HEADING_ONLY: dict[str, Rows] = {"线索": [["企业名称", "主营产品", "总投资（万元）"]]}
NO_HEADING: dict[str, Rows] = {
    "通讯录": [["姓名", "科室", "手机"], ["某甲", "招商一科", "13800000071"]]
}
WEB_ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    "Content-Type: text/html\r\n\r\n<table><tr><td>企业名称</td></tr></table>\r\n--x--\r\n"
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4

CASES = (
    Case("zip-bomb", "炸弹.xlsx", hostile.bomb, refused("too_large", "unsafe"), NOTHING),
    Case(
        "entity-expansion", "实体膨胀.xlsx", hostile.entities, refused("unsafe", "damaged"), NOTHING
    ),
    Case(
        "external-entity", "外部实体.xlsx", hostile.outside, refused("unsafe", "damaged"), NOTHING
    ),
    Case("first-and-last-cell", "两角.xlsx", hostile.corners, hostile.CORNERS_SAY, NOTHING),
    Case(
        "a-million-columns-declared",
        "百万列.xlsx",
        hostile.wide_claim,
        hostile.EITHER_WAY,
        OPENPYXL,
    ),
    Case(
        "macro",
        "含宏.xlsm",
        hostile.macro,
        replace(PLAIN_SAYS, refusals=("format", "unsafe")),
    ),
    Case(
        "program-called-xlsx",
        "程序.xlsx",
        lambda: b"MZ\x90\0" + bytes(4096),
        refused("format"),
        NOTHING,
    ),
    Case(
        "pdf-called-xlsx",
        "扫描件.xlsx",
        lambda: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
        refused("format"),
        NOTHING,
    ),
    Case(
        "web-archive-called-xls", "单个文件网页.xls", WEB_ARCHIVE.encode, refused("format"), NOTHING
    ),
    Case("picture-called-csv", "截图.csv", lambda: PICTURE, refused("format", "encoding"), NOTHING),
    Case("password-xlsx", "加密.xlsx", hostile.locked, refused("protected"), NOTHING),
    Case("password-xls", "加密.xls", hostile.old_locked, refused("protected"), NOTHING),
    Case("names-that-climb", "路径穿越.xlsx", hostile.climbing, hostile.EITHER_WAY),
    Case(
        "sheet-on-a-server",
        "远程表.xlsx",
        hostile.far_sheet,
        refused("unsafe", "damaged"),
        NOTHING,
    ),
    Case(
        "half-a-workbook",
        "没传完.xlsx",
        lambda: hostile.torn(raw_book(hostile.HONEST)),
        refused("damaged", "format"),
        NOTHING,
    ),
    Case(
        "half-an-xls",
        "没传完.xls",
        lambda: hostile.torn(hostile.old_plain()),
        refused("damaged", "format"),
        NOTHING,
    ),
    Case("one-wrong-bit", "坏块.xlsx", hostile.rotten, refused("damaged"), NOTHING),
    Case(
        "two-parts-of-one-name",
        "重名部件.xlsx",
        hostile.doubled,
        refused("damaged", "unsafe"),
        NOTHING,
    ),
    Case(
        "string-that-is-not-there",
        "悬空引用.xlsx",
        hostile.dangling,
        hostile.DANGLING_SAYS,
        NOTHING,
    ),
    Case(
        "broken-xls-record", "坏记录.xls", hostile.old_broken, refused("damaged", "format"), NOTHING
    ),
    Case("empty-file", "空.xlsx", bytes, refused("empty"), NOTHING),
    Case("blank-text", "空白.csv", lambda: b"\xef\xbb\xbf \r\n\t\r\n", refused("empty"), NOTHING),
    Case("empty-sheets", "空表.xlsx", lambda: book(EMPTY_SHEETS), refused("empty")),
    Case("heading-without-rows", "只有表头.xlsx", lambda: book(HEADING_ONLY), refused("empty")),
    Case("no-heading", "通讯录.xlsx", lambda: book(NO_HEADING), refused("no_heading")),
    Case(
        "cell-of-fifty-megabytes",
        "大单元格.csv",
        hostile.huge_cell,
        hostile.HUGE_SAYS,
        (Opening("lines"),),
    ),
    Case(
        "thousand-sheets",
        "一千张表.xlsx",
        hostile.many_sheets,
        hostile.MANY_SAYS,
        (Opening("calamine"),),
    ),
    Case(
        "formulas-in-names",
        "公式注入.csv",
        hostile.injected,
        hostile.INJECTED_SAYS,
        (Opening("text"),),
    ),
    Case("json-too-deep", "深嵌套.jsonl", hostile.deep, hostile.DEEP_SAYS, (Opening("lines"),)),
)
