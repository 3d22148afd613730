//! Whether hooks could be called from here: whether their programs are there, and the keys by which
//! calls are signed.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::rollout::spec::{Hook, HookCall};

/// Words that a shell itself knows.
const OF_SHELLS: &str = ". : [ alias bg break builtin case cd command continue declare do echo eval \
    exec exit export false fc fg for function getopts hash if jobs kill let local printf pwd read \
    readonly return select set shift source test time times trap true type typeset ulimit umask \
    unalias unset until wait while";

/// Why a program cannot be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Unready {
    #[error("is not there")]
    Missing,
    #[error("is not in any folder of PATH")]
    Unknown,
    #[error("is no program that may be run")]
    NotExecutable,
}

/// What keeps hooks from being called, in words; nothing where nothing is known of that.
/// `variable` answers variables of whoever would call them.
pub fn problems<'a>(
    hooks: impl Iterator<Item = &'a Hook>,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Vec<String> {
    hooks.filter_map(|hook| problem(hook, variable)).collect()
}

fn problem(hook: &Hook, variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let name = &hook.name;
    if let HookCall::Exec(words) = &hook.call {
        let (program, path) = (words.first()?, variable("PATH"));
        let programs = std::iter::once(program.as_str()).chain(first_of_shell(words));
        let unready = |program| Some((program, check(program, path.as_deref()).err()?));
        let (program, unready) = programs.into_iter().find_map(unready)?;
        return Some(format!("the hook `{name}` runs `{program}`, which {unready}"));
    }
    let secret = hook.secret.as_ref().filter(|secret| variable(secret).is_none())?;
    Some(format!(
        "the hook `{name}` is signed with the key in the variable {secret}, which is not set"
    ))
}

/// The program that a shell is to run first, where its name stands there as it is.
fn first_of_shell(words: &[String]) -> Option<&str> {
    let [shell, flag, text, ..] = words else { return None };
    if !matches!(shell.rsplit('/').next(), Some("sh" | "bash")) || flag != "-c" {
        return None;
    }
    let first = text.split_whitespace().next()?;
    let is_plain = first.chars().all(|c| c.is_ascii_alphanumeric() || "_-./+".contains(c));
    let is_known = OF_SHELLS.split_whitespace().any(|word| word == first);
    (is_plain && !is_known).then_some(first)
}

/// A word with a slash is a path; any other is looked for as a shell does.
fn check(program: &str, path: Option<&str>) -> Result<(), Unready> {
    if program.contains('/') {
        return executable(Path::new(program));
    }
    // Without a PATH nobody knows where the system looks.
    let Some(path) = path else { return Ok(()) };
    let found = std::env::split_paths(path).any(|folder| executable(&folder.join(program)).is_ok());
    if found { Ok(()) } else { Err(Unready::Unknown) }
}

fn executable(path: &Path) -> Result<(), Unready> {
    let metadata = std::fs::metadata(path).map_err(|_| Unready::Missing)?;
    let is_program = metadata.is_file() && metadata.permissions().mode() & 0o111 != 0;
    if is_program { Ok(()) } else { Err(Unready::NotExecutable) }
}
