//! What is usual for a bot, and what others did beside it.

use domain::FailedWith;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Millis;

view! {
    /// What was usual for a bot before one of its publishes.
    pub struct Usual {
        /// Good runs whose duration is known.
        pub runs: u32,
        /// With fewer nothing is said.
        pub needed: u32,
        /// How long publishes of this bot take; absent before there are enough.
        pub took: Option<UsualTime>,
        /// When the running publish will probably be over; absent where nothing says.
        pub ends: Option<ProbableEnd>,
        /// For how long a running publish may show nothing new before it seems stuck.
        #[ts(type = "number")]
        pub stuck_after: Millis,
        /// That was learned from pauses of this bot; otherwise it is the plain rule.
        pub stuck_after_learned: bool,
    }

    /// What other bots of the host did at about the time of a failed publish.
    #[derive(Copy)]
    pub struct Beside {
        /// What that says.
        pub verdict: FailedWith,
        /// Other bots that failed.
        pub failed: u32,
        /// Other bots that published well.
        pub fine: u32,
        /// They published at most so long before or after it.
        #[ts(type = "number")]
        pub near: Millis,
    }

    /// Four of five publishes take between `low` and `high`.
    #[derive(Copy)]
    pub struct UsualTime {
        /// Seldom quicker.
        #[ts(type = "number")]
        pub low: Millis,
        /// Half of them are quicker.
        #[ts(type = "number")]
        pub middle: Millis,
        /// Seldom slower.
        #[ts(type = "number")]
        pub high: Millis,
    }

    /// Four of five publishes that have run for so long end in this time.
    #[derive(Copy)]
    pub struct ProbableEnd {
        /// Not before.
        #[ts(type = "number")]
        pub from: Millis,
        /// By then.
        #[ts(type = "number")]
        pub by: Millis,
    }
}
