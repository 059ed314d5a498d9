"""Writes leads as people write them, each with what it is about: the lesson of the static model.

The text carries the noise of its kind (legal names, sums, tonnages, phrases of licences); the
content is the bare products. A model that brings both together learns what to leave out.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chainmatch.training.sources import IndustryClass, products

_PLACES = (
    "甘肃", "兰州", "白银", "苏州", "深圳", "河北", "内蒙古", "西安", "重庆", "山东", "宁波",
)  # fmt: skip
_BRANDS = (
    "恒泰", "瑞丰", "中科", "金川", "海天", "新源", "华宇", "鑫盛", "东方", "天成", "国盛", "博瑞",
)  # fmt: skip
_SCOPE = (
    "一般项目：{items}制造；{items}销售；货物进出口；技术服务、技术开发、技术咨询"
    "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"
)
_CHINESE = (
    "{place}{brand}有限公司主要从事{items}的研发、生产和销售，产品销往全国各地",
    "公司成立于{year}年，位于{place}，注册资本{small}万元，是一家专业生产{items}的高新技术企业",
    "{items}生产",
    "{items}项目，想找地",
    "年产{big}吨{items}项目",
    "总投资{small}亿元，占地{small}亩，建设年产{big}吨{items}生产线{few}条，配套建设公用工程和环保设施",
    "项目分{few}期建设，一期投资{small}亿元，主要产品为{items}，达产后年产值{small}亿元、就业{small}人",
    _SCOPE,
    "许可项目：{items}生产（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体以审批结果为准）",
    "以{first}为主导产品，兼营{items}，拥有专利{few}项，通过质量管理体系认证",
    "{brand}集团拟在{place}投资建厂，做{items}，用电量较大，需要蒸汽和污水处理",
    "企业现有员工{small}人，引进自动化设备，为下游客户提供{items}及配套服务",
    "租用标准化厂房{big}平方米，从事{items}，已建成投产",
    "扩建{items}装置，形成{big}吨/年产能，建设单位为{place}{brand}公司",
)
_ENGLISH = (
    "We manufacture {items} and are looking for a site of {small} mu.",
    "Our company plans to invest {small} million yuan in a {items} plant.",
    "{items}",
    "Producer of {items}, annual output {big} tonnes, exporting to Europe and Asia.",
    "A new project for the production of {items} with {few} production lines.",
    "Founded in {year}, the company develops, makes and sells {items}.",
)
_CHINESE_ASIDES = (
    "拟租标准厂房{big}平方米，带行车和配电",
    "打造西部地区标准化示范基地",
    "我们是做这个的，想了解一下园区政策",
    "项目位于{place}，交通便利，区位优势明显",
    "公司坚持科技创新，与高校院所合作建有研发中心",
    "产品质量稳定，深受客户好评，市场前景广阔",
    "严格执行国家标准，实现绿色低碳发展",
    "计划{year}年开工，建设期{few}年，建成后可带动就业{small}人",
    "预计年销售收入{small}亿元，上缴税收{few}千万元",
    "需要工业用地{small}亩，要通天然气、蒸汽和双回路供电",
    "是国家专精特新小巨人企业，已获发明专利{small}件",
    "二期正在规划建设，设备已安装调试并投入试运行",
    "该项目已备案，环评批复已取得",
    "总部设在{place}，在全国设有多个生产基地",
    "填补国内空白，可替代进口",
    "依托当地资源优势，延伸产业链条",
    "产能规模居行业前列，应用于多个领域，广泛用于各行各业",
    "系某集团在{place}设立的全资子公司，由政府招商引进",
)
_ENGLISH_ASIDES = (
    "We plan to build a factory in Baiyin or Lanzhou.",
    "The plant needs {small} mu of land, steam, water and power.",
    "Our products meet international standards and are sold worldwide.",
    "We have {small} employees and {few} patents.",
    "Could you tell us which park fits and what incentives are available?",
    "Construction will start in {year} and take {few} years.",
    "Total investment is about {small} million dollars in two phases.",
    "Looking for partners and land in Gansu, China.",
    "A leading high-tech company in its field with its own team of engineers.",
)
_ASIDE_SHARE = 0.5  # of leads


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as somebody writes it, and its bare content in Chinese."""

    text: str
    content: str


def write_leads(
    classes: Sequence[IndustryClass],
    terms: Sequence[Sequence[str]],
    pairs: Sequence[tuple[str, str]],
    rounds: int,
    seed: int,
) -> list[Lead]:
    """Return leads of every voice: `rounds` for each class, group of terms and pair.

    `terms` are groups of Chinese terms of one trade; neighbours in `pairs` are of one trade too.
    """
    dice = random.Random(seed)  # noqa: S311  # reproducible text, no secrets
    found: list[Lead] = []
    for _ in range(rounds):
        for cls in classes:
            found += _of_class(cls, dice)
        for group in terms:
            found += _of_terms(group, dice)
        for start in range(len(pairs)):
            found += _of_pairs(pairs[start : start + 3], dice)
    return _with_asides(found, random.Random(seed + 1))  # noqa: S311


def _with_asides(leads: Sequence[Lead], dice: random.Random) -> list[Lead]:
    """Put what is beside the point before or after some leads.

    By dice of its own: the contents, which the teachers must read, stay when an aside is added.
    """
    found = []
    for lead in leads:
        text, english = lead.text, lead.text.isascii()
        if dice.random() < _ASIDE_SHARE:
            aside = _say(dice.choice(_ENGLISH_ASIDES if english else _CHINESE_ASIDES), "", "", dice)
            joint = " " if english else "，"
            text = joint.join((text, aside) if dice.random() < _ASIDE_SHARE else (aside, text))
        found.append(Lead(text, lead.content))
    return found


def groups(terms: Sequence[str], size: int = 3) -> list[list[str]]:
    """Return runs of `size` neighbours, each term once the first of a run."""
    return [list(terms[i : i + size]) for i in range(len(terms))]


def _of_class(cls: IndustryClass, dice: random.Random) -> Iterator[Lead]:
    named = list(dict.fromkeys(products(cls)))
    if not named:
        return
    picked = dice.sample(named, min(len(named), dice.randint(1, 3)))
    yield Lead(
        _say(dice.choice(_CHINESE), "、".join(picked), picked[0], dice), _bare(picked, cls.name)
    )


def _of_terms(group: Sequence[str], dice: random.Random) -> Iterator[Lead]:
    picked = list(group[: dice.randint(1, len(group))])
    yield Lead(_say(dice.choice(_CHINESE), "、".join(picked), picked[0], dice), _bare(picked, ""))


def _of_pairs(run: Sequence[tuple[str, str]], dice: random.Random) -> Iterator[Lead]:
    picked = list(run[: dice.randint(1, len(run))])
    content = _bare([zh for zh, _ in picked], "")
    items = ", ".join(en for _, en in picked)
    yield Lead(_say(dice.choice(_ENGLISH), items, items, dice), content)
    items = "、".join(zh for zh, _ in picked)
    yield Lead(_say(dice.choice(_CHINESE), items, picked[0][0], dice), content)


def _bare(picked: Sequence[str], name: str) -> str:
    return "、".join(dict.fromkeys([*picked, *([name] if name else [])]))


def _say(voice: str, items: str, first: str, dice: random.Random) -> str:
    return voice.format(
        items=items,
        first=first,
        place=dice.choice(_PLACES),
        brand=dice.choice(_BRANDS),
        year=dice.randint(1998, 2024),
        small=dice.randint(2, 60),
        big=dice.choice((500, 2000, 5000, 10000, 30000, 100000)),
        few=dice.randint(2, 6),
    )
