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

    The first unit is that of the canonical name itself.
    """

    name: str
    pattern: str
    units: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its canonical name if it has one, its units and the one it names."""

    header: str
    name: str | None = None
    units: Mapping[str, float] = field(default_factory=dict)
    unit: str | None = None


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

_PLANNED = "(?:年度?|预计|计划|拟|项目|意向|估算|规划|需求|所需|需|总|新增)*"
_WHO = "企业|公司|单位|客户|投资方|投资主体|投资企业|机构|厂商|建设单位|申报单位"

SPELLINGS = (
    Spelling("id", "id|no[.]?|序号|编号|(?:线索|项目|企业)(?:编号|id)|(?:lead|row)[ _]?id"),
    Spelling(
        "name",
        rf"(?:{_WHO})(?:全称|名称|名)?|名称|(?:company|enterprise|firm|investor)?[ _]?name"
        "|company|enterprise",
    ),
    Spelling(
        "credit_code",
        "(?:统一)?(?:社会)?信用代码(?:证?号)?(?:/营业执照号)?|(?:营业)?执照(?:注册)?(?:号码?|编号)|uscc"
        "|(?:unified )?(?:social )?credit[ _](?:code|no[.]?|number)",
    ),
    Spelling(
        "place",
        "(?:注册|所在|公司|企业|单位|登记|经营)?(?:地址|地区|所在地)|注册地|所在地|住所|所在(?:省市|城市|区域)"
        "|省市|place|(?:registered[ _])?(?:address|location)",
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
        if plain == spelling.name:
            return Column(header, spelling.name, spelling.units, next(iter(spelling.units), None))
        if found := pattern.fullmatch(plain):
            return Column(header, spelling.name, spelling.units, found.groupdict().get("unit"))
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
    elif col.name in {"id", "place"}:
        values[name] = _text(name, cell)
    elif col.name is None:
        values[name] = cell
    elif (read := _read(col, cell)) is not None:
        values[name] = read
    else:
        unparsed[name] = str(cell)


def _read(col: Column, cell: object) -> object | None:
    if col.units:
        return figure(cell, col.units, col.unit)
    if col.name == "credit_code":
        # A number with a fraction's type has 15 digits at most: the last of 18 are lost.
        return _text("credit_code", cell) if isinstance(cell, str | int) else None
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
