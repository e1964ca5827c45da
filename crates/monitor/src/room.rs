//! How many more bots an account's allowance has room for. Pure.

use crate::budget::SCHEDULE_HOUR;

/// Checks an hour that a bot should get, on average over all bots.
const PER_HOUR: u32 = 6;

/// So many more bots fit before the time between two checks of a bot passes ten minutes on
/// average. Which of them get more of it and which less, the planner learns.
pub fn more_bots(bots: usize) -> u32 {
    let bots = u32::try_from(bots).unwrap_or(u32::MAX);
    (SCHEDULE_HOUR / PER_HOUR).saturating_sub(bots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bot_takes_room() {
        assert_eq!(more_bots(0), 210);
        assert_eq!(more_bots(90), 120);
        assert_eq!(more_bots(1_000), 0);
    }
}
