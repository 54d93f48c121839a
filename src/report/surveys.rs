//! The satisfaction questionnaire: a blank one to print, and what a returned form comes to.

use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::{Book, Entry};
use crate::domain::keyword::Keyword;
use crate::domain::record::survey::{Phase, Survey};
use crate::domain::score::Tenths;
use crate::domain::survey::{
    Dimension, answered, asked, dimension_score, dissatisfied, form_score, is_valid,
};
use crate::domain::time::Date;

/// A blank questionnaire: one table for each dimension that is asked in the phase.
pub fn form(phase: Phase, client: Option<String>, project: Option<String>) -> Vec<Sheet> {
    let columns = [
        Label::Item,
        Label::Score5,
        Label::Score4,
        Label::Score3,
        Label::Score2,
        Label::Score1,
        Label::Comment,
    ];
    let title = Phrase::SurveyForm { phase, client, project };
    let mut sheets = vec![Sheet::new(title, Vec::new())];
    sheets[0].notes = vec![Phrase::SurveyHead, Phrase::SurveyHow];
    for dimension in Dimension::ALL {
        let mut sheet = Sheet::new(Phrase::SurveyDimension(*dimension), columns.to_vec());
        for item in asked(phase).filter(|item| Dimension::of(*item) == *dimension) {
            let mut row = vec![Cell::word(item)];
            row.resize(columns.len(), Cell::Empty);
            sheet.rows.push(row);
        }
        if !sheet.rows.is_empty() {
            sheets.push(sheet);
        }
    }
    if let Some(last) = sheets.last_mut() {
        last.notes.push(Phrase::SurveyOpinion);
    }
    sheets
}

/// A returned form: every answer, and the score of each dimension.
pub fn answers(book: &Book, entry: &Entry<Survey>, today: Date) -> Vec<Sheet> {
    let columns = vec![Label::Item, Label::Points, Label::Comment, Label::Reasons];
    let mut sheet = Sheet::new(summary(book, entry, today), columns);
    for answer in &entry.record.items {
        sheet.rows.push(vec![
            Cell::word(answer.item),
            Cell::Integer(answer.score),
            Cell::or_empty(answer.comment.as_ref(), Cell::text),
            Cell::or_empty(answer.cause, Cell::word),
        ]);
    }
    let mut scores = Sheet::new(Phrase::SurveyScores, vec![Label::Part, Label::Points]);
    for dimension in Dimension::ALL {
        let score = dimension_score(&entry.record, *dimension);
        scores.rows.push(vec![
            Cell::word(*dimension),
            Cell::or_empty(score, |score| Cell::Score(Tenths::round(&score))),
        ]);
    }
    vec![sheet, scores]
}

/// How many items are answered, whether the form counts, its score.
pub fn summary(book: &Book, entry: &Entry<Survey>, today: Date) -> Phrase {
    let policy = &book.policy.survey;
    let (answered, asked) = answered(&entry.record);
    Phrase::SurveyScore {
        answered,
        asked,
        score: form_score(&entry.record, policy).map(|score| Tenths::round(&score)),
        is_valid: is_valid(&entry.record, policy),
        dissatisfied: dissatisfied(book, entry, today).len(),
    }
}
