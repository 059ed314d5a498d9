"""How people head the columns of lead sheets, and the units that they count in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

How = Literal["words", "label", "amount", "date", "flag", "class", "code", "phone", "id", "choice"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a canonical field is spelt, and how its cells are read.

    words: free text, joined where several columns hold it; label: one text; the others as their
    name says. `units`, where it is an amount, say what one unit is worth; the first is that of
    the canonical name. `bare` amounts are counts or ratios that need no unit. `choices` are what a
    cell may say, and what it then means.
    """

    name: str
    pattern: str
    how: How = "label"
    units: Mapping[str, float] = field(default_factory=dict)
    bare: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


_YUAN = {"万元": 1.0, "万": 1.0, "万人民币": 1.0, "万rmb": 1.0, "wanyuan": 1.0, "万元人民币": 1.0}
_YUAN |= {"rmb 10,000": 1.0, "10,000 rmb": 1.0, "人民币万元": 1.0, "人民币亿元": 1e4}
_YUAN |= {"亿元": 1e4, "亿": 1e4, "亿元人民币": 1e4, "百万元": 100.0, "百万": 100.0}
_YUAN |= {"rmb million": 100.0, "million rmb": 100.0, "million yuan": 100.0, "rmb": 1e-4}
_YUAN |= {"千万元": 1e3, "千万": 1e3, "千元": 0.1, "元": 1e-4, "圆": 1e-4, "yuan": 1e-4}
_LAND = {"亩": 1.0, "mu": 1.0, "公顷": 15.0, "ha": 15.0, "hectares": 15.0}
_LAND |= {"平方公里": 1500.0, "km2": 1500.0}
_LAND |= dict.fromkeys(("平方米", "平米", "m2", "sqm"), 0.0015)
_LAND |= dict.fromkeys(("万平方米", "万平米", "万m2", "万平"), 15.0)
_FLOOR = dict.fromkeys(("m2", "平方米", "平米", "平", "sqm"), 1.0)
_FLOOR |= dict.fromkeys(("万平方米", "万平米", "万m2", "万平"), 1e4)
_ENERGY = dict.fromkeys(("tce", "吨标煤", "吨标准煤", "吨"), 1.0)
_ENERGY |= dict.fromkeys(("万吨标煤", "万吨标准煤", "万tce"), 1e4)
_ENERGY |= dict.fromkeys(("kgce", "千克标煤", "千克标准煤", "公斤标煤", "公斤标准煤"), 1e-3)
_POWER = dict.fromkeys(("kwh", "千瓦时", "度", "kw·h", "千瓦·时"), 1.0)
_POWER |= dict.fromkeys(("万kwh", "万千瓦时", "万度", "万千瓦·时", "万kw·h"), 1e4)
_POWER |= {"mwh": 1e3, "兆瓦时": 1e3, "gwh": 1e6, "亿千瓦时": 1e8, "亿度": 1e8, "亿kwh": 1e8}
_WATER = dict.fromkeys(("m3", "立方米", "立方", "方", "吨", "t"), 1.0)
_WATER |= dict.fromkeys(("万m3", "万立方米", "万立方", "万方", "万吨"), 1e4)
_CLASSES = ("鼓励", "允许", "限制", "淘汰")
_CLASS_WORDS = {word: word for word in _CLASSES} | {f"{word}类": word for word in _CLASSES}
_CLASS_WORDS |= {"encouraged": "鼓励", "permitted": "允许", "allowed": "允许"}
_CLASS_WORDS |= {"restricted": "限制", "eliminated": "淘汰"}
_KINDS = {word: word for word in ("新建", "扩建", "改建", "技改", "迁建")}
_KINDS |= {"技术改造": "技改", "改扩建": "扩建", "搬迁": "迁建", "异地搬迁": "迁建"}
_KINDS |= {"new": "新建", "extension": "扩建", "expansion": "扩建"}
_HEADS = dict.fromkeys(("人", "名", "个", "people", "persons"), 1.0) | {"万人": 1e4}

