//! Says what AWS credentials lack on this machine, where that can be seen without asking anybody.

use std::path::PathBuf;

use crate::cli::environment::Environment;

/// Half of a pair of keys, or a profile that is nowhere.
pub fn lack(environment: &Environment, profile: Option<&str>) -> Option<String> {
    let named = profile.or_else(|| environment.get("AWS_PROFILE"));
    let Some(name) = named else { return half(environment) };
    let files = files(environment);
    let has = |path: &PathBuf| {
        std::fs::read_to_string(path).is_ok_and(|text| text.lines().any(|line| is_of(line, name)))
    };
    if files.iter().any(has) {
        return None;
    }
    let files: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    Some(format!("the profile `{name}` is not in {}", files.join(" or ")))
}

fn half(environment: &Environment) -> Option<String> {
    let pair = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
    let is_set = |name: &str| environment.get(name).is_some_and(|value| !value.is_empty());
    match pair.map(is_set) {
        [true, false] => Some(format!("{} is set and {} is not", pair[0], pair[1])),
        [false, true] => Some(format!("{} is set and {} is not", pair[1], pair[0])),
        _ => None,
    }
}

/// Where profiles stand.
fn files(environment: &Environment) -> Vec<PathBuf> {
    let places = [("AWS_CONFIG_FILE", "config"), ("AWS_SHARED_CREDENTIALS_FILE", "credentials")];
    let place = |(variable, file): (&str, &str)| {
        let at_home = || Some(PathBuf::from(environment.get("HOME")?).join(".aws").join(file));
        environment.get(variable).map(PathBuf::from).or_else(at_home)
    };
    places.into_iter().filter_map(place).collect()
}

/// Whether a line begins the section of a profile.
fn is_of(line: &str, name: &str) -> bool {
    let section = line.trim().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    section.is_some_and(|(section, _)| {
        let section = section.trim();
        section == name || section.strip_prefix("profile").is_some_and(|rest| rest.trim() == name)
    })
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn sections_of_profiles_are_known_in_both_files() {
        for line in ["[dev]", "[profile dev]", " [ profile  dev ] # mine"] {
            assert!(is_of(line, "dev"), "{line}");
        }
        for line in ["[profile devel]", "dev", "# [dev]", "[dev"] {
            assert!(!is_of(line, "dev"), "{line}");
        }
    }
}
