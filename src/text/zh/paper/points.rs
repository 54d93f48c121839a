//! 公文里的得分与失分：得分表，失分原因合并后的清单。

use super::FALSIFIED;
use crate::domain::assess::score::Indicator;
use crate::domain::assess::{IndicatorScore, PartScore};
use crate::domain::keyword::Keyword;
use crate::domain::score::{Exact, Tenths};
use crate::report::notice::{BranchPaper, Paper, Papers};
use crate::report::paper::Block;
use crate::text::Lang;
use crate::text::zh::assess;
use num_traits::Zero;

/// 每项指标列出的失分原因，最多这么多条；其余只说条数。
const REASONS: usize = 6;

pub fn scores(papers: &Papers, paper: &Paper) -> Block {
    let mut head = vec!["单位".to_owned()];
    head.extend(Indicator::ALL.iter().map(|indicator| Lang::Zh.word(*indicator).to_owned()));
    head.push("总分".to_owned());
    let row = |branch: &BranchPaper| {
        let mut row = vec![branch.name.clone()];
        let indicators = branch.assessed.indicators.iter();
        row.extend(indicators.map(|score| match score.applicable {
            true => Tenths::round(&score.points).to_string(),
            false => "不适用".to_owned(),
        }));
        row.push(branch.assessed.total.map_or("—".to_owned(), |total| total.to_string()));
        row
    };
    Block::Table { head, rows: papers.of(paper).map(row).collect() }
}

pub fn points_table(branch: &BranchPaper) -> Block {
    let head = ["考核指标", "得分", "满分", "失分"].map(str::to_owned).to_vec();
    let row = |score: &IndicatorScore| {
        let name = Lang::Zh.word(score.indicator).to_owned();
        if !score.applicable {
            return vec![name, "不适用".to_owned(), "—".to_owned(), "—".to_owned()];
        }
        let (points, of) = (Tenths::round(&score.points), Tenths::round(&score.of));
        let lost = Tenths(of.0 - points.0);
        vec![name, points.to_string(), of.to_string(), lost.to_string()]
    };
    let mut rows: Vec<Vec<String>> = branch.assessed.indicators.iter().map(row).collect();
    let adjustment = &branch.assessed.adjustment;
    if !adjustment.is_zero() {
        let points = Tenths::round(adjustment).to_string();
        rows.push(vec!["加减分".to_owned(), points, String::new(), String::new()]);
    }
    let total = branch.assessed.total.map_or("—".to_owned(), |total| total.to_string());
    rows.push(vec!["总分".to_owned(), total, "100".to_owned(), String::new()]);
    Block::Table { head, rows }
}

/// 失分的原因，同一原因合并，失分多的在前。
struct Cause {
    text: String,
    points: Exact,
    records: usize,
}

fn causes<'p>(parts: impl Iterator<Item = &'p PartScore>, branch: &BranchPaper) -> Vec<Cause> {
    let mut all: Vec<Cause> = Vec::new();
    for (loss, points) in parts.flat_map(PartScore::lost) {
        let text = assess::loss(loss, branch.zone);
        match all.iter_mut().find(|cause| cause.text == text) {
            Some(cause) => {
                cause.points += points;
                cause.records += 1;
            }
            None => all.push(Cause { text, points, records: 1 }),
        }
    }
    all.retain(|cause| !cause.points.is_zero());
    all.sort_by(|one, other| other.points.cmp(&one.points));
    all
}

fn cause_text(cause: &Cause) -> String {
    let records =
        if cause.records > 1 { format!("，{} 条", cause.records) } else { String::new() };
    format!("{}{records}，失 {} 分", cause.text, assess::points(&cause.points))
}

fn parts(branch: &BranchPaper) -> impl Iterator<Item = &PartScore> {
    branch.assessed.indicators.iter().flat_map(|score| &score.parts)
}

pub fn worst(branch: &BranchPaper) -> Vec<String> {
    let all = causes(parts(branch), branch);
    let falsified = branch.assessed.veto.iter().map(|_| format!("{FALSIFIED}。"));
    let gravest = all.iter().take(REASONS).map(|cause| format!("{}。", cause_text(cause)));
    falsified.chain(gravest).collect()
}

pub fn losses(branch: &BranchPaper, heading: &str, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(heading.to_owned()));
    let before = blocks.len();
    for score in &branch.assessed.indicators {
        let all = causes(score.parts.iter(), branch);
        if all.is_empty() {
            continue;
        }
        blocks.push(Block::Paragraph(format!("{}：", Lang::Zh.word(score.indicator))));
        let mut items: Vec<String> =
            all.iter().take(REASONS).map(|cause| format!("{}。", cause_text(cause))).collect();
        let more = all.len().saturating_sub(REASONS);
        if more > 0 {
            items.push(format!("其余 {more} 项见考核明细。"));
        }
        blocks.push(Block::Items(items));
    }
    if blocks.len() == before {
        blocks.push(Block::Paragraph("没有失分。".to_owned()));
    }
}
