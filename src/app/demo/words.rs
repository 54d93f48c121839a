//! Names and phrases of the demo. Everything is invented: no city, company or person of it exists.

/// Surnames with their pinyin, which is the key of a contact person.
pub const SURNAMES: [(&str, &str); 32] = [
    ("何", "he"),
    ("苏", "su"),
    ("林", "lin"),
    ("周", "zhou"),
    ("郑", "zheng"),
    ("许", "xu"),
    ("沈", "shen"),
    ("韩", "han"),
    ("唐", "tang"),
    ("冯", "feng"),
    ("曹", "cao"),
    ("彭", "peng"),
    ("蒋", "jiang"),
    ("蔡", "cai"),
    ("贾", "jia"),
    ("丁", "ding"),
    ("魏", "wei"),
    ("薛", "xue"),
    ("叶", "ye"),
    ("余", "yu"),
    ("潘", "pan"),
    ("杜", "du"),
    ("戴", "dai"),
    ("夏", "xia"),
    ("钟", "zhong"),
    ("汪", "wang"),
    ("田", "tian"),
    ("任", "ren"),
    ("方", "fang"),
    ("石", "shi"),
    ("姚", "yao"),
    ("谭", "tan"),
];

pub const GIVEN_NAMES: [(&str, &str); 32] = [
    ("文博", "wenbo"),
    ("晓岚", "xiaolan"),
    ("建宁", "jianning"),
    ("思远", "siyuan"),
    ("静怡", "jingyi"),
    ("志恒", "zhiheng"),
    ("雨桐", "yutong"),
    ("国梁", "guoliang"),
    ("明哲", "mingzhe"),
    ("佩兰", "peilan"),
    ("昊然", "haoran"),
    ("秋实", "qiushi"),
    ("立群", "liqun"),
    ("海宁", "haining"),
    ("若溪", "ruoxi"),
    ("振东", "zhendong"),
    ("亦凡", "yifan"),
    ("春华", "chunhua"),
    ("启明", "qiming"),
    ("安琪", "anqi"),
    ("承志", "chengzhi"),
    ("素心", "suxin"),
    ("卫平", "weiping"),
    ("一鸣", "yiming"),
    ("映雪", "yingxue"),
    ("致远", "zhiyuan"),
    ("梓涵", "zihan"),
    ("长青", "changqing"),
    ("乐山", "leshan"),
    ("宛如", "wanru"),
    ("德厚", "dehou"),
    ("向阳", "xiangyang"),
];

/// Branches: id and region. From the twenty-first on they are second branches of a region.
pub const REGIONS: [(&str, &str); 20] = [
    ("lanbei", "澜北"),
    ("yunting", "云汀"),
    ("wangdu", "望渡"),
    ("cangpu", "苍浦"),
    ("mingyu", "明屿"),
    ("jiazhu", "嘉渚"),
    ("dinglan", "定澜"),
    ("qinghe", "清禾"),
    ("shuoyuan", "朔原"),
    ("linyue", "临樾"),
    ("baishi", "白石渡"),
    ("heting", "鹤汀"),
    ("xunyang", "浔阳渡"),
    ("tingwan", "汀湾"),
    ("luhe", "鹿禾"),
    ("ansong", "安松"),
    ("yuanxi", "远溪"),
    ("dongli", "东沥"),
    ("nanju", "南莒"),
    ("xicheng", "西埕"),
];

pub const CITIES: [&str; 16] = [
    "澜江市",
    "云汀市",
    "望渡市",
    "苍浦市",
    "明屿市",
    "嘉渚市",
    "定澜市",
    "清禾市",
    "朔原市",
    "临樾市",
    "鹤汀市",
    "汀湾市",
    "鹿禾市",
    "安松市",
    "远溪市",
    "东沥市",
];

pub const BRANDS_FIRST: [&str; 64] = [
    "云", "澄", "景", "瑞", "恒", "铭", "启", "远", "嘉", "盛", "禾", "岚", "沐", "泽", "朗", "翊",
    "晟", "霁", "栎", "屿", "汀", "砚", "棠", "樾", "昀", "珩", "玥", "祺", "臻", "旻", "璟", "垚",
    "堃", "淼", "烁", "炜", "煦", "熠", "皓", "睿", "筠", "箴", "翎", "舸", "芃", "苒", "茗", "菁",
    "蔚", "衡", "谦", "赫", "轩", "迦", "郢", "鄞", "钧", "镕", "阙", "隽", "霖", "韶", "骏", "麟",
];

pub const BRANDS_SECOND: [&str; 64] = [
    "川", "达", "邦", "辰", "丰", "谷", "海", "和", "宏", "华", "济", "江", "杰", "金", "锦", "凯",
    "康", "立", "联", "隆", "明", "宁", "平", "普", "庆", "荣", "森", "山", "尚", "升", "硕", "泰",
    "腾", "通", "同", "维", "文", "翔", "欣", "信", "兴", "雅", "阳", "益", "毅", "盈", "永", "宇",
    "誉", "裕", "原", "源", "悦", "跃", "舟", "洲", "筑", "卓", "正", "中", "志", "致", "智", "铸",
];

