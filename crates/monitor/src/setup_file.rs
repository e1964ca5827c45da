//! Reads and writes the set-up file by which one admin prepares the app for colleagues. Pure. It
//! has no room for a secret.

mod differences;

use std::collections::BTreeMap;

use domain::{
    AlertRule, ClientId, Colour, Host, LONGEST_GROUP, LONGEST_NAME, plain_text, read_bot_list,
};
use history::{AccountRecord, BoardRow, RuleChoice, Whom};
use serde::{Deserialize, Serialize};

use crate::view::SetupFileProblem;

pub use differences::{differences, here};

const FORMAT: &str = "publish-monitor-setup";
const VERSION: u32 = 1;
const MOST_BYTES: usize = 8 << 20;
const MOST_ACCOUNTS: usize = 100;
const MOST_BOTS: usize = 10_000;

/// What stands in a file of any version.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// What stands in the file. Unknown fields are left alone, so that a later version may add some.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    accounts: Vec<FileAccount>,
    #[serde(default, skip_serializing_if = "Alerts::is_empty")]
    alerts: Alerts,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<FileGroup>,
}

/// Words of [`AlertRule`], each wanted or not. A word that a later version added is left alone.
type Alerts = BTreeMap<String, bool>;

#[derive(Debug, Serialize, Deserialize)]
struct FileGroup {
    name: String,
    #[serde(default)]
    alerts: Alerts,
}

#[derive(Debug, Serialize, Deserialize)]
struct FileAccount {
    name: String,
    host: String,
    client_id: String,
    #[serde(default)]
    colour: String,
    #[serde(default)]
    bots: Vec<FileBot>,
}

#[derive(Debug, Serialize, Deserialize)]
struct FileBot {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    favourite: bool,
    #[serde(default, skip_serializing_if = "Alerts::is_empty")]
    alerts: Alerts,
}

/// A file, as far as it can be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// Its accounts, in its order.
    pub accounts: Vec<SetupAccount>,
    /// Choices about alerts for every bot.
    pub alerts: Vec<Choice>,
    /// Choices about alerts for groups, each group once.
    pub groups: Vec<(String, Vec<Choice>)>,
}

/// An alert, wanted or not.
pub type Choice = (AlertRule, bool);

/// An account of a file, as far as it can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupAccount {
    /// Its name.
    pub name: String,
    /// Its host.
    pub host: Host,
    /// Its client id.
    pub client_id: ClientId,
    /// Its colour.
    pub colour: Colour,
    /// Its bots, each once.
    pub bots: Vec<SetupBot>,
}

/// A bot of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupBot {
    /// Its id.
    pub id: domain::BotId,
    /// Its name.
    pub name: Option<String>,
    /// Its group.
    pub group: Option<String>,
    /// It comes first.
    pub favourite: bool,
    /// Choices about its alerts.
    pub alerts: Vec<Choice>,
}

