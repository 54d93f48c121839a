//! 考核结果的公文：报告、通报、通知。公文是集团的正式文件，只有中文。

mod points;

use super::assess;
use crate::domain::assess::score::Indicator;
use crate::domain::keyword::Keyword;
use crate::domain::period::Half;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::score::Tenths;
use crate::domain::time::Date;
use crate::report::notice::{BranchPaper, Paper, PaperKind, Papers, RECHECK_DAYS, Standing};
use crate::report::paper::Block;
use crate::text::Lang;
use chrono::Datelike;
use num_traits::Zero;
use points::{losses, points_table, scores, worst};

pub fn paper(papers: &Papers, paper: &Paper) -> Vec<Block> {
    match paper.kind {
        PaperKind::Memo => memo(papers, paper),
        PaperKind::Commendation => commendation(papers, paper),
        PaperKind::Criticism => criticism(papers, paper),
        PaperKind::Summary => {
            papers.of(paper).flat_map(|branch| summary_request(papers, branch)).collect()
        }
        PaperKind::Rectification => {
            papers.of(paper).flat_map(|branch| rectification(papers, branch)).collect()
        }
    }
}

/// 标题、文号与说明；未印发的注明是草稿。
fn opening(papers: &Papers, title: String, number: &str, to: String) -> Vec<Block> {
    let mut blocks = vec![Block::Title(title)];
    match &papers.standing {
        Standing::Draft => {
            blocks.push(Block::Paragraph("【草稿】考核结果尚未印发，本件不得外发。".to_owned()));
        }
        Standing::Issued { .. } => {}
    }
    blocks.push(Block::Paragraph(number.to_owned()));
    blocks.push(Block::Paragraph(to));
    blocks
}

const OUTWARD: &str = "文号：〔　　〕　　号";
const UPWARD: &str = "文号：〔　　〕　　号　　　　签发人：";

/// 落款：由谁发、谁签字；日期留待签发时填写。
fn signature(office: String, signer: &str) -> Block {
    Block::Signature(vec![
        format!("{office}（盖章）"),
        format!("{signer}（签字）："),
        "　　　　年　　月　　日".to_owned(),
    ])
}

fn department(papers: &Papers) -> String {
    format!("{}市场营销部", papers.group)
}

fn memo(papers: &Papers, paper: &Paper) -> Vec<Block> {
    let half = half_name(papers.half);
    let title = format!("关于 {half}客户关系维护成效考核结果的报告");
    let mut blocks = opening(papers, title, UPWARD, "集团公司领导：".to_owned());
    blocks.push(Block::Paragraph(format!(
        "根据集团公司《客户关系管理办法》，市场营销部对各分子公司 {half}客户关系维护成效进行了考核，\
         基准日为 {}。{}现将结果报告如下。",
        day(papers.as_of),
        standing(&papers.standing)
    )));
    blocks.push(Block::Heading("一、考核结果".to_owned()));
    blocks.push(results(papers));
    blocks.push(Block::Paragraph(tally(papers)));
    let remarks: Vec<String> = papers.of(paper).filter_map(remark).collect();
    blocks.push(Block::Heading("二、需要说明的情况".to_owned()));
    blocks.push(match remarks.is_empty() {
        true => Block::Paragraph("各单位的结果均由得分确定，没有限制事项和加减分。".to_owned()),
        false => Block::Items(remarks),
    });
    blocks.push(Block::Heading("三、处理意见".to_owned()));
    blocks.push(Block::Numbered(proposals(papers)));
    blocks.push(Block::Paragraph("特此报告。".to_owned()));
    blocks.push(Block::Paragraph(format!("附件：各分子公司 {half}客户关系维护成效考核明细")));
    blocks.push(signature(department(papers), "负责人"));
    blocks
}