# Money planned for one year, for equipment, or spent so far is not the investment.
_PLANNED = "(?:预计|计划|拟|项目|意向|估算|规划|需求|所需|需|总|新增)*"
_BY_YEAR = "(?:年度?|预计|计划|拟|项目|意向|估算|规划|需求|所需|需|总|新增)*"
_FULL = "(?:年|预计|计划|达产后?|投产后?|满产后?|项目|实现|可实现|规划)*"
_WHO = "企业|公司|单位|客户|投资方|投资主体|投资企业|机构|厂商|建设单位|申报单位"

SPELLINGS = (
    Spelling(
        "id", "id|no[.]?|序号|编号|(?:线索|项目|企业)(?:编号|id)|(?:lead|row)[ _]?id", how="id"
    ),
    Spelling(
        "name",
        rf"(?:{_WHO})(?:全称|名称|名)?|名称|(?:company|enterprise|firm|investor)?[ _]?name"
        "|company|enterprise",
    ),
    Spelling("chainmatch_id", "chainmatch编号|chainmatch id"),
    Spelling("chainmatch_version", "chainmatch版本|chainmatch version"),
    Spelling("chainmatch_problem", "chainmatch问题|chainmatch problem"),
    Spelling("project", "(?:拟建)?项目(?:名称|名)?|专案名称|project(?:[ _]name)?"),
    Spelling(
        "scope",
        "(?:许可|一般)?(?:经营|业务|营业)范围|(?:business[ _])?scope(?: of business)?",
        how="words",
    ),
    Spelling("desc", "desc", how="words"),
    Spelling(
        "text",
        "text|descriptions?|content|profile|introduction|summary|(?:main[ _])?products?|business"
        "|主营(?:产品|业务|方向|产品及服务)?|(?:主要|核心)?产品(?:名称|[及与和或]服务)?|主要业务"
        "|(?:项目)?(?:主要)?建设(?:内容|规模)(?:[及与和](?:内容|规模))?|(?:主要)?生产内容"
        "|(?:企业|公司|单位|项目|产品|线索|投资|基本)?(?:简介|介绍|概况|描述|内容|概述|摘要|详情|情况)"
        "|线索|(?:投资|招商)线索|文本",
        how="words",
    ),
    Spelling(
        "gbt",
        "gb/?t?(?:[ _]?4754)?(?:代码|code)?|industry(?:[ _]code)?"
        "|(?:国民经济|国标|所属|主营)?行业(?:小类|中类|大类|分类|类别)?(?:代码|编码)?",
        how="class",
    ),
    Spelling(
        "credit_code",
        "(?:统一)?(?:社会)?信用(?:代码|编码)(?:证?号)?(?:/营业执照号)?"
        "|(?:营业)?执照(?:注册)?(?:号码?|编号)|uscc"
        "|(?:unified )?(?:social )?credit[ _](?:code|no[.]?|number)",
        how="code",
    ),
    Spelling(
        "invest_wanyuan",
        rf"{_PLANNED}(?:固定资产|固定)?投资(?:总)?(?:额|金额|规模|总额|估算)?|(?:签约|合同)(?:金额|额)"
        "|(?:total[ _])?invest(?:ment)?(?:[ _]amount)?",
        *("amount", _YUAN),
    ),
    Spelling(
        "land_mu",
        rf"{_BY_YEAR}(?:占地|用地|土地)(?:总)?(?:面积|需求|规模|指标)?|land(?:[ _](?:area|use))?",
        *("amount", _LAND),
    ),
    Spelling(
        "floor_m2",
        "(?:总|规划|计划|预计|项目|拟|计容)*建筑(?:总)?面积|(?:gross )?floor[ _]area|gfa",
        *("amount", _FLOOR),
    ),
    Spelling(
        "plot_ratio",
        "(?:规划|计划|预计)?容积率|plot[ _]ratio|floor area ratio",
        "amount",
        {"": 1.0},
        bare=True,
    ),
    Spelling(
        "energy_tce",
        rf"{_BY_YEAR}(?:综合)?(?:能耗|能源消费|能源消耗|用能)(?:总)?量?"
        "|energy(?:[ _](?:use|consumption))?",
        *("amount", _ENERGY),
    ),
    Spelling(
        "power_kwh",
        rf"{_BY_YEAR}(?:用电|耗电|电耗|电力消费|电力消耗)(?:总)?(?:量|需求)?"
        "|(?:power|electricity)(?:[ _](?:use|consumption))?",
        *("amount", _POWER),
    ),
    Spelling(
        "water_m3",
        rf"{_BY_YEAR}(?:用水|取水|耗水|新水|水耗)(?:总)?(?:量|需求)?"
        "|water(?:[ _](?:use|consumption))?",
        *("amount", _WATER),
    ),
    Spelling(
        "output_wanyuan",
        rf"{_FULL}(?:工业)?(?:总)?产值(?:规模)?|(?:annual )?output(?:[ _]value)?",
        *("amount", _YUAN),
    ),
    Spelling(
        "tax_wanyuan",
        rf"{_FULL}(?:上缴|缴纳)?(?:税收|纳税|税金|缴税)(?:总额|额|贡献|收入)?"
        "|(?:annual )?tax(?:es)?",
        *("amount", _YUAN),
    ),
    Spelling(
        "jobs",
        "(?:预计|计划|拟|新增|带动|项目|落地后|达产后|投产后|提供|吸纳|解决|可)*"
        "(?:就业|用工|劳动定员|用人)(?:人数|岗位|人员|规模|总数|数量|数|需求)*|定员"
        "|jobs|employees|employment|headcount",
        *("amount", _HEADS),
        bare=True,
    ),
    Spelling(
        "hazardous_chemicals",
        "(?:是否)?(?:涉及|涉|生产|属于|含)?(?:危化品?|危险化学品|危险品)(?:生产|使用|项目)?"
        "|hazardous(?:[ _]chemicals?)?|hazchem",
        how="flag",
    ),
    Spelling(
        "catalogue_class",
        "(?:国家)?产业(?:结构调整)?(?:指导)?(?:政策|目录)(?:类别|类型|分类)|目录类别",
        how="choice",
        choices=_CLASS_WORDS,
    ),
    Spelling(
        "construction",
        "(?:项目)?建设(?:性质|类型)|construction(?:[ _]type)?",
        how="choice",
        choices=_KINDS,
    ),
    Spelling("contact", "(?:企业|项目|公司)?联[系络]人(?:姓名)?|contact(?:[ _](?:person|name))?"),
    Spelling(
        "phone",
        "(?:联[系络]|办公)?(?:电话|手机)(?:号码|号)?|联[系络]方式|phone|tel|telephone|mobile",
        how="phone",
    ),
    Spelling("source", "(?:线索|信息|项目)?来源(?:渠道)?|(?:lead )?source"),
    Spelling("owner", "(?:招商)?责任人|经办人|跟进人|对接人|承办人|招商专员|owner|responsible"),
    Spelling(
        "status",
        "(?:项目|目前|当前|线索|跟进)*(?:进展|状态|进度|阶段)(?:情况|状态|阶段)?|status|stage",
    ),
    Spelling(
        "site",
        "(?:拟|意向|项目)*(?:选址|落地|落户)(?:地点|位置|意向|园区|地块|地)?|意向(?:园区|地块)"
        "|建设地点|site|location",
    ),
    Spelling(
        "registered_place",
        "(?:注册|登记)(?:地址|地点|地区|地|所在地)|place of registration"
        "|registered[ _](?:place|in)",
    ),
    Spelling(
        "place",
        "(?:公司|企业|单位|经营|所在)?(?:地址|所在地)|住所|所在(?:地区|省市|城市|区域)|省市"
        "|place|(?:registered[ _])?address",
    ),
    Spelling(
        "founded", "(?:成立|注册|设立)(?:日期|时间|年份|年月)|founded|established", how="date"
    ),
    Spelling("note", "备注(?:说明)?|附注|remarks?|notes?", how="words"),
)
