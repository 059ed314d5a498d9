"""What planners' pictures show is what their tables say."""

from collections import Counter

import pytest

from chainmatch.plan.diff import Move
from chainmatch.plan.relations import Relation
from chainmatch.planning.overlap import Overlap, overlaps
from chainmatch.planning.partners import Party, partners
from chainmatch.planning.portfolio import Limits, Portfolio
from chainmatch.planning.revision import GapMove
from chainmatch.reports.gaps import GapReport
from chainmatch.reports.overlap import OverlapReport
from chainmatch.reports.partners import PartnerReport
from chainmatch.reports.portfolio import PortfolioReport
from chainmatch.reports.revision import RevisionReport
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench

ACID = Relation(
    *("r1", "10.4", "9.1", "by-product", "硫酸", ("3212",), ("2643",)),
    *(("铅锌冶炼",), ("钛白粉",), "curated", 3, "硫酸法钛白要用大量硫酸", "工艺"),
)
PAINT = Relation(
    *("r2", "9.1", "9.3", "material", "钛白粉", ("2643",), ("2641",)),
    *(("钛白粉",), ("涂料",), "curated", 3, "涂料要用钛白", "工艺"),
)


def party(id: str, text: str, link: str, code: str, name: str = "") -> Party:
    return Party(id, name, text, {link: 1.0}, {code: 1.0}, "bygx", "bygx-core", "s")


SMELTER = party("smelter", "铅锌冶炼,副产硫酸", "10.4", "3212", "冶炼厂")
PIGMENT = party("pigment", "年产10万吨钛白粉", "9.1", "2643")
PAINTER = party("painter", "生产涂料", "9.3", "2641", "涂料厂")


@pytest.fixture(scope="module")
def found(workbench: Workbench) -> tuple[Overlap, ...]:
    return overlaps(workbench.region.links, workbench.region.cells)


@pytest.fixture
def overlap(workbench: Workbench) -> OverlapReport:
    return OverlapReport(workbench.plan, workbench.registry, "zh")


def test_the_map_of_the_region_has_every_link_park_and_filled_cell(workbench: Workbench) -> None:
    report = GapReport(workbench.plan, workbench.registry, workbench.relations, "zh")
    grid = report.grid(workbench.region)
    assert (len(grid.rows), len(grid.columns)) == (59, 24)
    cells = [cell for cell in workbench.region.cells if cell.park]
    assert sum(tile.count > 0 for tile in grid.tiles) == sum(bool(c.enterprises) for c in cells)
    shades = Counter(tile.shade for tile in grid.tiles)
    assert shades["many"] == sum(len(c.enterprises) > 1 for c in cells)
    assert shades["empty"] == sum(c.listed == 1.0 and not c.enterprises for c in cells)


def test_each_claim_has_its_cell_and_each_led_link_one_leader(
    overlap: OverlapReport, found: tuple[Overlap, ...]
) -> None:
    grid = overlap.grid(found)
    assert [name.split()[0] for name in grid.columns] == [one.link for one in found]
    claims = [claim for one in found for claim in one.claims]
    assert Counter(tile.count for tile in grid.tiles) == Counter(
        len(claim.enterprises) for claim in claims
    )
    leaders = {
        grid.columns[t.column].split()[0]: grid.rows[t.row] for t in grid.tiles if t.mark == "lead"
    }
    parks = {park.id: park.name for park in overlap.plan.parks}
    assert leaders == {one.link: parks[one.leader] for one in found if one.leader}
    assert sum(t.mark == "yield" for t in grid.tiles) == sum(c.part == "give way" for c in claims)
    named = sum(claim.listed == 1.0 for claim in claims)
    assert Counter(tile.shade for tile in grid.tiles)["named"] == named


def test_one_link_is_bars_by_park_with_the_parts(
    overlap: OverlapReport, found: tuple[Overlap, ...]
) -> None:
    one = next(one for one in found if one.link == "14.4")
    bars = overlap.bars(one)
    assert [group[0].value for _, group in bars.groups] == [len(c.enterprises) for c in one.claims]
    assert bars.groups[0][1][0].text.endswith("主导")
    assert {bar.shade for _, group in bars.groups for bar in group} <= set(bars.words)