/// What a client is: kind, form of the name after city and brand, trade, code's first two letters.
pub const FORMS: [(&str, &str, &str, &str); 16] = [
    ("government", "区住房和城乡建设局", "行政管理", "11"),
    ("government", "区交通运输局", "交通", "11"),
    ("public_institution", "医院", "医疗", "12"),
    ("public_institution", "中学", "教育", "12"),
    ("developer", "置业有限公司", "住宅开发", "91"),
    ("developer", "城市建设投资集团有限公司", "城市建设", "91"),
    ("developer", "产业园开发有限公司", "园区开发", "91"),
    ("enterprise", "水务集团有限公司", "水务", "91"),
    ("enterprise", "电子科技有限公司", "电子", "91"),
    ("enterprise", "汽车零部件有限公司", "汽车零部件", "91"),
    ("enterprise", "医药有限公司", "医药", "91"),
    ("enterprise", "食品有限公司", "食品加工", "91"),
    ("enterprise", "新能源有限公司", "新能源", "91"),
    ("enterprise", "物流有限公司", "仓储物流", "91"),
    ("association", "商会", "行业组织", "51"),
    ("other", "村股份经济合作社", "集体经济", "N1"),
];

pub const WORKS: [&str; 12] = [
    "综合楼",
    "一期厂房",
    "安置房一标段",
    "研发中心",
    "道路改造",
    "污水提标改造",
    "门诊楼",
    "教学楼",
    "物流仓库",
    "管网更新",
    "屋面与幕墙整修",
    "配套用房",
];

pub const ROADS: [&str; 10] = [
    "滨江路",
    "望岳路",
    "澄湖大道",
    "康宁路",
    "文昌街",
    "工业南路",
    "松风路",
    "禾苑路",
    "新渡街",
    "云溪路",
];

pub const POSITIONS: [(&str, &str, &str); 8] = [
    ("基建科科长", "middle", "influencer"),
    ("总经理", "top", "decider"),
    ("合约部经理", "middle", "gatekeeper"),
    ("工程部经理", "senior", "user"),
    ("财务总监", "senior", "influencer"),
    ("总工程师", "senior", "supervisor"),
    ("副局长", "top", "decider"),
    ("后勤主任", "middle", "user"),
];

pub const TOPICS: [&str; 8] = [
    "了解在施工程进度款支付安排，介绍我方近期同类工程业绩",
    "听取对现场管理的意见，逐项答复上次会议的问题",
    "商谈明年投资计划和招标方式",
    "会同设计单位讨论方案优化和造价",
    "回访竣工后使用情况，登记需要维修的部位",
    "通报结算资料报送进度，约定对账时间",
    "陪同对方考察我方在建项目的样板段",
    "说明安全文明施工投入，听取周边居民反映",
];

pub const LEARNED: [&str; 6] = [
    "二期用地手续已报批，预计下半年招标",
    "分管领导调整，新任对工期更看重",
    "资金下达比计划晚一个季度",
    "本地一家同行也在接触，报价偏低",
    "年底前要完成结算审计",
    "对方希望合同里写明材料品牌",
];

pub const NEXT_STEPS: [&str; 5] = [
    "月底前送交同类工程资料",
    "安排技术负责人再谈一次",
    "准备资格预审文件",
    "请项目经理带队回访",
    "约财务当面对账",
];

/// What complaints are about: category, summary, root cause, corrective action.
pub const GRIEVANCES: [(&str, &str, &str, &str); 8] = [
    (
        "quality",
        "地下室局部渗水，要求尽快处理并说明原因",
        "后浇带防水收口不到位",
        "剔凿重做防水，复查同批部位",
    ),
    (
        "schedule",
        "装饰分部比约定节点晚两周，影响开业准备",
        "分包班组人手不足且未预警",
        "增加班组，按日通报进度",
    ),
    (
        "safety",
        "临街防护网破损，行人通道存在坠物风险",
        "巡检责任人休假未交接",
        "更换防护网，巡检改为双人",
    ),
    (
        "environment",
        "夜间浇筑噪声扰民，居委会要求说明",
        "泵车故障拖延且未告知周边",
        "二十一点后停止浇筑，公示计划",
    ),
    (
        "contract",
        "签证单长期未确认，双方工程量口径不一",
        "现场未按月办理签证",
        "建立签证台账，按月双方签认",
    ),
    (
        "service",
        "报修电话三次无人接听，无人到场查看",
        "保修电话变更后未通知客户",
        "公示新电话，设专人值守",
    ),
    (
        "warranty",
        "屋面漏雨，维修两次仍未解决",
        "只补表面，未查天沟坡度",
        "重做天沟找坡，蓄水试验后移交",
    ),
    (
        "documents",
        "竣工资料缺少隐蔽工程影像，无法备案",
        "资料员交接时漏移存储卡",
        "补齐影像，交接清单双方签字",
    ),
];

pub const SOURCES: [(&str, u64); 5] = [
    ("历次结算与往来函件核对", 4),
    ("同区域施工单位走访", 3),
    ("主管部门公示", 1),
    ("行业协会介绍", 2),
    ("对方财务人员介绍", 4),
];

pub const RELATIONS: [&str; 5] = [
    "与当地设计院、监理单位往来密切，曾引荐两家建设单位",
    "行业协会理事单位，常受邀评审",
    "主管部门直属平台，统筹片区投资",
    "上下游企业十余家，多在同一园区",
    "无",
];
