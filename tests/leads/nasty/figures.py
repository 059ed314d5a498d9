"""Amounts as people write them: units, ranges, rough words, numerals, what is no number."""

from collections.abc import Sequence
from dataclasses import replace

from nasty.books import Rows, book
from nasty.truth import (
    Case,
    Expected,
    Lead,
    Value,
    about,
    between,
    lead,
    least,
    most,
    says,
    serial,
)

Said = tuple[str | float, Value | None]  # None: it must be reported

MONEY: Sequence[Said] = (
    ("1.2亿元", 12000.0),
    ("5000万元", 5000.0),
    ("5000万", 5000.0),
    ("2亿", 20000.0),
    ("两亿元", 20000.0),
    ("叁仟万元", 3000.0),
    ("一亿二千万元", 12000.0),
    ("1亿2000万元", 12000.0),
    ("3千万", 3000.0),
    ("5个亿", 50000.0),
    ("1200000元", 120.0),
    ("人民币8000万元", 8000.0),
    ("￥3,500,000.00元", 350.0),
    ("５０００万元", 5000.0),
    ("12，500万元", 12500.0),
    ("1.5 亿 元", 15000.0),
    ("5000-8000万", between(5000.0, 8000.0)),
    ("5000万-8000万元", between(5000.0, 8000.0)),
    ("8000万～1.2亿元", between(8000.0, 12000.0)),
    ("1-1.5亿", between(10000.0, 15000.0)),
    ("0.8—1.0亿元", between(8000.0, 10000.0)),
    ("3至5亿元", between(30000.0, 50000.0)),
    ("不低于2亿元", least(20000.0)),
    ("2亿元以上", least(20000.0)),
    ("≥500万", least(500.0)),
    (">1亿", least(10000.0)),
    ("不超过3000万元", most(3000.0)),
    ("<100万元", most(100.0)),
    ("5000万元以内", most(5000.0)),
    ("3000万左右", about(3000.0)),
    ("约3亿元", about(30000.0)),
    ("近2亿元", about(20000.0)),
    ("1000余万元", about(1000.0)),
    ("约1000多万元", about(1000.0)),
    ("预计5000万元", 5000.0),
    ("投资5亿（含设备2亿）", 50000.0),
    ("总投资6亿元", 60000.0),
    ("500万美元", None),
    ("300万欧元", None),
    ("HK$2000万", None),
    ("约1亿日元", None),
    ("一期2亿元，二期3亿元", None),
    ("2亿+3亿", None),
    ("数亿元", None),
    ("上千万元", None),
    ("1,2000万元", None),
    ("-500万元", None),
    ("5000万吨", None),
    ("3000", None),
    (4500, None),
)
LAND: Sequence[Said] = (
    ("约300亩", about(300.0)),
    ("二十亩", 20.0),
    ("一百二十亩", 120.0),
    ("约100余亩", about(100.0)),
    ("300亩左右", about(300.0)),
    ("300亩（其中一期120亩）", 300.0),
    ("100-150亩", between(100.0, 150.0)),
    ("50亩以上", least(50.0)),
    ("20公顷", 300.0),
    ("20000平方米", 30.0),
    ("2万平方米", 30.0),
    ("20000㎡", 30.0),
    ("0.2平方公里", 300.0),
    ("１５０亩", 150.0),
    ("300 亩", 300.0),
    ("亩", None),
    ("租赁标准厂房", None),
    ("200+100亩", None),
    ("300或500亩", None),
    ("120", None),
)
OTHERS: Rows = [
    ["企业名称", "年用电量", "年用水量", "年综合能耗", "建筑面积", "年产值", "年税收", "就业人数"],
    [
        *("兰州癸一玻璃有限公司", "1200万千瓦时", "3.5万吨", "8000吨标煤", "3万平方米"),
        *("2.4亿元", "800万元", "约120人"),
    ],
    [
        *("兰州癸二玻璃有限公司", "500万度", "20000立方米", "1.2万tce", "45000平米"),
        *("1-2亿元", "3000-5000万元", "200-300人"),
    ],
    [
        *("兰州癸三玻璃有限公司", "0.8亿kWh", "5万方", "900吨标准煤", "1.2万㎡"),
        *("超过5亿元", "不少于1000万元", "二百人"),
    ],
    ["兰州癸四玻璃有限公司", "3GWh", "120m³", "500kgce", "600㎡", "100万元", "3万元", 12],
    ["兰州癸五玻璃有限公司", 900000, 5000, 700, 8000, 3000, 150, "8名"],
]
OTHER_FIELDS = (
    *("power_kwh", "water_m3", "energy_tce", "floor_m2", "output_wanyuan", "tax_wanyuan"),
    "jobs",
)


