"""Papers as Word documents (docx): A4, 宋体, page numbers; the only door to python-docx.

All text goes in as text: no field, link or formula is ever made of it.
"""

import datetime as dt
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainmatch.errors import InputError
from chainmatch.reports.office import legal, write_office
from chainmatch.reports.paper import Block, Heading, Kind, Paper, Paragraph, Picture, Section, Table
from chainmatch.reports.paper import day as said_day
from chainmatch.reports.wording import Language, word

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section as WordSection
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

SONG, HEI, KAI = "宋体", "黑体", "楷体"
_SHORT, _LONG = 21.0, 29.7  # centimetres of A4
_MARGINS = {False: (2.5, 2.4), True: (1.4, 1.5)}  # top and bottom, left and right, by landscape
_FACE: dict[Kind, str] = {"topic": KAI, "title": HEI, "caption": HEI}
_STYLE: dict[Kind, str] = {
    "body": "Normal",
    "topic": "Topic",
    "item": "Item",
    "caption": "Caption",
    "note": "Note",
    "title": "Title",
    "under_title": "Subtitle",
}
_TABLE_SMALLER, _SMALL_PRINT = 1.0, 2.5  # points that the text of a table is below the body
_BELOW_TABLE = 6.0  # points between a table and what follows
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn round what stands beside it
_WHOLE = 150  # letters of a row that is kept on one page; a longer one would leave a hole


def write_word(paper: Paper, path: Path) -> None:
    """Write a paper as a docx file, whole or not at all; the same paper gives the same bytes."""
    from docx import Document

    document = Document()
    _styles(document, paper.sections[0].points)
    _properties(document, paper)
    for number, section in enumerate(paper.sections):
        if number:
            _new_section(document)
        _page(document.sections[-1], section, paper)
        for block in section.blocks:
            _block(document, block, section)
    _space_below_tables(document)
    write_office(document.save, path, paper.on)


def checked_word(path: Path, also: Sequence[str] = ()) -> None:
    """Raise InputError for a file that cannot be written as .docx, or with an ending of `also`."""
    allowed = (".docx", *also)
    if path.suffix.lower() not in allowed:
        raise InputError(
            f"--output {path.name!r} ends in {path.suffix!r}; allowed are {' and '.join(allowed)}"
        )
    if not path.absolute().parent.is_dir():
        raise InputError(f"--output {path}: its folder does not exist; give one that does")


def _new_section(document: "WordDocument") -> None:
    """Begin a section; its break goes into the last paragraph instead of an empty one after it."""
    document.add_section()
    marked: Any = document.paragraphs[-1]._p  # noqa: SLF001
    last = marked.getprevious()
    if last is not None and last.tag == _tag("w:p"):
        last.get_or_add_pPr().append(marked.pPr.sectPr)
        marked.getparent().remove(marked)


def _properties(document: "WordDocument", paper: Paper) -> None:
    found = document.core_properties
    found.title, found.author, found.comments = legal(paper.title)[:255], "chainmatch", ""
    found.created = found.modified = dt.datetime.combine(paper.on, dt.time(), dt.UTC)
    found.language = "zh-CN" if paper.language == "zh" else "en"


def _styles(document: "WordDocument", points: float) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    for name in ("Topic", "Item", "Note"):
        made: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
    # Name of the style, its face, points above the body, points before and after, lines.
    looks = (
        ("Normal", SONG, 0.0, 0.0, 3.0, 1.25),
        ("Heading 1", HEI, 3.0, 12.0, 6.0, 1.2),
        ("Title", HEI, 9.0, 0.0, 6.0, 1.2),
        ("Subtitle", SONG, 0.0, 0.0, 10.0, 1.2),
        ("Topic", KAI, 1.0, 8.0, 3.0, 1.25),
        ("Item", SONG, 0.0, 0.0, 3.0, 1.25),
        ("Caption", HEI, -1.0, 6.0, 3.0, 1.2),
        ("Note", SONG, -2.0, 2.0, 2.0, 1.15),
        ("Header", SONG, -2.0, 0.0, 0.0, 1.0),
        ("Footer", SONG, -2.0, 0.0, 0.0, 1.0),
    )
    for name, face, more, before, after, lines in looks:
        style: Any = document.styles[name]
        _look(style, face, points + more)
        form = style.paragraph_format
        _space(form, before, after, lines)
        form.keep_with_next = name in {"Heading 1", "Title", "Topic", "Caption"}
    _defaults(document)


def _look(style: "ParagraphStyle", face: str, points: float) -> None:
    """Give a style its face for every script, without colour, slant or the lines of a theme."""
    from docx.shared import Pt, RGBColor

    font = style.font
    font.size, font.italic = Pt(points), False
    font.bold = style.name in {"Title", "Heading 1", "Topic"}
    font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    _face(properties, face)
    frame = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing"):
        for found in frame.findall(_tag(tag)):
            frame.remove(found)
    for found in properties.findall(_tag("w:spacing")):
        properties.remove(found)


def _defaults(document: "WordDocument") -> None:
    """Name face and language of whatever has no style: no theme decides over Chinese letters."""
    for properties in document.styles.element.iter(_tag("w:rPrDefault")):
        inner = properties.find(_tag("w:rPr"))
        _face(inner, SONG)
        for tongue in inner.findall(_tag("w:lang")):
            tongue.set(_tag("w:eastAsia"), "zh-CN")


