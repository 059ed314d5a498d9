"""Words that names of enterprises are made of: trades, what says little, what tells two apart."""

import functools

# Words that say nothing of a trade: 华恒新能源 may be short for 华恒新能源科技.
GENERIC = frozenset(
    "科技 技术 实业 发展 控股 产业 国际 工业 企业 实业发展 产业发展 科技发展 企业管理 总".split()
)

_TRADES = (
    # energy
    "新能源 能源 储能 氢能 风能 光能 太阳能 风电 光电 光伏 光热 水电 火电 核电 热电 电力 发电 供电 配电 "
    "输配电 微电网 智能电网 电网 充电 充电桩 换电 动力 热力 供热 供暖 燃气 天然气 石油 石油天然气 油气 "
    "油田 炼油 煤炭 煤电 煤业 煤化工 焦化 焦煤 生物质 生物质能 生物质能源 沼气 节能 综合能源 新能源汽车 "
    "新能源车 绿能 绿电 制氢 储氢 加氢 液流电池 能源科技 "
    # batteries and electronics
    "电池 锂电 锂电池 锂离子电池 动力电池 钠电池 蓄电池 电池材料 锂电材料 正极 负极 正极材料 负极材料 "
    "隔膜 电解液 电芯 铜箔 铝箔 电子箔 电子铝箔 电极 电子 电子材料 电子信息 电子科技 微电子 半导体 "
    "集成电路 芯片 硅片 晶圆 单晶 单晶硅 多晶硅 晶硅 元器件 电子元件 传感器 传感 感知 显示 面板 照明 "
    "光源 激光 光学 光电子 光纤 光缆 通信 通讯 移动通信 雷达 线路板 覆铜板 磁材 磁性材料 组件 光伏组件 "
    # materials
    "新材料 新型材料 材料 复合材料 高分子 高分子材料 水性高分子 膜 膜材料 膜科技 碳纤维 炭纤维 碳材料 "
    "炭素 碳素 碳基 石墨 石墨烯 石墨电极 预焙阳极 阳极 针状焦 碳化硅 硅材料 硅铁 硅业 铁合金 合金 "
    "合金粉末 粉末 粉末冶金 粉末涂料 粉体 金属 有色 有色金属 贵金属 稀土 稀有金属 金属材料 金属制品 "
    "冶金 冶炼 铸造 精密铸造 锻造 锻压 轧钢 钢铁 特钢 不锈钢 钢管 钢构 钢结构 型钢 型材 铝材 铜材 "
    "铝合金 镁合金 钛合金 铅锌 铅锌冶炼 镍钴 电解铝 氧化铝 氧化钙 玻璃 玻纤 玻璃钢 玄武岩纤维 玄武岩 "
    "纤维 陶瓷 特种玻璃 耐火材料 保温材料 防水材料 墙材 新型墙材 建材 新型建材 水泥 水泥制品 混凝土 "
    "商砼 石材 石膏 石灰 砂石 砖 管业 管道 塑料 塑胶 橡胶 橡塑 树脂 涂料 油漆 胶粘剂 "
    # chemicals and medicine
    "化工 精细化工 石化 石油化工 化学 化学工业 化肥 肥料 复合肥 农药 染料 颜料 助剂 催化剂 试剂 硝化棉 "
    "聚氨酯 聚银 氯碱 盐化工 磷化工 氟化工 硫酸 生物 生物科技 生物化工 生物化学 生物制品 生物制药 生物工程 "
    "生物技术 生物发酵 发酵 生物基 生物基材料 生物饲料 制药 医药 药业 中药 中药材 饮片 药材 原料药 "
    "医疗 医疗器械 器械 医疗设备 医学 健康 大健康 诊断 疫苗 同位素 重离子 重离子治疗 治疗 康复 制剂 "
    "医药科技 医院 护理 消毒 卫生 "
    # machines
    "机械 机械制造 机电 机电设备 电机 机床 数控 数控机床 工具 刀具 量具 模具 轴承 齿轮 紧固件 标准件 阀门 "
    "泵业 泵 水泵 压缩机 风机 锅炉 汽轮机 发动机 变压器 开关 电器 电气 电工 电缆 电线 电线电缆 电磁线 "
    "电炉 电光源 电瓷 仪器 仪表 仪器仪表 测控 自动化 智能装备 智能制造 智能 智慧 机器 机器人 装备 装备制造 "
    "重型装备 重型 重工 设备 设备制造 设备科技 特种装备 石化装备 环保设备 环保装备 制药设备 电力设备 "
    "电力器材 器材 农机 农业机械 农业装备 矿山机械 工程机械 真空设备 真空 钻采 钻机 汽车 汽车工业 汽配 "
    "汽车零部件 零部件 车辆 客车 轨道交通 铁路 航空 航空零部件 航天 船舶 飞行控制 飞控 飞机 无人机 "
    "风电设备 光电设备 风电叶片 叶片 塔筒 制造 精密制造 加工 金属加工 铸件 锻件 压铸件 容器 压力容器 "
    "激光装备 氢能装备 储氢装备 能源装备 轨道交通装备 3d打印 打印 包装 包装印务 印务 印刷 纸业 造纸 "
    # food, farming
    "食品 粮油 面粉 淀粉 马铃薯 马铃薯淀粉 薯业 乳业 乳品 牧业 畜牧 养殖 羊业 牛业 肉业 肉食 屠宰 农业 "
    "农业科技 现代农业 农牧 农牧业 农林 林业 种业 种子 种苗 果业 果汁 果蔬 蔬菜 花卉 苗木 枸杞 百合 "
    "啤酒 啤酒原料 酒业 白酒 葡萄酒 饮料 饮品 茶业 调味品 饲料 牧草 草业 水产 渔业 农产品 冷链 节水 灌溉 "
    "水利 农化 农化科技 "
    # textiles, goods
    "纺织 毛纺织 毛纺 棉业 服装 服饰 家纺 皮革 制革 鞋业 家具 家电 日化 化妆品 玩具 工艺品 珠宝 "
    # environment, building, services
    "环保 环保科技 环保工程 环境 环境科技 环境工程 生态 水务 水处理 污水处理 净化 再生 再生资源 资源 "
    "循环 循环经济 回收 固废 危废 工程 工程材料 工程技术 建设 建筑 建工 建安 安装 装饰 装饰工程 装修 "
    "设计 勘察 地质 地质矿产 矿业 矿产 矿山 选矿 路桥 公路 市政 园林 房地产 房地产开发 地产 置业 物业 "
    "开发 投资 金融 金融投资 资本 基金 保险 财产保险 人寿保险 银行 证券 担保 租赁 融资租赁 小额贷款 "
    "商贸 贸易 经贸 商业 销售 汽车销售 供应链 物流 物流园 运输 仓储 智能仓储 快递 货运 港务 机场 "
    "软件 信息 信息化 信息技术 信息产业 数据 大数据 数据服务 数据中心 云计算 互联网 物联网 网络 网络科技 "
    "数字 数字能源 数字科技 电子商务 电商 传媒 文化 文化科技 文化旅游 文旅 旅游 旅游开发 酒店 餐饮 教育 教育咨询 "
    "咨询 会计咨询 会计 广告 检测 检验检测 检验 认证 监测 技术服务 服务 管理 人力资源 家政 维修 家电维修 "
    "研究院 研究所 设计院 设计研究院 勘查院 工程研究院 研究设计院 中心 检测中心 学院 大学 医院 牧场 农场 电光 "
    "牧业科技 卫浴 家居 木业 竹业 陶业 竹材 安防 消防 安全 应急 气体 工业气体 特种气体 氧气 气动 液压"
)
TRADES = frozenset(_TRADES.split()) | GENERIC
# 铝业, 铜材, 锂盐: a substance and what is made of it.
SUBSTANCES = frozenset("铜铝铅锌镍钴锂钛镁锰钒钼钨锡锑硅碳炭钢铁金银氟磷硫氢氨钾钠盐纸塑胶木竹")
MADE_OF = frozenset("业材箔板带管矿线粉锭丝")

