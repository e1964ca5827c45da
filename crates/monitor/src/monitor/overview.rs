//! A stretch of time as a whole.

use std::collections::HashMap;

use domain::AccountId;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Monitor;
use crate::overview::{Tally, Watched};
use crate::view::{Overview, OverviewQuery, Refusal};

/// Of more bots the share of unwatched time would only take longer, and be about the same.
const MOST_BOTS: u32 = 1_000;

impl Monitor {
    /// What was published in a stretch of time, and how it went.
    ///
    /// # Errors
    /// When the question cannot be read, or the history cannot.
    pub async fn overview(&self, query: OverviewQuery) -> Result<Overview, Refusal> {
        let moment = |ms| Timestamp::from_millisecond(ms).map_err(|_| Refusal::Unreadable);
        let (from, to) = (moment(query.from)?, moment(query.to)?);
        let zone = TimeZone::get(&query.zone).unwrap_or(TimeZone::UTC);
        let account = query.account_id.map(AccountId::new);
        let now = self.ports.clock.now().wall;
        self.read(move |reader| {
            let mut tally = Tally::new(zone.clone());
            reader.each_job(account.as_ref(), from, to, |job| tally.add(&job))?;
            let names: HashMap<_, _> = reader.people_by_number()?.into_iter().collect();
            let until = to.min(now).max(from);
            let mut watched = Watched::new(zone, from, until);
            reader.each_stretch(
                account.as_ref(),
                from,
                until,
                MOST_BOTS,
                |piece, archived| {
                    watched.add(piece, archived);
                },
            )?;
            Ok(tally.overview(&names, &watched))
        })
        .await
    }
}
