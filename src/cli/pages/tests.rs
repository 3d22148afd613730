//! Every page is a test: its Bad block gives what stands below it, its Good block gives nothing.
//! `WEIR_BLESS=1` writes what the Bad blocks give into the pages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::pages;
use crate::cli::report;
use crate::document::{self, Defaults, LoadedText, Origin, Rollouts};
use crate::model::ResourceName;
use crate::output::frame::{Look, frames};
use crate::validate::judgement::Policy;

const HEADINGS: [&str; 5] = ["What", "Why", "Bad", "Good", "See"];

/// A fenced block: its language and flags, and its text.
struct Block<'a> {
    info: &'a str,
    text: &'a str,
}

/// The blocks under a heading.
fn blocks<'a>(page: &'a str, heading: &str) -> Vec<Block<'a>> {
    let Some((_, section)) = page.split_once(&format!("\n## {heading}\n")) else {
        return Vec::new();
    };
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut parts = section.split("```");
    let mut blocks = Vec::new();
    while let (Some(_), Some(block)) = (parts.next(), parts.next()) {
        let (info, text) = block.split_once('\n').unwrap_or((block, ""));
        blocks.push(Block { info, text });
    }
    blocks
}

/// What loading and checking a block gives, as text.
fn render(block: &Block<'_>) -> String {
    let mut words = block.info.split(' ');
    let language = words.next().unwrap_or_default();
    let mesh = words.nth(1).map(|mesh| ResourceName::parse(mesh).unwrap());
    let text = LoadedText {
        name: format!("example.{language}"),
        bytes: block.text.as_bytes().to_vec(),
        origin: Origin::Named,
    };
    let rollouts = Rollouts::Read;
    let defaults = Defaults { mesh, mesh_insists: true, rollouts, ..Defaults::default() };
    let documents = document::load(vec![text], &defaults);
    let report = report::check(&documents, &Policy::default());
    format!("{}\n", frames(&report.diagnostics, Look::default()).trim_end()).trim_start().to_owned()
}

/// The file that a page is written in.
fn file(code: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["validate/rules", "validate/judgement", "document/codes"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_page = path.extension().is_some_and(|extension| extension == "md");
            if is_page && std::fs::read_to_string(&path).unwrap().starts_with(&format!("# {code}:"))
            {
                return path;
            }
        }
    }
    panic!("no file holds the page of {code}");
}

fn check_page(page: &pages::Page) {
    let code = page.code.0;
    assert!(page.text.starts_with(&format!("# {code}: {}\n", page.title)), "{code}: the title");
    let headings: Vec<&str> =
        page.text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let mut known = HEADINGS.into_iter();
    assert!(
        headings.iter().all(|heading| known.any(|one| one == *heading)),
        "{code}: {headings:?}"
    );
    assert!(headings.starts_with(&["What", "Why"]), "{code}: what and why");
    if let [bad, wanted] = blocks(page.text, "Bad").as_slice() {
        let rendered = render(bad);
        assert!(rendered.contains(&format!("[{code}]")), "{code} is not what its page gives");
        if std::env::var_os("WEIR_BLESS").is_some() {
            let old = format!("```text\n{}```", wanted.text);
            let new = page.text.replace(&old, &format!("```text\n{rendered}```"));
            std::fs::write(file(code), new).unwrap();
        } else {
            assert_eq!(wanted.text, rendered, "{code}: WEIR_BLESS=1 writes this into the page");
        }
    }
    for good in blocks(page.text, "Good") {
        assert_eq!(render(&good).trim(), "", "{code}: the good block is not clean");
    }
}

#[test]
fn pages_say_what_happens() {
    pages::all().iter().for_each(check_page);
}

#[test]
fn every_rule_page_shows_what_is_bad_and_what_is_good() {
    for rule in crate::validate::RULES {
        let page = rule.meta().page;
        assert_eq!(blocks(page, "Bad").len(), 2, "{}", rule.meta().code);
        assert_eq!(blocks(page, "Good").len(), 1, "{}", rule.meta().code);
    }
}

#[test]
fn every_code_in_the_source_has_one_page() {
    let mut used = BTreeSet::new();
    for folder in ["src/document", "src/validate", "src/cli"] {
        collect_codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut used);
    }
    let pages: Vec<String> = pages::all().iter().map(|page| page.code.0.to_owned()).collect();
    let explained: BTreeSet<String> = pages.iter().cloned().collect();
    assert_eq!(pages.len(), explained.len(), "a code has two pages");
    assert_eq!(used, explained);
}

/// Adds the codes that are written as `Code("F001")` in files under `folder`.
fn collect_codes(folder: &Path, used: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_codes(&path, used);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let found = text.split("Code(\"").skip(1);
            used.extend(found.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
            let explained = text.split("explained(\"").skip(1);
            used.extend(explained.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    used.retain(|code| "SFNRLWAPC".contains(&code[..1]) && code.len() == 4);
}
