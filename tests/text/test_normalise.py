"""One spelling for matching, and the way back to what was written."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.text.normalise import has_letters, normalise

LICENCE = (
    "（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
    "(依法须经批准的项目,经相关部门批准后依批准文件/许可证核定的内容开展经营活动)",
    "依法须经批准的项目经相关部门批准后方可开展经营活动",
    "（依法须经批准的项目，经相关部门审批后方可开展经营活动，具体经营项目以审批结果为准）",
    "（依法須經批准的項目，經相關部門批准後方可開展經營活動）",
    "具体经营项目以相关部门批准文件或许可证件为准",
    "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
    "（除许可业务外，可自主依法经营法律法规非禁止或限制的项目）",
    "凭营业执照依法自主开展经营活动",
    "（以上经营范围涉及行政许可的，凭许可证经营）",
    "(以上经营范围涉及国家法律、行政法规规定需要审批的，凭审批文件经营)",
    "（以上范围国家法律法规禁止的项目除外）",
    (
        "（市场主体依法自主选择经营项目，开展经营活动；依法须经批准的项目，经相关部门批准后依批准的内容"
        "开展经营活动；不得从事国家和本市产业政策禁止和限制类项目的经营活动。）"
    ),
    (
        "法律、法规、国务院决定规定禁止的不得经营；法律、法规、国务院决定规定应当许可（审批）的，经审批机关"
        "批准后凭许可（审批）文件经营；法律、法规、国务院决定规定无需许可（审批）的，市场主体自主选择经营。"
    ),
    "（国家限定公司经营或禁止进出口的商品和技术除外）",
    "***",
)

TRADITIONAL = {
    "積體電路": "集成电路",
    "軟體": "软件",
    "資訊": "信息",
    "雷射設備": "激光设备",
    "鈉離子電池": "钠离子电池",
    "工業網際網路平臺": "工业互联网平台",
    "多晶矽與奈米材料": "多晶硅与纳米材料",
    "數控工具機": "数控机床",
    "汽車零組件": "汽车零部件",
    "中成藥與醫療器械": "中成药与医疗器械",
    # what the term table would spoil
    "白銀高新區核心區": "白银高新区核心区",
    "建立醫藥產業園": "建立医药产业园",
    "智慧財產權運營": "知识产权运营",
    "產線上的裝置": "产线上的装置",
    "乾隆年間的著名釀酒廠": "乾隆年间的著名酿酒厂",
}

SPELLINGS = {
    "ＬｉＦｅＰＯ４　Battery": "lifepo4 battery",
    "年产 5000 吨 电池": "年产5000吨电池",
    "lithium\u00a0  ion\tcells": "lithium ion cells",
    "电\u200b池\ufeff材\u202e料\u00ad": "电池材料",
    "电\ud800池": "电池",
    "a\x00b": "a b",
    "兰州**科技有限公司": "兰州科技有限公司",
    "铜箔，铝箔；锌：１２％（含税）": "铜箔,铝箔;锌:12%(含税)",
    "“钠”电—储能": '"钠"电-储能',
    "50㎡": "50m2",
    "cafe\u0301": "café",
    "蚌埠": "蚌埠",
    # line ends: a list, a blank line, a wrapped sentence, a sentence that ended
    "锂电池\n电解液 \r\n隔膜": "锂电池;电解液;隔膜",
    "一、电池\r\n二、铜箔": "一、电池;二、铜箔",
    "makes cells\n\n\nsells packs": "makes cells;sells packs",
    "makes lithium\ncells": "makes lithium cells",
    "投资三亿元建设年产五千吨精细化\n工新材料装置": "投资三亿元建设年产五千吨精细化工新材料装置",
    "生产铜箔。\n生产铝箔\n": "生产铜箔。生产铝箔",
    "\u3164\u2800 \u200d": "",
    "": "",
}

FRAGMENTS = [
    *LICENCE,
    *TRADITIONAL,
    *SPELLINGS,
    "许可项目：",
    "一般项目：",
    "电池",
    "，",
    " ",
    "\ud800",
    "(",
]
anything = st.text(st.characters(exclude_categories=()), max_size=60)
texts = anything | st.lists(st.sampled_from(FRAGMENTS) | anything, max_size=6).map("".join)


@given(texts)
def test_normalising_again_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(texts)
def test_every_character_comes_from_within_the_original_and_none_overtakes(text: str) -> None:
    result = normalise(text)
    assert result.original == text
    assert len(result.spans) == len(result.text)
    assert all(0 <= start < end <= len(text) for start, end in result.spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(result.spans))


@given(texts)
def test_no_control_surrogate_or_double_space_is_left(text: str) -> None:
    result = normalise(text).text
    assert result == result.strip()
    assert "  " not in result
    assert result.isprintable() or any(ord(character) > 0x2FF for character in result)
    result.encode("utf-8")


@pytest.mark.parametrize("phrase", LICENCE)
def test_a_licence_phrase_alone_leaves_nothing(phrase: str) -> None:
    assert normalise(phrase).text == ""


@pytest.mark.parametrize("phrase", LICENCE)
def test_a_licence_phrase_takes_no_business_with_it(phrase: str) -> None:
    text = normalise(f"锂电池制造{phrase}，铜箔加工").text
    assert text in {"锂电池制造,铜箔加工", "锂电池制造;铜箔加工", "锂电池制造铜箔加工"}


def test_permitted_and_general_business_stay_apart() -> None:
    text = "许可项目：危险化学品生产一般项目：电子专用材料制造；电池销售"
    assert normalise(text).text == "危险化学品生产;电子专用材料制造;电池销售"


@pytest.mark.parametrize(
    "text", ["锂电池制造（不含危险化学品）", "以上海为市场的电池项目", "经营范围内的园区物流"]
)
def test_what_only_resembles_a_licence_phrase_stays(text: str) -> None:
    assert len(normalise(text).text) == len(text)


@pytest.mark.parametrize(("written", "expected"), TRADITIONAL.items())
def test_traditional_script_and_terms_become_those_of_the_mainland(
    written: str, expected: str
) -> None:
    assert normalise(written).text == expected


@pytest.mark.parametrize(
    "text", ["昇腾服务器核心部件与程序控制系统的研发制造基地项目", "数据库建立与新增影像资料"]
)
def test_terms_of_a_simplified_text_are_left_alone(text: str) -> None:
    assert normalise(text).text == text.replace("昇", "升")


@pytest.mark.parametrize(("written", "expected"), SPELLINGS.items())
def test_width_case_spaces_and_invisible_characters(written: str, expected: str) -> None:
    assert normalise(written).text == expected


@pytest.mark.parametrize(
    ("original", "part", "source"),
    [
        ("投資建設工業網際網路平臺", "互联网", "網際網路"),
        ("投資建設工業網際網路平臺", "平台", "平臺"),
        ("Ａ公司：　铜\u200b箔 生产", "铜箔", "铜\u200b箔"),
        ("许可项目：发电。一般项目：供热；製氫", "供热", "供热"),
        ("演算法與記憶體製造", "算法", "演算法"),
        ("面积50㎡的厂房", "m2", "㎡"),
        ("人工智慧演算法和工業網際網路", "人工智能", "人工智慧"),
    ],
)
def test_a_part_leads_back_to_what_was_written(original: str, part: str, source: str) -> None:
    result = normalise(original)
    at = result.text.index(part)
    start, end = result.original_span(at, at + len(part))
    assert original[start:end] == source


def test_a_slice_outside_the_text_is_refused() -> None:
    with pytest.raises(IndexError, match=r"\[0, 3\) is not within 0 and 2"):
        normalise("电池").original_span(0, 3)


def test_an_empty_slice_has_an_empty_origin() -> None:
    assert normalise(" 电池 ").original_span(2, 2) == (4, 4)
    assert normalise(" 电池 ").original_span(0, 0) == (1, 1)


@pytest.mark.parametrize(
    "text", ["依法须经批准的项目，" * 1000, "(" * 10_000, "以上经营范围" * 1600, "．" * 9999]
)
def test_a_hostile_text_of_ten_thousand_characters_takes_no_time(text: str) -> None:
    start = time.process_time()
    normalise(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电", True),
        ("x", True),
        ("12 34", False),
        ("。，!", False),
        ("\u200b\ud800\u3164", False),
        ("", False),
    ],
)
def test_has_letters(text: str, *, expected: bool) -> None:
    assert has_letters(text) is expected
