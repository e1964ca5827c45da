//! Reads what a person typed into a form. Pure: says everything that is wrong at once, and what
//! was changed on the way.

use domain::{
    ClientId, ClientIdProblem, ClientSecret, Host, HostProblem, LONGEST_NAME, ListedBot,
    MOST_BOT_LINES, SecretProblem, plain_text, read_bot_list,
};

use crate::view::{AccountDraft, Field, FieldNote, Note};

/// Bad pieces that are named one by one; the rest is only counted by the last of them.
const NAMED: usize = 50;

/// A form that was read.
#[derive(Debug, Default)]
pub struct Read<T> {
    /// What was read, where nothing stands against it.
    pub value: Option<T>,
    /// What there is to say, problems first.
    pub notes: Vec<FieldNote>,
}

/// A usable account form.
#[derive(Debug)]
pub struct NewAccount {
    /// The host.
    pub host: Host,
    /// The client id.
    pub client_id: ClientId,
    /// The secret.
    pub secret: ClientSecret,
    /// The bots; may be empty.
    pub bots: Vec<ListedBot>,
    /// What the person calls the account, or the host's name.
    pub name: String,
}

pub(crate) fn note(field: Field, note: Note, text: impl Into<String>, number: u32) -> FieldNote {
    FieldNote {
        field,
        note,
        text: text.into(),
        number,
    }
}

/// Whether a note keeps the form from being saved.
pub fn is_problem(note: Note) -> bool {
    !matches!(
        note,
        Note::HostCut
            | Note::SecretTrimmed
            | Note::SecretShort
            | Note::SecretShortFor512
            | Note::BotIdsRepeated
            | Note::BotIdsCount
    )
}

/// Reads the form of a new account.
pub fn account(draft: &AccountDraft) -> Read<NewAccount> {
    let mut notes = Vec::new();
    let host = host(&draft.host, &mut notes);
    let client_id = client_id(&draft.client_id, &mut notes);
    let secret = secret(draft.secret.typed(), &mut notes);
    let bots = bots(&draft.bot_ids, &mut notes);
    let value = match (host, client_id, secret) {
        (Some(host), Some(client_id), Some(secret)) if !has_problem(&notes) => {
            let name = name(&draft.name).unwrap_or_else(|| host.name().to_owned());
            Some(NewAccount {
                host,
                client_id,
                secret,
                bots,
                name,
            })
        }
        _ => None,
    };
    sorted(value, notes)
}

/// Reads a form that asks for the secret alone.
pub fn secret_only(typed: &str) -> Read<ClientSecret> {
    let mut notes = Vec::new();
    let value = secret(typed, &mut notes);
    sorted(value, notes)
}

/// Reads a form that asks for bots alone; at least one is needed. With `leave_out`, lines that
/// are no bot do not stand against the others.
pub fn bots_only(typed: &str, leave_out: bool) -> Read<Vec<ListedBot>> {
    let mut notes = Vec::new();
    let read = bots(typed, &mut notes);
    if leave_out && !read.is_empty() {
        notes.retain(|note| note.note != Note::BotIdUnreadable);
    }
    if read.is_empty() && !has_problem(&notes) {
        notes.push(note(Field::BotIds, Note::Empty, "", 0));
    }
    let value = (!has_problem(&notes)).then_some(read);
    sorted(value, notes)
}

/// Reads a form that asks for the host alone.
pub fn host_only(typed: &str) -> Read<Host> {
    let mut notes = Vec::new();
    let value = host(typed, &mut notes);
    sorted(value, notes)
}

/// A name as a person typed it; `None` for none.
pub fn name(typed: &str) -> Option<String> {
    plain_text(typed, LONGEST_NAME)
}

pub(crate) fn cut(text: &str, characters: usize) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(characters)
        .collect()
}

pub(crate) fn has_problem(notes: &[FieldNote]) -> bool {
    notes.iter().any(|note| is_problem(note.note))
}

fn sorted<T>(value: Option<T>, mut notes: Vec<FieldNote>) -> Read<T> {
    notes.sort_by_key(|note| !is_problem(note.note));
    Read { value, notes }
}

pub(crate) fn host(typed: &str, notes: &mut Vec<FieldNote>) -> Option<Host> {
    let problem = match Host::read(typed) {
        Ok(read) => {
            if read.cut {
                notes.push(note(Field::Host, Note::HostCut, read.host.origin(), 0));
            }
            return Some(read.host);
        }
        Err(HostProblem::Empty) => Note::Empty,
        Err(HostProblem::Unreadable) => Note::HostUnreadable,
        Err(HostProblem::NotHttps) => Note::HostNotHttps,
        Err(HostProblem::HasUser) => Note::HostHasUser,
        Err(HostProblem::LooksLikeAnId) => Note::HostIsAnId,
    };
    notes.push(note(Field::Host, problem, cut(typed.trim(), 80), 0));
    None
}

