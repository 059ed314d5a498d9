"""Rows that are no leads among rows that are: printed pages, sections, sums, blanks."""

from dataclasses import replace

from nasty.books import Rows, book
from nasty.layouts import merge
from nasty.truth import Case, between, lead, refused, says, serial

HEADING = ["序号", "企业名称", "主营产品", "总投资（万元）", "用地（亩）", "责任人"]
PAGED: Rows = [
    ["招商线索清单（打印版）"],
    HEADING,
    [1, "兰州一号机械有限公司", "减速机", 3200, 40, "李科长"],
    [2, "兰州二号机械有限公司", "阀门", 4100, 35, "李科长"],
    ["小计", None, None, 7300, 75],
    ["第1页 共3页"],
    HEADING,
    [3, "兰州三号机械有限公司", "压力容器", 15000, 120, "王主任"],
    [4, "兰州四号机械有限公司", "输送带", 2600, 22, "王主任"],
    [None, "小  计", None, 17600, 142],
    ["第2页 共3页"],
    ["续表"],
    HEADING,
    [5, "兰州五号小计算机有限公司", "工控机", 900, 5, "李科长"],
    [None, "累计", None, 25800, 222],
    ["第3页 共3页"],
]
PAGED_SAYS = says(
    "打印版",
    serial(
        1,
        *(
            lead(
                row,
                name=f"兰州{name}有限公司",
                text=text,
                invest_wanyuan=money,
                land_mu=land,
                owner=owner,
            )
            for row, name, text, money, land, owner in (
                (3, "一号机械", "减速机", 3200.0, 40.0, "李科长"),
                (4, "二号机械", "阀门", 4100.0, 35.0, "李科长"),
                (8, "三号机械", "压力容器", 15000.0, 120.0, "王主任"),
                (9, "四号机械", "输送带", 2600.0, 22.0, "王主任"),
                (14, "五号小计算机", "工控机", 900.0, 5.0, "李科长"),
            )
        ),
    ),
    passed=[1, 2, 5, 6, 7, 10, 11, 12, 13, 15, 16],
)

SECTIONS: Rows = [
    ["序号", "企业名称", "建设内容", "投资额（亿元）", "进展"],
    ["合计（5个）", None, None, 20.3],
    ["一、装备制造（2个）"],
    [1, "甘肃六号重工有限公司", "石油钻采装备", 3.2, "在谈"],
    [2, "甘肃七号重工有限公司", "高低压电气", 1.1, "签约"],
    ["小计", None, None, 4.3],
    ["二、新材料（2个）"],
    [1, "甘肃八号材料有限公司", "碳纤维原丝", 12, "意向明确"],
    [2, "甘肃九号材料有限公司", "铝箔", 3.5, "在谈"],
    ["小计", None, None, 15.5],
    ["（三）其他"],
    ["1", "甘肃十号物流有限公司", "冷库", "5000万元", "线索"],
]
SECTIONS_SAYS = says(
    "分产业",
    [
        replace(
            lead(row, name=f"甘肃{name}有限公司", text=text, invest_wanyuan=money, status=status),
            may={"id": number},
        )
        for row, number, name, text, money, status in (
            (4, "1", "六号重工", "石油钻采装备", 32000.0, "在谈"),
            (5, "2", "七号重工", "高低压电气", 11000.0, "签约"),
            (8, "1", "八号材料", "碳纤维原丝", 120000.0, "意向明确"),
            (9, "2", "九号材料", "铝箔", 35000.0, "在谈"),
            (12, "1", "十号物流", "冷库", 5000.0, "线索"),
        )
    ],
    passed=[1, 2, 3, 6, 7, 10, 11],
)

SPACED: Rows = [
    ["关于报送招商线索的说明"],
    [],
    ["各片区："],
    [None, "现将本月线索汇总如下，请于每月5日前报送，逾期通报。"],
    [None, "1. 企业名称须与营业执照一致；"],
    [None, "2. 总投资不含流动资金。"],
    *([], [], []),
    [None, "企业名称", None, "主要产品", None, None, "总投资（万元）", None, "联系人"],
    [],
    [None, "兰州十一号食品有限公司", None, "百合深加工", None, None, 2800, None, "冯经理"],
    *([], []),
    [None, "兰州十二号食品有限公司", None, "牛肉面料包", None, None, "3000-4500", None, "陈经理"],
    *([None] for _ in range(40)),
    [None, "兰州十三号食品有限公司", None, "玫瑰制品", None, None, 1500, None, "褚经理"],
]
SPACED_SAYS = says(
    "Sheet1",
    [
        lead(
            13,
            name="兰州十一号食品有限公司",
            text="百合深加工",
            invest_wanyuan=2800.0,
            contact="冯经理",
        ),
        lead(
            16,
            name="兰州十二号食品有限公司",
            text="牛肉面料包",
            invest_wanyuan=between(3000.0, 4500.0),
            contact="陈经理",
        ),
        lead(
            57,
            name="兰州十三号食品有限公司",
            text="玫瑰制品",
            invest_wanyuan=1500.0,
            contact="褚经理",
        ),
    ],
    passed=[2, 4, 5, 6, 7, 11],
)

