//! What came in: for tests that ask what a client did, or whether it leaked something.

use std::collections::VecDeque;

use jiff::Timestamp;

/// How many requests and tokens are remembered; older ones go. The count goes on.
const REMEMBERED: usize = 20_000;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When it came, by the simulator's [`Clock`](crate::Clock).
    pub at: Timestamp,
    /// `GET`.
    pub method: String,
    /// Without the query.
    pub path: String,
    /// What stood behind `?`.
    pub query: Option<String>,
    /// What was answered; 0 where nothing was (yet).
    pub status: u16,
    /// The token's `jti`.
    pub jti: Option<String>,
}

/// The requests of one simulator.
#[derive(Debug, Default)]
pub(crate) struct Record {
    seen: VecDeque<Seen>,
    forgotten: u64,
    tokens: VecDeque<String>,
}

impl Record {
    /// Writes down a request and its token; the number is for [`Record::answered`].
    pub(crate) fn came(&mut self, seen: Seen, token: Option<&str>) -> u64 {
        if self.seen.len() >= REMEMBERED {
            self.seen.pop_front();
            self.forgotten += 1;
        }
        self.seen.push_back(seen);
        if let Some(token) = token {
            if self.tokens.len() >= REMEMBERED {
                self.tokens.pop_front();
            }
            self.tokens.push_back(token.to_owned());
        }
        self.count()
    }

    pub(crate) fn answered(&mut self, number: u64, status: u16) {
        let place = number
            .checked_sub(self.forgotten + 1)
            .and_then(|n| usize::try_from(n).ok());
        if let Some(seen) = place.and_then(|place| self.seen.get_mut(place)) {
            seen.status = status;
        }
    }

    pub(crate) fn count(&self) -> u64 {
        self.forgotten + self.seen.len() as u64
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.seen.iter().cloned().collect()
    }

    pub(crate) fn tokens(&self) -> Vec<String> {
        self.tokens.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(path: &str) -> Seen {
        Seen {
            at: Timestamp::UNIX_EPOCH,
            method: "GET".into(),
            path: path.into(),
            query: None,
            status: 0,
            jti: None,
        }
    }

    #[test]
    fn old_requests_go_and_the_count_and_the_answers_stay_right() {
        let mut record = Record::default();
        for _ in 0..REMEMBERED + 5 {
            record.came(request("/old"), Some("token"));
        }
        let number = record.came(request("/new"), None);
        record.answered(number, 200);
        record.answered(1, 500);
        let all = record.all();
        assert_eq!(all.len(), REMEMBERED);
        assert_eq!(record.count(), REMEMBERED as u64 + 6);
        assert_eq!(all.last().map(|seen| seen.status), Some(200));
        assert!(all.iter().all(|seen| seen.status != 500));
        assert_eq!(record.tokens().len(), REMEMBERED);
    }
}
