"""JSON Lines: keys in Chinese, lines that are broken, keys that come twice."""

from dataclasses import replace

from nasty.truth import Case, Opening, about, lead, says

LINES = (
    '{"企业名称": "兰州捌一钾肥有限公司", "主营产品": "硫酸钾", "总投资（万元）": 5000}',
    '{"企业名称": "兰州捌二钾肥有限公司", "总投资": "1.2亿元", "用地": "约30亩", "序号": 2}',
    '{"企业名称": "兰州捌三钾肥有限公司", "主营产品": "氯化钾',
    "",
    '["兰州捌四钾肥有限公司", "复合肥"]',
    '{"企业名称": "兰州捌五钾肥有限公司", "投资额": 3000, "联系人": null, "备注": ""}',
    '"兰州捌六钾肥有限公司"',
    '{"备注": "名称待补", "联系电话": 13800000061}',
    (
        '{"name": "兰州捌七钾肥有限公司", "invest_wanyuan": 700, '
        '"land_mu": "20亩", "phone": "13800000062"}'
    ),
    (
        '{"企业名称": "兰州捌八钾肥有限公司", "是否涉危化品": true, '
        '"总投资（亿元）": 0.5, "成立日期": "2020/1/9"}'
    ),
    '{"企业名称": "兰州捌九钾肥有限公司", "企业名称": "兰州捌十钾肥有限公司", "主营产品": "尿素"}',
    '{"企业名称":"\\u5170\\u5dde捌十一钾肥有限公司","建设内容":"一期\\n二期"}',
)
LINES_SAY = says(
    "",
    [
        lead(1, name="兰州捌一钾肥有限公司", text="硫酸钾", invest_wanyuan=5000.0),
        replace(
            lead(2, name="兰州捌二钾肥有限公司", invest_wanyuan=12000.0, land_mu=about(30.0)),
            may={"id": "2"},
        ),
        replace(lead(6, name="兰州捌五钾肥有限公司"), reported={"invest_wanyuan": "3000"}),
        lead(
            9,
            name="兰州捌七钾肥有限公司",
            invest_wanyuan=700.0,
            land_mu=20.0,
            phone="13800000062",
        ),
        lead(
            10,
            name="兰州捌八钾肥有限公司",
            hazardous_chemicals=True,
            invest_wanyuan=5000.0,
            founded="2020-01-09",
        ),
        replace(
            lead(11, text="尿素"),
            reported={"name": "兰州捌九钾肥有限公司"},
            kept=("兰州捌十钾肥有限公司",),
        ),
        lead(12, name="兰州捌十一钾肥有限公司", text="一期\n二期"),
    ],
    unreadable={
        3: "兰州捌三钾肥有限公司",
        5: "兰州捌四钾肥有限公司",
        7: "兰州捌六钾肥有限公司",
        8: "名称待补",
    },
)
ENGLISH = (
    '{"id": "L1", "name": "Example Jiu One", "scope": "经营范围：化肥销售", "gbt": "2621"}',
    '{"id": "L2", "name": "Example Jiu Two", "text": "磷肥", "jobs": 30, "plot_ratio": 1.1,}',
    (
        '{"id": "L3", "name": "Example Jiu Three", "text": "氮肥", '
        '"water_m3": "3万吨", "status": "在谈"}'
    ),
)
ENGLISH_SAY = says(
    "",
    [
        lead(1, id="L1", name="Example Jiu One", scope="经营范围：化肥销售", gbt="2621"),
        lead(3, id="L3", name="Example Jiu Three", text="氮肥", water_m3=30_000.0, status="在谈"),
    ],
    unreadable={2: "Example Jiu Two"},
)

CASES = (
    Case(
        "json-lines-with-broken-ones",
        "接口导出.jsonl",
        lambda: b"\xef\xbb\xbf" + "\r\n".join(LINES).encode("utf-8"),
        LINES_SAY,
        (Opening("lines", "utf-8-sig"),),
    ),
    Case(
        "json-lines-in-gb18030",
        "leads.jsonl",
        lambda: "\n".join((*ENGLISH, "")).encode("gb18030"),
        ENGLISH_SAY,
        (Opening("lines", "gb18030"),),
    ),
)
