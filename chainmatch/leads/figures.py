"""Amounts and yes-or-no answers as people write them in cells."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from chainmatch.leads.numbers import has_scale, number
from chainmatch.leads.plain import plain

Figure = float | dict[str, float | bool]
"""A number; {"low": …, "high": …} for a range or one bound; {"value": …, "about": True}."""

_LABEL = r"(?:项目|计划|预计|预期|拟|总|固定资产|设计|年)*"
_LABELS = re.compile(
    rf"{_LABEL}(?:投资|用地|占地|面积|需求|用电|用水|能耗|产值|税收|用工|就业)(?:额|量|规模)?[:为]?"
)
_PLANNED = re.compile("(?:预计|计划|拟|人民币|rmb|cny|¥|￥)[: ]?")
_ABOUT = re.compile("(?:大约|约|近|将近|接近|~|≈|左右)")
_ROUGHLY = re.compile("(?:左右|上下|许)$")
_MORE = re.compile(r"(?<=[\d十百千万亿])[余多](?=[^\d]|$)")
_LOW = re.compile("(?:不低于|不少于|不小于|超过|超|逾|大于|高于|至少|>=|≥|>)")
_HIGH = re.compile("(?:不超过|不高于|不大于|不多于|小于|低于|少于|至多|最多|<=|≤|<)")
_OR_MORE = re.compile("(?:及|\\()?以上\\)?$|起$")
_OR_LESS = re.compile("(?:及|\\()?(?:以内|以下|之内)\\)?$")
_YEARLY = re.compile(r"(?:/ ?(?:年|a|y|year)|每年|一年)$")
_ASIDE = re.compile(r"(.+?)\(([^()]*)\)?")
_BETWEEN = re.compile(
    r"(.*[\d一二两三四五六七八九十百千万亿元亩人])(?:-+|~+|至|到)(\d.*|[一二两三四五六七八九十].*)"
)
_FOREIGN = re.compile(
    "美元|美金|欧元|日元|日圆|英镑|港币|港元|韩元|台币|新台币|新元|新币|加元|澳元|瑞郎|卢布"
    r"|usd|us\$|eur|jpy|gbp|hkd|hk\$|krw|twd|sgd|\$|€|£"
)

_YES = {
    *("是", "有", "涉及", "涉", "属于", "对", "yes", "y", "true", "t", "1", "√", "✓", "✔"),
}
_NO = {
    *("否", "无", "没有", "不涉及", "不涉", "不属于", "不是", "不", "no", "n", "false", "f", "0"),
    *("×", "x", "✗"),
}
_SAYS_NOTHING = re.compile(r"[-/\\—_.·、]*|无|暂无|没有|空|n/?a|none|null|nil|未填|未提供")


@dataclass(frozen=True, slots=True)
class Scale:
    """How amounts of one kind are counted: what each unit is worth, and the unit of the column.

    `yuan` tells money, which goes without 元 after 万 and 亿.
    """

    units: Mapping[str, float]
    unit: str | None
    yuan: bool = False


def figure(value: object, scale: Scale) -> Figure | None:
    """Return a cell as an amount in the unit that `scale` counts as 1, or None if not safe.

    A unit in the cell wins over that of the column. A number without either, a negative one, an
    unknown unit or currency, two amounts in one cell are not safe: nobody said what reading them
    would claim. A remark in brackets behind the amount is left out of it.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, int | float):
        return _counted(float(value), scale)
    text = plain(value.strip().removeprefix("'"))
    if scale.yuan and _FOREIGN.search(text):
        return None
    aside = _ASIDE.fullmatch(text)
    if aside and aside[1].strip() and not _OR_MORE.search(text) and not _OR_LESS.search(text):
        text = aside[1].strip() + (aside[2] if aside[2] in scale.units else "")
    return _amount(_unlabelled(text), scale)


def says_nothing(value: object) -> bool:
    """Tell whether a cell holds only what people put where they have no answer: / — 无."""
    return isinstance(value, str) and bool(_SAYS_NOTHING.fullmatch(plain(value)))


def flag(value: object) -> bool | None:
    """Return a yes or no as a bool, None for anything else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    word = plain(str(value)) if isinstance(value, int | str) else ""
    return True if word in _YES else False if word in _NO else None


def _unlabelled(text: str) -> str:
    labels = _LABELS.match(text)
    return text[labels.end() :] if labels and labels.end() < len(text) else text


def _amount(text: str, scale: Scale) -> Figure | None:
    text = _YEARLY.sub("", _past(_PLANNED, text)).removesuffix("人民币")
    if between := _BETWEEN.fullmatch(text):
        return _range(between[1], between[2], scale)
    for opening, closing, name in ((_LOW, _OR_MORE, "low"), (_HIGH, _OR_LESS, "high")):
        if opening.match(text) or closing.search(text):
            bound = _value(closing.sub("", opening.sub("", text, count=1)), scale)
            return None if bound is None else {name: bound}
    exact = _MORE.sub("", _ROUGHLY.sub("", _past(_PLANNED, _past(_ABOUT, text))))
    found = _value(exact, scale)
    if found is None or exact == _past(_PLANNED, text):
        return found
    return {"value": found, "about": True}


def _past(pattern: re.Pattern[str], text: str) -> str:
    while (found := pattern.match(text)) and found.end():
        text = text[found.end() :].strip()
    return text


def _range(low: str, high: str, scale: Scale) -> Figure | None:
    """Read both ends; the first takes the scale and the unit of the second where it has none."""
    top = _value(high, scale)
    if top is None:
        return None
    tail = re.sub(r"^[\d.,]+", "", high)
    own = number(low) is not None and not has_scale(low)
    bottom = _value(low + tail if own else low, scale)
    if bottom is None or bottom > top:
        return None
    return {"low": bottom, "high": top}


def _value(text: str, scale: Scale) -> float | None:
    """Read one amount without any words around it."""
    text = re.sub(r"个(?=[百千万亿])", "", text.strip())
    bare = number(text)
    if bare is not None:
        unit = "元" if scale.yuan and has_scale(text) else scale.unit
        return _times(bare, scale.units[unit]) if unit is not None else None
    # The shortest unit first: 一亿二千万元 counts yuan, not ten thousands of them.
    for unit in sorted((u for u in scale.units if u and text.endswith(u)), key=len):
        found = number(text.removesuffix(unit).strip())
        if found is not None:
            return _times(found, scale.units[unit])
    return None


def _counted(value: float, scale: Scale) -> float | None:
    if not math.isfinite(value) or value < 0 or scale.unit is None:
        return None
    return _times(value, scale.units[scale.unit])


def _times(value: float, factor: float) -> float:
    # Without the dust of binary fractions: 300 × 0.0015 is 0.45.
    return float(f"{value * factor:.12g}")
