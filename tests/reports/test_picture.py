"""Pictures hold their words on a machine without any Chinese font."""

import json
from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font

from chainmatch.errors import InputError
from chainmatch.paths import data_file
from chainmatch.reports.gaps import GapReport
from chainmatch.reports.picture import (
    Flow,
    Flows,
    HeatMap,
    Tile,
    checked_picture,
    draw_flows,
    draw_heat_map,
)
from chainmatch.reports.planning_words import PLANNING_WORDS
from chainmatch.workbench import Workbench

WORDS = {name: name for name in ("many", "one", "empty", "half", "guess")}
HEAT = HeatMap(
    "覆盖",
    ["9.1 高端专用化学品", "13.2 生物制药"],
    ["绿色化工园区", "雁滩园区"],
    [Tile(0, 0, 3, 1.0, 0.0), Tile(1, 1, 0, 0.5, 0.4), Tile(0, 1, 1, 0.0, 0.0)],
    WORDS,
)
FLOWS = Flows(
    "上下游",
    "15.5 动力电池",
    [Flow("14.4 新能源材料", "正极", 3, "curated")],
    [Flow("15.4 新能源汽车", "电池", 3, "plan_stated")],
    {"plan_stated": "规划写明", "curated": "人工整理", "inferred": "推断"},
)


def test_the_font_has_every_character_of_plan_relations_and_words() -> None:
    known = set(FT2Font(str(data_file("fonts/NotoSansSC-subset.otf"))).get_charmap())
    names = ("industry_chain.json", "parks.json", "relations.json", "enterprises.json")
    text = "".join(data_file(name).read_text(encoding="utf-8") for name in names)
    text += json.dumps(list(PLANNING_WORDS.values()), ensure_ascii=False)
    missing = {c for c in text if c.isprintable() and ord(c) not in known}
    assert missing == set()


def test_text_in_svg_is_outlines_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        draw_heat_map(HEAT, tmp_path / name)
    drawn = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert "<text" not in drawn
    assert "font-family" not in drawn
    assert drawn.count("<use ") >= len("9.1高端专用化学品13.2生物制药")
    assert drawn == (tmp_path / "two.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_flows_are_drawn_whole(ending: str, tmp_path: Path) -> None:
    draw_flows(FLOWS, tmp_path / f"flows.{ending}")
    assert [path.name for path in tmp_path.iterdir()] == [f"flows.{ending}"]
    head = (tmp_path / f"flows.{ending}").read_bytes()[:8]
    assert head == (b"\x89PNG\r\n\x1a\n" if ending == "png" else b"<?xml ve")


def test_the_map_of_the_region_has_every_link_park_and_filled_cell(workbench: Workbench) -> None:
    report = GapReport(workbench.plan, workbench.registry, workbench.relations, "zh")
    heat = report.heat_map(workbench.region)
    assert (len(heat.rows), len(heat.columns)) == (59, 24)
    held = sum(bool(cell.enterprises) for cell in workbench.region.cells if cell.park)
    assert sum(tile.count > 0 for tile in heat.tiles) == held


def test_another_ending_is_refused() -> None:
    with pytest.raises(InputError, match=r"'map\.pdf' ends in '\.pdf'; allowed are \.svg and"):
        checked_picture(Path("map.pdf"))
    with pytest.raises(InputError, match="its folder does not exist"):
        checked_picture(Path("/nowhere/map.png"))