STACKED: Rows = [
    ["一、已签约项目（单位：亿元）"],
    ["序号", "项目名称", "投资企业", "总投资", "签约时间"],
    [1, "光伏组件项目", "甘肃十四号能源有限公司", 10, "2024.3"],
    [2, "逆变器项目", "甘肃十五号能源有限公司", 2.5, "2024.4"],
    [],
    ["二、在谈项目（单位：万元）"],
    ["序号", "投资企业", "总投资", "项目名称", "联系人"],
    [1, "甘肃十六号能源有限公司", 8000, "储能柜项目", "卫经理"],
    [2, "甘肃十七号能源有限公司", 6500, "充电桩项目", "蒋经理"],
]
STACKED_SAYS = says(
    "汇总",
    [
        *serial(
            1,
            replace(
                lead(
                    3,
                    name="甘肃十四号能源有限公司",
                    project="光伏组件项目",
                    invest_wanyuan=100000.0,
                ),
                kept=("2024.3",),
            ),
            replace(
                lead(
                    4, name="甘肃十五号能源有限公司", project="逆变器项目", invest_wanyuan=25000.0
                ),
                kept=("2024.4",),
            ),
        ),
        *serial(
            1,
            *(
                lead(row, name=name, project=project, invest_wanyuan=money, contact=who)
                for row, name, project, money, who in (
                    (8, "甘肃十六号能源有限公司", "储能柜项目", 8000.0, "卫经理"),
                    (9, "甘肃十七号能源有限公司", "充电桩项目", 6500.0, "蒋经理"),
                )
            ),
        ),
    ],
    passed=[1, 2, 6, 7],
)

BLANKS: Rows = [
    ["序号", "企业名称", "总投资(万元)", "备注"],
    [1, "兰州十八号纸业有限公司", 5200, None],
    [2, "兰州十九号纸业有限公司", None, None],
    [3, None, 700, "企业不愿透露名称"],
    *([number, None, None, None] for number in range(4, 21)),
]
BLANKS_SAYS = says(
    "预留",
    serial(
        1,
        lead(2, name="兰州十八号纸业有限公司", invest_wanyuan=5200.0),
        lead(3, name="兰州十九号纸业有限公司"),
    ),
    unreadable={4: "企业不愿透露名称"},
    passed=[1, *range(5, 22)],
)

CONTINUED: Rows = [
    ["企业名称", "项目名称", "总投资（万元）", "联系人", "联系电话"],
    ["兰州二一阀业有限公司", "阀门项目", 5000, "杨经理", "13800000081"],
    [None, None, None, "朱经理", "13800000082"],
    ["同上", "铸件项目", 3000, None, None],
    ["〃", "锻件项目", 2000, "秦经理", "〃"],
    ["兰州二二阀业有限公司", "同一园区项目", 1000, None, None],
]
CONTINUED_SAYS = says(
    "Sheet1",
    [
        lead(
            2,
            name="兰州二一阀业有限公司",
            project="阀门项目",
            invest_wanyuan=5000.0,
            contact="杨经理",
            phone="13800000081",
        ),
        replace(
            lead(4, project="铸件项目", invest_wanyuan=3000.0),
            reported={"name": "同上"},
            may={"name": "兰州二一阀业有限公司"},
        ),
        replace(
            lead(5, project="锻件项目", invest_wanyuan=2000.0, contact="秦经理"),
            reported={"name": "〃", "phone": "〃"},
            may={"name": "兰州二一阀业有限公司"},
        ),
        lead(6, name="兰州二二阀业有限公司", project="同一园区项目", invest_wanyuan=1000.0),
    ],
    unreadable={3: "朱经理"},
    passed=[1],
)

FORM: Rows = [
    ["招商项目信息登记表"],
    ["项目名称", "锂电回收项目", "投资主体", "甘肃二十号环保有限公司"],
    ["总投资", "2.3亿元", "占地面积", "80亩"],
    ["建设内容", "年处理废旧锂电池3万吨，分两期建设。"],
    ["联系人", "沈经理", "联系电话", "13800000003"],
]

CASES = (
    Case(
        "printed-pages-with-repeated-heading",
        "线索清单打印版.xlsx",
        lambda: book({"打印版": PAGED}),
        PAGED_SAYS,
    ),
    Case(
        "sections-and-restarted-numbers",
        "分产业台账.xlsx",
        lambda: book({"分产业": SECTIONS}, merge("A3:E3", "A7:E7", "A11:E11")),
        SECTIONS_SAYS,
    ),
    Case(
        "heading-in-the-middle-and-spacers",
        "新建 Microsoft Excel 工作表.xlsx",
        lambda: book({"Sheet1": SPACED}, top="B2"),
        SPACED_SAYS,
    ),
    Case(
        "two-tables-under-one-another",
        "签约及在谈汇总.xlsx",
        lambda: book({"汇总": STACKED}),
        STACKED_SAYS,
    ),
    Case(
        "numbers-filled-in-before-the-rows",
        "线索（预留行）.xlsx",
        lambda: book({"预留": BLANKS}),
        BLANKS_SAYS,
    ),
    Case(
        "rows-that-continue-and-dittos",
        "阀业线索.xlsx",
        lambda: book({"Sheet1": CONTINUED}),
        CONTINUED_SAYS,
    ),
    Case(
        "a-form-of-one-project",
        "项目信息登记表.xlsx",
        lambda: book({"登记表": FORM}, merge("A1:D1", "B4:D4")),
        refused("no_heading"),
    ),
)
