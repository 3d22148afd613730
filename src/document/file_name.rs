//! What the name of a file says about the document in it: `vn-cart.json`, `cart/route-main.json`.

use crate::model::Kind;

/// The parts of a path that can name a resource.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileName {
    /// The name without its extension; empty for standard input.
    stem: String,
    /// The folder that the file lies in.
    folder: Option<String>,
}

impl FileName {
    /// Takes a path apart; `-` is standard input and says nothing.
    pub fn of(path: &str) -> Self {
        if path == "-" {
            return Self::default();
        }
        let mut parts = path.rsplit(['/', '\\']);
        let file = parts.next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let folder = parts.next().filter(|folder| !matches!(*folder, "" | "." | ".."));
        Self { stem: stem.to_owned(), folder: folder.map(str::to_owned) }
    }

    /// The kinds that the name may mean: most often none or one.
    pub fn kinds(&self) -> Vec<Kind> {
        let stem = self.stem.to_lowercase();
        let longest = |place: fn(&str, &str) -> bool| {
            let known = Kind::ALL.into_iter().flat_map(|kind| words(kind).map(move |w| (w, kind)));
            let found = known.filter(|(word, _)| place(&stem, word));
            found.max_by_key(|(word, _)| word.len()).map(|(_, kind)| kind)
        };
        let dotted: Option<Kind> =
            self.stem.rsplit_once('.').and_then(|(_, word)| Kind::from_words(word));
        if let Some(kind) = dotted.or_else(|| Kind::from_words(&stem)) {
            return vec![kind];
        }
        let mut kinds = Vec::new();
        kinds.extend(longest(|stem, word| strip_suffix(stem, word).is_some()));
        kinds.extend(longest(|stem, word| strip_prefix(stem, word).is_some()));
        kinds.dedup();
        kinds
    }

    /// The name of a resource of that kind: what is left without the word for the kind.
    pub fn name(&self, kind: Kind) -> Option<&str> {
        if self.stem.is_empty() || Kind::from_words(&self.stem) == Some(kind) {
            return None;
        }
        if let Some((name, word)) = self.stem.rsplit_once('.')
            && Kind::from_words(word) == Some(kind)
        {
            return Some(name);
        }
        if !self.kinds().contains(&kind) {
            return Some(&self.stem);
        }
        let stem = &self.stem;
        let stripped = words(kind)
            .filter_map(|word| strip_suffix(stem, &word).or_else(|| strip_prefix(stem, &word)));
        stripped.min_by_key(|name| name.len()).or(Some(stem))
    }

    /// The name of the router or gateway that a folder is named after. A folder named after a kind
    /// holds resources of several parents.
    pub fn parent(&self) -> Option<&str> {
        self.folder.as_deref().filter(|folder| Kind::from_words(folder).is_none())
    }
}

/// How a kind is written in file names: `vn`, `virtualnode`, `virtual-node`.
fn words(kind: Kind) -> impl Iterator<Item = String> {
    let row = kind.row();
    let spelled = [row.short.to_owned(), row.wire.to_lowercase(), row.noun.replace(' ', "-")];
    // A single letter is too little to tell a kind.
    spelled.into_iter().filter(|word| word.len() > 1)
}

fn strip_suffix<'a>(stem: &'a str, word: &str) -> Option<&'a str> {
    let at = stem.len().checked_sub(word.len() + 1)?;
    let (name, end) = (stem.get(..at)?, stem.get(at..)?);
    let fits = end.starts_with(['-', '_']) && end[1..].eq_ignore_ascii_case(word);
    (fits && !name.is_empty()).then_some(name)
}

fn strip_prefix<'a>(stem: &'a str, word: &str) -> Option<&'a str> {
    let (start, name) = (stem.get(..word.len())?, stem.get(word.len()..)?);
    let fits = start.eq_ignore_ascii_case(word) && name.starts_with(['-', '_']);
    (fits && name.len() > 1).then(|| &name[1..])
}
