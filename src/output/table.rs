//! Tables: without borders for people, with separators for machines.

use tabled::builder::Builder;
use tabled::settings::object::Columns;
use tabled::settings::peaker::Priority;
use tabled::settings::{Alignment, Modify, Padding, Style, Width};

use crate::model::{Resource, Snapshot, Timestamp};
use crate::output::column::{Column, Reader};

/// Whether the line of headings is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headings {
    Yes,
    No,
}

/// What stands between cells that a machine reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// Tabs; tabs, line ends and backslashes in cells are written with a backslash.
    Tab,
    /// Commas, with cells in quotes where it must be (RFC 4180).
    Comma,
}

/// What stands before a detail below its row.
const INDENT: &str = "    ";

/// A table; on a terminal no wider than `width`.
pub fn render(header: &[&str], rows: Vec<Vec<String>>, width: Option<usize>) -> String {
    let mut builder = Builder::new();
    builder.push_record(header.iter().copied());
    for row in rows {
        builder.push_record(row);
    }
    aligned(builder, &[], width)
}

/// The same, with a last column that is never cut: where it does not fit, it stands below its row.
pub fn detailed(header: &[&str], rows: Vec<Vec<String>>, width: Option<usize>) -> String {
    let whole = render(header, rows.clone(), None);
    let Some(width) = width.filter(|width| whole.lines().any(|line| columns(line) > *width)) else {
        return whole;
    };
    let details: Vec<String> =
        rows.iter().map(|row| row.last().cloned().unwrap_or_default()).collect();
    let short = |row: Vec<String>| row[..row.len().saturating_sub(1)].to_vec();
    let header = &header[..header.len().saturating_sub(1)];
    let table = render(header, rows.into_iter().map(short).collect(), Some(width));
    let mut text = String::new();
    for (index, line) in table.lines().enumerate() {
        text.push_str(line);
        text.push('\n');
        let detail = index.checked_sub(1).and_then(|row| details.get(row));
        for line in wrapped(detail.map_or("", String::as_str), width.saturating_sub(INDENT.len())) {
            text.extend([INDENT, line.as_str(), "\n"]);
        }
    }
    text
}

/// The same, with a first column that is never cut.
pub fn first_whole(header: &[&str], rows: Vec<Vec<String>>, width: Option<usize>) -> String {
    let whole = render(header, rows.clone(), None);
    let Some(width) = width.filter(|width| whole.lines().any(|line| columns(line) > *width)) else {
        return whole;
    };
    let (Some((name, header)), Some(first)) = (
        header.split_first(),
        rows.iter().filter_map(|row| row.first()).map(|cell| columns(cell)).max(),
    ) else {
        return whole;
    };
    let first = first.max(columns(name));
    let names: Vec<String> = std::iter::once((*name).to_owned())
        .chain(rows.iter().map(|row| row.first().cloned().unwrap_or_default()))
        .collect();
    let rest = rows.into_iter().map(|row| row.into_iter().skip(1).collect()).collect();
    let rest = render(header, rest, Some(width.saturating_sub(first + 3)));
    let lines = names.iter().zip(rest.lines()).map(|(name, rest)| {
        let gap = " ".repeat(first - columns(name) + 3);
        format!("{name}{gap}{rest}").trim_end().to_owned() + "\n"
    });
    lines.collect()
}

/// How wide a text is on a terminal.
fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// A text in lines of at most so many columns; a longer word has a line of its own.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn aligned(builder: Builder, right: &[usize], width: Option<usize>) -> String {
    let mut table = builder.build();
    table.with(Style::empty());
    table.with(Padding::new(0, 3, 0, 0));
    table.with(Modify::new(Columns::new(..)).with(Alignment::left()));
    for column in right {
        table.with(Modify::new(Columns::one(*column)).with(Alignment::right()));
    }
    if let Some(width) = width {
        table.with(Width::truncate(width).suffix("…").priority(Priority::max(false)));
    }
    let text = table.to_string();
    let lines = text.lines().map(|line| line.trim_end().to_owned() + "\n");
    lines.collect()
}