/// 全部单位的得分与结果，未考核的也列出。
fn results(papers: &Papers) -> Block {
    let mut head = vec!["单位".to_owned()];
    head.extend(Indicator::ALL.iter().map(|indicator| Lang::Zh.word(*indicator).to_owned()));
    let is_adjusted = papers.branches.iter().any(|branch| !branch.assessed.adjustment.is_zero());
    if is_adjusted {
        head.push("加减分".to_owned());
    }
    head.extend(["总分".to_owned(), "结果".to_owned()]);
    if papers.has_previous {
        head.push("上一半年度".to_owned());
    }
    let row = |branch: &BranchPaper| {
        let mut row = vec![branch.name.clone()];
        let scores = branch.assessed.indicators.iter();
        row.extend(scores.map(|score| match score.applicable {
            true => format!("{}/{}", Tenths::round(&score.points), Tenths::round(&score.of)),
            false => "不适用".to_owned(),
        }));
        if is_adjusted {
            row.push(Tenths::round(&branch.assessed.adjustment).to_string());
        }
        row.push(branch.assessed.total.map_or("—".to_owned(), |total| total.to_string()));
        row.push(branch.assessed.result.map_or("未考核", |is| Lang::Zh.word(is)).to_owned());
        if papers.has_previous {
            row.push(branch.previous.map_or("—", |is| Lang::Zh.word(is)).to_owned());
        }
        row
    };
    Block::Table { head, rows: papers.branches.iter().map(row).collect() }
}

fn tally(papers: &Papers) -> String {
    let count = |wanted: Option<AssessmentResult>| {
        papers.branches.iter().filter(|branch| branch.assessed.result == wanted).count()
    };
    let of = |result| count(Some(result));
    let mut text = format!(
        "参加考核 {} 个单位：优良 {} 个，合格 {} 个，差 {} 个",
        papers.branches.len() - count(None),
        of(AssessmentResult::Good),
        of(AssessmentResult::Pass),
        of(AssessmentResult::Poor)
    );
    match count(None) {
        0 => {}
        none => text.push_str(&format!("；另有 {none} 个单位没有有效客户，未考核")),
    }
    text.push_str("。表中为“得分/满分”，满分为各项按适用情况折算后的分值。");
    text
}

/// 得分以外决定或影响结果的事项。
fn remark(branch: &BranchPaper) -> Option<String> {
    let assessed = &branch.assessed;
    let (by_points, result) = (assessed.result_by_points?, assessed.result?);
    let mut parts: Vec<String> = Vec::new();
    for (points, reason) in &branch.adjustments {
        let signed = if points.0 > 0 { format!("+{points}") } else { points.to_string() };
        let reason = reason.trim_end_matches('。');
        parts.push(format!("加减分 {signed} 分（{reason}）"));
    }
    if by_points != result {
        let cause = match &assessed.veto {
            Some(_) => FALSIFIED.to_owned(),
            None => assessed.caps.iter().map(assess::cap).collect::<Vec<_>>().join("、"),
        };
        let word = |is| Lang::Zh.word(is);
        parts.push(format!("按得分为{}，因{cause}，结果定为{}", word(by_points), word(result)));
    } else if assessed.veto.is_some() {
        parts.push(FALSIFIED.to_owned());
    }
    (!parts.is_empty()).then(|| format!("{}：{}。", branch.name, parts.join("；")))
}

const FALSIFIED: &str = "抽查认定故意弄虚作假，一票否决";

fn proposals(papers: &Papers) -> Vec<String> {
    let names = |wanted: AssessmentResult| -> Vec<&str> {
        let own = papers.branches.iter().filter(|b| b.assessed.result == Some(wanted));
        own.map(|branch| branch.name.as_str()).collect()
    };
    let days = papers.summary_days;
    let mut items = Vec::new();
    let good = names(AssessmentResult::Good);
    if !good.is_empty() {
        items.push(format!(
            "对结果为优良的{}，由集团公司内部发文表扬、奖励，考核结果纳入集团公司政绩考核指标。",
            good.join("、")
        ));
    }
    let pass = names(AssessmentResult::Pass);
    if !pass.is_empty() {
        items.push(format!(
            "结果为合格的{}，于考核结果通知后 {days} 日内完成本单位的《客户关系维护工作总结》，\
             由市场营销部收齐后转报集团公司领导。",
            pass.join("、")
        ));
    }
    let poor = names(AssessmentResult::Poor);
    if !poor.is_empty() {
        items.push(format!(
            "对结果为差的{}，拟予内部通报批评，约谈单位负责人，责成 {days} 日内提交整改报告，\
             {RECHECK_DAYS} 日后由市场营销部复查（默认：办法现存文本缺此条）。",
            poor.join("、")
        ));
    }
    let again = papers.branches.iter().filter(|branch| {
        let poor = Some(AssessmentResult::Poor);
        branch.assessed.result == poor && branch.previous == poor
    });
    let again: Vec<&str> = again.map(|branch| branch.name.as_str()).collect();
    if !again.is_empty() {
        items.push(format!(
            "{}连续两个半年度结果为差，如何处理请集团公司领导决定（默认）。",
            again.join("、")
        ));
    }
    items
}