/// The text of a file: the same accounts, bots and choices give the same text.
pub fn write(accounts: &[AccountRecord], rows: &[BoardRow], choices: &[RuleChoice]) -> String {
    let mut chosen: BTreeMap<&Whom, Alerts> = BTreeMap::new();
    for choice in choices {
        let own = chosen.entry(&choice.whom).or_default();
        own.insert(choice.rule.as_word().to_owned(), choice.on);
    }
    let of = |whom: &Whom| chosen.get(whom).cloned().unwrap_or_default();
    let mut file = File {
        format: FORMAT.to_owned(),
        version: VERSION,
        alerts: of(&Whom::All),
        groups: chosen
            .iter()
            .filter_map(|(whom, alerts)| match whom {
                Whom::Group(name) => Some(FileGroup {
                    name: name.clone(),
                    alerts: alerts.clone(),
                }),
                _ => None,
            })
            .collect(),
        accounts: accounts
            .iter()
            .map(|account| FileAccount {
                name: account.name.clone(),
                host: account.host.clone(),
                client_id: account.client_id.as_str().to_owned(),
                colour: account.colour.as_word().to_owned(),
                bots: rows
                    .iter()
                    .filter(|row| row.account == account.id && row.archived_at.is_none())
                    .map(|row| FileBot {
                        id: row.bot.as_str().to_owned(),
                        name: row.name.clone(),
                        group: row.group.clone(),
                        favourite: row.favourite,
                        alerts: of(&Whom::Bot(row.account.clone(), row.bot.clone())),
                    })
                    .collect(),
            })
            .collect(),
    };
    for account in &mut file.accounts {
        account.bots.sort_by(|a, b| a.id.cmp(&b.id));
    }
    file.accounts
        .sort_by(|a, b| (&a.host, &a.client_id).cmp(&(&b.host, &b.client_id)));
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a file.
///
/// # Errors
/// When it is none, or more than anybody could mean. All of it is refused: half a set-up is worse
/// than none.
pub fn read(text: &str) -> Result<Setup, SetupFileProblem> {
    if text.len() > MOST_BYTES {
        return Err(SetupFileProblem::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(SetupFileProblem::Empty);
    }
    // Deep nesting is refused by the reader itself.
    let unreadable = |_| SetupFileProblem::Unreadable;
    let head: Head = serde_json::from_str(text).map_err(unreadable)?;
    if head.format != FORMAT {
        return Err(SetupFileProblem::Unreadable);
    }
    if head.version > VERSION {
        return Err(SetupFileProblem::Newer);
    }
    let file: File = serde_json::from_str(text).map_err(unreadable)?;
    let bots: usize = file.accounts.iter().map(|account| account.bots.len()).sum();
    if file.accounts.len() > MOST_ACCOUNTS || bots > MOST_BOTS || file.groups.len() > MOST_BOTS {
        return Err(SetupFileProblem::TooLarge);
    }
    if file.accounts.is_empty() {
        return Err(SetupFileProblem::Empty);
    }
    let mut accounts: Vec<SetupAccount> = Vec::new();
    for account in file.accounts {
        let account = usable(account).ok_or(SetupFileProblem::Unreadable)?;
        let twin = accounts
            .iter()
            .any(|known| known.host == account.host && known.client_id == account.client_id);
        if twin {
            return Err(SetupFileProblem::Unreadable);
        }
        accounts.push(account);
    }
    let mut groups: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    for group in file.groups {
        if let Some(name) = plain_text(&group.name, LONGEST_GROUP) {
            groups.entry(name).or_insert_with(|| known(&group.alerts));
        }
    }
    Ok(Setup {
        accounts,
        alerts: known(&file.alerts),
        groups: groups.into_iter().collect(),
    })
}

fn known(alerts: &Alerts) -> Vec<Choice> {
    let each = alerts.iter();
    each.filter_map(|(word, on)| Some((AlertRule::from_word(word)?, *on)))
        .collect()
}

fn usable(account: FileAccount) -> Option<SetupAccount> {
    let host = Host::read(&account.host).ok()?.host;
    let mut seen = std::collections::HashSet::new();
    let mut bots = Vec::new();
    for bot in account.bots {
        let id = only_id(&bot.id)?;
        if seen.insert(id.clone()) {
            bots.push(SetupBot {
                id,
                name: bot.name.and_then(|name| plain_text(&name, LONGEST_NAME)),
                group: bot
                    .group
                    .and_then(|group| plain_text(&group, LONGEST_GROUP)),
                favourite: bot.favourite,
                alerts: known(&bot.alerts),
            });
        }
    }
    Some(SetupAccount {
        name: plain_text(&account.name, LONGEST_NAME).unwrap_or_else(|| host.name().to_owned()),
        client_id: ClientId::read(&account.client_id).ok()?,
        colour: Colour::from_word(&account.colour),
        host,
        bots,
    })
}

fn only_id(text: &str) -> Option<domain::BotId> {
    let read = read_bot_list(text).ok()?;
    let alone = read.problems.is_empty() && read.bots.len() == 1;
    let bot = read.bots.into_iter().next().filter(|_| alone)?;
    (bot.id.as_str() == text).then_some(bot.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"format":"publish-monitor-setup","version":1,"added_later":{"x":[1]},
        "accounts":[{"name":"Germany","host":"https://de-platform.kore.ai","client_id":"cs-1",
        "colour":"orange","secret":"never read","bots":[
        {"id":"st-1111","name":"Greeter","group":"Retail","favourite":true,
        "alerts":{"published":true,"dreamt":true}},{"id":"st-2222"}]}],
        "alerts":{"stuck":false},"groups":[{"name":"Retail","alerts":{"failed":false}}]}"#;

    #[test]
    fn a_file_is_read_and_what_it_does_not_know_is_left_alone() {
        let setup = read(GOOD).unwrap();
        assert_eq!(setup.alerts, [(AlertRule::Stuck, false)]);
        let retail = ("Retail".to_owned(), vec![(AlertRule::Failed, false)]);
        assert_eq!(setup.groups, [retail]);
        let accounts = setup.accounts;
        assert_eq!(accounts[0].bots[0].alerts, [(AlertRule::Published, true)]);
        assert_eq!(accounts.len(), 1);
        assert_eq!(accounts[0].colour, Colour::Orange);
        assert_eq!(accounts[0].bots[0].group.as_deref(), Some("Retail"));
        assert!(accounts[0].bots[0].favourite);
        assert!(!format!("{accounts:?}").contains("never read"));
    }

    #[test]
    fn what_is_no_set_up_file_is_refused_with_its_reason() {
        let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        let table = [
            ("", SetupFileProblem::Empty),
            ("hello", SetupFileProblem::Unreadable),
            ("{}", SetupFileProblem::Unreadable),
            (deep.as_str(), SetupFileProblem::Unreadable),
            (
                r#"{"format":"publish-monitor-setup","version":2,"accounts":7}"#,
                SetupFileProblem::Newer,
            ),
            (
                r#"{"format":"publish-monitor-setup","version":1,"accounts":[]}"#,
                SetupFileProblem::Empty,
            ),
            (
                r#"{"format":"publish-monitor-setup","version":1,"accounts":[{"name":"x","host":"http://evil.example","client_id":"cs-1"}]}"#,
                SetupFileProblem::Unreadable,
            ),
            (
                r#"{"format":"publish-monitor-setup","version":1,"accounts":[{"name":"x","host":"https://a.example","client_id":"cs-1","bots":[{"id":"cs-1"}]}]}"#,
                SetupFileProblem::Unreadable,
            ),
        ];
        for (text, problem) in table {
            assert_eq!(read(text), Err(problem), "{}", &text[..text.len().min(80)]);
        }
        let huge = " ".repeat(MOST_BYTES + 1);
        assert_eq!(read(&huge), Err(SetupFileProblem::TooLarge));
    }

    fn with(accounts: usize, bots: usize, groups: usize) -> String {
        let list = |count: usize, one: &dyn Fn(usize) -> String| {
            (0..count).map(one).collect::<Vec<_>>().join(",")
        };
        let bots = list(bots, &|at| format!(r#"{{"id":"st-{at:05}"}}"#));
        let accounts = list(accounts, &|at| {
            let bots = if at == 0 { bots.as_str() } else { "" };
            format!(
                r#"{{"name":"x","host":"https://a.example","client_id":"cs-{at}","bots":[{bots}]}}"#
            )
        });
        let groups = list(groups, &|at| format!(r#"{{"name":"Group {at}"}}"#));
        format!(
            r#"{{"format":"{FORMAT}","version":1,"accounts":[{accounts}],"groups":[{groups}]}}"#
        )
    }

    #[test]
    fn as_much_as_is_promised_fits_and_one_more_does_not() {
        let most = read(&with(MOST_ACCOUNTS, MOST_BOTS, MOST_BOTS)).unwrap();
        assert_eq!(most.accounts.len(), MOST_ACCOUNTS);
        assert_eq!(most.accounts[0].bots.len(), MOST_BOTS);
        for (accounts, bots, groups) in [
            (MOST_ACCOUNTS + 1, 1, 1),
            (1, MOST_BOTS + 1, 1),
            (1, 1, MOST_BOTS + 1),
        ] {
            let told = read(&with(accounts, bots, groups));
            assert_eq!(told, Err(SetupFileProblem::TooLarge), "{accounts} {bots}");
        }
    }

    #[test]
    fn what_stands_in_it_twice_counts_once_and_an_account_may_not() {
        let twice = with(1, 2, 2).replace("st-00001", "st-00000");
        let twice = twice.replace("Group 1", "Group 0");
        let setup = read(&twice).unwrap();
        assert_eq!((setup.accounts[0].bots.len(), setup.groups.len()), (1, 1));
        let twins = with(2, 0, 0).replace("cs-1", "cs-0");
        assert_eq!(read(&twins), Err(SetupFileProblem::Unreadable));
        let foreign = with(1, 0, 0).replace(FORMAT, "other");
        assert_eq!(read(&foreign), Err(SetupFileProblem::Unreadable));
        let marked = format!("\u{feff}{}\n", with(1, 1, 1));
        assert!(read(&marked).is_ok());
    }

    /// Cut, doubled and changed bytes: whatever comes, it is an answer.
    #[test]
    fn a_hundred_thousand_damaged_files_are_answered() {
        let mut random = fastrand::Rng::with_seed(11);
        let mut refused = 0;
        for _ in 0..100_000 {
            let mut bytes = GOOD.as_bytes().to_vec();
            for _ in 0..random.usize(1..4) {
                if bytes.is_empty() {
                    break;
                }
                let at = random.usize(0..bytes.len());
                match random.u8(0..4) {
                    0 => bytes[at] = random.u8(..),
                    1 => drop(bytes.remove(at)),
                    2 => bytes.insert(at, *random.choice(b"{}[]\",:0\\e-").unwrap()),
                    _ => bytes.truncate(at.max(1)),
                }
            }
            refused += u32::from(read(&String::from_utf8_lossy(&bytes)).is_err());
        }
        assert!((50_000..100_000).contains(&refused), "{refused}");
    }
}
