//! The way back into a window that was let go: where the person was in it, and where they want
//! to be led.

use std::sync::{Mutex, MutexGuard, PoisonError};

use monitor::view::{Arrival, Destination};

/// Longest place that is kept, bytes.
const LONGEST: usize = 64 * 1024;

/// In memory only: after a restart the window begins as it always does.
#[derive(Default)]
pub struct Way(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    place: Option<String>,
    destination: Option<Destination>,
}

impl Way {
    /// Keeps the place of the person, in the window's own words. False: it is too long.
    pub fn keep(&self, place: String) -> bool {
        let fits = place.len() <= LONGEST;
        if fits {
            self.kept().place = Some(place);
        }
        fits
    }

    /// The next window leads there.
    pub fn lead(&self, destination: Destination) {
        self.kept().destination = Some(destination);
    }

    /// The window that is there has taken it.
    pub fn led(&self) {
        self.kept().destination = None;
    }

    /// What a window that was just made finds. It leads to a destination once.
    pub fn arrive(&self) -> Arrival {
        let mut kept = self.kept();
        Arrival {
            kept: kept.place.clone(),
            destination: kept.destination.take(),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_window_finds_the_place_again_and_is_led_once() {
        let way = Way::default();
        assert_eq!(way.arrive().kept, None);
        assert!(way.keep("{}".into()));
        assert!(!way.keep("x".repeat(LONGEST + 1)));
        way.lead(Destination::Board);
        let arrival = way.arrive();
        assert_eq!(arrival.kept.as_deref(), Some("{}"));
        assert_eq!(arrival.destination, Some(Destination::Board));
        let again = way.arrive();
        assert_eq!(again.kept.as_deref(), Some("{}"));
        assert_eq!(again.destination, None);
    }
}
