"""What is said of leads that may be one enterprise, in Chinese and English.

{0} and {1} are the values of a piece of evidence, {all} all of them.
"""

from collections.abc import Mapping

DUPLICATE_WORDS: Mapping[str, tuple[str, str]] = {
    "duplicate.title": ("可能是同一企业的线索", "Leads that may be one enterprise"),
    "duplicate.verdict": ("判断", "Verdict"),
    "duplicate.score": ("得分", "Score"),
    "duplicate.left": ("线索一", "One lead"),
    "duplicate.right": ("线索二", "The other"),
    "duplicate.left_place": ("所在行", "Where"),
    "duplicate.right_place": ("所在行（二）", "Where (other)"),
    "duplicate.evidence": ("依据", "Evidence"),
    "duplicate.same": ("同一企业", "same"),
    "duplicate.branch": ("同一企业的分支机构", "branch"),
    "duplicate.unsure": ("待核实", "unsure"),
    "duplicate.counts": (
        "{leads} 条线索，{pairs} 对需要看：同一企业 {same}，分支机构 {branch}，待核实 {unsure}。",
        "{leads} leads, {pairs} pairs to look at: same {same}, branch {branch}, unsure {unsure}.",
    ),
    "duplicate.nameless": (
        "{count} 条没有企业名称，没有比对。",
        "{count} leads name no enterprise and were not compared by name.",
    ),
    "duplicate.bad_code": (
        "{place}：统一社会信用代码 {text} 无效（{reason}），未采用。",
        "{place}: the credit code {text} is not valid ({reason}) and was left aside.",
    ),
    "duplicate.code_proposal": ("是否应为 {text}？请核对原件。", "Is {text} meant? Check it."),
    "duplicate.note": (
        "以上只是提示，系统不会合并任何线索；得分只用来排序，不是概率。",
        "These are proposals; nothing is merged. The score orders them and is no probability.",
    ),
    # why a credit code is none
    "code.empty": ("空", "empty"),
    "code.rounded": (
        "被表格当作数字，末几位已丢失",
        "a spreadsheet took it for a number, its last digits are lost",
    ),
    "code.licence_number": (
        "15 位，是旧的营业执照注册号",
        "15 digits: a licence number of before 2015",
    ),
    "code.length": ("不是 18 位", "not 18 characters"),
    "code.letters": ("含有标准不用的字符", "a character that the standard leaves out"),
    "code.registrar": (
        "前两位不是登记管理部门和机构类别",
        "no registering authority and kind of body at its start",
    ),
    "code.region": ("第 3—8 位不是行政区划", "no region in characters 3 to 8"),
    "code.placeholder": ("是占位的假代码", "a placeholder"),
    "code.checksum": ("校验位不对", "its check character is wrong"),
    # evidence from codes
    "evidence.same_code": ("统一社会信用代码相同：{0}", "same credit code: {0}"),
    "evidence.codes_differ": (
        "统一社会信用代码不同：{0} / {1}，不是同一法人",
        "credit codes differ: {0} / {1}, so two legal persons",
    ),
    "evidence.codes_of_seats": (
        "代码不同（分支机构各有代码）：{0} / {1}",
        "codes differ, as those of seats do: {0} / {1}",
    ),
    "evidence.code_meant": (
        "代码只差易混字符（O/0、I/1 等）：{0} / {1}，请核对",
        "codes differ only in letters that are misread (O/0, I/1 …): {0} / {1}; check",
    ),
    "evidence.names_differ": (
        "名称不同：{0} / {1}，可能已更名或代码填错",
        "names differ: {0} / {1}; renamed, or a wrong code",
    ),
    # evidence from names
    "evidence.same_name": ("名称相同：{0}", "same name: {0}"),
    "evidence.same_core": ("字号和行业相同：{all}", "brand and trade agree: {all}"),
    "evidence.same_brand": ("字号相同：{0}", "same brand: {0}"),
    "evidence.near_core": (
        "字号和行业只差一两个字：{0}/{1}",
        "brand and trade are a slip apart: {0}/{1}",
    ),
    "evidence.writing": (
        "只是写法不同（繁简、全半角、空格、标点）：{0} / {1}",
        "written differently (script, width, spaces, marks): {0} / {1}",
    ),
    "evidence.moved": ("地名位置不同：{0}", "the place name stands elsewhere: {0}"),
    "evidence.form": ("去掉“{0}/{1}”后同名", "same but for the legal form: {0} / {1}"),
    "evidence.form_changed": ("改制前后的形式：{0} / {1}", "other kind of body: {0} / {1}"),
    "evidence.form_left_out": ("一方省略“{0}”", "one leaves out the form {0}"),
    "evidence.place_left_out": ("一方省略地名：{all}", "one leaves out the place: {all}"),
    "evidence.place_nested": (
        "地名不同，但一地在另一地之内：{0} / {1}",
        "other places, one within the other: {0} / {1}",
    ),
    "evidence.group": (
        "一方是集团，另一方不是，可能是母子公司",
        "one is a group, the other is not: perhaps parent and member",
    ),
    "evidence.group_left_out": ("一方省略“集团”", "one leaves out the word for a group"),
    "evidence.generic": (
        "一方多出泛用词：{all}，可能是两家",
        "one has more words that say little: {all}; perhaps two firms",
    ),
    "evidence.english": ("一方带有英文：{0}", "one has English beside: {0}"),
    "evidence.abbreviation": ("简称：{0} ← {1}", "short form: {0} of {1}"),
    "evidence.initials": ("首字简称：{0} ← {1}", "initials: {0} of {1}"),
    "evidence.brand_only": ("只写了字号：{0}", "brand only: {0}"),
    "evidence.brand_alone": (
        "只写了两字字号：{0}，同字号的企业很多",
        "a brand of two characters alone: {0}, which many firms share",
    ),
    "evidence.homophone": ("拼音相同：{0}/{1}（{2}）", "sounds alike: {0}/{1} ({2})"),
    "evidence.near_sound": ("拼音相近：{0}/{1}", "sounds nearly alike: {0}/{1}"),
    "evidence.look_alike": ("字形相近：{0}/{1}", "looks alike: {0}/{1}"),
    "evidence.left_out": ("一方漏了一字：{0}", "one leaves out a character: {0}"),
    "evidence.doubled": ("一方多写一字：{0}", "one doubles a character: {0}"),
    "evidence.swapped": ("字序颠倒：{0}/{1}", "characters swapped: {0}/{1}"),
    "evidence.brand_longer": (
        "字号差一字：{0}，可能是两家",
        "a brand longer by {0}; perhaps two firms",
    ),
    "evidence.informal_slip": (
        "写的不是全称，差一字也可能是两家",
        "no full names, so one character may mean two firms",
    ),
    "evidence.former": ("对上的是曾用名或别名：{0}", "by a former or other name: {0}"),
    "evidence.project": ("名称后带项目：{all}", "a project stands behind the name: {all}"),
    "evidence.contact": ("名称后带联系方式：{all}", "a contact stands behind the name: {all}"),
    "evidence.remark": ("名称后带附注：{all}", "a remark stands behind the name: {all}"),
    "evidence.branch": ("分支机构不同：{0}/{1}", "other seats: {0}/{1}"),
    "evidence.ambiguous": (
        "这个简称在表中对得上几家企业",
        "this short name fits several enterprises of the list",
    ),
    # evidence from other columns
    "evidence.places_agree": ("所在地相同：{0}", "same place: {0}"),
    "evidence.places_differ": ("所在地不同：{0}/{1}", "other places: {0}/{1}"),
    "evidence.places_differ_named": (
        "所在地不同：{0}/{1}，但名称全称所指相同，可能是项目所在地",
        "other places: {0}/{1}, though the full names agree; perhaps where a project is",
    ),
    "evidence.texts_alike": ("描述几乎相同（相似度 {0}）", "descriptions nearly equal ({0})"),
    "evidence.texts_unlike": ("描述很不一样（相似度 {0}）", "descriptions quite unlike ({0})"),
}
