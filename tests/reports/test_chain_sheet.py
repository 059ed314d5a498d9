"""One page a chain: every link in order, who does it, where it is listed, what is missing."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font
from papers import parts

from chainmatch.errors import UnknownIdError
from chainmatch.gaps.region import RegionGap, find_gaps
from chainmatch.paths import data_file
from chainmatch.reports.chain import Chain
from chainmatch.reports.chain_sheet import SIGNS, ChainSheets, chain_paper, dated
from chainmatch.reports.document_words import DOCUMENT_WORDS
from chainmatch.reports.pictures.chain import draw_chain, fold
from chainmatch.reports.sheet_words import SHEET_WORDS
from chainmatch.reports.word import write_word
from chainmatch.workbench import Workbench

ON = dt.date(2026, 11, 25)
INDUSTRIES = [str(number) for number in range(9, 22)]


@pytest.fixture(scope="module")
def gaps(workbench: Workbench) -> Sequence[RegionGap]:
    return find_gaps(workbench.region)


@pytest.fixture(scope="module")
def chain(workbench: Workbench) -> Chain:
    return Chain(workbench.graph, workbench.registry, workbench.relations)


@pytest.fixture(scope="module")
def sheets(chain: Chain, gaps: Sequence[RegionGap]) -> ChainSheets:
    return ChainSheets(chain, gaps, "zh")


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_a_page_has_every_link_in_the_order_of_the_plan(
    workbench: Workbench, sheets: ChainSheets, industry: str
) -> None:
    directions = workbench.graph.industry(industry).directions
    page = sheets.sheet(industry)
    assert [row.link for row in page.rows] == [f"{d.id} {d.name}" for d in directions]
    for row, direction in zip(page.rows, directions, strict=True):
        firms = [
            e for e in workbench.registry.enterprises if direction.id in (e.directions_core or ())
        ]
        assert row.holders == len(firms)
        names = [firm.name for firm in firms]
        assert any(name in row.known for name in names) or row.known == "名录中没有"


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_a_page_marks_each_kind_of_gap_that_its_links_have(
    gaps: Sequence[RegionGap], sheets: ChainSheets, industry: str
) -> None:
    for row in sheets.sheet(industry).rows:
        kinds = {gap.kind for gap in gaps if gap.link == row.link.split(" ")[0]}
        assert {line[0] for line in row.gaps} == {SIGNS[kind] for kind in kinds}


def test_a_page_names_the_parks_of_layouts_and_the_strongest_neighbours(
    workbench: Workbench, chain: Chain, sheets: ChainSheets
) -> None:
    row = next(row for row in sheets.sheet("14").rows if row.link.startswith("14.4"))
    direct = [t for t in chain.listing("14.4") if t.way == "park lists link"]
    assert row.listed.startswith(f"列有该环节：{workbench.graph.park(direct[0].park).name}")
    first = chain.suppliers("14.4")[0]
    assert row.up.startswith(f"{chain.name(first.link)}（{len(first.known)}）")
    assert len({n.link for n in chain.users("14.4")}) == len(chain.users("14.4"))


def test_an_unknown_industry_is_named(sheets: ChainSheets) -> None:
    with pytest.raises(UnknownIdError, match="industry '99' is not in the plan"):
        sheets.sheet("99")


def test_the_word_page_is_landscape_with_one_table(sheets: ChainSheets, tmp_path: Path) -> None:
    page = sheets.sheet("15")
    write_word(chain_paper(page, ON), tmp_path / "x.docx")
    document = Document(str(tmp_path / "x.docx"))
    (section,) = document.sections
    assert section.page_width > section.page_height
    (table,) = document.tables
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown[0] == list(page.header)
    for cells, row in zip(shown[1:], page.rows, strict=True):
        assert cells == [row.link, *(cell or "—" for cell in row.cells)]
    write_word(chain_paper(page, ON), tmp_path / "again.docx")
    assert parts(tmp_path / "x.docx") == parts(tmp_path / "again.docx")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_is_a4_and_the_same_each_time(
    chain: Chain, gaps: Sequence[RegionGap], tmp_path: Path, language: str
) -> None:
    page = ChainSheets(chain, gaps, "zh" if language == "zh" else "en").sheet("16")
    for name in ("a.png", "b.png", "a.svg"):
        draw_chain(page, dated(page, ON), tmp_path / name)
    data = (tmp_path / "a.png").read_bytes()
    assert data == (tmp_path / "b.png").read_bytes()
    width, height = (int.from_bytes(data[i : i + 4], "big") for i in (16, 20))
    assert (width, height) == (2338, 1654)
    assert "<text" not in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.png", "a.svg", "b.png"]


def test_the_font_has_every_letter_of_the_words() -> None:
    known = set(FT2Font(str(data_file("fonts/NotoSansSC-subset.otf"))).get_charmap())
    words = (*DOCUMENT_WORDS.values(), *SHEET_WORDS.values(), tuple(SIGNS.values()))
    missing = {c for pair in words for text in pair for c in text if ord(c) not in known}
    assert missing == set()


@given(st.text(alphabet="甲乙丙（），、。：ab12 \n“”", max_size=60), st.floats(0.4, 3.0))
def test_folded_lines_hold_every_letter_and_begin_with_no_closing_mark(
    text: str, width: float
) -> None:
    lines = fold(text, width, 8.0)
    kept = "".join(lines).replace(" ", "")
    assert kept == text.replace("\n", "").replace(" ", "")
    given_first = {line[:1] for line in text.split("\n")}
    assert all(line[:1] not in set("，、。：）”") - given_first for line in lines if len(line) > 9)
