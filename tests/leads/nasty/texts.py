"""Separated text: encodings, separators, quotation marks, and what is broken in it."""

from collections.abc import Sequence
from dataclasses import replace

from nasty.truth import Case, Expected, Opening, between, lead, says, serial

HEADING = ("企业名称", "主营产品", "总投资（万元）", "联系人")
FIRMS = (
    ("兰州壹一建材有限公司", "石膏板", "5000", "甲经理"),
    ("𠮷林㐂龘药业有限公司", "饮片，“配方颗粒”", "1.2亿元", "乙经理"),
    ("兰州壹三建材有限公司", "岩棉", "3000-4000", ""),
)
FIRM_LEADS = (
    lead(2, name="兰州壹一建材有限公司", text="石膏板", invest_wanyuan=5000.0, contact="甲经理"),
    lead(
        3,
        name="𠮷林㐂龘药业有限公司",
        text="饮片，“配方颗粒”",
        invest_wanyuan=12000.0,
        contact="乙经理",
    ),
    lead(4, name="兰州壹三建材有限公司", text="岩棉", invest_wanyuan=between(3000.0, 4000.0)),
)
FIRMS_SAY = says("", FIRM_LEADS, passed=[1])
GBK_SAYS = says(
    "",
    (
        FIRM_LEADS[0],
        replace(FIRM_LEADS[1], values={**FIRM_LEADS[1].values, "name": "吉林某药业有限公司"}),
        FIRM_LEADS[2],
    ),
    passed=[1],
)


