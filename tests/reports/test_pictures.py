"""Pictures hold their words on a machine without any Chinese font, whole or not at all."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from chainmatch.errors import InputError
from chainmatch.paths import data_file
from chainmatch.reports.pictures.bars import Bar, Bars, draw_bars
from chainmatch.reports.pictures.canvas import checked_picture, draw_sentence
from chainmatch.reports.pictures.curve import Curve, draw_curve
from chainmatch.reports.pictures.flows import Flow, Flows, draw_flows
from chainmatch.reports.pictures.grid import Grid, Tile, draw_grid
from chainmatch.reports.pictures.lettering import columns, drawable, folded
from chainmatch.reports.planning_words import PLANNING_WORDS

Draw = Callable[[Path], None]

GRID = Grid(
    "覆盖",
    ["9.1 高端专用化学品", "13.2 生物制药"],
    ["绿色化工园区", "生态修复与产业发展示范区"],
    [Tile(0, 0, "many", 3), Tile(1, 1, "half", 0, "guess", 0.4), Tile(0, 1, "one", 1, "lead")],
    {name: f"{name} of those that are known" for name in ("many", "one", "half", "guess", "lead")},
    note="名录不全时，可能只是没收录到。" * 9,
)
LONG = "甘肃省兰州新区高科技产业开发园区新能源材料股份有限公司（筹备）"
FLOWS = Flows(
    "上下游",
    LONG,
    [Flow(LONG, "正极材料、石墨负极原料与储氢材料", 1.0, "supply")],
    [Flow("Gansu Joy Agriculture (Lanzhou New Area) Branch", "电池", 0.5, "by-product")],
    ("可供货给它", "可用它的产出"),
    {"supply": "产品或服务", "by-product": "副产物"},
    "线越粗，把握越大。",
)
CURVE = Curve(
    "多选一条线索值多少",
    "选 40 条线索（贪心；上界 2.5）。",
    [(1, 0.8), (2, 1.2), (3, 1.3)],
    (40, 2.2),
    2.5,
    {name: name for name in ("count", "worth", "adds", "chosen", "bound")},
)
BARS = Bars(
    "两版规划",
    [
        ("环节", [Bar("added", 164, "164"), Bar("removed", 1, "1")]),
        ("园区", [Bar("added", 0, "0")]),
    ],
    {"added": "新增", "removed": "取消"},
    "旧：甲；新：乙",
)
DRAWN: dict[str, Draw] = {
    "grid": lambda path: draw_grid(GRID, path),
    "flows": lambda path: draw_flows(FLOWS, path),
    "curve": lambda path: draw_curve(CURVE, path),
    "bars": lambda path: draw_bars(BARS, path),
    "sentence": lambda path: draw_sentence("同质化", "没有两个以上园区都列或都有的环节。", path),
}


@pytest.fixture(params=DRAWN)
def draw(request: pytest.FixtureRequest) -> Draw:
    return DRAWN[request.param]


def test_the_font_has_every_character_of_plan_relations_and_words() -> None:
    known = set(FT2Font(str(data_file("fonts/NotoSansSC-subset.otf"))).get_charmap())
    names = ("industry_chain.json", "parks.json", "relations.json", "enterprises.json")
    text = "".join(data_file(name).read_text(encoding="utf-8") for name in names)
    text += json.dumps(list(PLANNING_WORDS.values()), ensure_ascii=False)
    missing = {c for c in text if c.isprintable() and ord(c) not in known}
    assert missing == set()


def test_text_in_svg_is_outlines_and_the_same_each_time(draw: Draw, tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        draw(tmp_path / name)
    drawn = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert "<text" not in drawn
    assert "font-family" not in drawn
    assert drawn.count("<use ") >= len("没有两个以上园区")
    assert drawn == (tmp_path / "two.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_is_written_whole(ending: str, draw: Draw, tmp_path: Path) -> None:
    draw(tmp_path / f"drawn.{ending}")
    assert [path.name for path in tmp_path.iterdir()] == [f"drawn.{ending}"]
    head = (tmp_path / f"drawn.{ending}").read_bytes()[:8]
    assert head == (b"\x89PNG\r\n\x1a\n" if ending == "png" else b"<?xml ve")


def test_a_picture_that_fails_leaves_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.png"
    path.write_bytes(b"older")

    def full(self: Figure, partial: Path, **kwargs: object) -> None:
        partial.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Figure, "savefig", full)
    with pytest.raises(OSError, match="No space left"):
        draw_grid(GRID, path)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("map.png", b"older")]


def laid_out(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> Figure:
    """Return the figure as it would have been saved."""
    kept: list[Figure] = []
    with monkeypatch.context() as patched:
        patched.setattr("chainmatch.reports.pictures.canvas._save", lambda f, _: kept.append(f))
        draw(Path("none.png"))
    kept[0].draw_without_rendering()
    return kept[0]


def extents(parts: list[Artist]) -> list[Bbox]:
    return [
        part.get_window_extent() for part in parts if not isinstance(part, Text) or part.get_text()
    ]


def test_no_word_is_cut_and_title_axes_legend_and_note_are_apart(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = laid_out(draw, monkeypatch)
    texts = [t for t in figure.findobj(Text) if t.get_text() and t.get_visible()]
    inside = [t for t in texts if t.axes is None or t.axes.axison or t in t.axes.texts]
    paper = figure.bbox
    cut = [
        t.get_text()
        for t, box in zip(inside, extents(list(inside)), strict=True)
        if box.x0 < 0 or box.y0 < 0 or box.x1 > paper.x1 or box.y1 > paper.y1
    ]
    assert cut == []
    axes = figure.axes[0].get_tightbbox()
    assert axes is not None
    strips = [axes, *extents([*figure.texts, *figure.legends])]
    overlaps = [
        (one, other)
        for i, one in enumerate(strips)
        for other in strips[i + 1 :]
        if min(one.y1, other.y1) - max(one.y0, other.y0) > 1.0
    ]
    assert overlaps == []


def test_labels_of_partners_keep_clear_of_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    crowded = replace(FLOWS, incoming=FLOWS.incoming * 9, outgoing=[])
    figure = laid_out(lambda path: draw_flows(crowded, path), monkeypatch)
    boxes = extents([t for t in figure.axes[0].texts if t.get_text() != folded(LONG, 22, 4)])
    boxes.sort(key=lambda box: -box.y1)
    assert len(boxes) == 1 + 2 * 9
    assert all(lower.y1 <= upper.y0 + 2 for upper, lower in pairwise(boxes))


def test_two_dollars_in_a_name_are_no_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = r"甲$\frac$公司"
    dollars = replace(FLOWS, middle=name, outgoing=[Flow(name, name, 1.0, "supply")])
    figure = laid_out(lambda path: draw_flows(dollars, path), monkeypatch)
    assert [t.get_text() for t in figure.axes[0].texts].count(name) == 3


def test_a_chosen_set_beyond_the_curve_is_told_from_the_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figure = laid_out(DRAWN["curve"], monkeypatch)
    ticks = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert ticks == ["0", "1", "2", "3", "…", "40"]
    within = replace(CURVE, chosen=(2, 1.2), bound=1.2)
    figure = laid_out(lambda path: draw_curve(within, path), monkeypatch)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0", "1", "2", "3"]
    (ring,) = axes.collections
    assert ring.get_offsets().tolist() == [[2.0, 1.2]]
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["worth", "adds", "chosen"]


def test_a_letter_that_the_font_lacks_is_the_nearest_or_a_box() -> None:
    assert drawable("臺灣é公司カ\x07") == "台灣e公司□"
    assert drawable("\ud800甲") == "甲"
    assert drawable("甲\n乙") == "甲\n乙"


@given(st.text())
def test_every_text_becomes_letters_of_the_font(text: str) -> None:
    known = set(FT2Font(str(data_file("fonts/NotoSansSC-subset.otf"))).get_charmap())
    assert {ord(letter) for letter in drawable(text)} - {ord("\n")} <= known


def test_lines_break_between_letters_and_between_words() -> None:
    assert folded("新能源材料，与电池", 10) == "新能源材\n料，与电池"
    assert folded("Gansu Joy Agriculture", 12) == "Gansu Joy\nAgriculture"
    assert folded("新能源材料与动力电池", 8) == "新能源材\n料与动…"
    assert folded("Agriculture", 4, 3) == "Agri\ncult\nure"


@given(st.text(), st.integers(4, 60), st.integers(1, 4))
def test_no_line_is_wider_than_it_may_be(text: str, wide: int, lines: int) -> None:
    rows = folded(text, wide, lines).split("\n")
    assert len(rows) <= lines
    assert all(columns(row) <= wide for row in rows)


def test_another_ending_is_refused() -> None:
    with pytest.raises(InputError, match=r"'map\.pdf' ends in '\.pdf'; allowed are \.svg and"):
        checked_picture(Path("map.pdf"))
    with pytest.raises(InputError, match="its folder does not exist"):
        checked_picture(Path("/nowhere/map.png"))
