"""The one place with prose: what ids, signals and verdicts are called, in Chinese and English."""

from collections.abc import Mapping, Sequence
from typing import Literal

from chainmatch.matching.calibration import BAND_FLOORS
from chainmatch.reports.admission_words import ADMISSION_WORDS
from chainmatch.reports.desk_words import DESK_WORDS
from chainmatch.reports.document_words import DOCUMENT_WORDS
from chainmatch.reports.duplicate_words import DUPLICATE_WORDS
from chainmatch.reports.import_words import IMPORT_WORDS
from chainmatch.reports.planning_words import PLANNING_WORDS
from chainmatch.reports.sheet_words import SHEET_WORDS
from chainmatch.reports.store_words import STORE_WORDS

Language = Literal["zh", "en"]

WORDS: Mapping[str, tuple[str, str]] = {
    **PLANNING_WORDS,
    **DUPLICATE_WORDS,
    **STORE_WORDS,
    **IMPORT_WORDS,
    **ADMISSION_WORDS,
    **DOCUMENT_WORDS,
    **SHEET_WORDS,
    **DESK_WORDS,
    # statuses and messages
    "matched": ("已匹配", "matched"),
    "abstained": ("不作推荐", "no recommendation"),
    "invalid": ("无法识别", "invalid"),
    "out_of_scope": (
        "规划的产业链和园区里找不到与它相符的内容；如有具体产品，请补充说明。以下排序仅供参考。",
        "Nothing in the plan goes with it; name the product if there is one. A ranking follows.",
    ),
    "vague": (
        "只说了口号、意愿或管理事务，没有说出产品；请补充做什么产品、用什么原料和工艺。",
        "It names no product, only slogans or wishes; say what is made, from what and how.",
    ),
    "carried_over": (
        "权重是用另一版规划拟合的，沿用至此，把握数字仅供参考。",
        "The weights were fitted with another plan and carried over; take the confidence lightly.",
    ),
    # column heads
    "lead": ("线索", "Lead"),
    "park": ("园区", "Park"),
    "zone": ("片区", "Zone"),
    "link": ("产业链环节", "Chain link"),
    "products": ("对应产品或技术", "Products or technologies"),
    "confidence": ("把握", "Confidence"),
    "eligibility": ("准入", "Eligibility"),
    "reasons": ("理由", "Reasons"),
    "where": ("依据", "Where"),
    "gaps": ("可补的缺口", "Gaps it would fill"),
    "gbt": ("行业代码(GB/T 4754)", "GB/T 4754 class"),
    "scope": ("在规划范围内的把握", "In scope"),
    "rank": ("序", "#"),
    # the finest answer that is more likely right than wrong
    "surest": ("把握过半的答案", "Surest answers"),
    "surest.product": ("产品 {name} {share}", "product {name} {share}"),
    "surest.link": ("环节 {name} {share}", "link {name} {share}"),
    "surest.industry": (
        "环节不止一种可能，产业是{name} {share}",
        "link unsure, industry {name} {share}",
    ),
    "surest.park": ("园区 {name} {share}", "park {name} {share}"),
    "surest.zone": (
        "园区还说不准，片区是{name} {share}",
        "park unsure, zone {name} {share}",
    ),
    "surest.within": ("（区内首选{name} {share}）", " (there first {name} {share})"),
    "surest.no_chain": (
        "产业链上说不准，最可能的产业只有 {share}",
        "chain unsure, the likeliest industry has {share}",
    ),
    "surest.no_place": (
        "园区、片区都说不准，前三个园区合计 {share}",
        "park and zone unsure, the first three parks have {share}",
    ),
    # families of signals, as the screen sums them up
    "by_enterprises": ("已有企业", "known enterprises"),
    "by_layout": ("规划布局", "the plan's layout"),
    "by_route": ("产业链路径", "route over the chain"),
    "by_report": ("公开报道", "public reports"),
    "by_prior": ("园区规模", "size of the park"),
    "nearest_place": ("最接近", "nearest"),
    # signals: what speaks for a choice
    "prior": ("已有企业数量", "enterprises already there"),
    "layout": ("规划布局条目相近", "a layout entry is near"),
    "layout_text": ("与园区整体布局相近", "near to the park's layout"),
    "reported": ("报道称该园区做这一行", "reports name its industry there"),
    "words": ("用词与规划一致", "words shared with the plan"),
    "neighbours": ("同类企业在此", "like enterprises are there"),
    "nearest": ("最相近的企业在此", "the nearest enterprise is there"),
    "neighbour_words": ("与在园企业用词一致", "words shared with enterprises there"),
    "nearest_words": ("与最近企业用词一致", "words shared with the nearest enterprise"),
    "route_plan": ("环节由规划布局到此", "the plan puts its link there"),
    "route_known": ("同环节企业多在此", "enterprises of its link are there"),
    "zone_neighbours": ("同类企业在此片区", "like enterprises are in this zone"),
    "trained": ("与写好的样例一致", "like leads written for it"),
    "classes": ("行业代码通向此环节", "its industry class leads there"),
    "link_text": ("与环节内容相近", "near to what the link covers"),
    "link_name": ("与环节名称相近", "near to the link's name"),
    "product": ("与所列产品相近", "near to a named product"),
    "like_enterprises": ("同类企业属于此环节", "like enterprises fill this link"),
    "like_enterprises_words": (
        "与此环节企业用词一致",
        "words shared with enterprises of this link",
    ),
    # how a fact is known
    "stated": ("原文写明", "stated"),
    "same_term": ("同词", "same term"),
    "curated": ("人工判定", "curated"),
    "inferred": ("推断", "inferred"),
    "public_knowledge": ("公开常识", "public knowledge"),
    "high": ("可信度高", "high confidence"),
    "medium": ("可信度中", "medium confidence"),
    "low": ("可信度低", "low confidence"),
    "existing": ("已有", "existing"),
    "planned": ("拟建", "planned"),
    "undated": ("日期不详", "undated"),
    "zone_only": ("只知所在片区", "only the zone is known"),
    # verdicts
    "pass": ("符合", "pass"),
    "fail": ("不符合", "fail"),
    "unknown": ("待核实", "unknown"),
    "clear": ("未见障碍", "nothing against it"),
    "veto": ("否决", "veto"),
    # gaps
    "unlisted": ("规划要、无园区列出", "wanted, listed by no park"),
    "planned_not_filled": ("园区已列、尚无企业", "listed, not yet filled"),
    "thin": ("仅一家企业", "only one enterprise"),
    "bridge": ("上下游有、中间缺", "upstream and downstream filled, this empty"),
    # what the nodes and edges of a route over the plan are called, read from the lead to the park
    "node.lead": ("这家企业", "This enterprise"),
    "node.industry": ("产业", "Industry"),
    "node.direction": ("产业链环节", "Chain link"),
    "node.product": ("产品或技术", "Product"),
    "node.zone": ("片区", "Zone"),
    "node.park": ("园区", "Park"),
    "node.layout": ("规划布局条目", "Layout entry"),
    "node.support": ("支撑单位", "Support"),
    "node.city": ("协同城市", "Partner city"),
    "node.place": ("依托地点", "Place"),
    "edge.match": ("最相符", "best match"),
    "edge.has_direction": ("所属产业", "of the industry"),
    "edge.names": ("列有产品", "names"),
    "edge.has_park": ("下设园区", "has the park"),
    "edge.lists": ("列入布局", "in the layout of"),
    "edge.means": ("对应条目", "matches the entry"),
    "edge.leans_on": ("依托", "leans on"),
    "edge.supports": ("支撑", "supports"),
    "edge.partner": ("协同", "partner"),
    # lines of a screen
    "comma": ("、", ", "),
    "shared_words": ("共同用词：{words}", "shared words: {words}"),
    "known_count": ("已知企业 {count} 家", "{count} known enterprises"),
    "unreadable": (
        "描述有 {count} 个字符，无法识别；需要 {low} 至 {high} 个字符，至少含一个汉字或字母。",
        "The text has {count} characters; it needs {low} to {high}, one of them at least a letter.",
    ),
    # why this choice and not that one
    "why": ("为什么是{name}？", "Why {name}?"),
    "why_not": ("为什么不是{name}？", "Why not {name}?"),
    "difference": ("差", "difference"),
    "sum": ("合计（对数几率）", "sum (log-odds)"),
    "said": ("原文怎么说", "what the text says"),
    "plan_says": ("规划怎么说", "what the plan says"),
    "who_is_there": ("谁在那里", "who is there"),
    "rules": ("准入规则", "rules"),
    "nothing_said": ("原文没有词为它说话", "no word of the text speaks for it"),
    "no_tie": ("规划未把{link}放在这里", "the plan does not put {link} here"),
    "nobody": ("未见已知企业", "no known enterprise"),
    "no_source": ("未记来源", "no source recorded"),
    "already_first": ("它已排第一，右边是第二名。", "It comes first; beside it stands the second."),
    "what_would": ("怎样才会排第一", "What would put it first"),
    "standing": ("第{rank}名 {share}", "rank {rank}, {share}"),
    "and": ("，并且", ", and "),
    "would_first": (
        "{changes}，就排第一（{before} → {after}）。",
        "{changes}: then it comes first ({before} → {after}).",
    ),
    "would_lift": (
        "{changes}，否决就不再成立（{before} → {after}）。",
        "{changes}: then the veto falls away ({before} → {after}).",
    ),
    "would_near": (
        "没有一种改法让它排第一；最接近的是：{changes}（{before} → {after}）。",
        "Nothing tried puts it first; nearest comes: {changes} ({before} → {after}).",
    ),
    "would_nothing": ("没有一种改法让它更靠前。", "Nothing tried puts it any higher."),
    "tried": (
        "共试了 {count} 种改法，每种都重新匹配。",
        "{count} changes were tried, each matched again.",
    ),
    "set.hazardous_chemicals.yes": (
        "写明生产危险化学品",
        "state that it makes hazardous chemicals",
    ),
    "set.hazardous_chemicals.no": (
        "写明不生产危险化学品",
        "state that it makes no hazardous chemicals",
    ),
    "set.gbt": ("行业代码写明为 {value}", "state the class {value}"),
    "set.energy": ("写明年综合能耗", "state the energy use"),
    "set.drop": ("不写“{value}”", "leave out “{value}”"),
    "set.add": ("再加上“{value}”", "add “{value}”"),
    # the one question
    "ask": ("问一句", "One question"),
    "ask.hazardous_chemicals": ("生产危险化学品吗？", "does it make hazardous chemicals?"),
    "ask.gbt": ("行业代码是{a}还是{b}？", "is its class {a} or {b}?"),
    "ask.serves_chemical_tenants": ("为化工企业配套吗？", "does it serve chemical firms?"),
    "ask.energy": ("年综合能耗高吗？", "does it use much energy?"),
    "ask.which_link": ("主要是做{a}还是做{b}？", "does it mainly make {a} or {b}?"),
    "answer.yes": ("是", "yes"),
    "answer.no": ("否", "no"),
    "answer.much": ("高", "much"),
    "answer.little": ("不高", "little"),
    # fields that a rule asks for
    "hazardous_chemicals": ("是否生产危险化学品", "does it make hazardous chemicals?"),
    "gbt_code": ("行业代码", "industry class"),
    "serves_chemical_tenants": ("是否为化工企业配套", "does it serve chemical firms?"),
    "park.chemical_park": ("园区是否经认定为化工园区", "is the park a recognised chemical park?"),
    "park.urban": ("园区是否在城区", "is the park in town?"),
    "captive_auxiliary": ("是否为配套装置", "is it a captive unit?"),
    "safety_review": ("安全条件审查意见", "safety review"),
    "local_prohibition_list": ("当地禁限控目录", "local prohibition list"),
    "capacity_swap": ("产能置换方案", "capacity swap"),
    "energy_review": ("节能审查意见", "energy review"),
    "energy_tce": ("年综合能耗(吨标煤)", "energy use (tce a year)"),
    "power_kwh": ("年用电量(千瓦时)", "power use (kWh a year)"),
}

_BANDS = (("较有把握", "fairly sure"), ("有可能", "likely"), ("仅供参考", "a guess"))
"""For the bands of park confidence, from the highest down; the words claim no more than it."""


def word(key: str, language: Language) -> str:
    """Return the name of a key; a key without a name stands for itself."""
    pair = WORDS.get(key)
    return pair[0 if language == "zh" else 1] if pair else key


def band(confidence: float, language: Language) -> str:
    """Return the words for a confidence in [0, 1]."""
    return _BANDS[_band(confidence)][0 if language == "zh" else 1]


def frequency(confidence: float, measured: Sequence[float], language: Language) -> str:
    """Return how often a confidence of this band was right on held-out cases; "" if unmeasured."""
    if not measured:
        return ""
    right = round(measured[_band(confidence)] * 10)
    return f"10个约{right}个对" if language == "zh" else f"{right} in 10 are right"


def _band(confidence: float) -> int:
    return next(i for i, floor in enumerate(BAND_FLOORS) if confidence >= floor)
