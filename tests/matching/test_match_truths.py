"""What any reader of the plan would say, asked of the shipped model."""

import pytest

from chainmatch.matching.result import Match
from chainmatch.workbench import Workbench

LINKS = (
    ("锂离子动力电池电芯与电池包制造，磷酸铁锂体系", "15.5"),
    ("铝合金型材挤压、铝板带箔轧制", "10.2"),
    ("风力发电机组叶片制造，玻璃钢复合材料灌注成型", "16.2"),
    ("中药饮片炮制加工，当归黄芪党参切片", "13.1"),
    ("快递包裹分拨中心与区域物流枢纽", "20.1"),
    ("数据中心机房，服务器托管与算力租赁", "19.4"),
    ("疫苗和血液制品生产", "13.2"),
    ("退役动力电池拆解回收、有价金属再生", "15.7"),
    ("石油钻采设备、抽油机制造", "16.1"),
)
CLEAR_PARKS = (
    ("除草剂原药合成，年产农药原药五千吨", "lzxq-chem"),
    ("数据中心机房，服务器托管与算力租赁", "lzxq-data"),
    ("快递包裹分拨中心与区域物流枢纽", "lzjk-xigu"),
)
GOOD_PARKS = (
    ("铝合金型材挤压、铝板带箔轧制", "lzjk-honggu"),
    ("风力发电机组叶片制造，玻璃钢复合材料灌注成型", "bygx-core"),
    ("中药饮片炮制加工，当归黄芪党参切片", "lzxq-bio"),
    ("疫苗和血液制品生产", "lzxq-bio"),
    ("电解铜箔生产线，用于锂电池集流体", "lzxq-mat"),
    ("牛羊屠宰及分割肉冷鲜加工", "bygx-huining"),
)
OUTSIDE = (
    "火锅店和串串香餐厅",
    "美甲美睫沙龙",
    "学前教育幼儿园",
    "婚礼摄影跟拍",
    "民事诉讼律师事务所",
    "二手房买卖中介",
)
VAGUE = (
    "今天天气真好，我们去公园玩",
    "我公司实力雄厚，拟投资10亿元，望提供土地和优惠政策",
    "数字经济赋能高质量发展，绿色低碳循环发展",
    "技术服务、技术开发、技术咨询；企业管理；货物进出口",
)
INVALID = (
    "",
    " ",
    "　　",
    "电",
    "!!!???……",
    "12345 6789",
    "\u200b\u200b\u202e",
    "\ud800\udfff",
    "🔋🔋🔋",
)


def match(workbench: Workbench, text: str) -> Match:
    return workbench.match_row({"id": "t", "text": text})


@pytest.mark.parametrize(("text", "link"), LINKS)
def test_a_plain_product_has_its_link(workbench: Workbench, text: str, link: str) -> None:
    found = match(workbench, text)
    assert (found.status, found.links[0].id) == ("matched", link)


@pytest.mark.parametrize(("text", "park"), CLEAR_PARKS)
def test_a_clear_case_has_its_park_first(workbench: Workbench, text: str, park: str) -> None:
    assert match(workbench, text).parks[0].id == park


@pytest.mark.parametrize(("text", "park"), GOOD_PARKS)
def test_a_plain_product_has_its_park_among_three(
    workbench: Workbench, text: str, park: str
) -> None:
    assert park in [found.id for found in match(workbench, text).parks[:3]]


def test_herbicide_is_of_the_chemical_industry(workbench: Workbench) -> None:
    assert match(workbench, CLEAR_PARKS[0][0]).links[0].industry == "9"


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_the_plan_has_no_place_for_is_not_recommended(workbench: Workbench, text: str) -> None:
    found = match(workbench, text)
    assert (found.status, found.message) == ("abstained", "out_of_scope")
    assert found.in_scope < workbench.matcher.calibration.scope_threshold


@pytest.mark.parametrize("text", VAGUE)
def test_what_names_no_product_is_asked_for_one(workbench: Workbench, text: str) -> None:
    found = match(workbench, text)
    assert (found.status, found.message) == ("abstained", "vague")
    assert len(found.parks) == 24


def test_slogans_around_a_product_do_not_make_it_vague(workbench: Workbench) -> None:
    praise = "打造百亿级产业集群，构建绿色低碳新格局，助力乡村振兴，引领行业高质量发展；" * 3
    assert match(workbench, praise + "年产2万吨磷酸铁锂正极材料；" + praise).status == "matched"


@pytest.mark.parametrize("text", INVALID)
def test_what_says_nothing_is_invalid(workbench: Workbench, text: str) -> None:
    found = match(workbench, text)
    assert (found.status, found.links, found.parks) == ("invalid", (), ())
    assert found.message is not None


def test_the_length_of_a_lead_is_bounded(workbench: Workbench) -> None:
    assert match(workbench, "电池" * 5_000).status == "matched"
    assert match(workbench, "电池" * 5_000 + "池").message == (
        "the text of the lead has 10001 characters; allowed are 2 to 10000"
    )


def test_the_product_that_is_named_is_shown(workbench: Workbench) -> None:
    plan_product = workbench.graph.direction("15.5").products[0]
    found = match(workbench, f"生产{plan_product.name}")
    assert plan_product.id in next(link for link in found.links if link.id == "15.5").products


def test_a_stated_class_comes_first(workbench: Workbench) -> None:
    found = workbench.match_row({"text": "锂离子电池电芯制造", "gbt": "3985"})
    assert found.gbt[0].code == "3985"


def test_a_known_enterprise_is_the_reason_for_its_like(workbench: Workbench) -> None:
    known = next(e for e in workbench.registry.enterprises if e.park == "lzxq-data")
    found = match(workbench, known.desc)
    park = next(p for p in found.parks if p.id == "lzxq-data")
    assert any(known.id in fact for reason in park.reasons for fact in reason.evidence)
