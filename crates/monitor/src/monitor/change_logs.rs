//! The platform's change logs.

use domain::AccountId;
use history::Reader;

use super::{Monitor, key};
use crate::change_logs::{ChangeLogs, For};
use crate::view::{AccountRef, BotRef, ChangeLogChoice, ChangeLogRead, Refusal};

impl Monitor {
    /// Looks into a bot's change log for publishes that nobody watched. Needs a permission that
    /// checks do not need.
    ///
    /// # Errors
    /// When there is no such bot, or what was found cannot be kept.
    pub async fn read_change_log(&self, bot: BotRef) -> Result<ChangeLogRead, Refusal> {
        self.keeps()?;
        ChangeLogs::new(&self.history, &self.ports.clock, &self.wakes, &self.closing)
            .read(&key(&bot), For::Person)
            .await
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