def _others(row: int, name: str, *values: Value) -> Lead:
    return lead(row, name=name, **dict(zip(OTHER_FIELDS, values, strict=True)))


OTHERS_SAY = says(
    "要素",
    [
        _others(
            2, "兰州癸一玻璃有限公司", 12e6, 35000.0, 8000.0, 3e4, 24000.0, 800.0, about(120.0)
        ),
        _others(
            *(3, "兰州癸二玻璃有限公司", 5e6, 20000.0, 12000.0, 45000.0),
            *(between(10000.0, 20000.0), between(3000.0, 5000.0), between(200.0, 300.0)),
        ),
        _others(
            *(4, "兰州癸三玻璃有限公司", 8e7, 50000.0, 900.0, 12000.0),
            *(least(50000.0), least(1000.0), 200.0),
        ),
        _others(5, "兰州癸四玻璃有限公司", 3e6, 120.0, 0.5, 600.0, 100.0, 3.0, 12.0),
        replace(
            lead(6, name="兰州癸五玻璃有限公司", jobs=8.0),
            reported={
                "power_kwh": "900000",
                "water_m3": "5000",
                "energy_tce": "700",
                "floor_m2": "8000",
                "output_wanyuan": "3000",
                "tax_wanyuan": "150",
            },
        ),
    ],
    passed=[1],
)


def said(field: str, heading: str, amounts: Sequence[Said]) -> tuple[Rows, Expected]:
    """Return a list with one amount a row, and what it says."""
    rows: list[list[str | float | None]] = [["序号", "企业名称", heading]]
    leads: list[Lead] = []
    for number, (amount, value) in enumerate(amounts, start=1):
        rows.append([number, f"兰州金额{number}号有限公司", amount])
        one = lead(number + 1, name=f"兰州金额{number}号有限公司")
        if value is None:
            leads.append(replace(one, reported={field: str(amount)}))
        else:
            leads.append(replace(one, values={**one.values, field: value}))
    pieces = {"投资5亿（含设备2亿）": "含设备2亿", "300亩（其中一期120亩）": "其中一期120亩"}
    kept = [(pieces[str(amount)],) if amount in pieces else () for amount, _ in amounts]
    leads = [replace(one, kept=piece) for one, piece in zip(leads, kept, strict=True)]
    return rows, says("线索", serial(1, *leads), passed=[1])


UNITS: Rows = [
    [
        *("企业名称", "投资额（亿元）", "用地（公顷）", "用电量（亿千瓦时）", "用水量（万m³/年）"),
        *("能耗（万吨标准煤）", "建筑面积（万平方米）", "年产值（百万元）", "年税收（元）"),
    ],
    ["甘肃子一钢铁有限公司", 300, 40, 2.5, 88, 12.5, 30, 450, 9800000],
    ["甘肃子二钢铁有限公司", "0.35", "1.5", "0.01", "2", "0.2", "0.9", "12", "35,000"],
    [
        "甘肃子三钢铁有限公司",
        "3000万元",
        "30亩",
        "20万度",
        "500吨",
        "80吨",
        "900㎡",
        "1亿元",
        "2万元",
    ],
    ["甘肃子四钢铁有限公司", "1—2", "约3", "<0.5", "≥4", "0.3左右", "2～3", None, "待定"],
]
UNITS_SAY = says(
    "表1",
    [
        lead(
            2,
            name="甘肃子一钢铁有限公司",
            invest_wanyuan=3_000_000.0,
            land_mu=600.0,
            power_kwh=250_000_000.0,
            water_m3=880_000.0,
            energy_tce=125_000.0,
            floor_m2=300_000.0,
            output_wanyuan=45_000.0,
            tax_wanyuan=980.0,
        ),
        lead(
            3,
            name="甘肃子二钢铁有限公司",
            invest_wanyuan=3500.0,
            land_mu=22.5,
            power_kwh=1_000_000.0,
            water_m3=20_000.0,
            energy_tce=2000.0,
            floor_m2=9000.0,
            output_wanyuan=1200.0,
            tax_wanyuan=3.5,
        ),
        lead(
            4,
            name="甘肃子三钢铁有限公司",
            invest_wanyuan=3000.0,
            land_mu=30.0,
            power_kwh=200_000.0,
            water_m3=500.0,
            energy_tce=80.0,
            floor_m2=900.0,
            output_wanyuan=10_000.0,
            tax_wanyuan=2.0,
        ),
        replace(
            lead(
                5,
                name="甘肃子四钢铁有限公司",
                invest_wanyuan=between(10_000.0, 20_000.0),
                land_mu=about(45.0),
                power_kwh=most(50_000_000.0),
                water_m3=least(40_000.0),
                energy_tce=about(3000.0),
                floor_m2=between(20_000.0, 30_000.0),
            ),
            reported={"tax_wanyuan": "待定"},
        ),
    ],
    passed=[1],
)

