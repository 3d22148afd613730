//! Says which tags a way back leaves behind, and the command that takes them away.

use crate::plan::StayingTags;

/// Where `weir serve` listens unless it is told otherwise.
const SERVED: &str = "http://127.0.0.1:7070";

/// How many resources are named.
const NAMED: usize = 10;

/// One note for each resource that keeps tags, and one for those that are too many to name.
pub fn notes(staying: &[StayingTags], endpoint: &str) -> Vec<String> {
    let mut notes: Vec<String> =
        staying.iter().take(NAMED).map(|tags| note(tags, endpoint)).collect();
    if let Some(more) = staying.len().checked_sub(NAMED).filter(|more| *more > 0) {
        notes.push(format!("{more} more resources keep tags that the run added"));
    }
    notes
}

fn note(tags: &StayingTags, endpoint: &str) -> String {
    let address = tags.id.full_address();
    let stay = if tags.keys.len() == 1 { "the tag" } else { "the tags" };
    let said = format!("{address} keeps {stay} that the run added: {}", tags.keys.join(", "));
    let Some(arn) = &tags.arn else { return said };
    let keys: Vec<String> = tags.keys.iter().map(|key| quoted(key)).collect();
    let region = arn.split(':').nth(3).filter(|region| !region.is_empty());
    let region = region.map(|region| format!(" --region {region}")).unwrap_or_default();
    let (when, url) = match endpoint {
        "embedded" => (" while `weir serve` runs", SERVED),
        url => ("", url),
    };
    format!(
        "{said}; to take away{when}: aws appmesh untag-resource --resource-arn {} --tag-keys {} \
         --endpoint-url {}{region}",
        quoted(arn),
        keys.join(" "),
        quoted(url)
    )
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=@+,%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, ResourceId};

    fn staying(keys: &[&str]) -> StayingTags {
        let id = ResourceId::try_new(Kind::Mesh, "m", None, "m").unwrap();
        let arn = Some("arn:aws:appmesh:eu-west-1:1:mesh/m".to_owned());
        StayingTags { id, arn, keys: keys.iter().map(|key| (*key).to_owned()).collect() }
    }

    #[test]
    fn a_shell_takes_the_command_as_it_is_meant() {
        let [note] =
            notes(&[staying(&["team", "it's mine"])], "http://[::1]:9").try_into().unwrap();
        let (_, command) = note.split_once("take away: ").unwrap();
        assert_eq!(
            command,
            r"aws appmesh untag-resource --resource-arn arn:aws:appmesh:eu-west-1:1:mesh/m --tag-keys team 'it'\''s mine' --endpoint-url 'http://[::1]:9' --region eu-west-1"
        );
    }

    #[test]
    fn many_are_counted() {
        let many = vec![staying(&["team"]); 12];
        let notes = notes(&many, "embedded");
        assert_eq!(notes.len(), 11);
        assert_eq!(notes[10], "2 more resources keep tags that the run added");
        assert!(notes[0].contains("while `weir serve` runs: aws appmesh"), "{}", notes[0]);
    }
}
