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

/// A table; on a terminal no wider than `width`.
pub fn render(header: &[&str], rows: Vec<Vec<String>>, width: Option<usize>) -> String {
    let mut builder = Builder::new();
    builder.push_record(header.iter().copied());
    for row in rows {
        builder.push_record(row);
    }
    aligned(builder, &[], width)
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
