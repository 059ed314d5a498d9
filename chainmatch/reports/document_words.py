"""What the documents of a review meeting say, in Chinese and English."""

from collections.abc import Mapping

DOCUMENT_WORDS: Mapping[str, tuple[str, str]] = {
    "paper.pages": ("第 {0} 页 共 {1} 页", "Page {0} of {1}"),
    "unsaid": ("未提供", "not stated"),
    "semicolon": ("；", "; "),
    "colon": ("：", ": "),
    # the report on one lead
    "dossier.title": ("项目研判报告", "Report on a lead"),
    "dossier.titled": ("项目研判报告：{name}", "Report on a lead: {name}"),
    "dossier.under": ("线索编号：{id}；报告日期：{on}", "Lead {id}, report of {on}"),
    "dossier.heading.1": ("一、项目简介", "1. The project"),
    "dossier.heading.2": ("二、研判", "2. Assessment"),
    "dossier.heading.3": ("三、建议", "3. Advice"),
    "dossier.heading.4": ("四、其他", "4. Other matters"),
    "dossier.topic": ("（{0}）{1}", "({0}) {1}"),
    "dossier.item": ("{0}. {1}", "{0}. {1}"),
    # 1
    "dossier.intro": (
        (
            "本报告根据线索所述内容、规划文件和公开资料形成，供研判会议参考。"
            "线索未写明的事项一律记为“未提供”，不作补充。"
        ),
        (
            "This report rests on what the lead states, on the plan and on public reports. "
            "What the lead does not say is marked “not stated”; nothing is supplied for it."
        ),
    ),
    "dossier.quoted": ("线索原文：“{text}”", "The lead says: “{text}”"),
    "dossier.quoted.part": (
        "线索原文（共{count}字，摘录前{shown}字）：“{text}……”",
        "The lead says ({count} characters, the first {shown} here): “{text} …”",
    ),
    "dossier.field": ("事项", "Matter"),
    "dossier.stated": ("线索所述", "As stated"),
    "dossier.further": ("线索的其他内容（照录）", "What else the lead states (as written)"),
    "dossier.in_words": ("原文：“{text}”", "in its words: “{text}”"),
    "dossier.as_written": (
        "“{text}”（照录，不能换算成统一单位）",
        "“{text}” (as written; it cannot be turned into the unit)",
    ),
    "dossier.under_header": ("{value}（表头：{header}）", "{value} (column: {header})"),
    "field.name": ("企业或项目名称", "Enterprise or project"),
    "field.investor": ("投资主体", "Investor"),
    "field.invest_wanyuan": ("计划总投资", "Planned investment"),
    "field.land_mu": ("用地", "Land"),
    "field.output_wanyuan": ("预计年产值", "Expected output a year"),
    "field.tax_wanyuan": ("预计年税收", "Expected tax a year"),
    "field.jobs": ("就业人数", "Jobs"),
    "field.period": ("建设周期", "Time to build"),
    "field.site": ("拟选址", "Site asked for"),
    "field.energy_tce": ("年综合能耗", "Energy use a year"),
    "field.power_kwh": ("年用电量", "Power use a year"),
    "field.water_m3": ("年用水量", "Water use a year"),
    "field.hazardous_chemicals": ("是否生产危险化学品", "Makes hazardous chemicals?"),
    "field.gbt": ("自报行业代码", "Class as stated"),
    "field.source": ("线索来源", "Source of the lead"),
    "field.referrer": ("引荐人", "Referred by"),
    "field.credit_code": ("统一社会信用代码", "Credit code"),
    "field.floor_m2": ("建筑面积（平方米）", "Floor area (m2)"),
    "field.plot_ratio": ("容积率", "Plot ratio"),
    "field.contact": ("联系人", "Contact"),
    "field.phone": ("联系电话", "Telephone"),
    "field.owner": ("责任人", "In charge"),
    "field.status": ("状态", "Status"),
    "field.registered_place": ("注册地", "Registered in"),
    "field.place": ("所在地", "Place"),
    "field.founded": ("成立日期", "Founded"),
    "field.note": ("备注", "Note"),
    "dossier.amount.low": ("不低于{0}", "at least {0}"),
    "dossier.amount.high": ("不超过{0}", "at most {0}"),
    "dossier.amount.value": ("约{0}", "about {0}"),
    "unit.output_wanyuan": ("{0} 万元", "{0} × 10,000 yuan"),
    "unit.tax_wanyuan": ("{0} 万元", "{0} × 10,000 yuan"),
    "unit.jobs": ("{0} 人", "{0} people"),
    "unit.invest_wanyuan": ("{0} 万元", "{0} × 10,000 yuan"),
    "unit.land_mu": ("{0} 亩", "{0} mu"),
    "unit.energy_tce": ("{0} 吨标准煤", "{0} tce"),
    "unit.power_kwh": ("{0} 千瓦时", "{0} kWh"),
    "unit.water_m3": ("{0} 立方米", "{0} m3"),
    # 2
    "dossier.chain": ("产业方向和产业链环节", "Industry and chain link"),
    "dossier.chain.said": (
        (
            "经与规划的产业、环节、产品逐项比对，本项目最接近{industry}产业的“{link}”环节："
            "产业把握{industry_share}，环节把握{share}。{sure}"
        ),
        (
            "Set beside the industries, links and products of the plan, it is nearest to the link "
            "“{link}” of {industry}: industry {industry_share}, link {share}. {sure}"
        ),
    ),
    "dossier.chain.sure": ("把握过半，可按此研判。", "More likely right than wrong."),
    "dossier.chain.unsure": (
        "环节把握未过半，应先核实主要产品。",
        "The link is less likely than not; its main product is to be asked for first.",
    ),
    "dossier.chain.likely": ("最可能的环节（前三位）", "The likeliest links (first three)"),
    "dossier.why": ("主要理由", "Main reasons"),
    "dossier.plan_place": ("规划出处", "Where the plan says it"),
    "dossier.industry": ("产业", "Industry"),
    "dossier.gbt": (
        "行业代码（GB/T 4754）判断：{classes}。各代码的把握分别估计，合计可以超过100%。",
        "Classes of GB/T 4754: {classes}. Each is judged by itself; they need not add up to 100%.",
    ),
    "dossier.parks": ("园区比选", "Parks"),
    "dossier.parks.said": (
        "可比园区{count}个，首位为{park}，把握{share}，属“{band}”{often}。{place}",
        "Of {count} parks that no rule refuses {park} is first: {share}, {band}{often}. {place}",
    ),
    "dossier.parks.often": (
        "（以往同等把握的案例，{often}）",
        " (of cases with such a confidence, {often})",
    ),
    "dossier.place.park": (
        "园区层面把握过半。",
        "At the level of parks it is more likely right than wrong.",
    ),
    "dossier.place.zone": (
        "园区还定不到一个；按片区合计，{zone}把握{share}，区内首位为{inside}（{inside_share}）。",
        "No one park is sure; by zones, {zone} has {share}, there {inside} first ({inside_share}).",
    ),
    "dossier.place.none": (
        "园区和片区都未过半，只宜作比选范围。",
        "Neither park nor zone passes one half; take these as a range to choose from.",
    ),
    "dossier.parks.first": (
        "园区排序（前三位，不含否决的园区）",
        "The first three parks that no rule refuses",
    ),
    "dossier.for": ("支持理由", "For it"),
    "dossier.against": ("不利因素和待核事项", "Against it, or open"),
    "dossier.against.none": ("未见不利因素", "nothing seen"),
    "dossier.parks.vetoed": (
        "因准入规则不予考虑的园区：{parks}。",
        "Parks refused by an admission rule: {parks}.",
    ),
    "dossier.parks.all_vetoed": (
        "全部{count}个园区均有准入规则不予通过，本报告不推荐园区。",
        "An admission rule refuses every one of the {count} parks; none is recommended.",
    ),
    "dossier.log_odds": (
        "理由后的数字为对数几率：正数支持，负数不利，绝对值越大分量越重；逐项相加即为园区得分。",
        "Numbers after reasons are log-odds: above 0 for it, below 0 against; they add up.",
    ),
    "dossier.position": ("产业链位置", "Place in the chain"),
    "dossier.fills": ("可填补的环节缺口：{gaps}。", "Gaps that it would fill: {gaps}."),
    "dossier.fills.none": (
        "未发现可由本项目直接填补的环节缺口。",
        "No gap is seen that it would fill.",
    ),
    "dossier.holders": (
        "“{link}”环节，企业名录中有{count}家{named}；首位园区{park}有{here}家。",
        "The list has {count} enterprises of “{link}”{named}; {here} of them in {park}.",
    ),
    "dossier.named": ("（{0}）", " ({0})"),
    "dossier.and_more": ("{names}等", "{names} and others"),
    "dossier.neighbours": (
        "上下游环节和已知企业（每侧最多五个，按供需关系强弱）",
        "Links up and down, and who is known (five a side at most, the strongest first)",
    ),
    "dossier.neighbours.none": (
        "供需关系表中没有该环节的上下游关系。",
        "No supply relation of the link is known.",
    ),
    "dossier.side": ("位置", "Side"),
    "dossier.up": ("上游", "up"),
    "dossier.down": ("下游", "down"),
    "dossier.flow": ("供需内容", "What flows"),
    "dossier.known": ("名录中的企业", "Known enterprises"),
    "dossier.known.count": ("{count}家：{names}", "{count}: {names}"),
    "dossier.known.none": ("名录中没有", "none in the list"),
    "dossier.status": ("关系依据", "Known how"),
    "dossier.admission": ("准入初核", "Admission, first check"),
    "dossier.admission.said": (
        (
            "以{park}为对象初核，结论如下。资料不全的记为“待核实”，不视为通过；"
            "本核对不代替安全、环保、节能等法定审查。"
        ),
        (
            "Checked for {park}. Where something is missing the verdict is unknown, never pass; "
            "this replaces no review of safety, environment or energy."
        ),
    ),
    "dossier.admission.none": (
        "以{park}为对象，现有规则均不涉及本项目；不代替安全、环保、节能等法定审查。",
        "For {park} no rule on file bears on it; this replaces no review that the law asks for.",
    ),
    "dossier.rule": ("规则", "Rule"),
    "dossier.verdict": ("结论", "Verdict"),
    "dossier.missing": ("尚缺资料", "Missing"),
    "dossier.rests": ("判断所据", "Rests on"),
    "dossier.clause": ("条款和出处", "Clause and source"),
    "dossier.as_of": ("{source}（截至{as_of}）", "{source} (as of {as_of})"),
    "dossier.unverified": ("，未核对原文", ", not verified"),
    "severity.veto": ("否决项", "veto"),
    "severity.gate": ("前置条件", "gate"),
    "severity.hint": ("提示项", "hint"),
    "dossier.score": ("评分和差距", "Score and shortfalls"),
    "dossier.criterion": ("评分项", "Criterion"),
    "dossier.points": ("得分", "Points"),
    "dossier.most": ("满分", "Of"),
    "dossier.evidence": ("依据", "Evidence"),
    "dossier.unscored": ("未评分", "not scored"),
    "dossier.total": (
        "已评分{scored}项，得{points}分（这些项满分{most}分）；未评分{open}项。",
        "{scored} criteria scored: {points} of {most} points; {open} not scored.",
    ),
    "dossier.shortfall": ("差距：{text}", "Shortfall: {text}"),
    "dossier.others": ("备选方案", "Alternatives considered"),
    "dossier.other.park": (
        "备选园区：{park}，把握{share}，比首位低{less}个百分点；{difference}。",
        "Another park: {park}, {share}, {less} points below the first; {difference}.",
    ),
    "dossier.other.differs": ("差别主要在{name}（{value}）", "it differs most in {name} ({value})"),
    "dossier.other.alike": ("各项理由相差不大", "the reasons hardly differ"),
    "dossier.other.link": (
        "备选环节：{link}（{industry}产业），把握{share}。",
        "Another link: {link} ({industry}), {share}.",
    ),
    "dossier.other.none": ("没有其他备选。", "There is no alternative."),
    "dossier.outside": (
        "本线索与规划的产业链和园区均不相符（在规划范围内的把握为{share}），不推荐园区。",
        "The lead fits neither the chains nor the parks of the plan ({share}); no park is advised.",
    ),
    "dossier.vague": (
        "本线索没有写明产品，不推荐园区。",
        "The lead names no product; no park is advised.",
    ),
    "dossier.nearest": (
        "仅供参考的最接近内容：环节“{link}”（{share}）。",
        "For reference only, the nearest link is “{link}” ({share}).",
    ),
    "dossier.no_judgement": (
        "园区比选、产业链位置和准入初核均以推荐园区为前提，本次不作。",
        "Parks, place in the chain and admission presuppose a recommendation; they are left out.",
    ),
    # 3
    "advice.follow": ("建议跟进。{why}", "Follow it. {why}"),
    "advice.follow.open": (
        "建议跟进，但须先核清准入条件。{why}",
        "Follow it, once the open conditions of admission are settled. {why}",
    ),
    "advice.follow.ask": (
        "可以跟进，但须先核实主要产品，再定环节。{why}",
        "Follow it, but ask for its main product before the link is settled. {why}",
    ),
    "advice.hold": ("建议暂缓，待补充资料后再研判。{why}", "Hold it until more is known. {why}"),
    "advice.refuse": (
        "建议不列入本规划范围内跟进；如有具体产品，补充后可重新研判。{why}",
        "Do not follow it under this plan; with a product that fits, it may come again. {why}",
    ),
    "advice.because.sure": (
        "环节把握过半，准入未见障碍。",
        "The link is likely, nothing refuses it.",
    ),
    "advice.because.open": (
        "环节把握过半，但{park}的否决项或前置条件尚有待核：{rules}。",
        "The link is likely, but vetoes or gates of {park} are open: {rules}.",
    ),
    "advice.because.industry": (
        "产业把握过半，环节未过半。",
        "The industry is likely, the link is not settled.",
    ),
    "advice.because.unsure": (
        "在规划范围之内，但产业和环节的把握均未过半。",
        "It is in scope, but neither its industry nor its link passes one half.",
    ),
    "advice.because.vetoed": (
        "所有园区均有准入规则不予通过。",
        "An admission rule refuses every park.",
    ),
    "advice.because.out_of_scope": (
        "规划中找不到与它相符的环节。",
        "No link of the plan goes with it.",
    ),
    "advice.because.vague": ("线索没有写明产品。", "The lead names no product."),
    "advice.park": (
        "园区：首选{park}；备选{others}。",
        "Park: {park} first; {others} as alternatives.",
    ),
    "advice.park.only": ("园区：首选{park}。", "Park: {park}."),
    "advice.park.zone": (
        "园区：先按{zone}片区对接，区内首选{park}；按单个园区排序，首位为{first}，一并征询。",
        "Park: ask {zone} first, there {park}; of single parks {first} is first, ask it as well.",
    ),
    "advice.park.zone.same": (
        "园区：先按{zone}片区对接，区内首选{park}。",
        "Park: ask {zone} first, there {park}.",
    ),
    "advice.park.range": (
        "园区：尚定不到一个，建议在{parks}中比选。",
        "Park: none is sure yet; choose among {parks}.",
    ),
    "advice.park.none": ("园区：不推荐。", "Park: none is recommended."),
    "advice.ask": ("首先要问：{question}{answers}", "Ask first: {question}{answers}"),
    "advice.answers": ("（{0}）", " ({0})"),
    "advice.ask.product": (
        "首先要问：做什么产品，用什么原料和工艺？",
        "Ask first: what is made, from what and by which process?",
    ),
    "advice.ask.missing": (
        "首先要补：{fields}。",
        "To be supplied first: {fields}.",
    ),
    "advice.ask.nothing": (
        "没有哪一个问题的答案会改变上述结论；按一般要求补齐“未提供”事项即可。",
        "No single question would change this; what is not stated may follow in due course.",
    ),
    "advice.clock": (
        (
            "下一步和时限：收到线索后{respond}日内响应，{judge}日内完成研判（需专家论证的{experts}日内），"
            "{feedback}日内向引荐人或投资方反馈；决定跟进的，每{report}周报告一次进展。"
            "以上参照{source}，本地另有规定的从其规定。"
        ),
        (
            "Next step and time: answer within {respond} day of receipt, judge within {judge} days "
            "({experts} with experts), tell referrer or investor within {feedback} days; once "
            "followed, report every {report} weeks. After {source}; local rules go first."
        ),
    ),
    "advice.clock.source": (
        "《江门市招商线索管理办法》（江府办函〔2024〕37号，第三方转载）",
        "the rules for leads of Jiangmen (2024, No. 37, as reprinted)",
    ),
    "advice.due": (
        "收到日期{received}，按自然日推算：研判不迟于{judge}，反馈不迟于{feedback}。",
        "Received {received}; by calendar days: judged by {judge}, answered by {feedback}.",
    ),
    "advice.handling": (
        "办理情况：状态{status}，责任人{owner}，收到日期{received}。",
        "Handling: status {status}, in charge {owner}, received {received}.",
    ),
    # 4
    "basis.what": ("本报告的依据", "What this report rests on"),
    "basis.item": ("项目", "Item"),
    "basis.value": ("内容", "Value"),
    "basis.plan": ("规划", "Plan"),
    "basis.plan.value": ("{0}（{1}）", "{0} ({1})"),
    "basis.digest": ("规划数据摘要", "Digest of the plan"),
    "basis.encoder": ("文本编码器", "Encoder"),
    "basis.registry": ("企业名录", "List of enterprises"),
    "basis.registry.value": (
        "公开资料中的企业和项目{count}家，摘要 {digest}",
        "{count} enterprises and projects from public reports, digest {digest}",
    ),
    "basis.lead": ("线索", "Lead"),
    "basis.lead.value": ("编号 {id}，原文{count}字", "{id}, {count} characters"),
    "basis.on": ("报告日期", "Day of the report"),
    "basis.complete": (
        (
            "企业名录并不完整：下表把名录家数与规划所载高新技术企业数并列（口径不同，仅示规模）。"
            "名录中没有，不等于区域内没有。"
        ),
        (
            "The list is incomplete: beside it stands the plan's count of high-tech enterprises "
            "(another kind of list, for its size). Not in the list does not mean not in the region."
        ),
    ),
    "basis.inferred": ("属于推断、不是事实的内容", "What is inferred, not stated"),
    "basis.inferred.rank": (
        "产业、环节、园区、行业代码的把握，是按公开案例校准的估计。",
        "The confidence in industry, link, park and class is an estimate, fitted on public cases.",
    ),
    "basis.inferred.gaps": (
        "缺口、上下游企业以名录和供需关系表为限；注明“人工整理”“推断”的关系不是规划原文。",
        (
            "Gaps and neighbours reach as far as the list and the relations; a relation that is "
            "curated or inferred is not the plan's."
        ),
    ),
    "basis.inferred.words": (
        "准入初核从原文用词判断的部分，以企业书面说明为准。",
        "Where admission was read out of words, the enterprise's own statement counts.",
    ),
    "basis.sources": ("来源清单", "Sources"),
    "basis.mark": ("编号", "Mark"),
    "basis.says": ("内容", "What it says"),
    "basis.where": ("出处", "Where"),
    "basis.sure": ("确定程度", "How sure"),
    "basis.unrecorded": ("未记来源", "no source recorded"),
    "basis.verified": ("已核对", "verified"),
    "basis.not_verified": ("未核对原文", "not verified"),
    "basis.history": ("办理记录", "History"),
    "basis.close": (
        (
            "本报告只说明项目与规划和园区的相符程度，不预测项目能否落地，不构成对土地、资金、"
            "税收或其他政策的承诺；是否引进由会议研究决定。"
        ),
        (
            "This report says how far the project fits plan and parks. It does not predict whether "
            "it lands and promises no land, money or tax treatment; the meeting decides."
        ),
    ),
    "basis.picture": ("附图：{title}", "Picture: {title}"),
}
