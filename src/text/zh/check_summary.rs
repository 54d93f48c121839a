//! How a check ends, in Chinese.

use crate::diag::{CheckReport, Severity};

pub fn line(report: &CheckReport) -> String {
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(format!("{errors} 处错误"));
    }
    if warnings > 0 {
        parts.push(format!("{warnings} 处警告"));
    }
    if parts.is_empty() {
        parts.push("没有问题".to_owned());
    }
    let waived = report.count(Severity::Note);
    if waived > 0 {
        parts.push(format!("{waived} 处已豁免"));
    }
    parts.push(format!("共 {} 份记录", report.records));
    parts.join("，")
}
