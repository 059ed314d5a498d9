"""Hosts, supports, partners, fields and targets of the industries."""

import pytest

from chainmatch.plan.schema import Industry, Plan

HOSTS = {
    "9": [
        ("兰州新区绿色化工园区", "lzxq-chem", "stated"),
        ("白银高新区化工园区", "bygx-core bygx-yindong", "curated"),
        ("刘川工业集中区化工产业园", "bygx-liuchuan", "same_term"),
    ],
    "10": [
        ("兰州经开区红古园区", "lzjk-honggu", "stated"),
        ("白银高新区刘川工业集中区", "bygx-liuchuan", "stated"),
        ("景泰工业集中区", "bygx-jingtai", "stated"),
    ],
    "11": [
        ("兰州新区新材料园区", "lzxq-mat", "stated"),
        ("白银高新区平川经济开发区", "bygx-pingchuan", "stated"),
        ("景泰工业集中区", "bygx-jingtai", "stated"),
    ],
    "12": [
        ("兰州新区农副产品加工产业园", "lzxq-agri", "stated"),
        ("兰州高新区九州现代食品加工产业功能区", "lzgx-jiuzhou", "curated"),
        ("沃德爱礼食品产业园", "lzgx", "curated"),
        ("白银高新区白银西区经济开发区", "bygx-yinxi", "stated"),
        ("会宁工业集中区", "bygx-huining", "stated"),
        ("景泰工业集中区", "bygx-jingtai", "stated"),
    ],
    "13": [
        ("兰州高新区国家生物产业基地", "lzgx-dinglian", "curated"),
        ("兰州新区生物医药园区", "lzxq-bio", "stated"),
        ("白银高新区核心区", "bygx-core", "stated"),
        ("银西产业园", "bygx-yinxi", "stated"),
        ("兰州经开区机场北高新园区", "lzjk-airportnorth", "stated"),
    ],
    "14": [
        ("兰州新区新材料园区", "lzxq-mat", "stated"),
        ("兰州高新区榆中和平园区", "lzgx-heping", "stated"),
        ("定连园区", "lzgx-dinglian", "stated"),
        ("兰州经开区红古园区", "lzjk-honggu", "stated"),
        ("白银高新区核心区", "bygx-core", "stated"),
        ("银东工业园", "bygx-yindong", "stated"),
        ("白银西区经济开发区", "bygx-yinxi", "stated"),
        ("白银平川经济开发区", "bygx-pingchuan", "stated"),
        ("刘川工业集中区", "bygx-liuchuan", "stated"),
    ],
    "15": [
        ("兰州新区氢能产业园", "lzxq", "curated"),
        ("白银高新区白银西区经济开发区", "bygx-yinxi", "stated"),
    ],
    "16": [
        ("兰州新区装备制造园区", "lzxq-equip", "stated"),
        ("兰州高新区雁滩园区", "lzgx-yantan", "stated"),
        ("定连园区", "lzgx-dinglian", "stated"),
        ("白银高新区装备制造园", "bygx-core", "curated"),
        ("兰州经开区安宁园区", "lzjk-anning", "stated"),
    ],
    "17": [("兰州新区", "lzxq", "stated"), ("兰州高新区", "lzgx", "stated")],
    "18": [
        ("兰州经开区安宁园区", "lzjk-anning", "stated"),
        ("兰州高新区定连园区", "lzgx-dinglian", "stated"),
    ],
    "19": [
        ("兰州新区大数据产业园", "lzxq-data", "stated"),
        ("兰州网易联合创新中心", "", "curated"),
        ("甘肃鲲鹏生态创新中心", "", "curated"),
    ],
    "20": [
        ("兰州新区", "lzxq", "stated"),
        ("兰州高新区", "lzgx", "stated"),
        ("白银高新区", "bygx", "stated"),
        ("兰州经开区", "lzjk", "stated"),
        ("兰州国家级文化和科技融合示范基地", "", "curated"),
    ],
    "21": [],
}
PARTNERS = {
    "9": [
        ("酒泉 庆阳", "西部地区一流先进石化产业带"),
        ("酒泉 庆阳", "千亿级现代石化支柱产业集群"),
    ],
    "10": [("嘉峪关 金昌", "西部绿色冶金支柱产业集群")],
    "11": [],
    "12": [],
    "13": [("定西 陇南", "千亿级生物医药和中医药支柱产业集群")],
    "14": [("酒泉 金昌 嘉峪关", "西北新材料产业科创基地")],
    "15": [
        ("酒泉 张掖", "绿氢生产及综合利用先行示范区"),
        ("庆阳", "氢能—多能互补综合能源示范区"),
    ],
    "16": [("天水 酒泉", "千亿级先进装备制造支柱产业集群")],
    "17": [],
    "18": [],
    "19": [("庆阳", "数据中心集群“东数西算”产业园区"), ("天水", "智能算力")],
    "20": [],
    "21": [],
}
TARGETS = {
    "9": [
        "精细化工、有机原料和中间体、化工新材料等优势产业链",
        "中国石油超洁净聚烯烃和丁腈橡胶化工新材料原创技术策源地",
    ],
    "10": ["以钢铁和铜铝合金加工、铁合金和铅锌合金冶炼及加工等为主的产业创新基地"],
    "12": ["现代食品加工产业集聚区", "高品质、生态型功能区"],
    "14": [
        "新材料产业（稀土新材料）技术研究院",
        "以基础材料、关键材料、前沿材料为主的新材料产业创新集群",
    ],
    "15": [
        "以新型储能、动力电池、氢能等为主的新能源产业创新集群",
        "国家重要的现代能源综合生产基地、储备基地和输出基地",
    ],
    "18": ["兰州航天科技产业园", "航空航天产业创新集群"],
    "20": ["“互联网+文化+旅游”创新融合发展新模式", "西北地区现代服务业发展新高地"],
}


