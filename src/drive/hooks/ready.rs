//! Whether hooks could be called from here: whether their programs are there, and the keys by which
//! calls are signed.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::rollout::spec::{Hook, HookCall};

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
        let program = words.first()?;
        let unready = check(program, variable("PATH").as_deref()).err()?;
        return Some(format!("the hook `{name}` runs `{program}`, which {unready}"));
    }
    let secret = hook.secret.as_ref().filter(|secret| variable(secret).is_none())?;
    Some(format!(
        "the hook `{name}` is signed with the key in the variable {secret}, which is not set"
    ))
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
