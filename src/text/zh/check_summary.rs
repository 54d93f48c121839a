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
        let none = if report.since.is_some() { "没有新问题" } else { "没有问题" };
        parts.push(none.to_owned());
    }
    let (known, waived) = (report.known(), report.waived());
    if known > 0 {
        parts.push(format!("{known} 处原有"));
    }
    if let Some(since) = report.since.as_ref().filter(|since| since.mended > 0) {
        parts.push(format!("{} 处已消除", since.mended));
    }
    if waived > 0 {
        parts.push(format!("{waived} 处已豁免"));
    }
    parts.push(format!("共 {} 份记录", report.records));
    parts.join("，")
}