# In a name these tell two apart, never a slip of the pen: 东岗 and 西岗, 铅业 and 锌业.
CONTRASTS = tuple(
    map(
        frozenset,
        ("东西南北中", "上中下", "前后", "左右", "大小", "新老旧", "正负", "铜铝铅锌镍钴锂钛镁"),
    )
)
NUMBERS = {**{c: str(i) for i, c in enumerate("零一二三四五六七八九")}, "两": "2", "〇": "0"}
STEMS = frozenset("甲乙丙丁戊")

# Characters that are written one for the other because they look alike. Look-alikes that also sound
# alike need no row: the sound tells. Left out are those that both open many brands (万 and 方).
_LOOKALIKES = (
    "未末 己已巳 戊戌戍 土士 日曰 大太犬 天夭 千干 人入 甲由申 今令 亚业 析折拆 拓柘 科料 勤勒 泰秦 崇祟 "
    "倍陪 仑仓 泊箔 黑墨 刀力 王玉 古石 禾木 贝见 氏民 牛午 夫失矢 史吏 处外 冶治 若苦 茶荼 微徽 待侍持 "
    "徒徙 往住 洋详祥 群郡 幸辛 余佘 全金 鸟乌 免兔 旦且 拔拨 坡波 钢钒 铭铬 涛祷 桂挂 线钱 装袋 淮准 "
    "推堆 假暇 度席 廷延 赢羸 兑克 宏宠 宜宣 官宫 容客 良艮 柏拍 校较 桥轿 栗粟 盲育 胜姓 艾文 茂芪 菜莱 "
    "虎虚 衷哀 西酉 贡贾 轮轻 传转 辉浑 迈边 逐遂 遣遗 酒洒 墅野 闪闭 阅阀 陕狭 隆降 雪雷 需霄 魁魅 熟热 "
    "拾抬 抗杭 彤形 卷券 厦夏 坚竖 塔搭 奥粤 孟盂 帅师 币巾 恒桓 恩思 悦说 昆毘 朔溯 栋拣 汇江 沐沭 沣洋 "
    "泽译 渊湖 漆膝 爪瓜 玖致 瑞端 甫浦 盟盈 砾烁 秉乘 策荣 管菅 粒拉 罡置 聚骤 脉咏 航舫 芯蕊 荟荃 衡衝 "
    "赫郝 跃妖 逸兔 邦郑 鑫蠢 钰珏 铂泊 锐说 阔润 鼎晶 龙尤"
)


@functools.cache
def looks_like() -> frozenset[tuple[str, str]]:
    """Return the pairs of characters that look alike, each both ways."""
    rows = _LOOKALIKES.split()
    return frozenset((a, b) for row in rows for a in row for b in row if a != b)


@functools.lru_cache(maxsize=1 << 16)
def trade_words(text: str) -> tuple[str, ...] | None:
    """Return the words of a trade, the longest first where there is a choice; None if unknown.

    铜箔材料 is 铜箔, 材料; an empty text has no words and is known.
    """
    if not text:
        return ()
    for end in range(min(len(text), 6), 0, -1):
        if _is_word(text[:end]) and (rest := trade_words(text[end:])) is not None:
            return text[:end], *rest
    return None


def _is_word(text: str) -> bool:
    made = len(text) == 2 and text[0] in SUBSTANCES and text[1] in MADE_OF
    return made or text in TRADES
