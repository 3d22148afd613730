//! Colours, and the texts that carry them. Colour never means anything by itself.

use anstyle::{AnsiColor, Style};

/// Colours, or none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Palette {
    colored: bool,
}

impl Palette {
    pub fn new(colored: bool) -> Self {
        Self { colored }
    }

    pub fn is_colored(self) -> bool {
        self.colored
    }

    fn paint(self, style: Style, text: &str) -> String {
        if self.colored { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    pub fn added(self, text: &str) -> String {
        self.paint(AnsiColor::Green.on_default(), text)
    }

    pub fn removed(self, text: &str) -> String {
        self.paint(AnsiColor::Red.on_default(), text)
    }

    pub fn changed(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default(), text)
    }

    pub fn dim(self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    pub fn strong(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    pub fn error(self, text: &str) -> String {
        self.paint(AnsiColor::Red.on_default().bold(), text)
    }

    pub fn warning(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default().bold(), text)
    }

    pub fn hint(self, text: &str) -> String {
        self.paint(AnsiColor::Cyan.on_default().bold(), text)
    }
}

/// The same text with control characters made visible, so that a file or a server cannot drive
/// the terminal, nor show its text in another order than it has.
pub fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => safe.push(character),
            c if is_unsafe(c) => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
    }
    safe
}

/// The same on one line: a line end in a name must not begin a line that looks like another one.
pub fn one_line(text: &str) -> String {
    printable(text).replace('\n', "\\n").replace('\t', "\\t")
}

/// Whether a terminal does something else with a character than to show it: the controls, C1
/// included, and those that turn the direction of writing.
pub fn is_unsafe(character: char) -> bool {
    let turns = matches!(
        character,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    turns || character.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drives_a_terminal_is_escaped() {
        assert_eq!(printable("a\tb\n\r\u{1b}[2J\u{7f}"), "a\tb\n\\u{d}\\u{1b}[2J\\u{7f}");
        assert_eq!(printable("\u{80}\u{9b}31m\u{9f}é漢"), "\\u{80}\\u{9b}31m\\u{9f}é漢");
    }

    #[test]
    fn what_turns_the_direction_of_writing_is_escaped() {
        let ends =
            ["\u{200e}", "\u{200f}", "\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{61c}"];
        for end in ends {
            let escaped = end.escape_unicode().to_string();
            assert_eq!(printable(&format!("a{end}b")), format!("a{escaped}b"));
        }
        assert_eq!(printable("\u{2065}\u{202f}שלום"), "\u{2065}\u{202f}שלום");
    }
}
