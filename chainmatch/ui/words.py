"""What the pages say, in Chinese and English; results are worded in chainmatch/reports."""

from collections.abc import Mapping

from chainmatch.reports.wording import Language

WORDS: Mapping[str, tuple[str, str]] = {
    "app": ("链园匹配", "Chainmatch"),
    "language": ("语言", "Language"),
    "comma": ("、", ", "),
    "colon": ("：", ": "),
    "zh": ("中文", "中文"),
    "en": ("English", "English"),
    "offline": ("全部在本机计算，不联网。", "Everything is computed on this machine, offline."),
    "plan": ("规划依据", "The plan"),
    "opening": ("正在打开规划、企业和模型……", "Opening the plan, the enterprises and the model …"),
    "matching": ("正在匹配……", "Matching …"),
    "broken": ("数据或模型打不开，请联系维护人员：", "The data or the model cannot be opened:"),
    # the form
    "match.title": ("企业找园区", "A park for an enterprise"),
    "match.intro": (
        "写下企业做什么，得到合适的园区、产业链环节和能补的缺口，附理由、依据和把握。",
        "Say what an enterprise makes; get the park, the chain link and the gap, and why.",
    ),
    "text": ("企业做什么", "What the enterprise makes"),
    "text.hint": (
        "例：年产5万吨锂电池负极材料，以石油焦为原料，石墨化自建，要大块工业用地和便宜的电。",
        "Example: anode material for lithium batteries from petroleum coke, 50,000 t a year.",
    ),
    "text.help": (
        "可写产品、原料、工艺、产能和用途，也可粘贴营业执照的经营范围。",
        "Products, raw materials, process, capacity and use all help; so does a licence scope.",
    ),
    "more": (
        "补充信息（可不填，填了判断更准）",
        "More about it (optional, makes the answer better)",
    ),
    "name": ("企业名称", "Name"),
    "gbt": ("行业代码（GB/T 4754）", "Industry class (GB/T 4754)"),
    "gbt.hint": ("输入代码或名称查找", "Type a code or a name"),
    "hazard": ("是否生产危险化学品", "Does it make hazardous chemicals?"),
    "hazard.unsaid": ("未说明", "not said"),
    "hazard.yes": ("是", "yes"),
    "hazard.no": ("否", "no"),
    "energy_tce": ("年综合能耗（吨标煤）", "Energy use (tce a year)"),
    "power_kwh": ("年用电量（千瓦时）", "Power use (kWh a year)"),
    "invest_wanyuan": ("投资（万元）", "Investment (10,000 yuan)"),
    "land_mu": ("用地（亩）", "Land (mu)"),
    "go": ("匹配园区", "Find parks"),
    "samples": ("没有现成的描述？点一个样例试试：", "Nothing at hand? Try a sample:"),
    # states
    "empty": (
        "在上面写一句企业做什么，再按“匹配园区”；或者点一个样例。",
        "Write a line on what the enterprise makes and press “Find parks”, or pick a sample.",
    ),
    "abstained": ("暂不推荐园区", "No park is recommended"),
    "add": (
        "请补充：主要产品叫什么、用什么原料和工艺、年产能多少、卖给谁。",
        "Please add: what the products are, from what and how they are made, how much, for whom.",
    ),
    "abstained.ranking": ("仍看排序（仅供参考）", "See the ranking anyway (a guess)"),
    # the result
    "result": ("匹配结果", "The answer"),
    "best.park": ("首选园区", "First park"),
    "best.link": ("产业链环节", "Chain link"),
    "best.gap": ("能补的缺口", "Gap that it fills"),
    "no.gap": ("未发现", "none found"),
    "no.gaps": ("前几名园区里没有发现它能补的缺口。", "No gap was found in the first parks."),
    "missing": ("补充这些信息，判断会更准：", "The answer gets better with: "),
    "parks": ("推荐园区", "Parks"),
    "parks.more": ("再看第 {first} 至 {last} 名", "Ranks {first} to {last}"),
    "zones": (
        "片区把握（不在下列园区里的企业也算在内）：",
        "Zones (enterprises in none of these parks count too): ",
    ),
    "scope": ("在规划范围内的把握", "In scope of the plan"),
    "reasons": ("理由（对数几率，正数支持）", "Reasons (log-odds; positive speaks for it)"),
    "total": ("合计", "Sum"),
    "eligibility": ("准入", "Eligibility"),
    "clear": ("未见障碍", "Nothing against it"),
    "needs": ("需要：", "Needed: "),
    "rests": ("据：", "From: "),
    "source": ("规则出处：", "Rule from: "),
    "vetoed": ("不符合准入的园区（{count}）", "Parks that a rule excludes ({count})"),
    "vetoed.all": (
        "按已知信息，各园区都不符合准入；失败的规则见下。",
        "By what is known, no park may take it; the rules that fail are below.",
    ),
    "hints": (
        "另请注意（仅作提示的规则，以及每个园区都要核对的规则）",
        "Also note (rules that are hints only, and rules to be checked in every park)",
    ),
    "own.rule": ("（用户规则）", " (the user's own)"),
    "links": ("产业链环节", "Chain links"),
    "column.id": ("编号", "Id"),
    "column.link": ("产业 · 环节", "Industry · link"),
    "column.share": ("把握", "Confidence"),
    "column.products": ("对应产品或技术", "Products or technologies"),
    "column.where": ("依据", "Where"),
    "route": ("从环节到园区", "From the link to the park"),
    "no.route": (
        "规划里没有从该环节到首选园区的路径；理由来自已有企业。",
        "The plan has no path from this link to the first park; known enterprises speak for it.",
    ),
    "gaps": ("可补的缺口", "Gaps it would fill"),
    "gbt.result": ("行业代码候选（供核对）", "Likely industry classes (to be checked)"),
    "footer": ("专栏和条目号均指{number}。", "Boxes and items are those of {number}."),
}


def say(key: str, language: Language) -> str:
    """Return the words of a key; an unknown key raises KeyError."""
    return WORDS[key][0 if language == "zh" else 1]
