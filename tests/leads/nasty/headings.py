"""Headings: marks, line breaks, scripts, order, names that come twice or look alike."""

from dataclasses import replace

from nasty.books import Rows, book
from nasty.truth import Case, Lead, lead, least, says, serial

MARKED: Rows = [
    [
        *("\ufeff序号", "*企业名称", "项目名称 ", "建设内容\n及规模", "总投资①\n（万元）"),
        *("用地\r\n面积\r\n(亩)", "建筑面积\u3000（万㎡）", "容 积 率", "预计年产值(亿元)*"),
        *("用工人数（人）", "是否涉及\n危化品", "拟选址\u200b", "责任人（包抓领导）"),
    ],
    [
        *(1, "兰州丁一光电有限公司", "LED项目", "封装线20条", 15000),
        *(80, 6.5, 1.2, 3, "350", "否", "电子信息园", "马局长"),
    ],
    [
        *(2, "兰州丁二光电有限公司", "背板项目", "背板线2条", "不低于2亿元"),
        *("120.5亩", "80000平方米", "≥1.0", "2.8亿", "300人以上", "是", "A区", "牛局长"),
    ],
    ["①总投资含土地款和流动资金。"],
]
MARKED_SAYS = says(
    "Sheet1",
    serial(
        1,
        lead(
            2,
            name="兰州丁一光电有限公司",
            project="LED项目",
            text="封装线20条",
            invest_wanyuan=15000.0,
            land_mu=80.0,
            floor_m2=65000.0,
            plot_ratio=1.2,
            output_wanyuan=30000.0,
            jobs=350.0,
            hazardous_chemicals=False,
            site="电子信息园",
            owner="马局长",
        ),
        lead(
            3,
            name="兰州丁二光电有限公司",
            project="背板项目",
            text="背板线2条",
            invest_wanyuan=least(20000.0),
            land_mu=120.5,
            floor_m2=80000.0,
            plot_ratio=least(1.0),
            output_wanyuan=28000.0,
            jobs=least(300.0),
            hazardous_chemicals=True,
            site="A区",
            owner="牛局长",
        ),
    ),
    passed=[1, 4],
)

TRADITIONAL: Rows = [
    [
        *("編號", "企業名稱", "專案名稱", "主要產品", "總投資（萬元）", "用地面積（畝）"),
        *("聯絡人", "聯絡電話", "註冊地", "備註"),
    ],
    [
        *("TW-01", "戊一電子股份有限公司", "封測專案", "記憶體封測", "１２，０００", "約１００畝"),
        *("陳經理", "0931-8000003", "新竹市", "來訪兩次"),
    ],
    [
        *("TW-02", "戊二精密有限公司", "模具專案", "精密模具", "貳仟萬元", "二十畝"),
        *("林小姐", "13800000004", "東莞市", None),
    ],
]
TRADITIONAL_SAYS = says(
    "工作表1",
    [
        lead(
            2,
            id="TW-01",
            name="戊一電子股份有限公司",
            project="封測專案",
            text="記憶體封測",
            invest_wanyuan=12000.0,
            land_mu={"value": 100.0, "about": True},
            contact="陳經理",
            phone="0931-8000003",
            registered_place="新竹市",
            note="來訪兩次",
        ),
        lead(
            3,
            id="TW-02",
            name="戊二精密有限公司",
            project="模具專案",
            text="精密模具",
            invest_wanyuan=2000.0,
            land_mu=20.0,
            contact="林小姐",
            phone="13800000004",
            registered_place="東莞市",
        ),
    ],
    passed=[1],
)

ENGLISH: Rows = [
    ["Inward investment pipeline"],
    [
        *("Lead ID", "Company Name", "Project", "Products", "Total Investment (RMB 10,000)"),
        *("Land (mu)", "Jobs", "Contact", "Status", "Place of registration"),
    ],
    [
        *("A1", "Example Ji One GmbH", "Compressor plant", "air compressors", 24000),
        *(90, 180, "Mr Wang", "negotiating", "Hamburg"),
    ],
    [
        *("A2", "Example Ji Two Ltd", "Valve plant", "valves", "RMB 50 million"),
        *("4 ha", 60, "Ms Li", "lead", "Leeds"),
    ],
    [
        *("A3", "Example Ji Three Inc", "Seal plant", "seals", "USD 3 million"),
        *("-", 25, None, "lead", "Dallas"),
    ],
]
ENGLISH_SAYS = says(
    "Pipeline",
    [
        lead(
            3,
            id="A1",
            name="Example Ji One GmbH",
            project="Compressor plant",
            text="air compressors",
            invest_wanyuan=24000.0,
            land_mu=90.0,
            jobs=180.0,
            contact="Mr Wang",
            status="negotiating",
            registered_place="Hamburg",
        ),
        lead(
            4,
            id="A2",
            name="Example Ji Two Ltd",
            project="Valve plant",
            text="valves",
            invest_wanyuan=5000.0,
            land_mu=60.0,
            jobs=60.0,
            contact="Ms Li",
            status="lead",
            registered_place="Leeds",
        ),
        replace(
            lead(
                5,
                id="A3",
                name="Example Ji Three Inc",
                project="Seal plant",
                text="seals",
                jobs=25.0,
                status="lead",
                registered_place="Dallas",
            ),
            reported={"invest_wanyuan": "USD 3 million"},
            free=("land_mu",),
        ),
    ],
    passed=[1, 2],
)

