//! The pages of all codes that a diagnostic can have, from rules and from reading documents.

use crate::cli::{access_codes, api_codes};
use crate::diagnostic::Code;
use crate::document::codes::CODES;
use crate::validate::RULES;

/// One code and its page.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    pub code: Code,
    pub title: &'static str,
    /// In Markdown.
    pub text: &'static str,
}

/// All pages, in the order of their codes.
pub fn all() -> Vec<Page> {
    let rules = RULES.iter().map(|rule| {
        let meta = rule.meta();
        Page { code: meta.code, title: meta.title, text: meta.page }
    });
    let codes = CODES.iter().map(|one| Page { code: one.code, title: one.title, text: one.page });
    let api = api_codes::CODES.iter().chain(access_codes::CODES);
    let api = api.map(|(code, title, text)| Page { code: *code, title, text });
    let mut pages: Vec<Page> = rules.chain(codes).chain(api).collect();
    pages.sort_by_key(|page| page.code);
    pages
}

#[cfg(test)]
mod tests;
