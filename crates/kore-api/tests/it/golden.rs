//! Pairs of whole replies, and what changed from the one to the other, word for word.
//!
//! In `tests/golden` a folder a pair: the replies in the shapes of the page *Bot Publish Status*
//! and of its older version, and `compared.txt`, written by hand from what a person expects.

use std::path::Path;

use domain::{BotId, Resource, compare};
use kore_api::read_publish_status;

fn parts(path: &Path) -> Vec<Resource> {
    let body = std::fs::read(path).unwrap();
    let bot = BotId::new("st-aeb7cfc7-e9d1-55dd-acfc-214b82dc51d8");
    let job = read_publish_status(200, &body, &bot).unwrap();
    job.unwrap().resources
}

fn name(part: Option<&Resource>) -> String {
    part.map_or_else(
        || "nothing".to_owned(),
        |part| {
            let kind = part.kind.as_deref().unwrap_or("?");
            format!("{kind} {}", part.name.as_deref().unwrap_or("?"))
        },
    )
}

fn compared(pair: &Path) -> String {
    let (before, now) = (
        parts(&pair.join("before.json")),
        parts(&pair.join("now.json")),
    );
    let mut text = String::new();
    for part in compare(&before, &now) {
        let mut line = format!("{:?}: {}", part.change, name(part.now.or(part.before)));
        if part.is_renamed() {
            line.extend([", was ", &name(part.before)]);
        }
        for (sign, modules) in [(" +", &part.modules_added), (" -", &part.modules_missing)] {
            for module in modules {
                line.extend([sign, module]);
            }
        }
        text += &line;
        text.push('\n');
    }
    text
}

#[test]
fn what_changed_between_whole_replies_is_what_a_person_expects() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut pairs: Vec<_> = std::fs::read_dir(golden)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pairs.sort();
    assert_eq!(pairs.len(), 6);
    for pair in pairs {
        let expected = std::fs::read_to_string(pair.join("compared.txt")).unwrap();
        assert_eq!(compared(&pair), expected, "{}", pair.display());
    }
}