def separated(rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\r\n") -> str:
    """Return rows as text, cells that need it in quotation marks."""

    def cell(text: str) -> str:
        if any(mark in text for mark in (separator, '"', "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text

    return "".join(separator.join(map(cell, row)) + end for row in rows)


def firms(encoding: str, separator: str = ",", end: str = "\r\n", start: bytes = b"") -> bytes:
    """Return the three firms as text in an encoding."""
    return start + separated((HEADING, *FIRMS), separator, end).encode(encoding)


def gbk_firms() -> bytes:
    """Return the firms in GBK, which has no rare characters."""
    rows = [tuple(cell.replace("𠮷林㐂龘", "吉林某") for cell in row) for row in FIRMS]
    return separated((HEADING, *rows)).encode("gbk")


def _encoded(name: str, file: str, encoding: str, *, separator: str = ",", mark: str = "") -> Case:
    start = mark.encode(encoding)
    return Case(
        name,
        file,
        lambda: firms(encoding, separator, start=start),
        FIRMS_SAY,
        (Opening("text", encoding, separator),),
    )


RAGGED = (
    "2024年线索,,,,,\r\n"
    "单位：万元,,,,,\r\n"
    "\r\n"
    "企业名称,主营产品,总投资,联系人,电话,\r\n"
    "兰州贰一电机有限公司,永磁电机,4000,丙经理,13800000041,,,,\r\n"
    "兰州贰二电机有限公司,步进电机\r\n"
    "兰州贰三电机有限公司,伺服电机,2500,丁经理,13800000043,另有意向地块,A区\r\n"
    ",,,,,\r\n"
    "合计,,6500,,,\r\n"
)
RAGGED_SAYS = says(
    "",
    [
        lead(
            5,
            name="兰州贰一电机有限公司",
            text="永磁电机",
            invest_wanyuan=4000.0,
            contact="丙经理",
            phone="13800000041",
        ),
        lead(6, name="兰州贰二电机有限公司", text="步进电机"),
        replace(
            lead(
                7,
                name="兰州贰三电机有限公司",
                text="伺服电机",
                invest_wanyuan=2500.0,
                contact="丁经理",
                phone="13800000043",
            ),
            kept=("另有意向地块", "A区"),
        ),
    ],
    passed=[1, 2, 4, 9],
)

QUOTED_ROWS = (
    ("企业名称", "建设内容", "总投资\n（亿元）", "备注"),
    ("兰州叁一船舶有限公司", "一、船坞；\n二、舾装；\n三、“码头”", "1,000万元", '称"专精特新"'),
    ("兰州叁二,船舶有限公司", "拖轮", "1.5", ""),
)
QUOTED_SAYS = says(
    "",
    [
        lead(
            2,
            name="兰州叁一船舶有限公司",
            text="一、船坞；\n二、舾装；\n三、“码头”",
            invest_wanyuan=1000.0,
            note='称"专精特新"',
        ),
        lead(3, name="兰州叁二,船舶有限公司", text="拖轮", invest_wanyuan=15_000.0),
    ],
    passed=[1],
)

GUARDED = (
    "企业名称,统一社会信用代码,联系电话,总投资（万元）,备注\r\n"
    '兰州肆一农机有限公司,="91620100MA0000031J",="13800000051",6000,\r\n'
    '兰州肆二农机有限公司,\t91620100MA0000023P,\t13800000052\t,\'7000,="注意"\r\n'
    "兰州肆三农机有限公司,'91620100MA0000015W,1.38E+10,8000,=SUM(D2:D3)\r\n"
)
GUARDED_SAYS = says(
    "",
    [
        lead(
            2,
            name="兰州肆一农机有限公司",
            credit_code="91620100MA0000031J",
            phone="13800000051",
            invest_wanyuan=6000.0,
        ),
        lead(
            3,
            name="兰州肆二农机有限公司",
            credit_code="91620100MA0000023P",
            phone="13800000052",
            invest_wanyuan=7000.0,
            note="注意",
        ),
        replace(
            lead(
                4,
                name="兰州肆三农机有限公司",
                credit_code="91620100MA0000015W",
                invest_wanyuan=8000.0,
            ),
            reported={"phone": "1.38E+10"},
            free=("note",),
            kept=("=SUM(D2:D3)",),
        ),
    ],
    passed=[1],
)


def mixed() -> bytes:
    """Return two lists that someone put together with copy /b: UTF-8, then GB18030."""
    first = separated((HEADING, FIRMS[0], ("兰州伍二酒业有限公司", "枸杞酒", "800", "戊经理")))
    second = separated((("兰州伍三酒业有限公司", "青稞酒", "900", "己经理"), FIRMS[2]))
    return b"\xef\xbb\xbf" + first.encode("utf-8") + second.encode("gb18030")


MIXED_SAYS = says(
    "",
    [
        FIRM_LEADS[0],
        lead(3, name="兰州伍二酒业有限公司", text="枸杞酒", invest_wanyuan=800.0, contact="戊经理"),
    ],
    unreadable={4: "900", 5: "3000-4000"},
    passed=[1],
    refusals=("encoding",),
)

OPEN_QUOTE = (
    "企业名称,主营产品,总投资（万元）\r\n"
    "兰州陆一塑机有限公司,注塑机,1000\r\n"
    '兰州陆二塑机有限公司,"吹瓶机,2000\r\n'
    "兰州陆三塑机有限公司,挤出机,3000\r\n"
)
OPEN_QUOTE_SAYS = says(
    "",
    [lead(2, name="兰州陆一塑机有限公司", text="注塑机", invest_wanyuan=1000.0)],
    unreadable={3: "吹瓶机,2000", 4: "挤出机,3000"},
    passed=[1],
    refusals=("damaged",),
)


def nuls() -> bytes:
    """Return a list with NUL between its characters here and there, from an old database."""
    text = separated((HEADING, *FIRMS)).replace("岩棉", "岩\0棉").replace("甲经理", "甲经理\0\0")
    return text.encode("utf-8")


def _text(name: str, file: str, text: str, expected: Expected, separator: str = ",") -> Case:
    opening = Opening("text", "utf-8", separator)
    return Case(name, file, lambda: text.encode("utf-8"), expected, (opening,))


PASTED = "序号\t企业名称\t产品\t投资（亿元）\t用地（亩）\n" + "".join(
    f"{n}\t兰州柒{n}制冷有限公司\t冷机{n}\t{n}.5\t{n}0\n" for n in (1, 2, 3)
)
PASTED_SAYS = says(
    "",
    serial(
        1,
        *(
            lead(
                n + 1,
                name=f"兰州柒{n}制冷有限公司",
                text=f"冷机{n}",
                invest_wanyuan=n * 1e4 + 5000.0,
                land_mu=n * 10.0,
            )
            for n in (1, 2, 3)
        ),
    ),
    passed=[1],
)
CHAT = PASTED.replace("\t", "\u3000\u3000").replace("\n", "\r\n")

CASES = (
    _encoded("csv-utf-8", "线索utf8.csv", "utf-8"),
    _encoded("csv-utf-8-with-mark", "线索utf8bom.csv", "utf-8", mark="\ufeff"),
    _encoded("csv-gb18030", "线索gb18030.csv", "gb18030"),
    Case("csv-gbk", "线索.csv", gbk_firms, GBK_SAYS, (Opening("text", "gbk"),)),
    _encoded("unicode-text", "Unicode文本.txt", "utf-16-le", separator="\t", mark="\ufeff"),
    _encoded("csv-utf-16-be-with-mark", "线索16be.csv", "utf-16-be", mark="\ufeff"),
    _encoded("csv-utf-16-le-bare", "线索16le裸.csv", "utf-16-le"),
    _encoded("csv-utf-16-be-bare", "线索16be裸.csv", "utf-16-be"),
    _encoded("tsv-gb18030", "线索.tsv", "gb18030", separator="\t"),
    _encoded("csv-with-semicolons", "欧洲区域设置.csv", "utf-8", separator=";"),
    _encoded("csv-with-bars", "平台导出.csv", "utf-8", separator="|"),
    Case(
        "csv-with-sep-line",
        "sep行.csv",
        lambda: firms("gb18030", ";", start=b"sep=;\r\n"),
        FIRMS_SAY,
        (Opening("text", "gb18030", ";"),),
    ),
    Case(
        "csv-of-an-old-mac",
        "旧mac.csv",
        lambda: firms("utf-8", end="\r"),
        FIRMS_SAY,
        (Opening("text"),),
    ),
    _text("csv-ragged-with-title", "月报.csv", RAGGED, RAGGED_SAYS),
    _text("csv-with-breaks-in-cells", "建设内容.csv", separated(QUOTED_ROWS), QUOTED_SAYS),
    _text("csv-with-guarded-numbers", "银行导出.csv", GUARDED, GUARDED_SAYS),
    Case("csv-with-nuls", "数据库导出.csv", nuls, FIRMS_SAY, (Opening("text"),)),
    Case("csv-of-two-encodings", "合并.csv", mixed, MIXED_SAYS, (Opening("text", "utf-8-sig"),)),
    Case(
        "csv-with-an-open-quotation",
        "漏引号.csv",
        lambda: OPEN_QUOTE.encode("utf-8"),
        OPEN_QUOTE_SAYS,
        (Opening("lines"),),
    ),
    _text("pasted-from-a-sheet", "粘贴.txt", PASTED, PASTED_SAYS, "\t"),
    _text("pasted-from-a-chat", "微信.txt", CHAT, PASTED_SAYS, "\u3000"),
)
