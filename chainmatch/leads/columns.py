"""Column names of real lead sheets, and cells under them, to the canonical ones."""

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chainmatch.leads.figures import figure, flag
from chainmatch.text.normalise import normalise

UNPARSED = "unparsed"
TEXT_FIELDS = ("text", "desc", "scope", "name")
_WANTED = (
    "text, desc, scope or name (企业名称, 项目名称, 经营范围, 主营产品, 建设内容 … are understood)"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a canonical field is spelt; `units`, where it is a figure, count what one unit is.

    The first unit is that of the canonical name itself. `plain` marks a figure that has no other
    unit to be mistaken for, so that a bare number is safe; `choices` what a cell may say.
    """

    name: str
    pattern: str
    units: Mapping[str, float] = field(default_factory=dict)
    plain: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its canonical name if any, its units, the one it names, its choices."""

    header: str
    name: str | None = None
    units: Mapping[str, float] = field(default_factory=dict)
    unit: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


_MONEY = {
    "万元": 1.0,
    "万": 1.0,
    "万人民币": 1.0,
    "万rmb": 1.0,
    "wanyuan": 1.0,
    "亿元": 1e4,
    "亿": 1e4,
}
_MONEY |= {
    "百万元": 100.0,
    "千万元": 1000.0,
    "千万": 1000.0,
    "千元": 0.1,
    "元": 1e-4,
    "百万": 100.0,
}
_LAND = {"亩": 1.0, "mu": 1.0, "公顷": 15.0, "ha": 15.0, "平方公里": 1500.0, "km2": 1500.0}
_LAND |= dict.fromkeys(("平方米", "平米", "m2", "sqm"), 0.0015)
_LAND |= dict.fromkeys(("万平方米", "万平米", "万m2", "万平"), 15.0)
_ENERGY = dict.fromkeys(("tce", "吨标煤", "吨标准煤", "吨"), 1.0)
_ENERGY |= dict.fromkeys(("万吨标煤", "万吨标准煤", "万tce"), 1e4)
_ENERGY |= dict.fromkeys(("kgce", "千克标煤", "千克标准煤", "公斤标煤", "公斤标准煤"), 1e-3)
_POWER = dict.fromkeys(("kwh", "千瓦时", "度", "kw·h", "千瓦·时"), 1.0)
_POWER |= dict.fromkeys(("万kwh", "万千瓦时", "万度", "万千瓦·时", "万kw·h"), 1e4)
_POWER |= {"mwh": 1e3, "兆瓦时": 1e3, "gwh": 1e6, "亿千瓦时": 1e8, "亿度": 1e8, "亿kwh": 1e8}
_WATER = dict.fromkeys(("m3", "立方米", "立方", "方", "吨", "t"), 1.0)
_WATER |= dict.fromkeys(("万m3", "万立方米", "万立方", "万方", "万吨"), 1e4)
_FLOOR = dict.fromkeys(("m2", "平方米", "平米", "平", "sqm"), 1.0)
_FLOOR |= dict.fromkeys(("万平方米", "万平米", "万m2", "万平"), 1e4)
_JOBS = dict.fromkeys(("人", "名", "个", "persons", "people"), 1.0) | {"万人": 1e4}
_RATIO = {"ratio": 1.0}  # nobody writes it; a plot ratio is a bare number
_CLASSES = ("鼓励", "允许", "限制", "淘汰")
_CLASS_WORDS = {word: word for word in _CLASSES} | {f"{word}类": word for word in _CLASSES}
_CLASS_WORDS |= {"encouraged": "鼓励", "permitted": "允许", "allowed": "允许"}
_CLASS_WORDS |= {"restricted": "限制", "eliminated": "淘汰"}
_KINDS = {word: word for word in ("新建", "扩建", "改建", "技改", "迁建")}
_KINDS |= {"技术改造": "技改", "改扩建": "扩建", "搬迁": "迁建", "异地搬迁": "迁建"}
_KINDS |= {"new": "新建", "extension": "扩建", "expansion": "扩建"}

_PLANNED = "(?:年度?|预计|计划|拟|项目|意向|估算|规划|需求|所需|需|总|新增)*"
_RUNNING = "(?:(?:项目)?(?:达产|投产|建成|建成达产|建成投产)(?:后|年份?)?)?"
_WHO = "企业|公司|单位|客户|投资方|投资主体|投资企业|机构|厂商|建设单位|申报单位"

SPELLINGS = (
    Spelling("id", "id|no[.]?|序号|编号|(?:线索|项目|企业)(?:编号|id)|(?:lead|row)[ _]?id"),
    Spelling(
        "name",
        rf"(?:{_WHO})(?:全称|名称|名)?|名称|(?:company|enterprise|firm|investor)?[ _]?name"
        "|company|enterprise",
    ),
    Spelling("project", "(?:拟建)?项目(?:名称|名)?|project(?:[ _]name)?"),
    Spelling(
        "scope", "(?:许可|一般)?(?:经营|业务|营业)范围|(?:business[ _])?scope(?: of business)?"
    ),
    Spelling("desc", "desc"),
    Spelling(
        "text",
        "text|descriptions?|content|profile|introduction|summary|(?:main[ _])?products?|business"
        "|主营(?:产品|业务|方向|产品及服务)?|(?:主要|核心)?产品(?:名称|[及与和或]服务)?|主要业务"
        "|(?:项目)?(?:主要)?建设(?:内容|规模)(?:[及与和](?:内容|规模))?|(?:主要)?生产内容"
        "|(?:企业|公司|单位|项目|产品|线索|投资|基本)?(?:简介|介绍|概况|描述|内容|概述|摘要|详情|情况)"
        "|线索|(?:投资|招商)线索|文本",
    ),
    Spelling(
        "gbt",
        "gb/?t?(?:[ _]?4754)?(?:代码|code)?|industry(?:[ _]code)?"
        "|(?:国民经济|国标|所属|主营)?行业(?:小类|中类|大类|分类|类别)?(?:代码|编码)?",
    ),
    Spelling(
        "invest_wanyuan",
        rf"{_PLANNED}(?:固定资产|固定)?投资(?:总)?(?:额|金额|规模|总额|估算)?|(?:签约|合同)(?:金额|额)"
        "|(?:total[ _])?invest(?:ment)?(?:[ _]amount)?",
        _MONEY,
    ),
    Spelling(
        "land_mu",
        rf"{_PLANNED}(?:占地|用地|土地)(?:总)?(?:面积|需求|规模|指标)?|land(?:[ _](?:area|use))?",
        _LAND,
    ),
    Spelling(
        "energy_tce",
        rf"{_PLANNED}(?:综合)?(?:能耗|能源消费|能源消耗|用能)(?:总)?量?"
        "|energy(?:[ _](?:use|consumption))?",
        _ENERGY,
    ),
    Spelling(
        "power_kwh",
        rf"{_PLANNED}(?:用电|耗电|电耗|电力消费|电力消耗)(?:总)?(?:量|需求)?"
        "|(?:power|electricity)(?:[ _](?:use|consumption))?",
        _POWER,
    ),
    Spelling(
        "water_m3",
        rf"{_PLANNED}(?:用水|取水|耗水|新水|水耗)(?:总)?(?:量|需求)?"
        "|water(?:[ _](?:use|consumption))?",
        _WATER,
    ),
    Spelling(
        "floor_m2",
        rf"{_PLANNED}(?:计容)?(?:总)?建筑(?:总)?面积"
        "|(?:gross[ _])?floor(?:[ _]area)?|building[ _]area",
        _FLOOR,
    ),
    Spelling(
        "plot_ratio", rf"{_PLANNED}容积率|(?:plot|floor[ _]area)[ _]ratio|far", _RATIO, plain=True
    ),
    Spelling(
        "output_wanyuan",
        rf"{_RUNNING}{_PLANNED}(?:工业)?(?:总)?产值|(?:annual[ _])?output(?:[ _]value)?",
        _MONEY,
    ),
    Spelling(
        "tax_wanyuan",
        rf"{_RUNNING}{_PLANNED}(?:可?实现|上缴|缴纳)?(?:税收|税金|纳税|缴税)(?:总)?(?:额|贡献|收入)?"
        "|(?:annual[ _])?tax(?:es)?",
        _MONEY,
    ),
    Spelling(
        "jobs",
        rf"{_RUNNING}{_PLANNED}(?:可?(?:带动|吸纳|解决|提供))?(?:就业|用工)(?:岗位)?(?:人员)?"
        "(?:总)?(?:人数|数量|数|需求|规模)?|jobs|employment",
        _JOBS,
        plain=True,
    ),
    Spelling(
        "catalogue_class",
        "(?:国家)?产业(?:结构调整)?(?:指导)?(?:政策|目录)(?:类别|类型|分类)|目录类别",
        choices=_CLASS_WORDS,
    ),
    Spelling(
        "construction", "(?:项目)?建设(?:性质|类型)|construction(?:[ _]type)?", choices=_KINDS
    ),
    Spelling(
        "hazardous_chemicals",
        "(?:是否)?(?:涉及|涉|生产|属于|含)?(?:危化品?|危险化学品|危险品)(?:生产|使用|项目)?"
        "|hazardous(?:[ _]chemicals?)?|hazchem",
    ),
)


@functools.lru_cache(maxsize=4096)
def column(header: str) -> Column:
    """Return what a header means: width, case, script and spaces do not matter."""
    plain = normalise(header).text.strip("*:· ")
    for spelling, pattern in zip(SPELLINGS, _patterns(), strict=True):
        canonical_unit = next(iter(spelling.units), None)
        if plain == spelling.name:
            named = canonical_unit
        elif found := pattern.fullmatch(plain):
            bare = canonical_unit if spelling.plain else None
            named = found.groupdict().get("unit") or bare
        else:
            continue
        return Column(header, spelling.name, spelling.units, named, spelling.choices)
    return Column(header)


def is_heading(headers: Sequence[str]) -> bool:
    """Tell whether one of the headers names a field that says what an enterprise does."""
    return any(column(header).name in {*TEXT_FIELDS, "project"} for header in headers)


def missing_text(headers: Sequence[str]) -> str:
    """Return the end of a sentence: which columns there are, and which of them one is needed."""
    shown = ", ".join(repr(header) for header in headers[:12]) + (", …" if headers[12:] else "")
    return f"has the columns {shown or 'none'}; one of them must be {_WANTED}"


def canonical(cells: Mapping[str, object]) -> dict[str, object]:
    """Return the cells under canonical names, figures in their units, empty cells left out.

    Several columns of free text are joined. A project's name is the name of a row that has no
    other, else it is the start of its text. Raises TypeError for a text that is a list or object.
    """
    values: dict[str, object] = {}
    unparsed: dict[str, str] = {}
    for header, cell in cells.items():
        if not _is_empty(cell):
            _put(column(header), cell, values, unparsed)
    _place_project(values)
    return values | ({UNPARSED: unparsed} if unparsed else {})


def _is_empty(cell: object) -> bool:
    if isinstance(cell, float):
        return math.isnan(cell)
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _put(col: Column, cell: object, values: dict[str, object], unparsed: dict[str, str]) -> None:
    name = col.name or col.header
    if col.name in {"text", "name", "scope", "desc", "project"}:
        said = _text(name, cell)
        before = values.get(name)
        values[name] = f"{before}；{said}" if before else said
        return
    if name in values:
        values[col.header] = cell
    elif col.name == "id":
        values["id"] = _text("id", cell)
    elif col.name is None:
        values[name] = cell
    elif (read := _read(col, cell)) is not None:
        values[name] = read
    else:
        unparsed[name] = str(cell)


def _read(col: Column, cell: object) -> object | None:
    if col.units:
        return figure(cell, col.units, col.unit)
    if col.choices:
        return col.choices.get(normalise(_text(str(col.name), cell)).text)
    return flag(cell) if col.name == "hazardous_chemicals" else _industry_code(cell)


def _industry_code(cell: object) -> str | None:
    found = re.match(r"[a-t]?(\d{2,4})(?![\d年])", normalise(_text("gbt", cell)).text)
    return found[1] if found else None


def _text(name: str, cell: object) -> str:
    if isinstance(cell, list | dict):
        raise TypeError(f"{name} is a list or an object; a text is needed")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _place_project(values: dict[str, object]) -> None:
    project = values.pop("project", None)
    if project is None:
        return
    if "name" not in values:
        values["name"] = project
    else:
        values["text"] = f"{project}；{values['text']}" if "text" in values else project


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_header_pattern(spelling) for spelling in SPELLINGS)


def _header_pattern(spelling: Spelling) -> re.Pattern[str]:
    remark = r"[(\[][^)\]]*[)\]]?"
    if not spelling.units:
        return re.compile(rf"(?:{spelling.pattern})(?:{remark})?")
    units = "|".join(sorted(map(re.escape, spelling.units), key=len, reverse=True))
    named = rf"[(\[_/:,\- ]*(?:单位:?)?(?P<unit>{units})(?:/年|/a)?[)\]]?"
    return re.compile(rf"(?:{spelling.pattern})(?:{named}|{remark})?")