def industry(plan: Plan, industry_id: str) -> Industry:
    return next(industry for industry in plan.industries if industry.id == industry_id)


@pytest.mark.parametrize("industry_id", HOSTS)
def test_hosts(shipped: Plan, industry_id: str) -> None:
    found = industry(shipped, industry_id).hosts
    assert [(h.text, " ".join(h.places), h.basis) for h in found] == HOSTS[industry_id]
    assert all(bool(h.note) == (h.basis != "stated") for h in found)


@pytest.mark.parametrize("industry_id", PARTNERS)
def test_partners(shipped: Plan, industry_id: str) -> None:
    found = industry(shipped, industry_id).partners
    assert [(" ".join(p.cities), p.target) for p in found] == PARTNERS[industry_id]


@pytest.mark.parametrize("industry_id", TARGETS)
def test_targets(shipped: Plan, industry_id: str) -> None:
    assert [t.text for t in industry(shipped, industry_id).targets] == TARGETS[industry_id]


def test_supports(shipped: Plan) -> None:
    assert [(s.name, s.kind) for s in industry(shipped, "17").supports] == [
        ("兰州重离子加速器国家实验室", "laboratory"),
        ("甘肃核产业研究院", "institute"),
        ("甘肃省核燃料循环技术研发与核技术应用创新联合体", "consortium"),
        ("中国科学院近代物理研究所", "institute"),
        ("兰州大学", "institute"),
        ("中核兰州铀浓缩有限公司", "enterprise"),
        ("中核四〇四有限公司", "enterprise"),
        ("中国科学院上海应用物理研究所", "institute"),
    ]
    assert [len(i.supports) for i in shipped.industries] == [3, 1, 2, 0, 4, 2, 3, 3, 8, 3, 0, 0, 0]


def test_focus(shipped: Plan) -> None:
    found = [(f.text, f.directions, f.basis) for f in industry(shipped, "9").focus]
    assert found == [
        ("精细化工", ("9.2",), "curated"),
        ("专用化学品", ("9.1",), "same_term"),
        ("有机原料和中间体", ("9.2",), "curated"),
        ("基础化工原料", (), "stated"),
        ("材料后加工", (), "stated"),
    ]
    assert industry(shipped, "16").focus[0].text == "石化装备"
    future = [(f.text, f.directions) for f in industry(shipped, "21").focus]
    assert ("AR/VR", ("21.2",)) in future
    assert ("绿氢", ("21.3",)) in future
    assert future[-1] == ("宇航科学", ("21.5",))


def test_running_text_of_an_industry_has_its_own_place(shipped: Plan) -> None:
    assert [i.source.locator for i in shipped.industries][3:6] == [
        "甘政办发〔2023〕88号 四(一)4",
        "甘政办发〔2023〕88号 四(二)1",
        "甘政办发〔2023〕88号 四(二)2",
    ]
    assert industry(shipped, "21").source.locator == "甘政办发〔2023〕88号 四(三)"