pub(crate) fn client_id(typed: &str, notes: &mut Vec<FieldNote>) -> Option<ClientId> {
    let problem = match ClientId::read(typed) {
        Ok(id) => return Some(id),
        Err(ClientIdProblem::Empty) => Note::Empty,
        Err(ClientIdProblem::Spaces) => Note::ClientIdSpaces,
        Err(ClientIdProblem::OtherKind) => Note::ClientIdOtherKind,
    };
    notes.push(note(Field::ClientId, problem, "", 0));
    None
}

pub(crate) fn secret(typed: &str, notes: &mut Vec<FieldNote>) -> Option<ClientSecret> {
    let problem = match ClientSecret::read(typed) {
        // The two fields are swapped, or the same was pasted twice.
        Ok(read) if read.secret.expose().starts_with("cs-") => Note::SecretIsClientId,
        Ok(read) => {
            if read.trimmed {
                notes.push(note(Field::Secret, Note::SecretTrimmed, "", 0));
            }
            if read.short {
                notes.push(note(Field::Secret, Note::SecretShort, "", 0));
            }
            return Some(read.secret);
        }
        Err(SecretProblem::Empty) => Note::Empty,
        Err(SecretProblem::TooLong) => Note::SecretTooLong,
    };
    notes.push(note(Field::Secret, problem, "", 0));
    None
}

fn bots(typed: &str, notes: &mut Vec<FieldNote>) -> Vec<ListedBot> {
    let Ok(read) = read_bot_list(typed) else {
        notes.push(note(Field::BotIds, Note::BotIdsTooMany, "", MOST_BOT_LINES));
        return Vec::new();
    };
    for problem in read.problems.iter().take(NAMED) {
        let text = problem.text.clone();
        notes.push(note(
            Field::BotIds,
            Note::BotIdUnreadable,
            text,
            problem.line,
        ));
    }
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    if !read.repeated.is_empty() {
        let repeated = count(read.repeated.len());
        notes.push(note(Field::BotIds, Note::BotIdsRepeated, "", repeated));
    }
    if !read.bots.is_empty() {
        let bots = count(read.bots.len());
        notes.push(note(Field::BotIds, Note::BotIdsCount, "", bots));
    }
    read.bots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> AccountDraft {
        AccountDraft {
            host: "https://bots.kore.ai/botbuilder/x".into(),
            client_id: "cs-1".into(),
            secret: "0123456789012345678901234567890123456789abc=\n".into(),
            bot_ids: "\"st-aaaa-1\" st-bbbb-2, st-aaaa-1".into(),
            name: String::new(),
            algorithm: domain::Algorithm::default(),
            keep_in_memory: false,
        }
    }

    fn said(notes: &[FieldNote]) -> Vec<Note> {
        notes.iter().map(|note| note.note).collect()
    }

    #[test]
    fn what_was_changed_on_the_way_is_said() {
        let read = account(&draft());
        assert_eq!(
            said(&read.notes),
            [
                Note::HostCut,
                Note::SecretTrimmed,
                Note::BotIdsRepeated,
                Note::BotIdsCount
            ]
        );
        let new = read.value.unwrap();
        assert_eq!(new.host.origin(), "https://bots.kore.ai");
        assert_eq!(new.name, "bots.kore.ai");
        assert_eq!(new.bots.len(), 2);
        assert!(!new.secret.expose().contains('\n'));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let read = account(&AccountDraft {
            host: "http://bots.kore.ai".into(),
            client_id: "st-1".into(),
            secret: " ".into(),
            bot_ids: "st-aaaa-1\nnonsense".into(),
            ..draft()
        });
        assert!(read.value.is_none());
        assert_eq!(
            said(&read.notes),
            [
                Note::HostNotHttps,
                Note::ClientIdOtherKind,
                Note::Empty,
                Note::BotIdUnreadable,
                Note::BotIdsCount
            ]
        );
    }

    #[test]
    fn swapped_fields_are_noticed_before_the_secret_is_kept_as_a_client_id() {
        let read = account(&AccountDraft {
            secret: " cs-1234".into(),
            ..draft()
        });
        assert_eq!(said(&read.notes)[0], Note::SecretIsClientId);
        assert!(read.value.is_none());
    }

    #[test]
    fn no_note_holds_the_secret() {
        for secret in [
            "canary-secret-canary-secret-canary-secret",
            &"canary".repeat(300),
            " canary ",
        ] {
            let read = account(&AccountDraft {
                secret: secret.into(),
                ..draft()
            });
            assert!(!format!("{:?}", read.notes).contains("canary"));
            assert!(!format!("{:?}", read.value).contains("canary"));
        }
    }

    #[test]
    fn an_account_may_begin_without_bots_but_adding_none_is_refused() {
        assert!(
            account(&AccountDraft {
                bot_ids: " ".into(),
                ..draft()
            })
            .value
            .is_some()
        );
        assert_eq!(said(&bots_only(" ", false).notes), [Note::Empty]);
    }
}
