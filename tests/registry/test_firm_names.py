"""Whether two names mean one firm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.registry.firms import brand, same_firm

SAME = (
    ("甘肃中瑞铝业有限公司", "中瑞铝业5.2万吨/年有色金属固危废资源化循环经济项目"),
    ("兰州和盛堂制药股份有限公司", "和盛堂制药"),
    ("甘肃皓天科技股份有限公司（研发基地）", "甘肃皓天医药科技有限责任公司"),
    ("兰州新区海亮铜箔", "甘肃海亮新能源材料有限公司"),
    ("甘肃(兰州)德福新材料", "德福新材"),
    ("中国生物（西北）医美产业化基地", "中国生物P3生产车间"),
    ("ＡＢＣ科技", "abc科技"),
)
OTHER = (
    ("甘肃中瑞铝业有限公司", "兰州东金硅业有限公司"),
    ("生态农业示范园", "生态创新城科创中心"),
    ("100万台废家电拆解项目", "10万吨废塑料加工项目"),
    ("红古园区固废处理中心", "红古园区污水处理项目"),
    ("中国铝业兰州分公司", "中国石油兰州石化"),
    ("智能纺织产业园", "智能环保型表面精处理"),
    ("", "甘肃"),
    ("甲", "乙"),
)
NAMES = st.text(alphabet="甘肃兰州新区中国生态海亮德福(（)） 1a有限公司", max_size=12)


@pytest.mark.parametrize(("left", "right"), SAME)
def test_variants_are_one_firm(left: str, right: str) -> None:
    assert same_firm(left, right)


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_other_names_are_other_firms(left: str, right: str) -> None:
    assert not same_firm(left, right)


@given(NAMES, NAMES)
def test_sameness_is_mutual_and_everyone_is_oneself(left: str, right: str) -> None:
    assert same_firm(left, left)
    assert same_firm(left, right) is same_firm(right, left)


@given(NAMES, NAMES, NAMES)
def test_firms_with_a_brand_fall_into_classes(a: str, b: str, c: str) -> None:
    if same_firm(a, b) and same_firm(b, c) and brand(b):
        assert same_firm(a, c)


@given(NAMES)
def test_a_region_before_the_name_changes_nothing(name: str) -> None:
    if brand(name):
        assert same_firm(f"甘肃{name}", name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甘肃海亮新能源", "海亮"),
        ("中国铝业股份", "中国铝业"),
        ("生态园", ""),
        ("10万吨项目", ""),
        ("", ""),
    ],
)
def test_the_brand_of_a_name(name: str, expected: str) -> None:
    assert brand(name) == expected
