"""The one place with prose: what ids, signals and verdicts are called, in Chinese and English."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]

WORDS: Mapping[str, tuple[str, str]] = {
    # statuses and messages
    "matched": ("已匹配", "matched"),
    "abstained": ("不作推荐", "no recommendation"),
    "invalid": ("无法识别", "invalid"),
    "out_of_scope": (
        "规划的产业链和园区里找不到与它相符的内容；如有具体产品，请补充说明。以下排序仅供参考。",
        "Nothing in the plan goes with it; name the product if there is one. A ranking follows.",
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
    # families of signals, as the screen sums them up
    "by_enterprises": ("已有企业", "known enterprises"),
    "by_layout": ("规划布局", "the plan's layout"),
    "by_route": ("产业链路径", "route over the chain"),
    "by_prior": ("园区规模", "size of the park"),
    "nearest_place": ("最接近", "nearest"),
    # signals: what speaks for a choice
    "prior": ("已有企业数量", "enterprises already there"),
    "layout": ("规划布局条目相近", "a layout entry is near"),
    "layout_text": ("与园区整体布局相近", "near to the park's layout"),
    "words": ("用词与规划一致", "words shared with the plan"),
    "neighbours": ("同类企业在此", "like enterprises are there"),
    "nearest": ("最相近的企业在此", "the nearest enterprise is there"),
    "neighbour_words": ("与在园企业用词一致", "words shared with enterprises there"),
    "nearest_words": ("与最近企业用词一致", "words shared with the nearest enterprise"),
    "route_plan": ("环节由规划布局到此", "the plan puts its link there"),
    "route_known": ("同环节企业多在此", "enterprises of its link are there"),
    "zone_neighbours": ("同类企业在此片区", "like enterprises are in this zone"),
    "trained": ("与写好的样例一致", "like leads written for it"),
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

# From the confidence of the first park, in [0, 1]; the words claim no more than the number.
_BANDS = (
    (0.6, ("较有把握", "fairly sure")),
    (0.35, ("有可能", "likely")),
    (0.0, ("仅供参考", "a guess")),
)


def word(key: str, language: Language) -> str:
    """Return the name of a key; a key without a name stands for itself."""
    pair = WORDS.get(key)
    return pair[0 if language == "zh" else 1] if pair else key


def band(confidence: float, language: Language) -> str:
    """Return the words for a confidence in [0, 1]."""
    words = next(words for floor, words in _BANDS if confidence >= floor)
    return words[0 if language == "zh" else 1]
