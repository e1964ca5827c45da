//! What is kept of setting up an account that was left off. Pure.

use domain::{ClientId, Host, read_bot_list};

use crate::form;
use crate::view::SetupProgress;

/// What of it may be kept on the disk.
///
/// A secret is easily pasted into the wrong field. So only what reads as a host, as a client id
/// as the platform makes them, or as a bot id is kept, and nothing else of those fields; and of a
/// name only what nobody would take for a secret.
pub fn keepable(typed: &SetupProgress) -> SetupProgress {
    let host = Host::read(&typed.host).ok();
    let client_id = ClientId::read(&typed.client_id).ok();
    let bots = read_bot_list(&typed.bot_ids).unwrap_or_default().bots;
    SetupProgress {
        step: typed.step,
        host: host.map_or_else(String::new, |read| read.host.origin().to_owned()),
        client_id: client_id
            .filter(is_as_made)
            .map_or_else(String::new, |id| id.as_str().to_owned()),
        algorithm: typed.algorithm,
        name: form::name(&typed.name)
            .filter(|name| !looks_secret(name))
            .unwrap_or_default(),
        bot_ids: bots
            .iter()
            .map(|bot| bot.id.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
        account_id: typed.account_id.clone().filter(|id| is_plain(id)),
    }
}

/// `cs-` and what a UUID is made of (page *API Introduction*).
fn is_as_made(id: &ClientId) -> bool {
    id.as_str().strip_prefix("cs-").is_some_and(is_plain)
}

fn is_plain(id: &str) -> bool {
    id.len() <= 40 && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

/// One long word: a secret has about 44 characters and no blank.
fn looks_secret(name: &str) -> bool {
    name.split_whitespace().any(|word| word.len() >= 24)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::SetupStep;

    const SECRET: &str = "pQ3vR9sK2mX7tB5nW8yD1fG4hJ6lZ0cA+eU/iO5xE2k=";

    fn typed(into: &str) -> SetupProgress {
        SetupProgress {
            step: SetupStep::App,
            host: into.to_owned(),
            client_id: into.to_owned(),
            algorithm: domain::Algorithm::Hs512,
            name: into.to_owned(),
            bot_ids: into.to_owned(),
            account_id: Some(into.to_owned()),
        }
    }

    #[test]
    fn a_secret_in_the_wrong_field_is_not_kept_in_any_form_people_paste_it() {
        for around in ["", " ", "\"", "\n", "cs-", "Secret: ", "st-1111\n"] {
            let pasted = format!("{around}{SECRET}{around}");
            let kept = serde_json::to_string(&keepable(&typed(&pasted))).unwrap();
            let (kept, secret) = (kept.to_lowercase(), SECRET.to_lowercase());
            for piece in [&secret[..8], &secret[20..28], &secret[36..]] {
                assert!(!kept.contains(piece), "{kept}");
            }
        }
    }

    #[test]
    fn what_reads_as_what_it_should_be_is_kept_tidied() {
        let progress = SetupProgress {
            step: SetupStep::Bots,
            host: " https://bots.kore.ai/botbuilder/home ".into(),
            client_id: "\"cs-8f3a1c2e-6a11-5c1f-9b0e-2d7f5a3c9e10\"".into(),
            algorithm: domain::Algorithm::Hs512,
            name: " Group production ".into(),
            bot_ids: "st-1111, st-2222 and\nst-1111".into(),
            account_id: Some("5f0c9df2-3a41-4a4e-8a54-0d2a5ce0a001".into()),
        };
        let kept = keepable(&progress);
        assert_eq!(kept.step, SetupStep::Bots);
        assert_eq!(kept.host, "https://bots.kore.ai");
        assert_eq!(kept.client_id, "cs-8f3a1c2e-6a11-5c1f-9b0e-2d7f5a3c9e10");
        assert_eq!(kept.algorithm, domain::Algorithm::Hs512);
        assert_eq!(kept.name, "Group production");
        assert_eq!(kept.bot_ids, "st-1111\nst-2222");
        assert_eq!(kept.account_id, progress.account_id);
    }
}
