"""Files that are broken or mean harm: what must be refused, and what can still be read."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace

from nasty import biff
from nasty.books import archive, old_book
from nasty.ole import compound
from nasty.raw import HEAD, MAIN, raw_book, raw_parts, sheet, strings, table
from nasty.truth import Place, lead, says, together
from nasty.workbooks import PLAIN, PLAIN_SAYS

BOMB_MEGABYTES = 1024
SHEETS = 1000
CELL_MEGABYTES = 50
EITHER_WAY = replace(PLAIN_SAYS, refusals=("too_large", "unsafe", "damaged"))
HONEST = {"Sheet1": sheet(table(*PLAIN))}


def bomb() -> bytes:
    """Return a workbook of some megabytes whose one sheet unpacks to a gigabyte of rows."""
    parts = raw_parts(HONEST)
    whole = str(parts.pop("xl/worksheets/sheet1.xml"))
    before, after = whole.split("</sheetData>")
    row = '<row><c t="inlineStr"><is><t>兰州某某有限公司</t></is></c></row>'.encode()
    block = row * ((1 << 20) // len(row))
    blocks = [before.encode(), *[block] * BOMB_MEGABYTES, f"</sheetData>{after}".encode()]
    return _appended(archive(parts), "xl/worksheets/sheet1.xml", blocks)


def _appended(data: bytes, name: str, blocks: list[bytes]) -> bytes:
    """Add a part to a zip; equal blocks are packed once, each by itself, and repeated."""
    packed: dict[bytes, bytes] = {block: _flushed(block) for block in set(blocks)}
    crc = size = 0
    for block in blocks:
        crc, size = zlib.crc32(block, crc), size + len(block)
    body = b"".join(packed[block] for block in blocks) + b"\x03\x00"  # an empty last block
    end = data.rindex(b"PK\x05\x06")
    count, directory_size, start = struct.unpack("<HII", data[end + 10 : end + 20])
    facts = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x587F, crc, len(body), size, len(name), 0)
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + facts
    entry += struct.pack("<HHHII", 0, 0, 0, 0, start) + name.encode()
    local = b"PK\x03\x04" + facts + name.encode() + body
    counts = (count + 1, count + 1, directory_size + len(entry), start + len(local))
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, *counts, 0)
    return data[:start] + local + data[start:end] + entry + tail


def _flushed(block: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)


def changed(name: str, old: str, new: str) -> bytes:
    """Return the honest workbook with one piece of one part changed."""
    parts = raw_parts(HONEST)
    part = str(parts[name])
    if old not in part:
        raise ValueError(f"{name} holds no {old!r}")
    return archive({**parts, name: part.replace(old, new, 1)})


def entities() -> bytes:
    """Return a workbook whose one cell unfolds to a thousand million words."""
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    kind = f'<!DOCTYPE worksheet [<!ENTITY a0 "lol">{names}]>'
    parts = raw_parts(HONEST)
    part = str(parts["xl/worksheets/sheet1.xml"]).replace(HEAD, HEAD + kind)
    return archive({**parts, "xl/worksheets/sheet1.xml": part.replace("钕铁硼", "&a9;")})


def outside() -> bytes:
    """Return a workbook whose shared strings ask for a file of the machine."""
    kind = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    shared = f'{HEAD}{kind}<sst xmlns="{MAIN}"><si><t>&x;</t></si></sst>'
    cell = '<row r="9"><c r="A9" t="s"><v>0</v></c></row></sheetData>'
    page = HONEST["Sheet1"].replace("</sheetData>", cell)
    return raw_book({"Sheet1": page}, shared_strings=shared)


def corners() -> bytes:
    """Return a workbook of two kilobytes with cells in the first and the last place there is."""
    cell = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return changed("xl/worksheets/sheet1.xml", "</sheetData>", cell)


def wide_claim() -> bytes:
    """Return honest rows under a dimension, columns and spans that claim a million columns."""
    claim = '<dimension ref="A1:BDWGN1048576"/><cols><col min="1" max="1000000" width="9"/></cols>'
    page = HONEST["Sheet1"].replace("<sheetData>", f"{claim}<sheetData>")
    return raw_book({"Sheet1": page.replace('<row r="2">', '<row r="2" spans="1:1000000">')})


def macro() -> bytes:
    """Return honest rows in an .xlsm with a macro, which nobody may run."""
    parts = raw_parts(HONEST)
    kinds = str(parts["[Content_Types].xml"])
    kinds = kinds.replace("openxmlformats-officedocument.spreadsheetml.sheet.main", "_MACRO_")
    kinds = kinds.replace("vnd._MACRO_+xml", "vnd.ms-excel.sheet.macroEnabled.main+xml")
    binary = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    parts["[Content_Types].xml"] = kinds.replace("<Override", f"{binary}<Override", 1)
    link = 'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    project = f'<Relationship Id="rId70001" {link} Target="vbaProject.bin"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", project)
    parts["xl/vbaProject.bin"] = compound({"PROJECT": b'Module=Auto_Open\r\nName="VBAProject"\r\n'})
    return archive(parts)


def climbing() -> bytes:
    """Return a workbook with parts whose names lead out of any folder they are unpacked in."""
    names = ("../../nasty-escaped.txt", "/nasty-escaped.txt", "xl\\..\\..\\nasty-escaped.txt")
    return archive({**raw_parts(HONEST), **dict.fromkeys(names, "escaped")})


def far_sheet() -> bytes:
    """Return a workbook whose sheet is said to lie on a web server."""
    part = "xl/_rels/workbook.xml.rels"
    link = 'Target="http://127.0.0.1:9/sheet1.xml" TargetMode="External"'
    return changed(part, 'Target="worksheets/sheet1.xml"', link)


def locked() -> bytes:
    """Return what Excel writes for a workbook with a password."""
    information = struct.pack("<HHI", 4, 4, 0x40) + b'<encryption xmlns="password"/>'
    package = struct.pack("<Q", 5000) + bytes((17 * n + 3) % 256 for n in range(5008))
    return compound({"EncryptionInfo": information, "EncryptedPackage": package})


def old_plain() -> bytes:
    """Return the honest rows as an .xls of 1997."""
    return old_book({"Sheet1": PLAIN})


def old_locked() -> bytes:
    """Return an .xls with a password: what follows the record of it is not to be read."""
    record = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + _noise(48)
    first, *others = biff.records(biff.stream_of(old_plain()))
    hidden = [one if one.kind in biff.NEVER_HIDDEN else one.hidden(_noise) for one in others]
    return compound({"Workbook": biff.joined(first, record, hidden)})


def old_broken() -> bytes:
    """Return an .xls with a record that says it is longer than the file."""
    record = struct.pack("<HH", 0xFC, 0xFFFF) + b"\xff" * 40
    first, *others = biff.records(biff.stream_of(old_plain()))
    return compound({"Workbook": biff.joined(first, record, others)})


def _noise(length: int) -> bytes:
    return bytes((151 * n + 73 + n * n) % 256 for n in range(length))


def torn(data: bytes) -> bytes:
    """Return the first two thirds of a file."""
    return data[: len(data) * 2 // 3]


def huge_cell() -> bytes:
    """Return a list with a cell of fifty megabytes between two short rows."""
    cell = "膨润土" * (CELL_MEGABYTES * 1_000_000 // 9)
    rows = ("企业名称,主营产品", "兰州玖一矿业有限公司,石膏", f"兰州玖二矿业有限公司,{cell}")
    return "\n".join((*rows, "兰州玖三矿业有限公司,萤石", "")).encode("utf-8")


HUGE_SAYS = says(
    "",
    [
        lead(2, name="兰州玖一矿业有限公司", text="石膏"),
        lead(4, name="兰州玖三矿业有限公司", text="萤石"),
    ],
    unreadable={3: "兰州玖二矿业有限公司"},
    passed=[1],
    refusals=("too_large",),
)


def _many() -> Iterator[tuple[str, str]]:
    for n in range(1, SHEETS + 1):
        page = table(["企业名称", "总投资（万元）"], [f"兰州玖甲{n}号有限公司", n])
        yield f"第{n}页", sheet(page)


def many_sheets() -> bytes:
    """Return a workbook of a thousand sheets with one lead each."""
    return raw_book(dict(_many()))


MANY_SAYS = together(
    *(
        says(
            f"第{n}页",
            [lead(2, name=f"兰州玖甲{n}号有限公司", invest_wanyuan=float(n))],
            passed=[1],
            refusals=("too_large",),
        )
        for n in range(1, SHEETS + 1)
    )
)


def injected() -> bytes:
    """Return a list whose names would run as formulas in the sheet that it is exported to."""
    link = '"=HYPERLINK(""http://127.0.0.1/"",""点我"")",镍板'
    rows = ("企业名称,主营产品", link, "@SUM(1+1)*cmd|' /C calc'!A0,铜板")
    return "\r\n".join((*rows, '"+兰州玖乙有限公司","-铝板"', "")).encode("utf-8")


INJECTED_SAYS = says(
    "",
    [
        lead(2, name='=HYPERLINK("http://127.0.0.1/","点我")', text="镍板"),
        lead(3, name="@SUM(1+1)*cmd|' /C calc'!A0", text="铜板"),
        lead(4, name="+兰州玖乙有限公司", text="-铝板"),
    ],
    passed=[1],
)


def dangling() -> bytes:
    """Return a workbook with a cell that points at a shared string that is not there."""
    page = HONEST["Sheet1"]
    start = page.index('<c r="B2"')
    end = page.index("</c>", start) + len("</c>")
    page = page[:start] + '<c r="B2" t="s"><v>99</v></c>' + page[end:]
    return raw_book({"Sheet1": page}, shared_strings=strings("<t>别的</t>"))


_FIRST, *_OTHERS = PLAIN_SAYS.leads
DANGLING_SAYS = replace(
    PLAIN_SAYS,
    leads=(
        replace(
            _FIRST,
            values={name: value for name, value in _FIRST.values.items() if name != "text"},
            reported={"text": ""},
        ),
        *_OTHERS,
    ),
    refusals=("damaged",),
)


def doubled() -> bytes:
    """Return a workbook with two different sheets under one name in the archive."""
    parts = raw_parts(HONEST)
    parts["xl/worksheets/sheet9.xml"] = HONEST["Sheet1"].replace("1.5", "9.5")
    return archive(parts).replace(b"xl/worksheets/sheet9.xml", b"xl/worksheets/sheet1.xml")


def rotten() -> bytes:
    """Return a workbook with one wrong bit in its sheet."""
    data = raw_book(HONEST)
    at = data.index(b"xl/worksheets/sheet1.xml") + 120
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


def deep() -> bytes:
    """Return JSON Lines with a line of brackets within brackets, deeper than parsers go."""
    lines = ('{"企业名称": "兰州玖丙有限公司"}', '{"企业名称": ' + "[" * 200_000)
    return "\n".join((*lines, '{"企业名称": "兰州玖丁有限公司"}', "")).encode("utf-8")


DEEP_SAYS = says(
    "",
    [lead(1, name="兰州玖丙有限公司"), lead(3, name="兰州玖丁有限公司")],
    unreadable={2: "["},
)
CORNERS_SAY = replace(EITHER_WAY, unreadable={Place("Sheet1", 1048576): ""})