fn commendation(papers: &Papers, paper: &Paper) -> Vec<Block> {
    let half = half_name(papers.half);
    let title = format!("关于表扬 {half}客户关系维护工作优良单位的通报");
    let mut blocks = opening(papers, title, OUTWARD, "各分子公司：".to_owned());
    let names: Vec<&str> = papers.of(paper).map(|branch| branch.name.as_str()).collect();
    blocks.push(Block::Paragraph(format!(
        "在 {half}客户关系维护成效考核中，{}考核结果为优良。{}为表扬先进，经研究，决定对上述单位予以\
         通报表扬，并按集团公司有关规定给予奖励；考核结果纳入集团公司政绩考核指标。",
        names.join("、"),
        standing(&papers.standing)
    )));
    blocks.push(scores(papers, paper));
    blocks.push(Block::Paragraph(
        "希望受表扬的单位保持成绩，继续做好客户的维护工作。各分子公司要对照五项考核指标查找差距，\
         按时如实上报信息，及时妥善处理投诉，不断提高客户满意度。"
            .to_owned(),
    ));
    blocks.push(signature(papers.group.clone(), "签发人"));
    blocks
}

fn criticism(papers: &Papers, paper: &Paper) -> Vec<Block> {
    let half = half_name(papers.half);
    let title = format!("关于 {half}客户关系维护工作考核结果为差的单位的通报");
    let mut blocks = opening(papers, title, OUTWARD, "各分子公司：".to_owned());
    let names: Vec<&str> = papers.of(paper).map(|branch| branch.name.as_str()).collect();
    blocks.push(Block::Paragraph(format!(
        "在 {half}客户关系维护成效考核中，{}考核结果为差。{}经研究，决定予以通报批评。",
        names.join("、"),
        standing(&papers.standing)
    )));
    blocks.push(scores(papers, paper));
    for branch in papers.of(paper) {
        let worst = worst(branch);
        if !worst.is_empty() {
            blocks.push(Block::Paragraph(format!("{}的主要问题：", branch.name)));
            blocks.push(Block::Items(worst));
        }
    }
    blocks.push(Block::Paragraph(format!(
        "上述单位要按通知要求在 {} 日内提交整改报告，市场营销部将约谈单位负责人，并在 {RECHECK_DAYS} \
         日后复查。各分子公司要引以为戒。",
        papers.summary_days
    )));
    blocks.push(default_note());
    blocks.push(signature(papers.group.clone(), "签发人"));
    blocks
}

fn summary_request(papers: &Papers, branch: &BranchPaper) -> Vec<Block> {
    let half = half_name(papers.half);
    let title = format!("关于报送 {half}《客户关系维护工作总结》的通知");
    let mut blocks = opening(papers, title, OUTWARD, format!("{}：", branch.name));
    blocks.push(verdict(papers, branch, "合格"));
    blocks.push(Block::Paragraph(format!(
        "根据集团公司《客户关系管理办法》，请你单位{}完成《客户关系维护工作总结》，报市场营销部，\
         由市场营销部转报集团公司领导。",
        deadline(papers, branch)
    )));
    blocks.push(Block::Heading("一、考核得分".to_owned()));
    blocks.push(points_table(branch));
    losses(branch, "二、失分情况", &mut blocks);
    blocks.push(Block::Heading("三、总结的内容".to_owned()));
    blocks.push(Block::Paragraph(
        "总结须针对五项考核指标逐项完成，每项写明得分、事实、原因、改进措施、责任人和完成时间："
            .to_owned(),
    ));
    blocks.push(sections());
    blocks.push(handing_in(papers, branch, "summary"));
    blocks.push(signature(department(papers), "负责人"));
    blocks
}

