//! `Label`: THE list of columns. The key is the column's name in JSON and in `--columns`.

use crate::domain::keyword::keyword;

keyword! {
    /// The heading of a column.
    pub enum Label {
        /// 编号
        /// id
        Id = "id",
        /// 客户
        /// client
        Client = "client",
        /// 名称
        /// name
        Name = "name",
        /// 分子公司
        /// branch
        Branch = "branch",
        /// 等级
        /// grade
        Grade = "grade",
        /// 计算等级
        /// computed
        Computed = "computed",
        /// 状态
        /// state
        State = "state",
        /// 原因
        /// reasons
        Reasons = "reasons",
        /// 待补事实
        /// facts to collect
        Missing = "missing",
        /// 规模—利润
        /// scale–profit
        Cell = "cell",
        /// 名次
        /// rank
        Rank = "rank",
        /// A 类
        /// A
        GradeA = "A",
        /// B 类
        /// B
        GradeB = "B",
        /// C 类
        /// C
        GradeC = "C",
        /// A 类占比
        /// A share
        ShareA = "share_a",
        /// 暂定
        /// provisional
        Provisional = "provisional",
        /// 人工定级
        /// overridden
        Overridden = "overridden",
        /// C 类原因
        /// reasons of C
        ReasonsC = "reasons_c",
        /// 月份
        /// month
        Month = "month",
        /// 上报情况
        /// status
        ReturnStatus = "status",
        /// 上报日
        /// submitted
        Submitted = "submitted",
        /// 迟报天数
        /// days late
        DaysLate = "days_late",
        /// 变化数
        /// changes
        Changes = "changes",
        /// 证据
        /// evidence
        Evidence = "evidence",
        /// 总分
        /// total
        Total = "total",
        /// 结果
        /// result
        Result = "result",
        /// 信息上报与档案
        /// reporting
        Reporting = "reporting",
        /// 客户投诉
        /// complaints
        Complaints = "complaints",
        /// 客户满意度
        /// satisfaction
        Satisfaction = "satisfaction",
        /// 客户分析报告
        /// analysis
        Analysis = "analysis",
        /// 信息反馈真实性
        /// truth
        Truth = "truth",
        /// 加减分
        /// adjustment
        Adjustment = "adjustment",
        /// 限制与否决
        /// caps and veto
        Caps = "caps",
        /// 指标
        /// indicator
        Indicator = "indicator",
        /// 分项
        /// part
        Part = "part",
        /// 得分
        /// points
        Points = "points",
        /// 满分
        /// out of
        Of = "of",
        /// 失分
        /// lost
        Lost = "lost",
        /// 说明
        /// explanation
        Explanation = "explanation",
        /// 记录
        /// record
        Record = "record",
        /// 条件
        /// predicate
        Predicate = "predicate",
        /// 判断
        /// value
        Value = "value",
        /// 依据
        /// basis
        Basis = "basis",
        /// 客户类型
        /// kind
        Kind = "kind",
        /// 地区
        /// region
        Region = "region",
        /// 阶段
        /// stage
        Stage = "stage",
        /// 档案状态
        /// status
        Status = "file_status",
        /// 客户经理
        /// account manager
        Owner = "owner",
        /// 统一社会信用代码
        /// credit code
        CreditCode = "credit_code",
        /// 建档日
        /// registered
        Registered = "registered_on",
        /// 核实日
        /// verified
        Verified = "verified_on",
        /// 匹配
        /// matched
        Matched = "matched",
        /// 字段
        /// field
        Field = "field",
        /// 受理时间
        /// received
        Received = "received_at",
        /// 类别
        /// category
        Category = "category",
        /// 严重程度
        /// severity
        Severity = "severity",
        /// 认定
        /// finding
        Finding = "finding",
        /// 处理人
        /// handler
        Handler = "handler",
        /// 摘要
        /// summary
        Summary = "summary",
        /// 下一步
        /// next step
        NextStep = "next_step",
        /// 期限
        /// due
        Due = "due",
        /// 环节
        /// step
        Step = "step",
        /// 起算
        /// from
        From = "from",
        /// 完成
        /// done
        Done = "done",
        /// 时间
        /// at
        At = "at",
        /// 经办人
        /// by
        By = "by",
        /// 我方级别
        /// level
        Level = "level",
        /// 频次
        /// cadence
        Cadence = "cadence",
        /// 期间
        /// period
        Period = "period",
        /// 完成记录
        /// met by
        MetBy = "met_by",
        /// 剩余天数
        /// days left
        DaysLeft = "days_left",
        /// 参数
        /// key
        Key = "key",
        /// 现值
        /// in force
        InForce = "in_force",
        /// 默认值
        /// default
        Default = "default",
        /// 含义
        /// meaning
        Meaning = "meaning",
        /// 代码
        /// code
        Code = "code",
        /// 联系人
        /// contact
        Contact = "contact",
        /// 职位
        /// position
        Position = "position",
        /// 内容
        /// content
        Content = "content",
        /// 代号
        /// key
        ContactKey = "contact_key",
        /// 记录种类
        /// kind of record
        RecordKind = "record_kind",
        /// 字段数
        /// fields
        Fields = "fields",
        /// 模式文件
        /// schema
        Schema = "schema",
        /// 事项
        /// matter
        Matter = "matter",
        /// 责任人
        /// who
        Who = "who",
        /// 命令
        /// command
        Command = "command",
        /// 变化
        /// change
        Change = "change",
        /// 日期
        /// on
        On = "on",
        /// 目的
        /// goal
        Goal = "goal",
        /// 调查项
        /// item
        Item = "item",
        /// 5
        /// 5
        Score5 = "5",
        /// 4
        /// 4
        Score4 = "4",
        /// 3
        /// 3
        Score3 = "3",
        /// 2
        /// 2
        Score2 = "2",
        /// 1
        /// 1
        Score1 = "1",
        /// 备注
        /// comment
        Comment = "comment",
        /// 原值
        /// before
        Before = "before",
        /// 现值
        /// after
        After = "after",
        /// 事实
        /// fact
        Fact = "fact",
        /// 依据日期
        /// as of
        AsOf = "as_of",
        /// 来源
        /// source
        Source = "source",
        /// 决策角色
        /// role in the decision
        DecisionRole = "decision_role",
        /// 关系
        /// relation
        Relation = "relation",
        /// 我方对应人
        /// our person
        OurPerson = "our_person",
        /// 个人信息依据
        /// legal basis
        LegalBasis = "legal_basis",
        /// 保存至
        /// keep until
        RetainUntil = "retain_until",
        /// 离任日
        /// left on
        LeftOn = "left_on",
        /// 项目经理
        /// manager
        Manager = "manager",
        /// 合同额
        /// contract value
        ContractValue = "contract_value",
        /// 签约日
        /// signed on
        SignedOn = "signed_on",
        /// 姓名
        /// name
        PersonName = "person_name",
        /// 职务
        /// title
        JobTitle = "job_title",
        /// 所在单位
        /// unit
        Unit = "unit",
        /// 角色
        /// role
        Role = "role",
        /// 邮箱
        /// e-mail
        Email = "email",
        /// 类别
        /// kind
        UnitKind = "unit_kind",
        /// 负责人
        /// head
        Head = "head",
        /// 信息员
        /// clerks
        Clerks = "clerks",
        /// 设立日
        /// opened on
        OpenedOn = "opened_on",
        /// 撤销日
        /// closed on
        ClosedOn = "closed_on",
        /// 提交时间
        /// committed
        CommittedAt = "committed_at",
        /// 到达时间
        /// arrived
        ArrivedAt = "arrived_at",
        /// 提交人
        /// author
        Author = "author",
        /// 提交
        /// commit
        Commit = "commit",
        /// 新客户
        /// new clients
        NewClients = "new_clients",
        /// 移入
        /// moved in
        MovedIn = "moved_in",
        /// 移出
        /// moved out
        MovedOut = "moved_out",
        /// 并入
        /// merged
        Merged = "merged",
        /// 放弃
        /// abandoned
        Abandoned = "abandoned",
        /// 升级
        /// promoted
        Promoted = "promoted",
        /// 降级
        /// demoted
        Demoted = "demoted",
        /// 新投诉
        /// complaints opened
        ComplaintsOpened = "complaints_opened",
        /// 了结投诉
        /// complaints closed
        ComplaintsClosed = "complaints_closed",
        /// 事实变化
        /// facts changed
        FactsChanged = "facts_changed",
        /// 新客户经理
        /// new account manager
        NewOwner = "new_owner",
        /// 现行总分
        /// total in force
        InForceTotal = "in_force_total",
        /// 试算总分
        /// what-if total
        OtherTotal = "other_total",
        /// 现行结果
        /// in force
        InForceResult = "in_force_result",
        /// 试算结果
        /// what if
        OtherResult = "other_result",
        /// 变动依据
        /// what moves
        Rules = "rules",
        /// 所因参数
        /// by which settings
        PolicyKeys = "policy_keys",
        /// 名次变化
        /// rank change
        RankChange = "rank_change",
        /// A 类增减
        /// A +/-
        ChangeA = "change_a",
        /// B 类增减
        /// B +/-
        ChangeB = "change_b",
        /// C 类增减
        /// C +/-
        ChangeC = "change_c",
        /// 印发结果
        /// issued result
        IssuedResult = "issued_result",
        /// 印发日
        /// issued on
        IssuedOn = "issued_on",
        /// 核验
        /// verdict
        Verdict = "verdict",
        /// 数据项
        /// figure
        Figure = "figure",
        /// 印发值
        /// as issued
        Was = "was",
        /// 重算值
        /// recomputed
        Is = "is",
    }
}
