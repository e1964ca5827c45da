//! The platform's change logs.

use domain::AccountId;
use history::Reader;

use super::{Monitor, key};
use crate::change_logs::{ChangeLogs, For};
use crate::planner::BotKey;
use crate::show::millis;
use crate::view::{AccountRef, BotRef, ChangeLogChoice, ChangeLogRead, Refusal};

impl Monitor {
    /// Looks into a bot's change log for publishes that nobody watched. Needs a permission that
    /// checks do not need.
    ///
    /// # Errors
    /// When there is no such bot, or what was found cannot be kept.
    pub async fn read_change_log(&self, bot: BotRef) -> Result<ChangeLogRead, Refusal> {
        self.keeps()?;
        let key = key(&bot);
        let before = self.unwatched(&key).await?;
        let logs = ChangeLogs::new(&self.history, &self.ports.clock, &self.wakes, &self.closing);
        let looked = logs.read(&key, For::Person).await?;
        Ok(ChangeLogRead {
            found: self.unwatched(&key).await?.saturating_sub(before),
            back_to: looked.back_to.map(millis),
            in_part: looked.in_part.map(millis),
            stop: looked.stop,
            kind: looked.kind,
        })
    }

    /// How many publishes the bot's change log tells of that nobody watched.
    async fn unwatched(&self, key: &BotKey) -> Result<u32, Refusal> {
        let key = key.clone();
        let logged = self.read(move |reader| reader.logged(&key.account, &key.bot));
        Ok(u32::try_from(logged.await?.len()).unwrap_or(u32::MAX))
    }

    /// Whether the change logs of an account are read by themselves.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn change_log_choice(&self, account: AccountRef) -> Result<ChangeLogChoice, Refusal> {
        let wanted = self.read(Reader::log_wanted).await?;
        Ok(ChangeLogChoice {
            on: wanted.contains(&AccountId::new(&account.account_id)),
            account_id: account.account_id,
        })
    }

    /// Chooses that.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn choose_change_log(&self, choice: ChangeLogChoice) -> Result<(), Refusal> {
        let account = AccountId::new(choice.account_id);
        self.write(move |history| history.want_log(&account, choice.on))
            .await
    }
}
