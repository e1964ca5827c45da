//! Bots: pasted and looked through before they are added, and what a person says about them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// A list of bots for an account.
    pub struct BotsDraft {
        /// The account's id in this app.
        pub account_id: String,
        /// What was pasted: ids in any separators, a table with names and groups.
        pub bot_ids: String,
        /// The person saw the lines that are no bot, and adds the others.
        pub leave_out: bool,
        /// Names for bots of the list that have none beside them.
        #[serde(default)]
        pub names: Vec<BotName>,
    }

    /// What a bot is called.
    pub struct BotName {
        /// The bot's id.
        pub bot_id: String,
        /// Its name.
        pub name: String,
    }

    /// What adding a list would do.
    pub struct BotsPreview {
        /// Why nothing of it was read.
        pub problem: Option<BotsProblem>,
        /// Bots that would be added.
        pub fresh: u32,
        /// Bots that would be taken back from the archive.
        pub archived: u32,
        /// Bots that are watched already and stay as they are.
        pub watched: u32,
        /// Ids that stand in the list twice.
        pub repeated: u32,
        /// Pieces that are no bot id.
        pub bad: u32,
        /// The pieces that are no bot id, and the ids that stand there twice, by line: at most
        /// 500.
        pub odd_lines: Vec<BotLine>,
        /// The bots, by line: at most 500.
        pub bot_lines: Vec<BotLine>,
    }

    /// Why a list is not read at all.
    #[derive(Copy)]
    pub enum BotsProblem {
        /// Nothing is in it.
        Empty,
        /// Over 4 MiB.
        TooLarge,
        /// Over 10,000 lines.
        TooManyLines,
    }

    /// One piece of a list.
    pub struct BotLine {
        /// Its line, from 1.
        pub line: u32,
        /// The id; where it is none, what stands there, at most 80 characters of it.
        pub text: String,
        /// The name beside it.
        pub name: Option<String>,
        /// The group beside it.
        pub group: Option<String>,
        /// What adding would do with it.
        pub verdict: BotVerdict,
        /// The line in which the id stood first, where it is repeated.
        pub first_line: Option<u32>,
    }

    /// What adding would do with a piece of a list.
    #[derive(Copy)]
    pub enum BotVerdict {
        /// Added.
        Fresh,
        /// Taken back from the archive.
        Archived,
        /// Nothing: it is watched already.
        Watched,
        /// Nothing: it stands there before.
        Repeated,
        /// No bot: a client id.
        ClientId,
        /// No bot: the id of a person.
        UserId,
        /// No bot: the id of an organisation.
        OrganisationId,
        /// No bot: the id of a publish.
        JobId,
        /// No bot: an id whose first letters are missing.
        NoPrefix,
        /// No bot: the end of the id is missing.
        TooShort,
        /// No bot: something hangs on the id, another one perhaps.
        TooLong,
        /// No bot: a character that no id has.
        OddCharacter,
        /// No bot: an address without a bot id.
        Address,
        /// No bot: any other text.
        Text,
    }

    /// What a person says about a bot. What is absent stays as it is; an empty text takes it away.
    pub struct BotChange {
        /// The account's id in this app.
        pub account_id: String,
        /// `st-…`
        pub bot_id: String,
        /// What the person calls it.
        pub name: Option<String>,
        /// The group that the person puts it in.
        pub group: Option<String>,
        /// What there is to note about it.
        pub note: Option<String>,
        /// It comes first.
        pub favourite: Option<bool>,
    }

    /// Puts a bot away, or takes it back.
    pub struct BotArchive {
        /// The account's id in this app.
        pub account_id: String,
        /// `st-…`
        pub bot_id: String,
        /// Put away: not checked, its history kept.
        pub archived: bool,
    }
}
