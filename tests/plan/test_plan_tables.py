"""Every cell of tables 1 and 1-1 to 1-4, read from the printed plan by eye."""

import pytest

from chainmatch.plan.schema import Document, Plan

GDP = "地区生产总值"
RD = "全社会研究与试验发展（R&D）经费支出占地区生产总值的比重"
FIRM_RD = "规上工业企业研究与试验发展（R&D）经费占规上工业企业营业收入的比重"
ACTIVE = "规上工业企业有研发活动的占比"
STAFF = "每万人研究与试验发展（R&D）人员"
NEW = "新产品销售收入占规上工业企业营业收入的比重"
NEW_LONG = "新产品销售收入占规模以上工业企业营业收入的比重"
PATENTS = "万人发明专利拥有量"
CONTRACTS = "技术合同认定登记成交额"
FIRMS = "高新技术企业"
INCUBATORS = "省级以上科技企业孵化器和众创空间数量"

UNITS = ("亿元", "%", "%", "%", "人", "%", "件", "亿元", "家", "个")
YEARS = (2022, 2021, 2021, 2021, 2021, 2021, 2022, 2022, 2022, 2021)
NAMES = (GDP, RD, FIRM_RD, ACTIVE, STAFF, NEW, PATENTS, CONTRACTS, FIRMS, INCUBATORS)

CELLS: dict[tuple[str, str], list[tuple[float, float, float]]] = {
    ("1", "兰白自创区"): [
        (520, 760, 845),
        (3.59, 4.2, 4.5),
        (0.57, 1.0, 1.2),
        (35.54, 45, 50),
        (178.77, 230, 255),
        (5.37, 10.2, 12.2),
        (82.52, 130, 146),
        (46.37, 90, 105),
        (549, 1022, 1180),
        (44, 54, 68),
    ],
    ("1", "兰白试验区"): [
        (1233, 1800, 2000),
        (3.11, 3.5, 3.8),
        (0.75, 1.2, 1.4),
        (31.59, 40, 45),
        (125.96, 150, 165),
        (4.85, 10, 12),
        (40.86, 60, 66),
        (50.73, 100, 120),
        (698, 1300, 1500),
        (65, 80, 100),
    ],
    ("1-1", "兰州新区"): [
        (342, 500, 555),
        (3.70, 3.8, 4.2),
        (1.53, 2.1, 2.5),
        (26.61, 34, 38),
        (121.73, 158, 170),
        (7.14, 12, 14),
        (6.03, 9.5, 10.5),
        (3.28, 7, 10),
        (75, 140, 160),
        (8, 10, 12),
    ],
    ("1-2", "兰州高新区"): [
        (352, 515, 570),
        (3.93, 4.6, 5.0),
        (0.46, 1.1, 1.4),
        (46.34, 58, 66),
        (244.73, 310, 350),
        (0.74, 5.6, 6.7),
        (136.8, 220, 240),
        (40.13, 78, 90),
        (454, 845, 975),
        (31, 38, 48),
    ],
    ("1-3", "白银高新区"): [
        (168, 245, 275),
        (2.83, 3.2, 3.4),
        (0.75, 0.9, 1.1),
        (32, 40, 45),
        (114.19, 148, 163),
        (12.22, 17, 20),
        (29.33, 47, 51),
        (6.24, 12, 15),
        (95, 177, 205),
        (13, 16, 20),
    ],
    ("1-4", "兰州经开区"): [
        (371, 540, 600),
        (1.94, 2.3, 2.5),
        (0.66, 1.0, 1.3),
        (30, 38, 43),
        (82.99, 86, 94),
        (1.46, 6.6, 7.9),
        (32.08, 41, 45),
        (1.08, 3, 5),
        (74, 138, 160),
        (13, 16, 20),
    ],
}


def test_there_are_sixty_rows(shipped: Plan) -> None:
    assert len(shipped.indicators) == 60
    assert {(row.table, row.area) for row in shipped.indicators} == set(CELLS)


@pytest.mark.parametrize("key", CELLS, ids="".join)
def test_every_cell(shipped: Plan, key: tuple[str, str]) -> None:
    rows = [row for row in shipped.indicators if (row.table, row.area) == key]
    assert [(row.base, row.binding, row.expected) for row in rows] == CELLS[key]
    assert [row.number for row in rows] == list(range(1, 11))
    assert tuple(row.unit for row in rows) == UNITS
    assert tuple(row.base_year for row in rows) == YEARS


@pytest.mark.parametrize("key", CELLS, ids="".join)
def test_every_name(shipped: Plan, key: tuple[str, str]) -> None:
    names = [row.name for row in shipped.indicators if (row.table, row.area) == key]
    expected = [NEW_LONG if key[0] == "1" and name == NEW else name for name in NAMES]
    assert names == expected


def test_rows_say_where_they_stand(shipped: Plan) -> None:
    row = next(r for r in shipped.indicators if r.table == "1-3" and r.number == 5)
    assert row.source == Document("甘政办发〔2023〕88号", "表1-3 第5行")
