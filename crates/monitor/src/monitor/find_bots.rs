//! The bots of an account, as the platform lists them.

use domain::AccountId;

use super::Monitor;
use crate::view::{FindBotsDraft, FoundBot, FoundBots, Refusal};

impl Monitor {
    /// Lists the bots of an account. Needs a permission that checks do not need.
    ///
    /// # Errors
    /// When there is no such account, or the loop does not run.
    pub async fn find_bots(&self, draft: FindBotsDraft) -> Result<FoundBots, Refusal> {
        let id = AccountId::new(draft.account_id);
        let lent = self.lent(id.clone()).await?;
        let Some(source) = lent.source else {
            return Ok(FoundBots {
                bots: Vec::new(),
                pages: 0,
                complete: false,
                requests: 0,
                kind: None,
                detail: String::new(),
                no_secret: true,
            });
        };
        let listed = source.bots().await;
        self.spent(id, listed.requests, None).await?;
        let bots = listed.bots.into_iter().map(|bot| FoundBot {
            watched: lent.bots.contains(&bot.id),
            bot_id: bot.id.as_str().to_owned(),
            name: bot.name.unwrap_or_default(),
            status: bot.status.unwrap_or_default(),
        });
        Ok(FoundBots {
            bots: bots.collect(),
            pages: listed.pages,
            complete: listed.complete,
            requests: listed.requests,
            kind: listed.error.as_ref().map(kore_api::Error::kind),
            detail: listed
                .error
                .map(|error| error.to_string())
                .unwrap_or_default(),
            no_secret: false,
        })
    }
}
