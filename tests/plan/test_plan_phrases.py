"""From the words of an item to noun phrases."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmatch.plan.ingest import words
from chainmatch.plan.ingest.clauses import areas, laid_out, targets
from chainmatch.plan.ingest.lines import blocks, clean
from chainmatch.plan.ingest.phrases import clean as clean_phrase
from chainmatch.plan.ingest.phrases import enumerated, phrases, unbracketed

STEADY = settings(deadline=None)  # a slow machine is no fault of the rules

CASES = [
    ("重点开展轴承钢、齿轮钢等精品钢材加工技术研发和应用。", "轴承钢 齿轮钢 精品钢材"),
    (
        "重点开展铅基、锌基多元合金及高纯锌等高附加值产品冶炼技术研发和应用。",
        "铅基多元合金 锌基多元合金 高纯锌",
    ),
    (
        "研制流感、肺炎等人用疫苗，口蹄疫等动物疫苗。",
        "流感疫苗 肺炎疫苗 人用疫苗 口蹄疫疫苗 动物疫苗",
    ),
    ("推广应用真（中）空玻璃。", "真空玻璃 中空玻璃"),
    ("重点开展智能（网联）汽车技术研发。", "智能网联汽车"),
    (
        "以氮化硅、碳化硅和氧化锆等为主的高温结构陶瓷。",
        "氮化硅高温结构陶瓷 碳化硅高温结构陶瓷 氧化锆高温结构陶瓷 高温结构陶瓷",
    ),
    (
        "重点开展固体润滑材料以及防腐、防污等特种功能材料技术研发和应用。",
        "固体润滑材料 防腐材料 防污材料 特种功能材料",
    ),
    (
        "重点开展镍基钴基等合金粉末材料研发和应用。",
        "镍基合金粉末材料 钴基合金粉末材料 合金粉末材料",
    ),
    (
        "以及生物医药、核工业等领域真空专用装备研发和应用。",
        "生物医药真空专用装备 核工业真空专用装备",
    ),
    ("开展从乏燃料提取同位素产业化示范研究。", "乏燃料提取同位素"),
    ("绿氢“制储输用”。", "绿氢制储输用"),
    ("满足特定工程需要的油井水泥等产品。", "油井水泥"),
    ("发展42.5等级及以上高标号水泥。", "42.5级以上高标号水泥"),
    ("加快微生物发酵等新技术在小杂粮加工环节推广应用。", "微生物发酵 小杂粮加工"),
    ("推动合成生物技术在创新药研发、酶制剂创制等领域应用转化。", "合成生物技术 创新药 酶制剂"),
    ("重点开展耕种和收获装备、测试与评价技术研发。", "耕种装备 收获装备 测试与评价"),
    ("构建电子商务、物流服务等服务平台。", "电子商务服务平台 物流服务平台"),
    ("研发电解质配方等非全营养配方食品。", "电解质配方食品 非全营养配方食品"),
    ("围绕文化、旅游等领域，开发短视频等新业态，推进“短视频+”发展。", "短视频"),
    ("打造集休闲、健身于一体的精品旅游线。", "精品旅游线"),
    ("研制等离子体刻蚀设备。", "等离子体刻蚀设备"),
    ("推进开发区建设。", "开发区"),
    ("推进花村·顾家善、青城古镇等黄河风情线提升改造。", "花村·顾家善 青城古镇 黄河风情线"),
    ("推动相关装备生产技术研发与产业化。", ""),
    ("鼓励不同类型储能技术示范应用。", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_phrases(text: str, expected: str) -> None:
    assert phrases(text) == expected.split()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("固（危）废综合利用", ["固废综合利用", "危废综合利用"]),
        ("智能（网联）汽车", ["智能网联汽车"]),
        ("示范基地（大数据）", ["示范基地"]),
        ("绿茶", ["绿茶"]),
    ],
)
def test_brackets(name: str, expected: list[str]) -> None:
    assert unbracketed(name) == expected


@pytest.mark.parametrize(
    ("text", "entries", "made"),
    [
        (
            "主要布局A园服务、陶瓷建材和新材料等，打造新材料基地。",
            "A园服务 陶瓷建材 新材料",
            "新材料基地",
        ),
        ("主要打造集食品检测、冷链物流于一体的食品产业园。", "食品检测 冷链物流", "食品产业园"),
        (
            "主要布局航空等，打造以中药为特色，以保健品为补充的产业园。",
            "航空 中药 保健品",
            "产业园",
        ),
        (
            "主要布局以仓储、货运为主的商贸物流等，发展母机等装备配套产业。",
            "仓储 货运 商贸物流 母机 装备配套产业",
            "",
        ),
        ("重点发展核产业等，落地建设重大产业项目，推进生态文明建设。", "核产业", ""),
    ],
)
def test_layout_items(text: str, entries: str, made: str) -> None:
    assert laid_out(text) == entries.split()
    assert targets(text) == made.split()


def test_targets_end_where_an_area_ends() -> None:
    assert areas("全省新材料产业园、科技示范园和循环示范园") == [
        "全省新材料产业园",
        "科技示范园",
        "循环示范园",
    ]
    assert areas("航空航天、装备制造产业基地") == ["航空航天、装备制造产业基地"]


def test_page_breaks_and_spaces_are_mended() -> None:
    found = blocks("## 专栏 3 布局\n\n包含 24 个园区，重\n\n点发展(R&D)等。\n\n1. 甲。乙。\n")
    assert [(block.kind, block.text, block.line) for block in found] == [
        ("heading", "专栏3布局", 1),
        ("paragraph", "包含24个园区，重点发展（R&D）等。", 3),
        ("paragraph", "1.甲。乙。", 7),
    ]


NOUNS = st.sampled_from(
    [
        "轴承钢",
        "高纯锌",
        "功能膜材料",
        "永磁电机",
        "光伏玻璃",
        "加氢反应器",
        "氢燃料电池",
        "中药提取物",
        "血液制品",
        "石墨制品",
        "绿色农药",
        "宇航装备",
        "土壤修复材料",
        "冷链物流",
        "基因编辑",
        "民用压力容器",
        "电作动器",
        "工业互联网",
        "加氢站",
        "察打一体机",
    ]
)


@STEADY
@given(st.lists(NOUNS, min_size=1, max_size=8, unique=True))
def test_a_plain_list_comes_back_whole(nouns: list[str]) -> None:
    assert phrases(f"重点开展{'、'.join(nouns)}等产品研发和应用。") == nouns


@STEADY
@given(st.lists(NOUNS, min_size=2, max_size=6, unique=True))
def test_the_last_conjunction_of_a_list_joins_like_a_comma(nouns: list[str]) -> None:
    assert enumerated("、".join(nouns[:-1]) + "和" + nouns[-1]) == (
        nouns if len(nouns) > 2 else enumerated("和".join(nouns))
    )


WORDS = st.text(alphabet="铜铝硅钢氢镁铼钛釉炉膜翼甲乙丙丁", min_size=3, max_size=8)
LISTS = st.lists(st.tuples(WORDS, st.sampled_from("、和及与")), min_size=1, max_size=6)
SHELLS = set("、和及与等的")


@STEADY
@given(LISTS)
def test_no_letter_of_a_list_is_lost(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + mark for word, mark in parts).rstrip("、和及与")
    assert set(text) - SHELLS <= set("".join(enumerated(text)))


@STEADY
@given(LISTS)
def test_a_phrase_is_one_phrase(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + mark for word, mark in parts).rstrip("、和及与")
    for name in enumerated(text):
        assert enumerated(name) == [name] or words.CONJUNCTION.search(name)


@STEADY
@given(
    st.text(
        alphabet="铜钢基等和及与的、，。（）“”以为主集于一体在领域应用重点开展研发技术 a1.+",
        max_size=60,
    )
)
def test_any_text_gives_clean_phrases(text: str) -> None:
    found = phrases(text)
    assert len(found) == len(set(found))
    assert all(len(name) >= 2 and "、" not in name and "。" not in name for name in found)


@STEADY
@given(st.text(max_size=40))
def test_any_text_at_all_is_read(text: str) -> None:
    assert isinstance(phrases(text), list)
    assert isinstance(laid_out(text) + targets(text), list)
    assert isinstance(blocks(text), list)


@STEADY
@given(st.text(alphabet="铜的、，。+（） (\t\u200b", max_size=30))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_phrase(clean_phrase(text)) == clean_phrase(text)
    assert clean(clean(text)) == clean(text)
