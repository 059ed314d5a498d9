"""Word documents: whole, in the right face, the same each time, and nothing in them runs."""

import datetime as dt
import re
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import W, body, everything, headings, parts

from chainmatch.errors import InputError
from chainmatch.matching.company import Company
from chainmatch.reports.dossier import Beside, Case, dossier
from chainmatch.reports.drawn import flows_png
from chainmatch.reports.office import legal
from chainmatch.reports.paper import Heading, Paper, Paragraph, Picture, Section, Table
from chainmatch.reports.pictures.flows import Flow, Flows
from chainmatch.reports.word import checked_word, write_word
from chainmatch.workbench import Workbench

ON = dt.date(2026, 11, 25)
FLOWS = Flows(
    "上下游",
    "15.5 动力电池",
    [Flow("14.4 新能源材料", "正极", 1.0, "curated")],
    [Flow("15.4 新能源汽车", "电池", 1.0, "plan_stated")],
    ("上游", "下游"),
    {"plan_stated": "规划写明", "curated": "人工整理", "inferred": "推断"},
)
PAYLOADS = (
    "=1+1",
    "{PAGE}",
    "{ HYPERLINK http://example.org }",
    'INCLUDETEXT "c:/a"',
    "DDEAUTO c:\\\\a",
    "<w:fldSimple w:instr='DATE'/>",
    "&lt;b&gt;",
    "http://example.org",
    "\x00\x01\x0b\ud800\ufffe",
    "😀\u202eabc",
)


def paper(text: str = "正文", *, landscape: bool = False) -> Paper:
    blocks = (
        Paragraph(text, "title"),
        Heading("一、项目简介"),
        Paragraph(text),
        Table(("事项", "内容"), (("投资", text), ("用地", "")), (1.0, 2.0)),
        Paragraph("（一）理由", "topic"),
        Paragraph(text, "note"),
    )
    picture = Section((Paragraph("附图", "caption"), Picture(flows_png(FLOWS), "上下游")), True)
    return Paper("项目研判报告", ON, "zh", (Section(blocks, landscape), picture))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_word(paper(), tmp_path / "x.docx")
    return tmp_path / "x.docx"


def test_headings_are_headings(path: Path) -> None:
    assert headings(path) == ["一、项目简介"]


def test_every_run_and_style_names_a_chinese_face(path: Path) -> None:
    allowed = {"宋体", "黑体", "楷体"}
    for run in body(path).iter(f"{W}r"):
        if run.find(f"{W}t") is not None:
            fonts = run.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None
            assert fonts.get(f"{W}eastAsia") in allowed
            assert not [name for name in fonts.attrib if "Theme" in name]
    document = Document(str(path))
    for name in ("Normal", "Heading 1", "Title", "Topic", "Item", "Caption", "Header", "Footer"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(f"{W}eastAsia") in allowed
        assert not [key for key in fonts.attrib if "Theme" in key]
    assert document.styles["Normal"].font.size.pt == 11
    assert document.styles["Normal"].element.rPr.rFonts.get(f"{W}eastAsia") == "宋体"


def test_no_paragraph_is_empty(path: Path) -> None:
    for paragraph in body(path).iter(f"{W}p"):
        told = "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip()
        assert told or paragraph.find(f".//{W}drawing") is not None
    breaks = [p for p in body(path).iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    assert [t.text for p in breaks for t in p.iter(f"{W}t")] == ["正文"]


def test_the_page_is_a4_with_title_day_and_number(path: Path) -> None:
    document = Document(str(path))
    first, last = document.sections
    sides = [(s.page_width, s.page_height) for s in (first, last)]
    assert [(round(w.cm, 1), round(h.cm, 1)) for w, h in sides] == [(21.0, 29.7), (29.7, 21.0)]
    assert first.left_margin < Cm(3)
    for section in (first, last):
        assert section.header.paragraphs[0].text == "项目研判报告\t2026年11月25日"
    found = [
        data for name, data in parts(path).items() if re.fullmatch(r"word/footer\d\.xml", name)
    ]
    codes = [re.findall(rb"<w:instrText[^>]*>([^<]*)<", data) for data in found]
    assert codes == [[b"PAGE", b"NUMPAGES"]] * 2


def test_tables_have_borders_and_a_head_on_every_page(path: Path) -> None:
    (table,) = Document(str(path)).tables
    assert table.style.name == "Table Grid"
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert [cell.text for row in table.rows for cell in row.cells][-2:] == ["用地", "—"]
    assert sum(column.width for column in table.columns) <= Cm(21.0 - 4.8)


def test_a_picture_is_as_wide_as_its_page_and_says_what_it_shows(path: Path) -> None:
    (shape,) = Document(str(path)).inline_shapes
    assert shape.width == Cm(29.7 - 3.0)
    assert shape._inline.docPr.get("descr") == "上下游"


def test_the_same_paper_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_word(paper(), tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == path.read_bytes()
    assert b"2026-11-25T00:00:00Z" in parts(path)["docProps/core.xml"]


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_stays_text(text: str, tmp_path: Path) -> None:
    write_word(paper(text), tmp_path / "x.docx")
    found = parts(tmp_path / "x.docx")
    document = found["word/document.xml"]
    assert not re.search(rb"<w:(?:instrText|fldSimple|fldChar|hyperlink|object|altChunk)", document)
    outside = [name for name, data in found.items() if b'TargetMode="External"' in data]
    assert outside == []
    shown = legal(text).replace("\u202e", "\ufffd")
    assert everything(tmp_path / "x.docx").split("\n")[0] == shown
    assert Document(str(tmp_path / "x.docx")).tables[0].cell(1, 1).text == shown


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.docx"
        blocks = (Heading("一"), Paragraph(f"甲{text}"), Table((text,), ((text,),), (1.0,)))
        write_word(
            Paper(
                text,
                ON,
                "zh",
                (
                    Section(
                        (*blocks, Paragraph("完")),
                    ),
                ),
            ),
            path,
        )
        assert headings(path) == ["一"]


def test_a_failed_write_leaves_the_old_document(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_word(paper("别的"), path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_another_ending_is_refused() -> None:
    with pytest.raises(InputError, match=r"'a\.pdf' ends in '\.pdf'; allowed are \.docx$"):
        checked_word(Path("a.pdf"))
    with pytest.raises(InputError, match=r"allowed are \.docx and \.png"):
        checked_word(Path("a.pdf"), (".png",))
    with pytest.raises(InputError, match="its folder does not exist"):
        checked_word(Path("/nowhere/a.docx"))


def test_a_hostile_lead_makes_a_report_in_which_nothing_runs(
    workbench: Workbench, tmp_path: Path
) -> None:
    text = f"{''.join(PAYLOADS)} 年产2万吨铜箔"
    row = {"name": text, "text": text, "=1+1": text, "id": text}
    company = Company.from_row(row)
    beside = Beside(
        score=((text, 1.0, 2.0, text),),
        shortfalls=(text,),
        fields=row,
        status=text,
        owner=text,
        history=(text,),
    )
    case = Case(company, workbench.match(company), None, ON, beside)
    write_word(dossier(case, workbench.ground("zh")), tmp_path / "x.docx")
    assert headings(tmp_path / "x.docx") == ["一、项目简介", "二、研判", "三、建议", "四、其他"]
    found = parts(tmp_path / "x.docx")
    assert not re.search(rb"<w:(?:instrText|fldSimple|hyperlink)", found["word/document.xml"])
    assert [name for name, data in found.items() if b'"External"' in data] == []
