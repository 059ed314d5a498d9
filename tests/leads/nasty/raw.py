"""Workbooks written as XML, where no library would write what people's programs do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from nasty.books import archive

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Cell formats by number: 0 plain, 1 2024-03-05, 2 scientific, 3 text, 4 2024年3月
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders count=\"1\"><border/></borders><cellStyleXfs count='1'><xf/></cellStyleXfs>"
    '<cellXfs count="5">'
    + "".join(f'<xf numFmtId="{n}" applyNumberFormat="1" xfId="0"/>' for n in (0, 164, 11, 49, 165))
    + "</cellXfs></styleSheet>"
)


@dataclass(frozen=True, slots=True)
class Xml:
    """A cell as it stands in the file: what follows its reference, and what is inside."""

    attributes: str
    inside: str


RawCell = str | float | Xml | None


def shared(index: int) -> Xml:
    """Return a cell that points into the shared strings."""
    return Xml('t="s"', f"<v>{index}</v>")


def formula(text: str, cached: str = "", kind: str = "") -> Xml:
    """Return a formula with what its program last computed; without `cached` it never did."""
    value = f"<v>{escape(cached)}</v>" if cached else ""
    return Xml(f't="{kind}"' if kind else "", f"<f>{escape(text)}</f>{value}")


def table(*rows: Sequence[RawCell], first: int = 1, numbered: bool = True) -> str:
    """Return the sheetData of the rows; without `numbered` no row and no cell says where it is."""
    lines = (
        _row(number, row, numbered=numbered) for number, row in enumerate(rows, start=first) if row
    )
    return f"<sheetData>{''.join(lines)}</sheetData>"


def sheet(inside: str, space: str = MAIN) -> str:
    """Return a worksheet part."""
    return f'{HEAD}<worksheet xmlns="{space}" xmlns:r="{LINKS}">{inside}</worksheet>'


def strings(*items: str) -> str:
    """Return shared strings; each item is what stands inside <si>."""
    inside = "".join(f"<si>{item}</si>" for item in items)
    return f'{HEAD}<sst xmlns="{MAIN}" count="{len(items)}">{inside}</sst>'


def raw_parts(
    sheets: Mapping[str, str], *, shared_strings: str = "", properties: str = ""
) -> dict[str, str | bytes]:
    """Return the parts of a workbook; `sheets` are whole worksheet parts by title."""
    numbers = range(1, len(sheets) + 1)
    names = "".join(
        f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, title in zip(numbers, sheets, strict=True)
    )
    kinds = {f"/xl/worksheets/sheet{n}.xml": f"{_KIND}.worksheet+xml" for n in numbers}
    kinds |= {
        "/xl/workbook.xml": f"{_KIND}.sheet.main+xml",
        "/xl/styles.xml": f"{_KIND}.styles+xml",
    }
    targets = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in numbers}
    targets["rId90001"] = ("styles", "styles.xml")
    if shared_strings:
        kinds["/xl/sharedStrings.xml"] = f"{_KIND}.sharedStrings+xml"
        targets["rId90002"] = ("sharedStrings", "sharedStrings.xml")
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _kinds(kinds),
        "_rels/.rels": _targets({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{properties}'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _targets(targets),
        "xl/styles.xml": HEAD + STYLES,
    }
    if shared_strings:
        made["xl/sharedStrings.xml"] = shared_strings
    return made | {
        f"xl/worksheets/sheet{n}.xml": sheets[title]
        for n, title in zip(numbers, sheets, strict=True)
    }


def raw_book(sheets: Mapping[str, str], *, shared_strings: str = "", properties: str = "") -> bytes:
    """Return the bytes of a workbook; `sheets` are whole worksheet parts by title."""
    return archive(raw_parts(sheets, shared_strings=shared_strings, properties=properties))


def _row(number: int, row: Sequence[RawCell], *, numbered: bool) -> str:
    cells = "".join(
        _cell(f'r="{get_column_letter(n)}{number}"' if numbered else "", value)
        for n, value in enumerate(row, start=1)
        if value is not None or not numbered
    )
    return f'<row r="{number}">{cells}</row>' if numbered else f"<row>{cells}</row>"


def _cell(at: str, value: RawCell) -> str:
    if value is None:
        return f"<c {at}/>"
    if isinstance(value, Xml):
        return f"<c {at} {value.attributes}>{value.inside}</c>"
    if isinstance(value, str):
        text = f'<t xml:space="preserve">{escape(value)}</t>'
        return f'<c {at} t="inlineStr"><is>{text}</is></c>'
    return f"<c {at}><v>{value}</v></c>"


def _kinds(kinds: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _targets(targets: Mapping[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{links}</Relationships>'
    )