/// The table of resources for people.
pub fn resources(
    columns: &[Column],
    resources: &[&Resource],
    snapshot: &Snapshot,
    (now, width, headings): (Timestamp, Option<usize>, Headings),
) -> String {
    let mut builder = Builder::new();
    if headings == Headings::Yes {
        builder.push_record(columns.iter().map(|column| column.heading()));
    }
    for resource in resources {
        let cell = |column: &Column| column.cell(resource, snapshot, Reader::Person(now));
        builder.push_record(columns.iter().map(cell));
    }
    let numbers = columns.iter().enumerate().filter(|(_, column)| column.is_number());
    let right: Vec<usize> = numbers.map(|(index, _)| index).collect();
    aligned(builder, &right, width)
}

/// The same resources, one a line, for machines.
pub fn separated(
    columns: &[Column],
    resources: &[&Resource],
    snapshot: &Snapshot,
    (separator, headings): (Separator, Headings),
) -> String {
    let reader = Reader::Machine;
    let headings = (headings == Headings::Yes)
        .then(|| columns.iter().map(|column| column.heading_for(reader).to_owned()).collect());
    let rows = resources.iter().map(|resource| {
        columns.iter().map(|column| column.cell(resource, snapshot, reader)).collect()
    });
    headings.into_iter().chain(rows).map(|cells: Vec<String>| line(&cells, separator)).collect()
}

fn line(cells: &[String], separator: Separator) -> String {
    let (between, end) = match separator {
        Separator::Tab => ("\t", "\n"),
        Separator::Comma => (",", "\r\n"),
    };
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell, separator)).collect();
    cells.join(between) + end
}

fn quoted(cell: &str, separator: Separator) -> String {
    match separator {
        Separator::Tab => cell
            .replace('\\', "\\\\")
            .replace('\t', "\\t")
            .replace('\n', "\\n")
            .replace('\r', "\\r"),
        Separator::Comma if cell.contains([',', '"', '\n', '\r']) => {
            format!("\"{}\"", cell.replace('"', "\"\""))
        }
        Separator::Comma => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let row = ["20261122-101010-123abc", "create", "m:vn/a", "it has version 2, not version 1"];
        vec![row.map(str::to_owned).to_vec()]
    }

    #[test]
    fn a_detail_that_does_not_fit_stands_below_its_row() {
        let header = ["RUN", "ACTION", "RESOURCE", "DETAIL"];
        assert_eq!(detailed(&header, rows(), Some(200)), render(&header, rows(), None));
        assert_eq!(
            detailed(&header, rows(), Some(46)),
            "RUN                      ACTION   RESOURCE\n\
             20261122-101010-123abc   create   m:vn/a\n    it has version 2, not version 1\n"
        );
        let narrow = detailed(&header, rows(), Some(16));
        let words: Vec<&str> = narrow.lines().skip(2).flat_map(str::split_whitespace).collect();
        assert_eq!(words.join(" "), "it has version 2, not version 1", "{narrow}");
    }

    #[test]
    fn the_name_of_a_run_is_never_cut() {
        let header = ["RUN", "ACTION", "RESOURCE", "DETAIL"];
        for width in [1, 20, 40, 60, 200] {
            let table = first_whole(&header, rows(), Some(width));
            assert!(table.contains("20261122-101010-123abc"), "{width}: {table}");
            assert_eq!(table.lines().count(), 2, "{width}: {table}");
        }
    }

    #[test]
    fn cells_for_machines_cannot_break_out() {
        let cells = ["a,b", "say \"x\"", "two\nlines", "tab\there", "back\\slash", ""];
        let cells = cells.map(str::to_owned);
        assert_eq!(
            line(&cells, Separator::Comma),
            "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",tab\there,back\\slash,\r\n"
        );
        assert_eq!(
            line(&cells, Separator::Tab),
            "a,b\tsay \"x\"\ttwo\\nlines\ttab\\there\tback\\\\slash\t\n"
        );
    }
}
