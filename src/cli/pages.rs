//! The pages of all codes that a diagnostic can have, from rules and from reading documents.

use crate::cli::{access_codes, api_codes, general_codes, plan_codes};
use crate::diagnostic::Code;
use crate::document::codes::CODES;
use crate::output::findings;
use crate::validate::{RULES, judgement};

/// One code and its page.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    pub code: Code,
    pub title: &'static str,
    /// In Markdown.
    pub text: &'static str,
}

/// What there is to know of a code.
pub fn of(code: Code) -> Option<findings::Page> {
    let page = all().into_iter().find(|page| page.code == code)?;
    Some(findings::Page { title: page.title, text: page.text })
}

/// All pages, in the order of their codes.
pub fn all() -> Vec<Page> {
    let rules = RULES.iter().map(|rule| {
        let meta = rule.meta();
        Page { code: meta.code, title: meta.title, text: meta.page }
    });
    let codes = CODES.iter().map(|one| Page { code: one.code, title: one.title, text: one.page });
    let api = api_codes::CODES.iter().chain(access_codes::CODES).chain(general_codes::CODES);
    let api = api.chain(plan_codes::CODES);
    let api = api.map(|(code, title, text)| Page { code: *code, title, text });
    let judgement = Page {
        code: judgement::UNUSED,
        title: judgement::UNUSED_TITLE,
        text: judgement::UNUSED_PAGE,
    };
    let mut pages: Vec<Page> = rules.chain(codes).chain(api).chain([judgement]).collect();
    pages.sort_by_key(|page| page.code);
    pages
}

#[cfg(test)]
mod tests;
