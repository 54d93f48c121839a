//! `kebu explain`: a check, an indicator or a predicate in words.

use super::context::{Context, Stop};
use super::env::Exit;
use crate::archive::shape::nearest;
use crate::diag::{Code, Refusal};
use crate::domain::assess::score::Indicator;
use crate::domain::grade::Predicate;
use crate::domain::keyword::Keyword;
use crate::report::column::Label;
use crate::report::phrase::Phrase;
use crate::report::sheet::{Cell, Sheet};
use crate::text;
use crate::text::explain::{Explanation, explain_code, explain_rule};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
    #[command(flatten)]
    pub table: super::output::TableArgs,
}

/// The words of rules, codes aside: predicates, then indicators.
pub fn rules() -> impl Iterator<Item = &'static str> {
    let predicates = Predicate::ALL.iter().map(|predicate| predicate.key());
    predicates.chain(Indicator::ALL.iter().map(|indicator| indicator.key()))
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let Some(topic) = &args.topic else {
        let sheet = topics(context);
        context.print_sheet(sheet, &args.table)?;
        return Ok(Exit::Done);
    };
    let found = match topic.parse::<Code>() {
        Ok(code) => explain_code(context.lang, code),
        Err(()) => match rules().find(|rule| rule.eq_ignore_ascii_case(topic)) {
            Some(rule) => explain_rule(context.lang, rule),
            None => {
                let all = rules().chain(Code::ALL.iter().map(|code| code.key()));
                let near = nearest(topic, all);
                return Err(Refusal::UnknownTopic { given: topic.clone(), near }.into());
            }
        },
    };
    let name = rules().find(|rule| rule.eq_ignore_ascii_case(topic)).unwrap_or(topic);
    let Explanation { title, body } = found;
    let colon = text::colon(context.lang);
    context.print(&format!("{name}{colon}{title}\n\n{body}\n"))?;
    Ok(Exit::Done)
}

fn topics(context: &Context<'_, '_, '_>) -> Sheet {
    let mut sheet = Sheet::new(Phrase::Topics, vec![Label::Code, Label::Meaning]);
    for rule in rules() {
        let title = explain_rule(context.lang, rule).title;
        sheet.rows.push(vec![Cell::code(rule), Cell::text(title)]);
    }
    for code in Code::ALL {
        let title = explain_code(context.lang, *code).title;
        sheet.rows.push(vec![Cell::code(code.key()), Cell::text(title)]);
    }
    sheet
}
