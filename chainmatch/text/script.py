"""Traditional characters, and the terms of Taiwan and Hong Kong, to those of the mainland."""

import functools
import re
from collections.abc import Callable, Iterator

from chainmatch.text.trace import Edit, Traced

# Below this share of traditional characters a text is a simplified one with a few old forms
# (names such as 昇 or 鉅): its characters are converted, its terms are left alone.
TRADITIONAL_SHARE = 0.1

# The term table of opencc reads these as computer jargon (核心 -> 内核, 指標 -> 指针, 蚌埠 ->
# 蚌端口). Here they mean what they say, so only their characters are converted.
PLAIN_WORDS = (
    *("互動", "佈局", "元件", "元素", "儲存", "埠", "字元", "定位", "對象", "建立", "影像", "指標"),
    *("效能", "整合", "新增", "核心", "程序", "線上", "行程", "裝置", "複製", "觸控", "設定"),
)

# Terms that the table of opencc lacks.
TERMS = {
    "優酪乳": "酸奶",
    "基地台": "基站",
    "塗佈": "涂布",
    "壓克力": "亚克力",
    "工具機": "机床",
    "巨量資料": "大数据",
    "幫浦": "泵",
    "擴增實境": "增强现实",
    "智慧財產": "知识产",
    "智慧財産": "知识产",
    "汽車零組件": "汽车零部件",
    "生質能": "生物质能",
    "界面活性劑": "表面活性剂",
    "虛擬實境": "虚拟现实",
    "觸媒": "催化剂",
    "鐳射": "激光",
    "零組件": "零部件",
    "雲端運算": "云计算",
    "航太": "航天",
}

# Runs are bounded, so that pairing them stays cheap in a text without any punctuation.
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{1,40}")
_FIXED = re.compile("|".join(sorted({*TERMS, *PLAIN_WORDS}, key=len, reverse=True)))


def simplify(traced: Traced) -> Traced:
    """Convert the Chinese runs of a text to simplified script; others stay as they are.

    Terms are converted too where at least TRADITIONAL_SHARE of the Chinese characters is
    traditional. The text must hold no lone surrogates. One that is simplified already costs
    one pass and no copy.
    """
    text = traced.text
    if not _HAN.search(text):
        return traced
    to_simplified = _converter("t2s")
    changed = _distance(text, to_simplified(text))
    if not changed:
        return traced
    runs = list(_HAN.finditer(text))
    traditional = changed >= TRADITIONAL_SHARE * sum(len(run[0]) for run in runs)
    convert = _with_terms if traditional else to_simplified
    return traced.edited(
        (run.start() + start, run.start() + end, piece)
        for run in runs
        for start, end, piece in _paired(run[0], convert(run[0]), convert)
    )


def to_traditional(text: str) -> str:
    """Return simplified Chinese as written in Taiwan, terms too: what `simplify` has to undo."""
    return _converter("s2twp")(text)


def plain_script(text: str) -> str:
    """Return traditional characters as simplified ones, terms as they are."""
    return _converter("t2s")(text)


@functools.cache
def _converter(profile: str) -> Callable[[str], str]:
    from opencc import OpenCC  # 20 ms with its first profile, and not needed for English

    convert: Callable[[str], str] = OpenCC(profile).convert
    return convert


def _with_terms(run: str) -> str:
    plain, terms = _converter("t2s"), _converter("tw2sp")
    out: list[str] = []
    done = 0
    for word in _FIXED.finditer(run):
        out += terms(run[done : word.start()]), TERMS.get(word[0]) or plain(word[0])
        done = word.end()
    return "".join([*out, terms(run[done:])])


def _distance(before: str, after: str) -> int:
    return sum(a != b for a, b in zip(before, after, strict=False)) + abs(len(before) - len(after))


def _paired(run: str, converted: str, convert: Callable[[str], str]) -> Iterator[Edit]:
    """Yield edits that turn `run` into `converted`, as small as its words allow.

    Where lengths differ (網際網路 -> 互联网) a run is cut wherever converting both sides apart
    comes to the same: never within a word that is converted as a whole.
    """
    if len(run) == len(converted):
        yield from ((i, i + 1, character) for i, character in enumerate(converted))
        return
    start = done = 0
    for end in range(1, len(run)):
        head = convert(run[:end])
        if len(head) >= done and head + convert(run[end:]) == converted:
            yield start, end, converted[done : len(head)]
            start, done = end, len(head)
    yield start, len(run), converted[done:]
