"""The parts of an enterprise's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.leads.firm_names import Stripped, name_in, parse, split
from chainmatch.leads.name_words import CONTRASTS, TRADES, looks_like, trade_words
from chainmatch.leads.places import disagree, read_places, within

PARTS = {
    "兰州华恒新能源科技有限公司": (("兰州",), "华恒", "新能源科技", "有限公司"),
    "甘肃省兰州市红古区平安炭素公司": (("甘肃", "兰州", "红古"), "平安", "炭素", "公司"),
    "海亮新能源材料（甘肃）有限公司": (("甘肃",), "海亮", "新能源材料", "有限公司"),
    "大唐电池（兰州）科技有限公司": (("兰州",), "大唐", "电池科技", "有限公司"),
    "蘭州蘭石重型裝備股份有限公司": (("兰州",), "兰石", "重型装备", "股份有限公司"),
    "广东东阳光科技控股股份有限公司": (("广东",), "东阳光", "科技控股", "股份有限公司"),
    "兰州宁德时代新能源有限公司": (("兰州",), "宁德时代", "新能源", "有限公司"),
    "兰州百合超市有限公司": (("兰州",), "", "百合超市", "有限公司"),
    "腾讯控股有限公司": ((), "腾讯", "控股", "有限公司"),
    "皋兰县顺达塑料厂": (("皋兰",), "顺达", "塑料", "厂"),
    "兰州助剂厂": (("兰州",), "", "助剂", "厂"),
    "恩捷股份": ((), "恩捷", "", "股份"),
    "兰州高压阀门有限公": (("兰州",), "高压", "阀门", "有限公"),
    "Lanzhou LS Heavy Equipment Co., Ltd.": ((), "lanzhoulsheavyequipment", "", "ltd"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "parts"), PARTS.items())
def test_a_name_comes_apart(name: str, parts: tuple[tuple[str, ...], str, str, str]) -> None:
    found = parse(name)
    assert (found.places, found.brand, found.trade, found.form) == parts


@pytest.mark.parametrize(
    ("name", "branch"),
    [
        ("中国石油天然气股份有限公司兰州石化分公司", "兰州石化分公司"),
        ("白银有色集团股份有限公司西北铅锌冶炼厂", "西北铅锌冶炼厂"),
        ("海螺水泥股份有限公司（兰州分公司）", "兰州分公司"),
        ("国网甘肃省电力公司兰州供电公司", "兰州供电公司"),
        ("甘肃建投兰州新区分公司", "兰州新区分公司"),
        ("建工集团一分公司", "一分公司"),
        ("分公司", ""),
        ("甘肃海亮新能源材料有限公司年产15万吨铜箔项目", ""),
        ("兰州生物制品研究所有限责任公司", ""),
    ],
)
def test_a_branch_is_told_from_its_firm(name: str, branch: str) -> None:
    assert parse(name).branch == branch


@pytest.mark.parametrize(
    ("name", "stripped"),
    [
        ("兰州瑞恒材料有限公司（筹）", Stripped("remark", "筹")),
        ("甘肃海亮材料有限公司年产15万吨铜箔项目", Stripped("project", "年产15万吨铜箔项目")),
        ("兰州瑞普重工有限公司 联系人：王经理", Stripped("contact", "联系人:王经理")),
        ("3、甘肃宝徽锌业有限公司", Stripped("number", "3")),
        ("隆基绿能科技股份有限公司/LONGi Green Energy", Stripped("english", "longi green energy")),
        ("甘肃能化股份有限公司（原靖远煤电）", Stripped("former", "靖远煤电")),
        ("兰州顺通物流有限公司（金川集团供应商）", Stripped("remark", "金川集团供应商")),
    ],
)
def test_what_is_no_part_of_the_name_is_kept_aside(name: str, stripped: Stripped) -> None:
    assert parse(name).stripped == (stripped,)


def test_a_former_name_is_a_name_of_its_own() -> None:
    found = parse("兰州润泰药业有限公司（曾用名：兰州康健药业有限公司）")
    assert [other.brand for other in found.others] == ["康健"]
    found = parse("原兰州电机厂（兰州电机股份有限公司）")
    assert (found.form, [other.form for other in found.others]) == ("股份有限公司", ["厂"])
    assert parse("甘肃中科药业有限公司（原料药）").others == ()


@pytest.mark.parametrize(
    "name",
    [
        *("", "待定", "某公司", "XX公司", "浙江某企业", "有限公司", "甘肃有限公司", "科技有限公司"),
        *("投资方", "个体工商户", "暂无", "年产5万吨磷酸铁锂项目", "兰州", "（）", "？"),
    ],
)
def test_some_names_name_nobody(name: str) -> None:
    assert not parse(name).names_somebody


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中国电子科技集团第十研究所", "中国电子科技集团第10研究所"),
        ("中铁二十一局集团有限公司", "中铁21局集团有限公司"),
    ],
)
def test_ordinals_are_written_either_way(left: str, right: str) -> None:
    assert parse(left).core == parse(right).core


@given(
    st.text(max_size=40) | st.text("兰州甘肃（）()有限责任公司分原名股份科技华恒、a1 ", max_size=40)
)
def test_any_text_has_parts_and_nothing_is_made_up(name: str) -> None:
    found = parse(name)
    assert found.original == name
    assert found == parse(name)
    assert found.core == found.brand + found.trade
    assert split(found.core) == (found.brand, found.trade)


@given(st.sampled_from(sorted(name for name in PARTS if not name.isascii())))
def test_a_name_put_together_again_comes_apart_the_same(name: str) -> None:
    found = parse(name)
    again = parse("".join(found.places) + found.core + found.form)
    assert (again.places, again.core, again.form) == (found.places, found.core, found.form)


def test_a_name_of_ten_thousand_letters_keeps_its_end_aside() -> None:
    name = "兰州华恒科技有限公司" + "很" * 10_000
    found = parse(name)
    assert found.brand == "华恒"
    assert sum(len(part.text) for part in found.stripped) == 10_000


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("兰州宏达机械有限公司拟建矿山机械项目，年产500台", "兰州宏达机械有限公司"),
        ("年产500台矿山机械", ""),
        ("年产500台，由兰州宏达机械有限公司投资", ""),
        ("", ""),
    ],
)
def test_a_text_may_open_with_the_name_of_its_firm(text: str, name: str) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize(
    ("text", "places", "rest"),
    [
        ("甘肃省兰州市永登县中川镇", ("甘肃", "兰州", "永登"), "中川镇"),
        ("兰州新区东金", ("兰州新区",), "东金"),
        ("宁夏回族自治区朔方", ("宁夏",), "朔方"),
        ("桐城市宏远", ("桐城",), "宏远"),
        ("兰州", ("兰州",), ""),
        ("城市之光", (), "城市之光"),
        ("", (), ""),
    ],
)
def test_places_open_a_text(text: str, places: tuple[str, ...], rest: str) -> None:
    assert read_places(text) == (places, rest)


def test_places_lie_within_each_other() -> None:
    assert within("兰州新区", "甘肃")
    assert within("甘肃", "甘肃")
    assert not within("甘肃", "兰州")
    assert disagree("兰州", "成都")
    assert not disagree("玉门", "酒泉")
    assert not disagree("某镇", "成都")  # of an unknown place nothing is known


def test_words_of_trades_are_whole_words() -> None:
    assert trade_words("铜箔材料") == ("铜箔", "材料")
    assert trade_words("锌业") == ("锌业",)
    assert trade_words("宏达") is None
    assert all(word == word.strip().lower() and word for word in TRADES)


def test_what_tells_two_apart_never_looks_alike() -> None:
    assert not {
        pair for pair in looks_like() for row in CONTRASTS if pair[0] in row and pair[1] in row
    }
