"""An invented plan in the same style goes through the same rules, without any curation."""

from pathlib import Path

from chainmatch.plan.ingest.draft import curation_for, ingest, ingest_file
from chainmatch.plan.ingest.output import write
from chainmatch.plan.layout import entries, unlinked
from chainmatch.plan.load import load_plan
from chainmatch.plan.schema import Plan


def products(plan: Plan) -> dict[str, list[str]]:
    return {d.id: [product.name for product in d.products] for d in plan.directions}


def test_document_and_industries(second_text: str) -> None:
    plan = ingest(second_text)
    assert (plan.number, plan.title) == (
        "云政办发〔2030〕12号",
        "云湖高新技术产业带发展规划（2031—2035年）",
    )
    assert [
        (i.id, i.name, i.group, i.source.locator.removeprefix(f"{plan.number} "))
        for i in plan.industries
    ] == [
        ("5", "竹木制造", "traditional", "三(一)1"),
        ("6", "茶叶加工", "traditional", "三(一)2"),
        ("7", "海洋装备", "emerging", "三(二)1"),
        ("8", "未来产业", "future", "三(三)"),
    ]


def test_products(second_text: str) -> None:
    assert products(ingest(second_text)) == {
        "5.1": ["竹基复合板材", "木基复合板材", "高强竹缠绕管", "竹炭", "防燃竹材", "阻燃竹材"],
        "5.2": ["竹家具", "竹地板", "家居产品", "竹材干燥", "竹材防霉", "竹地板加工"],
        "6.1": ["绿茶", "红茶", "乌龙茶"],
        "7.1": [
            "钛合金耐蚀结构件",
            "铝合金耐蚀结构件",
            "耐蚀结构件",
            "智能自主航行控制系统",
            "深海泵",
            "阀门设备",
        ],
        "7.2": ["海洋监测专用机器人", "管道巡检专用机器人"],
        "8.1": ["量子通信", "量子测量"],
        "8.2": ["人造太阳装置", "氢硼聚变"],
    }


def test_parks(second_text: str) -> None:
    plan = ingest(second_text)
    assert [(p.id, p.zone, p.name, p.aliases) for p in plan.parks] == [
        ("z1-p1", "z1", "桐溪园区", ()),
        ("z1-p2", "z1", "柳岸园区", ("柳岸港区",)),
        ("z1-p3", "z1", "石桥工业集中区", ()),
        ("z2-p1", "z2", "青石园区", ()),
        ("z2-p2", "z2", "南坪园区", ()),
    ]
    assert [[entry.text for entry in park.layout] for park in plan.parks] == [
        ["竹木制造", "竹家具", "重组竹"],
        ["海工制造", "船舶维修", "港口物流"],
        ["水产", "果蔬", "食品加工"],
        ["茶叶加工", "茶食品"],
        ["总部经济", "软件服务", "智能算力"],
    ]
    assert [[target.text for target in park.targets] for park in plan.parks] == [
        ["全省竹产业基地"],
        ["海洋装备产业园"],
        ["绿色工业园区", "冷链中心"],
        [],
        ["创新城"],
    ]


def test_links_and_what_has_none(second_text: str) -> None:
    plan = ingest(second_text)
    linked = [(e.id, link.id, link.basis) for e in entries(plan) for link in e.links]
    assert linked == [
        ("z1.1", "5", "stated"),
        ("z1.2", "7", "stated"),
        ("2.1.1", "5", "stated"),
        ("2.1.2", "5.2.1", "same_term"),
        ("z2.1", "6", "stated"),
        ("3.1.1", "6", "stated"),
    ]
    assert len(unlinked(plan)) == len(entries(plan)) - 6


def test_context(second_text: str) -> None:
    bamboo, tea, sea, future = ingest(second_text).industries
    assert [(h.text, h.places, h.basis) for h in bamboo.hosts + tea.hosts + sea.hosts] == [
        ("东湖高新区桐溪园区", ("z1-p1",), "stated"),
        ("石桥工业集中区", ("z1-p3",), "stated"),
        ("西岭经开区青石园区", ("z2-p1",), "stated"),
        ("云湖茶博城", (), "stated"),
        ("柳岸园", ("z1-p2",), "same_term"),
    ]
    assert tea.hosts[1].note == "names no zone or park of this plan"
    assert [(p.cities, p.target) for p in bamboo.partners] == [(("江口", "白沙"), "南方竹产业带")]
    assert [(s.name, s.kind) for s in bamboo.supports + tea.supports + sea.supports] == [
        ("云湖省竹材重点实验室", "laboratory"),
        ("云湖竹业有限公司", "enterprise"),
        ("云湖茶叶研究所", "institute"),
        ("云湖大学", "institute"),
        ("云湖海工装备创新联合体", "consortium"),
    ]
    assert [t.text for t in bamboo.targets + tea.targets + sea.targets] == [
        "竹产业创新集群",
        "现代茶产业集聚区",
        "全国海洋装备基地",
    ]
    assert [(f.text, f.directions) for f in future.focus] == [
        ("量子通信", ("8.1",)),
        ("量子测量", ("8.1",)),
        ("核聚变", ("8.2",)),
        ("深空探测", ()),
    ]


def test_tables_and_functions(second_text: str) -> None:
    plan = ingest(second_text)
    assert [
        (row.table, row.number, row.area, row.base, row.base_year, row.binding, row.expected)
        for row in plan.indicators
    ] == [
        ("1", 1, "东湖高新区", 120.5, 2030, 180, 200),
        ("1", 1, "西岭经开区", 80, 2030, 110, 125),
        ("1", 2, "东湖高新区", 2.1, 2029, 3, 3.5),
        ("1", 2, "西岭经开区", 1.9, 2029, 2.5, 2.8),
        ("1-1", 1, "东湖高新区", 120.5, 2030, 180, 200),
        ("1-1", 2, "东湖高新区", 2.1, 2029, 3, 3.5),
    ]
    assert [(f.id, f.name, f.terms) for f in plan.functions] == [
        ("1.1", "双区引领", ("东湖高新区", "西岭经开区", "原始创新功能")),
        ("1.2", "多园协同", ("5个分园", "飞地经济", "成果转化", "协作网络")),
    ]


def test_the_shipped_curation_keeps_out_of_other_plans(second_text: str, tmp_path: Path) -> None:
    assert curation_for(second_text).number == ""
    source = tmp_path / "plan.txt"
    source.write_text(second_text, encoding="utf-8")
    plan = ingest_file(source, tmp_path / "out")
    assert plan == ingest(second_text)
    assert plan.zones[0].id == "z1"


def test_what_is_written_is_what_is_loaded(second_text: str, tmp_path: Path) -> None:
    plan = ingest(second_text)
    first = [path.read_bytes() for path in write(plan, tmp_path)]
    assert load_plan(tmp_path) == plan
    assert [path.read_bytes() for path in write(load_plan(tmp_path), tmp_path)] == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["industry_chain.json", "parks.json"]
    assert all(b"\\u" not in data and data.endswith(b"}\n") for data in first)
