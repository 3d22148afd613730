//! What would put a text right: an edit of its bytes, and how far it can be trusted.

use crate::diagnostic::Span;

/// How far a fix can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// What was meant is certain.
    Safe,
    /// What was meant is a guess.
    Unsafe,
}

impl Safety {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// What puts one thing right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub safety: Safety,
    /// Nothing where it is enough to write the text as it was read, without a byte-order mark.
    pub edit: Option<Edit>,
}

/// Bytes of a text, and what is to stand there instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// What is to stand at a place of a text that is not at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// This and nothing else: quotes go.
    Bare(String),
    /// This, in the quotes that are around what stands there now.
    Word(&'static str),
}

impl Replacement {
    /// The edit of `text` at `span`.
    pub fn at(&self, span: Span, text: &str) -> Edit {
        let now = text.get(span.range()).unwrap_or_default();
        let quote = now
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\'') && now.len() > 1 && now.ends_with(*first));
        let quote = quote.map(String::from).unwrap_or_default();
        let text = match self {
            Self::Bare(bare) => bare.clone(),
            Self::Word(word) => format!("{quote}{word}{quote}"),
        };
        Edit { span, text }
    }
}

/// The text with all edits done, which must be in order and apart from each other.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut done = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        done.push_str(&text[at..range.start]);
        done.push_str(&edit.text);
        at = range.end;
    }
    done.push_str(&text[at..]);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_quotes_and_a_bare_value_has_none() {
        for (text, wanted) in [("\"Port\"", "\"port\""), ("'Port'", "'port'"), ("Port", "port")] {
            let span = Span::new(0..text.len());
            assert_eq!(Replacement::Word("port").at(span, text).text, wanted);
            assert_eq!(Replacement::Bare("80".to_owned()).at(span, text).text, "80");
        }
        assert_eq!(Replacement::Word("x").at(Span::new(0..1), "'").text, "x", "half a quote");
    }

    #[test]
    fn edits_leave_everything_else_as_it_is() {
        let edit = |range, text: &str| Edit { span: Span::new(range), text: text.to_owned() };
        let text = edited("a = \"80\", # é\r\nb", &[edit(0..1, "port"), edit(4..8, "80")]);
        assert_eq!(text, "port = 80, # é\r\nb");
        assert_eq!(edited("x", &[]), "x");
    }
}