@pytest.mark.parametrize(("language", "said"), [("zh", "不到两个"), ("en", "Fewer than two parks")])
def test_no_overlap_is_said(workbench: Workbench, language: Language, said: str) -> None:
    report = OverlapReport(workbench.plan, workbench.registry, language)
    assert said in report.nobody("21.5")
    assert "21.5" in report.nobody("21.5")
    assert "21.5" not in report.nobody(None)


def test_suppliers_stand_left_users_right_and_by_products_have_their_colour(
    workbench: Workbench,
) -> None:
    best = partners(PIGMENT, [SMELTER, PAINTER], [ACID, PAINT])
    flows = PartnerReport(workbench.plan, "zh").flows(PIGMENT, best, 15)
    assert [(flow.name, flow.kind) for flow in flows.incoming] == [("冶炼厂", "by-product")]
    assert [(flow.name, flow.kind) for flow in flows.outgoing] == [("涂料厂", "supply")]
    assert flows.middle == "年产10万吨钛白粉"
    assert flows.incoming[0].what == "硫酸 · 白银高新区核心区（同园）"
    assert flows.incoming[0].strength == next(p.score for p in best if p.party is SMELTER)
    assert "前 2 条，共 2 条" in flows.title


def test_a_picture_holds_as_many_partners_as_are_printed_and_sixty_at_most(
    workbench: Workbench,
) -> None:
    many = [party(f"p{i}", "生产涂料", "9.3", "2641", f"涂料{i}厂") for i in range(70)]
    best = partners(PIGMENT, many, [PAINT])
    report = PartnerReport(workbench.plan, "en")
    assert len(report.flows(PIGMENT, best, 3).outgoing) == 3
    assert len(report.flows(PIGMENT, best, 500).outgoing) == 60
    assert "60 of 70" in report.flows(PIGMENT, best, 500).title


@pytest.mark.parametrize(("method", "named"), [("exact", "精确求解"), ("greedy", "贪心")])
def test_the_curve_names_its_method_and_marks_what_was_chosen(
    workbench: Workbench, method: str, named: str
) -> None:
    used = {"land_mu": 70.0}
    chosen = Portfolio(method, ("a", "b"), 0.7, 0.8, used)  # type: ignore[arg-type]
    rows = ((1, 0.5), (2, 0.7))
    report = PortfolioReport(workbench.plan, {}, {}, "zh")
    curve = report.picture(chosen, Limits(2, {"land_mu": 80.0}, {}), rows)
    assert named in curve.told
    assert "用地（亩）：用 70，限 80" in curve.told
    assert (curve.chosen, curve.bound, curve.points) == ((2, 0.7), 0.8, rows)


def test_every_move_and_gap_is_counted_once(workbench: Workbench) -> None:
    moves = [
        Move("link", "added", "", "1.1", "", "甲", ""),
        Move("link", "added", "", "1.2", "", "乙", ""),
        Move("link", "renamed", "1.3", "1.3", "丙", "丁", ""),
        Move("link", "alike", "1.4", "1.5", "丙子", "丙丑", ""),
        Move("park", "removed", "p", "", "戊", "", ""),
    ]
    gaps = [GapMove("opened", "thin", "1.1", None), GapMove("closed", "thin", "1.2", None)]
    bars = RevisionReport(workbench.plan, workbench.plan, "en").bars(moves, gaps)
    told = {name: [(bar.shade, bar.value) for bar in group] for name, group in bars.groups}
    assert told == {
        "link": [("added", 2), ("renamed", 1), ("alike", 1)],
        "park": [("removed", 1)],
        "gap: only one enterprise": [("added", 1), ("removed", 1)],
    }
    assert bars.words == {
        "added": "added / opened",
        "removed": "removed / closed",
        "renamed": "renamed or renumbered",
        "alike": "perhaps renamed (only the names are alike)",
    }
