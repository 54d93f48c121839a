//! `people/<person>.toml`: a person on our side.

use super::{Document, Extra};
use crate::domain::id::Unit;
use crate::domain::keyword::keyword;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 人员：我方人员，文件名即人员代号
/// A person on our side; the file's name is the person's id
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// 姓名
    /// Name
    pub name: String,
    /// 职务
    /// Title
    pub title: Option<String>,
    /// 所在单位：hq 为集团总部，否则为分子公司代号
    /// Unit: hq for headquarters, else a branch
    pub unit: Unit,
    /// 角色
    /// Role
    pub role: Role,
    /// 电子邮箱，即 Git 身份
    /// E-mail addresses: the Git identities
    pub emails: Vec<String>,
    /// 离任日
    /// Day of leaving
    pub left_on: Option<Date>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

impl Person {
    /// Whether the person works here on a day; from the day of leaving on, no longer.
    pub fn is_active(&self, on: Date) -> bool {
        self.left_on.is_none_or(|left| on < left)
    }
}

keyword! {
    /// What a person does in client relations.
    pub enum Role {
        /// 集团领导
        /// group leader
        GroupLeader = "group_leader",
        /// 集团市场营销部负责人
        /// head of headquarters' marketing
        HqHead = "hq_head",
        /// 集团市场营销部人员
        /// headquarters' marketing staff
        HqStaff = "hq_staff",
        /// 信息管理员
        /// archivist
        Archivist = "archivist",
        /// 分子公司负责人
        /// branch head
        BranchHead = "branch_head",
        /// 经营部信息员
        /// branch clerk
        BranchClerk = "branch_clerk",
        /// 项目经理
        /// project manager
        ProjectManager = "project_manager",
        /// 项目部人员
        /// project staff
        ProjectStaff = "project_staff",
        /// 市场营销人员
        /// marketer
        Marketer = "marketer",
        /// 审计人员
        /// auditor
        Auditor = "auditor",
    }
}
