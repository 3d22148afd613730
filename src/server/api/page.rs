//! Pages of lists, and the tokens that lead from one to the next.
//!
//! A token names the last item that was seen, so resources may come and go between two pages.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::server::error::ApiError;

/// The form of tokens, so that a later one is told apart.
const VERSION: u8 = 1;
/// How many bytes tell lists apart. This is no secret; it catches mistakes.
const LIST_BYTES: usize = 8;

/// The list to which a token belongs.
pub struct List([u8; LIST_BYTES]);

impl List {
    /// The list with those names: of what, in which mesh, under which parent.
    pub fn new(names: &[&str]) -> Self {
        let mut digest = Sha256::new();
        for name in names {
            digest.update(name.as_bytes());
            digest.update([0]);
        }
        let digest: [u8; 32] = digest.finalize().into();
        let mut list = [0; LIST_BYTES];
        list.copy_from_slice(&digest[..LIST_BYTES]);
        Self(list)
    }

    /// The name after which the page begins; empty for the first page.
    pub fn start(&self, token: Option<&str>) -> Result<String, ApiError> {
        let Some(token) = token else { return Ok(String::new()) };
        self.read(token).ok_or_else(|| {
            ApiError::bad_request(format!("nextToken: `{token}` is not a token of this list"))
        })
    }

    fn read(&self, token: &str) -> Option<String> {
        let bytes = from_hex(token)?;
        let (version, rest) = bytes.split_first()?;
        let (list, name) = rest.split_first_chunk::<LIST_BYTES>()?;
        let known = *version == VERSION && *list == self.0 && !name.is_empty();
        known.then(|| String::from_utf8(name.to_vec()).ok()).flatten()
    }

    fn token(&self, last: &str) -> String {
        let mut token = String::new();
        for byte in [VERSION].iter().chain(&self.0).chain(last.as_bytes()) {
            let _ = write!(token, "{byte:02x}");
        }
        token
    }

    /// The first `limit` of `items`, and the token for the rest where there is any.
    pub fn cut<T>(
        &self,
        items: impl Iterator<Item = T>,
        limit: usize,
        name: impl Fn(&T) -> String,
    ) -> (Vec<T>, Option<String>) {
        let mut page: Vec<T> = items.take(limit + 1).collect();
        if page.len() <= limit {
            return (page, None);
        }
        page.truncate(limit);
        let token = page.last().map(|last| self.token(&name(last)));
        (page, token)
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    digits.chunks_exact(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}