def _face(properties: Any, face: str) -> None:  # noqa: ANN401  # an element of lxml
    """Name one face for Latin, Chinese and other letters alike."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(_tag(f"w:{script}"), face)


def _space(form: Any, before: float, after: float, lines: float) -> None:  # noqa: ANN401
    from docx.shared import Pt

    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), lines


def _page(section: "WordSection", given: Section, paper: Paper) -> None:
    """Set paper and margins, the title and day above, the number of the page below."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    wide = given.landscape
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    section.page_width, section.page_height = Cm(width), Cm(height)
    upright, aside = _MARGINS[wide]
    section.top_margin = section.bottom_margin = Cm(upright)
    section.left_margin = section.right_margin = Cm(aside)
    section.header_distance = section.footer_distance = Cm(0.8 if wide else 1.4)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    _tab(head, width - 2 * aside)
    _run(head, f"{_one_line(paper.title)}\t{said_day(paper.on, paper.language)}", SONG)
    _numbers(section.footer.paragraphs[0], paper.language)


def _tab(paragraph: "WordParagraph", place: float) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    style: Any = paragraph.style
    style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(place), WD_TAB_ALIGNMENT.RIGHT)


def _numbers(paragraph: "WordParagraph", language: Language) -> None:
    """Write 第 x 页 共 y 页 with the two fields that count pages: the only fields there are."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, rest = word("paper.pages", language).split("{0}")
    between, after = rest.split("{1}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        if text:
            _run(paragraph, text, SONG)
        if field:
            _field(paragraph, field)


def _field(paragraph: "WordParagraph", name: str) -> None:
    from docx.oxml import OxmlElement

    for kind in ("begin", "", "separate", "1", "end"):
        run = _run(paragraph, kind if kind == "1" else "", SONG)
        if kind in {"begin", "separate", "end"}:
            sign = OxmlElement("w:fldChar")
            sign.set(_tag("w:fldCharType"), kind)
            run.append(sign)
        elif not kind:
            code: Any = OxmlElement("w:instrText")
            code.text = name
            run.append(code)


def _block(document: "WordDocument", block: Block, section: Section) -> None:
    if isinstance(block, Heading):
        _run(document.add_paragraph(style="Heading 1"), block.text, HEI)
    elif isinstance(block, Paragraph):
        _paragraph(document, block)
    elif isinstance(block, Table):
        _table(document, block, section)
    else:
        _picture(document, block, section)


def _paragraph(document: "WordDocument", block: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    made = document.add_paragraph(style=_STYLE[block.kind])
    _run(made, block.text, _FACE.get(block.kind, SONG))
    if block.kind in {"title", "under_title"}:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if block.kind == "body":
        _indent(made)


def _space_below_tables(document: "WordDocument") -> None:
    """Keep a paragraph that follows a table off its border."""
    from docx.shared import Pt
    from docx.table import Table as WordTable

    before: object = None
    for block in document.iter_inner_content():
        if isinstance(before, WordTable) and not isinstance(block, WordTable):
            form = block.paragraph_format
            form.space_before = max(form.space_before or Pt(0), Pt(_BELOW_TABLE))
        before = block


def _indent(paragraph: "WordParagraph") -> None:
    """Indent the first line by two letters, as Chinese documents do."""
    from docx.shared import Pt

    paragraph.paragraph_format.first_line_indent = Pt(0)
    frame: Any = paragraph.paragraph_format.element.get_or_add_pPr()
    frame.get_or_add_ind().set(_tag("w:firstLineChars"), "200")


def _table(document: "WordDocument", block: Table, section: Section) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT

    table = document.add_table(rows=0, cols=len(block.header), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = _widths(block, section)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, texts in enumerate((block.header, *block.rows)):
        row: Any = table.add_row()
        marks = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no name for it
        if sum(map(len, texts)) <= _WHOLE:
            _mark(marks, "w:cantSplit")
        if not number:
            _mark(marks, "w:tblHeader")
        points = section.points - (_SMALL_PRINT if block.small else _TABLE_SMALLER)
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            _cell(cell, text, points, bold=not number)


def _widths(block: Table, section: Section) -> list[int]:
    from docx.shared import Cm

    whole = (_LONG if section.landscape else _SHORT) - 2 * _MARGINS[section.landscape][1]
    return [Cm(whole * width / sum(block.widths)) for width in block.widths]


def _cell(cell: "_Cell", text: str, points: float, *, bold: bool) -> None:
    from docx.shared import Pt

    made = cell.paragraphs[0]
    _space(made.paragraph_format, 0.0, 0.0, 1.1)
    _run(made, text or "—", HEI if bold else SONG, Pt(points))
    if bold:
        _shade(cell)


def _shade(cell: "_Cell") -> None:
    from docx.oxml import OxmlElement

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7E6E6")):
        shade.set(_tag(f"w:{name}"), value)
    properties: Any = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    properties.append(shade)


def _mark(marks: Any, name: str) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement

    marks.append(OxmlElement(name))


def _picture(document: "WordDocument", block: Picture, section: Section) -> None:
    from docx.shared import Cm

    whole = (_LONG if section.landscape else _SHORT) - 2 * _MARGINS[section.landscape][1]
    shape: Any = document.add_picture(io.BytesIO(block.png), width=Cm(whole))
    shape._inline.docPr.set("descr", legal(block.told))  # noqa: SLF001
    form = document.paragraphs[-1].paragraph_format
    form.keep_with_next, form.line_spacing = False, 1.0


def _run(paragraph: "WordParagraph", text: str, face: str, size: int | None = None) -> Any:  # noqa: ANN401
    """Add text in one face; line ends become breaks of the line."""
    run = paragraph.add_run(_TURNED.sub("\ufffd", legal(text)))
    properties = run.element.get_or_add_rPr()
    _face(properties, face)
    if size is not None:
        run.font.size = size
    return run.element


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)
