//! How many more bots an account's allowance has room for. Pure.

use crate::budget::Share;
use crate::pace::Knowledge;

/// How often a bot would like to be checked, an hour.
fn per_hour(knowledge: Knowledge) -> f64 {
    3_600.0 / knowledge.wish().as_secs_f64()
}

/// About so many more bots fit that are quiet, as most are, before all are checked less often
/// than they would like.
pub fn more_bots(bots: impl IntoIterator<Item = Knowledge>) -> u32 {
    let wished: f64 = bots.into_iter().map(per_hour).sum();
    let free = f64::from(Share::Queue.limits().1) - wished;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between nothing and a few hundred"
    )]
    let room = (free / per_hour(Knowledge::NONE)).max(0.0) as u32;
    room
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn each_bot_takes_room_and_a_lively_one_more_than_a_quiet_one() {
        let quiet = Knowledge::NONE;
        let lively = Knowledge {
            moving: false,
            changed_ago: Some(Duration::from_mins(1)),
        };
        assert_eq!(more_bots([]), 150);
        assert_eq!(more_bots([quiet; 90]), 60);
        assert_eq!(more_bots([lively]), 130);
        assert_eq!(more_bots(std::iter::repeat_n(quiet, 1_000)), 0);
    }
}
