//! How all bots together are: what the tray shows.

use domain::PublishState;
use history::JobRow;
use jiff::Timestamp;

use crate::planner::BotKey;

/// So many bots that need a look are named.
pub const NAMED: usize = 8;

/// How a bot is, as its line of the board says it; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its last publish failed, in whole or in part.
    Failed,
    /// The server said something about it that this app does not know.
    Unknown,
    /// It cannot be checked.
    CannotCheck,
    /// What is known of it is too old.
    Outdated,
    /// It is publishing or waits to.
    Moving,
    /// It needs no look.
    Calm,
}

impl Standing {
    /// Our trouble comes before what was known: nobody is told that a bot failed by an app that
    /// cannot see it.
    pub fn of(job: Option<&JobRow>, can_check: bool, outdated: bool) -> Self {
        match job {
            _ if !can_check => Self::CannotCheck,
            _ if outdated => Self::Outdated,
            Some(job) if job.state == PublishState::Failed || job.parts_failed > 0 => Self::Failed,
            Some(job) if job.state == PublishState::Unknown => Self::Unknown,
            Some(job) if job.state.is_moving() => Self::Moving,
            _ => Self::Calm,
        }
    }

    /// Whether a person should look at it.
    pub fn needs_look(self) -> bool {
        self < Self::Moving
    }
}

/// All bots in a few numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overall {
    /// Bots watched.
    pub bots: u32,
    /// See [`Standing::Failed`].
    pub failed: u32,
    /// See [`Standing::Unknown`].
    pub unknown: u32,
    /// See [`Standing::CannotCheck`].
    pub cannot_check: u32,
    /// See [`Standing::Outdated`].
    pub outdated: u32,
    /// See [`Standing::Moving`].
    pub moving: u32,
}

impl Overall {
    fn count(&mut self, standing: Standing) {
        self.bots += 1;
        match standing {
            Standing::Failed => self.failed += 1,
            Standing::Unknown => self.unknown += 1,
            Standing::CannotCheck => self.cannot_check += 1,
            Standing::Outdated => self.outdated += 1,
            Standing::Moving => self.moving += 1,
            Standing::Calm => {}
        }
    }

    /// The worst there is.
    pub fn worst(self) -> Standing {
        [
            (self.failed, Standing::Failed),
            (self.unknown, Standing::Unknown),
            (self.cannot_check, Standing::CannotCheck),
            (self.outdated, Standing::Outdated),
            (self.moving, Standing::Moving),
        ]
        .into_iter()
        .find_map(|(bots, standing)| (bots > 0).then_some(standing))
        .unwrap_or(Standing::Calm)
    }

    /// Bots that need a look.
    pub fn need_look(self) -> u32 {
        self.failed + self.unknown + self.cannot_check + self.outdated
    }
}

/// A bot that needs a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedsLook {
    /// The bot.
    pub bot: BotKey,
    /// What the person calls it, if anything.
    pub name: Option<String>,
    /// Why.
    pub standing: Standing,
}

/// Everything that the tray shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The numbers.
    pub overall: Overall,
    /// The first [`NAMED`] bots that need a look, the worst first.
    pub needs_look: Vec<NeedsLook>,
    /// Checking is paused until then.
    pub paused_until: Option<Timestamp>,
}

impl Summary {
    /// Sums bots up: each with its name and how it is.
    pub fn of<'a>(
        bots: impl IntoIterator<Item = (&'a BotKey, Option<&'a str>, Standing)>,
        paused_until: Option<Timestamp>,
    ) -> Self {
        let mut overall = Overall::default();
        let mut needing = Vec::new();
        for (bot, name, standing) in bots {
            overall.count(standing);
            if standing.needs_look() {
                needing.push((
                    standing,
                    name.unwrap_or(bot.bot.as_str()),
                    name.is_some(),
                    bot,
                ));
            }
        }
        needing.sort_unstable();
        let needs_look = needing
            .into_iter()
            .take(NAMED)
            .map(|(standing, name, named, bot)| NeedsLook {
                bot: bot.clone(),
                name: named.then(|| name.to_owned()),
                standing,
            })
            .collect();
        Self {
            overall,
            needs_look,
            paused_until,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AccountId, BotId};

    fn bots(standings: &[Standing]) -> Vec<(BotKey, Standing)> {
        let key = |number| BotKey {
            account: AccountId::new("a"),
            bot: BotId::new(format!("st-{number}")),
        };
        standings
            .iter()
            .enumerate()
            .map(|(number, standing)| (key(number), *standing))
            .collect()
    }

    fn summary(standings: &[Standing]) -> Summary {
        let bots = bots(standings);
        let named = bots.iter().map(|(bot, standing)| (bot, None, *standing));
        Summary::of(named, None)
    }

    #[test]
    fn the_worst_state_wins_and_no_bot_is_counted_twice() {
        use Standing::{Calm, CannotCheck, Failed, Moving, Outdated, Unknown};
        let worst_first = [Failed, Unknown, CannotCheck, Outdated, Moving, Calm];
        for from in 0..worst_first.len() {
            let mut rest = worst_first[from..].to_vec();
            rest.reverse();
            let overall = summary(&rest).overall;
            assert_eq!(overall.worst(), worst_first[from]);
            assert_eq!(overall.bots as usize, rest.len());
            assert_eq!(overall.need_look() as usize, 4_usize.saturating_sub(from));
        }
        assert_eq!(Overall::default().worst(), Calm);
    }

    #[test]
    fn of_many_bots_that_need_a_look_the_worst_eight_are_named() {
        let mut many = vec![Standing::Outdated; 20];
        many.extend([Standing::Failed, Standing::Calm, Standing::Moving]);
        let summary = summary(&many);
        assert_eq!(summary.overall.need_look(), 21);
        assert_eq!(summary.needs_look.len(), NAMED);
        assert_eq!(summary.needs_look[0].bot.bot.as_str(), "st-20");
        assert!(
            summary.needs_look[1..]
                .iter()
                .all(|one| one.standing == Standing::Outdated)
        );
    }

    #[test]
    fn a_bot_that_cannot_be_seen_is_not_said_to_have_failed() {
        assert_eq!(Standing::of(None, false, true), Standing::CannotCheck);
        assert_eq!(Standing::of(None, true, true), Standing::Outdated);
        assert_eq!(Standing::of(None, true, false), Standing::Calm);
    }
}