TWICE: Rows = [
    ["企业名称", "投资额（万元）", "项目名称", "投资额（万元）", "备注", "备注"],
    ["兰州庚一陶瓷有限公司", 5600, "瓷砖项目", 5600, "已核实", None],
    ["兰州庚二陶瓷有限公司", 7800, "洁具项目", None, "已核实", None],
    ["兰州庚三陶瓷有限公司", None, "釉料项目", 1200, None, "待核实"],
    ["兰州庚四陶瓷有限公司", 9000, "电瓷项目", 8000, None, None],
]


def _twice(row: int, name: str, project: str, money: float, note: str) -> Lead:
    return lead(row, name=name, project=project, invest_wanyuan=money, note=note)


TWICE_SAYS = says(
    "Sheet1",
    [
        _twice(2, "兰州庚一陶瓷有限公司", "瓷砖项目", 5600.0, "已核实"),
        _twice(3, "兰州庚二陶瓷有限公司", "洁具项目", 7800.0, "已核实"),
        _twice(4, "兰州庚三陶瓷有限公司", "釉料项目", 1200.0, "待核实"),
        replace(
            lead(5, name="兰州庚四陶瓷有限公司", project="电瓷项目"),
            reported={"invest_wanyuan": "9000"},
            kept=("8000",),
        ),
    ],
    passed=[1],
)

ALIKE: Rows = [
    [
        *(
            "企业名称",
            "注册资本（万元）",
            "所属行业",
            "投资强度（万元/亩）",
            "其中：设备投资（万元）",
        ),
        *(
            "计划总投资（万元）",
            "2024年计划投资（万元）",
            "累计完成投资（万元）",
            "到位资金（亿元）",
        ),
        *("亩均税收（万元/亩）", "年税收（万元）", "日用水量（吨）", "年用水量（万吨）"),
        *(
            "厂房面积（㎡）",
            "总建筑面积（㎡）",
            "占地（亩）",
            "上年产值（万元）",
            "达产年产值（亿元）",
        ),
        *("法定代表人", "联系人", "项目落地后就业人数"),
    ],
    [
        *("兰州辛一装备有限公司", 1001, "专用设备制造业", 302, 4003, 9000, 2005, 1006, 0.7),
        *(12.8, 380, 19, 0.6, 12011, 26000, 29.8, 7013, 1.5, "法某", "朱经理", 210),
    ],
    [
        *("兰州辛二装备有限公司", 2001, "通用设备制造业", 312, None, None, 2015, 1016, None),
        *(13.8, None, 29, None, 12021, None, None, 7023, None, "法某", "秦经理", None),
    ],
]
ALIKE_SAYS = says(
    "一览表",
    [
        replace(
            lead(
                2,
                name="兰州辛一装备有限公司",
                invest_wanyuan=9000.0,
                tax_wanyuan=380.0,
                water_m3=6000.0,
                floor_m2=26000.0,
                land_mu=29.8,
                output_wanyuan=15000.0,
                contact="朱经理",
                jobs=210.0,
            ),
            free=("gbt",),
            kept=("1001", "302", "4003", "2005", "1006", "12011", "7013", "专用设备制造业"),
        ),
        replace(
            lead(3, name="兰州辛二装备有限公司", contact="秦经理"),
            free=("gbt",),
            kept=("2001", "312", "2015", "1016", "12021", "7023", "通用设备制造业"),
        ),
    ],
    passed=[1],
)

FOOTED: Rows = [
    ["企业名称", "主要产品", "投资额", "用地"],
    ["兰州壬一塑料有限公司", "管材", 4200, 33],
    ["兰州壬二塑料有限公司", "薄膜", "0.5亿元", "2公顷"],
    ["说明：投资额单位为万元，用地单位为亩。"],
]
FOOTED_SAYS = says(
    "表",
    [
        replace(
            lead(2, name="兰州壬一塑料有限公司", text="管材"),
            reported={"invest_wanyuan": "4200", "land_mu": "33"},
            may={"invest_wanyuan": 4200.0, "land_mu": 33.0},
        ),
        lead(3, name="兰州壬二塑料有限公司", text="薄膜", invest_wanyuan=5000.0, land_mu=30.0),
    ],
    passed=[1, 4],
)

CASES = (
    Case(
        "headings-with-marks-and-breaks",
        "附表1（带脚注）.xlsx",
        lambda: book({"Sheet1": MARKED}),
        MARKED_SAYS,
    ),
    Case(
        "traditional-headings",
        "臺商線索.xlsx",
        lambda: book({"工作表1": TRADITIONAL}),
        TRADITIONAL_SAYS,
    ),
    Case(
        "english-headings",
        "pipeline.xlsx",
        lambda: book({"Pipeline": ENGLISH}),
        ENGLISH_SAYS,
    ),
    Case(
        "headings-that-come-twice", "合并后的表.xlsx", lambda: book({"Sheet1": TWICE}), TWICE_SAYS
    ),
    Case(
        "headings-that-look-alike", "企业一览表.xlsx", lambda: book({"一览表": ALIKE}), ALIKE_SAYS
    ),
    Case("unit-in-a-note-below", "塑料企业.xlsx", lambda: book({"表": FOOTED}), FOOTED_SAYS),
)