MIXED: Rows = [
    ["企业名称", "总投资（万元）", "用地（亩）", "联系人"],
    ["兰州丑一木业有限公司", 5000, 30, "尤经理"],
    ["兰州丑二木业有限公司", "1.2亿元", "2公顷", "/"],
    ["兰州丑三木业有限公司", "500万美元", "30000㎡", "无"],
    ["兰州丑四木业有限公司", "面议", "待定", "许经理"],
    ["兰州丑五木业有限公司", "/", "—", "何经理"],
    ["兰州丑六木业有限公司", "无", "暂无", "吕经理"],
    ["兰州丑七木业有限公司", "若干", "按需供地", "施经理"],
    ["兰州丑八木业有限公司", "——", "-", "张经理"],
    ["兰州丑九木业有限公司", "２，８００", "4０", "孔经理"],
    ["兰州丑十木业有限公司", "3 200", " 45 ", "曹经理"],
    ["兰州丑十一木业有限公司", "1\u00a0500", "60亩\n", "严经理"],
    ["兰州丑十二木业有限公司", "１.２億元", "N/A", "华经理"],
]
MIXED_SAY = says(
    "木业",
    [
        lead(2, name="兰州丑一木业有限公司", invest_wanyuan=5000.0, land_mu=30.0, contact="尤经理"),
        replace(
            lead(3, name="兰州丑二木业有限公司", invest_wanyuan=12000.0, land_mu=30.0),
            free=("contact",),
        ),
        replace(
            lead(4, name="兰州丑三木业有限公司", land_mu=45.0),
            reported={"invest_wanyuan": "500万美元"},
            free=("contact",),
        ),
        replace(
            lead(5, name="兰州丑四木业有限公司", contact="许经理"),
            reported={"invest_wanyuan": "面议", "land_mu": "待定"},
        ),
        replace(
            lead(6, name="兰州丑五木业有限公司", contact="何经理"),
            free=("invest_wanyuan", "land_mu"),
        ),
        replace(
            lead(7, name="兰州丑六木业有限公司", contact="吕经理"),
            free=("invest_wanyuan", "land_mu"),
        ),
        replace(
            lead(8, name="兰州丑七木业有限公司", contact="施经理"),
            reported={"invest_wanyuan": "若干", "land_mu": "按需供地"},
        ),
        replace(
            lead(9, name="兰州丑八木业有限公司", contact="张经理"),
            free=("invest_wanyuan", "land_mu"),
        ),
        lead(
            10, name="兰州丑九木业有限公司", invest_wanyuan=2800.0, land_mu=40.0, contact="孔经理"
        ),
        lead(
            11, name="兰州丑十木业有限公司", invest_wanyuan=3200.0, land_mu=45.0, contact="曹经理"
        ),
        lead(
            12, name="兰州丑十一木业有限公司", invest_wanyuan=1500.0, land_mu=60.0, contact="严经理"
        ),
        replace(
            lead(13, name="兰州丑十二木业有限公司", invest_wanyuan=12000.0, contact="华经理"),
            free=("land_mu",),
        ),
    ],
    passed=[1],
)
MONEY_ROWS, MONEY_SAYS = said("invest_wanyuan", "总投资", MONEY)
LAND_ROWS, LAND_SAYS = said("land_mu", "拟用地面积", LAND)

CASES = (
    Case("money-in-words", "投资额写法.xlsx", lambda: book({"线索": MONEY_ROWS}), MONEY_SAYS),
    Case("land-in-words", "用地写法.xlsx", lambda: book({"线索": LAND_ROWS}), LAND_SAYS),
    Case("other-amounts-in-words", "要素写法.xlsx", lambda: book({"要素": OTHERS}), OTHERS_SAY),
    Case("units-in-the-heading", "表1.xlsx", lambda: book({"表1": UNITS}), UNITS_SAY),
    Case("units-mixed-and-no-answer", "木业线索.xlsx", lambda: book({"木业": MIXED}), MIXED_SAY),
)