fn rectification(papers: &Papers, branch: &BranchPaper) -> Vec<Block> {
    let half = half_name(papers.half);
    let title = format!("关于限期整改 {half}客户关系维护工作的通知");
    let mut blocks = opening(papers, title, OUTWARD, format!("{}：", branch.name));
    blocks.push(verdict(papers, branch, "差"));
    blocks.push(Block::Heading("一、整改要求".to_owned()));
    let interview = branch.dates.and_then(|dates| dates.interview_on);
    let interview =
        interview.map_or("时间另行通知".to_owned(), |on| format!("时间为 {}", day(on)));
    let head = branch.head.as_ref().map_or(String::new(), |name| format!("{name}，"));
    let recheck = match branch.dates {
        Some(dates) => format!("于 {}", day(dates.recheck_on)),
        None => format!("在考核结果通知之日起 {RECHECK_DAYS} 日后"),
    };
    blocks.push(Block::Numbered(vec![
        format!(
            "提交整改报告：{}报市场营销部，由市场营销部转报集团公司领导。",
            deadline(papers, branch)
        ),
        format!("约谈：市场营销部约谈单位负责人（{head}{interview}）。"),
        format!("复查：市场营销部{recheck}复查整改情况，复查结果报集团公司领导。"),
    ]));
    blocks.push(Block::Heading("二、考核得分".to_owned()));
    blocks.push(points_table(branch));
    losses(branch, "三、存在的问题", &mut blocks);
    blocks.push(Block::Heading("四、整改报告的内容".to_owned()));
    blocks.push(Block::Paragraph(
        "针对五项考核指标逐项写明问题、原因、整改措施、责任人和完成时间：".to_owned(),
    ));
    blocks.push(sections());
    blocks.push(handing_in(papers, branch, "rectification"));
    blocks.push(default_note());
    blocks.push(signature(department(papers), "负责人"));
    blocks
}

fn verdict(papers: &Papers, branch: &BranchPaper, result: &str) -> Block {
    let total = branch.assessed.total.map_or(String::new(), |total| format!("总分 {total} 分，"));
    let remark = remark(branch)
        .and_then(|remark| remark.strip_prefix(&format!("{}：", branch.name)).map(str::to_owned));
    Block::Paragraph(format!(
        "你单位 {}客户关系维护成效考核{total}结果为{result}。{}{}",
        half_name(papers.half),
        remark.unwrap_or_default(),
        standing(&papers.standing)
    ))
}

/// 期限：有通知日的写明日期，没有的写明从何时算起。
fn deadline(papers: &Papers, branch: &BranchPaper) -> String {
    match branch.dates {
        Some(dates) => format!(
            "于 {} 24:00 前（考核结果于 {}通知，通知当日不计）",
            day(dates.summary_due),
            day(dates.notice_on)
        ),
        None => format!("于考核结果通知之日起 {} 日内（通知当日不计）", papers.summary_days),
    }
}

fn sections() -> Block {
    Block::Numbered(
        Indicator::ALL.iter().map(|indicator| format!("{}。", Lang::Zh.word(*indicator))).collect(),
    )
}

fn handing_in(papers: &Papers, branch: &BranchPaper, kind: &str) -> Block {
    Block::Paragraph(format!(
        "填报方法：在档案库运行 kebu summary new {} --branch {} --kind {kind}，填写后提交。",
        papers.half, branch.id
    ))
}

fn default_note() -> Block {
    Block::Paragraph(
        "（默认）办法现存文本缺“差”的处理，本件按程序的默认规则拟写，签发前请核定。".to_owned(),
    )
}

fn standing(standing: &Standing) -> String {
    match standing {
        Standing::Issued { issued_on, restatement: 0, .. } => {
            format!("考核结果已于 {}印发。", day(*issued_on))
        }
        Standing::Issued { issued_on, restatement, .. } => {
            format!("考核结果以 {}印发的第 {restatement} 次更正为准。", day(*issued_on))
        }
        Standing::Draft => String::new(),
    }
}

fn half_name(half: Half) -> String {
    let part = if half.half == 1 { "上半年" } else { "下半年" };
    format!("{} 年{part}", half.year)
}

fn day(date: Date) -> String {
    format!("{} 年 {} 月 {} 日", date.year(), date.month(), date.day())
}
