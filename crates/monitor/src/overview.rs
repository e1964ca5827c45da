//! What a stretch of time looks like as a whole: how many publishes worked, how long it took to
//! mend those that did not, on which days and at which hours, and who. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::PublishState;
use history::{JobPoint, Stretch, Watching};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::view::{DayCount, Millis, Overview, PersonCount};

/// People who are named.
const PEOPLE: usize = 20;
const HOURS: usize = 24;
const DAYS_OF_A_WEEK: usize = 7;

/// Counts publishes that come bot by bot, the oldest of each first.
pub struct Tally {
    zone: TimeZone,
    good: u32,
    failed: u32,
    other: u32,
    /// By the local date.
    days: BTreeMap<String, (u32, u32)>,
    /// By day of the week from Monday, and hour.
    hours: [[u32; HOURS]; DAYS_OF_A_WEEK],
    people: HashMap<Option<i64>, (u32, u32)>,
    fixes: Vec<SignedDuration>,
    broken: u32,
    /// The bot that is counted, and since when it fails.
    bot: Option<i64>,
    fails_since: Option<Timestamp>,
}

impl Tally {
    /// Days and hours are those of `zone`.
    pub fn new(zone: TimeZone) -> Self {
        Self {
            zone,
            good: 0,
            failed: 0,
            other: 0,
            days: BTreeMap::new(),
            hours: [[0; HOURS]; DAYS_OF_A_WEEK],
            people: HashMap::new(),
            fixes: Vec::new(),
            broken: 0,
            bot: None,
            fails_since: None,
        }
    }

    /// Counts one more.
    pub fn add(&mut self, job: &JobPoint) {
        if self.bot != Some(job.bot) {
            self.end_bot();
            self.bot = Some(job.bot);
        }
        let failed = job.state == PublishState::Failed || job.part_failed;
        let good = job.state == PublishState::Published && !job.part_failed;
        self.good += u32::from(good);
        self.failed += u32::from(failed);
        self.other += u32::from(!good && !failed);

        let local = self.zone.to_datetime(job.at);
        let day = self.days.entry(local.date().to_string()).or_default();
        day.0 += u32::from(!failed);
        day.1 += u32::from(failed);
        let weekday = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or(0);
        let hour = usize::try_from(local.hour()).unwrap_or(0);
        self.hours[weekday % DAYS_OF_A_WEEK][hour % HOURS] += 1;
        let person = self.people.entry(job.who).or_default();
        person.0 += 1;
        person.1 += u32::from(failed);

        if failed {
            self.fails_since.get_or_insert(job.at);
        } else if good && let Some(since) = self.fails_since.take() {
            let works = job.at.saturating_add(job.lasted.unwrap_or_default());
            self.fixes
                .push(works.unwrap_or(job.at).duration_since(since));
        }
    }

    fn end_bot(&mut self) {
        self.broken += u32::from(self.fails_since.take().is_some());
    }

    /// Everything that was counted.
    pub fn overview(mut self, names: &HashMap<i64, String>, watched: &Watched) -> Overview {
        self.end_bot();
        self.fixes.sort_unstable();
        let fixes = u32::try_from(self.fixes.len()).unwrap_or(u32::MAX);
        let whole: SignedDuration = self.fixes.iter().sum();
        let mut people: Vec<_> = self.people.into_iter().collect();
        people.sort_by_key(|(who, (publishes, _))| (std::cmp::Reverse(*publishes), *who));
        Overview {
            good: self.good,
            failed: self.failed,
            other: self.other,
            fixes,
            mean_fix: (fixes > 0)
                .then(|| whole_ms(whole / i32::try_from(fixes).unwrap_or(i32::MAX))),
            median_fix: self.fixes.get(self.fixes.len() / 2).copied().map(whole_ms),
            broken: self.broken,
            days: self
                .days
                .into_iter()
                .map(|(date, (good, failed))| DayCount { date, good, failed })
                .collect(),
            hours: self.hours.iter().map(|hours| hours.to_vec()).collect(),
            more_people: u32::try_from(people.len().saturating_sub(PEOPLE)).unwrap_or(u32::MAX),
            people: people
                .into_iter()
                .take(PEOPLE)
                .map(|(who, (publishes, failed))| PersonCount {
                    id: who.and_then(|who| names.get(&who).cloned()),
                    publishes,
                    failed,
                })
                .collect(),
            unwatched_permille: unwatched_permille(&watched.watching),
            since: watched.begins_late().map(Timestamp::as_millisecond),
            unwatched_days: watched.missed_days(),
        }
    }
}

/// How bots were watched in a stretch of time.
pub struct Watched {
    zone: TimeZone,
    from: Timestamp,
    until: Timestamp,
    watching: Watching,
    /// When the first of them was added, or the stretch began.
    first: Option<Timestamp>,
    /// The local dates on which one of them was watched.
    days: BTreeSet<Date>,
}

impl Watched {
    /// Days are those of `zone`.
    pub fn new(zone: TimeZone, from: Timestamp, until: Timestamp) -> Self {
        Self {
            zone,
            from,
            until,
            watching: Watching::new(),
            first: None,
            days: BTreeSet::new(),
        }
    }

    /// Counts a piece of the life of a bot. Of one that is archived nobody misses anything any
    /// more, but it was watched.
    pub fn add(&mut self, piece: &Stretch, archived: bool) {
        if !archived {
            let sum = self.watching.entry(piece.why).or_default();
            *sum = sum.saturating_add(piece.until.duration_since(piece.since));
        }
        let first = self.first.get_or_insert(piece.since);
        *first = piece.since.min(*first);
        if piece.why.is_none() {
            // One that ends at midnight tells nothing of the day that begins.
            let until = piece.until - SignedDuration::from_millis(1);
            self.days
                .extend(self.dates(piece.since, until.max(piece.since)));
        }
    }

    fn dates(&self, from: Timestamp, until: Timestamp) -> impl Iterator<Item = Date> + use<> {
        let first = self.zone.to_datetime(from).date();
        let last = self.zone.to_datetime(until).date();
        std::iter::successors(Some(first), |day| day.tomorrow().ok())
            .take_while(move |day| *day <= last)
    }

    fn begins_late(&self) -> Option<Timestamp> {
        self.first.filter(|first| *first > self.from)
    }

    fn missed_days(&self) -> Vec<String> {
        if self.first.is_none() {
            return Vec::new();
        }
        self.dates(self.from, self.until)
            .filter(|day| !self.days.contains(day))
            .map(|day| day.to_string())
            .collect()
    }
}

/// The share of time that nobody watched, in thousandths; `None` where there is no time.
fn unwatched_permille(watching: &Watching) -> Option<u32> {
    let all: SignedDuration = watching.values().sum();
    let watched = watching.get(&None).copied().unwrap_or_default();
    let missed = (all - watched).as_millis();
    let permille = (missed * 1_000 + all.as_millis() / 2).checked_div(all.as_millis())?;
    u32::try_from(permille).ok()
}

fn whole_ms(duration: SignedDuration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_watched_is_a_share_of_the_bots_time() {
        let hours = SignedDuration::from_hours;
        let closed = Some(domain::Unwatched::Closed);
        let watching = Watching::from([(None, hours(15)), (closed, hours(5))]);
        assert_eq!(unwatched_permille(&watching), Some(250));
        assert_eq!(unwatched_permille(&Watching::new()), None);
    }

    #[test]
    fn days_before_the_first_bot_and_those_that_nobody_watched_are_named() {
        let at = |at: &str| at.parse::<Timestamp>().unwrap();
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let (from, until) = (at("2026-10-22T22:00:00Z"), at("2026-10-28T12:00:00Z"));
        let piece = |since: &str, until: &str, why| Stretch {
            since: at(since),
            until: at(until),
            why,
        };
        let closed = Some(domain::Unwatched::Closed);
        let pieces = [
            // In Berlin the 25th begins before midnight UTC, and has 25 hours.
            piece("2026-10-24T21:00:00Z", "2026-10-24T22:00:00Z", None),
            piece("2026-10-24T22:00:00Z", "2026-10-26T23:30:00Z", closed),
            piece("2026-10-26T23:30:00Z", "2026-10-26T23:40:00Z", None),
            piece("2026-10-26T23:40:00Z", "2026-10-28T12:00:00Z", closed),
        ];
        let mut watched = Watched::new(zone.clone(), from, until);
        for piece in &pieces {
            watched.add(piece, false);
        }
        assert_eq!(watched.begins_late(), Some(at("2026-10-24T21:00:00Z")));
        assert_eq!(
            watched.missed_days(),
            ["2026-10-23", "2026-10-25", "2026-10-26", "2026-10-28"]
        );
        let mut always = Watched::new(zone.clone(), pieces[0].since, until);
        for piece in &pieces {
            always.add(piece, true);
        }
        assert_eq!(always.begins_late(), None);
        assert_eq!(
            always.missed_days(),
            ["2026-10-25", "2026-10-26", "2026-10-28"]
        );
        assert_eq!(
            unwatched_permille(&always.watching),
            None,
            "all were archived"
        );
        let nothing = Watched::new(zone, from, until);
        assert_eq!(nothing.missed_days(), Vec::<String>::new());
    }

    fn point(bot: i64, at: &str, state: PublishState) -> JobPoint {
        JobPoint {
            bot,
            at: at.parse().unwrap(),
            state,
            part_failed: false,
            who: Some(bot),
            lasted: Some(SignedDuration::from_mins(1)),
        }
    }

    fn of(zone: &str, points: &[JobPoint]) -> Overview {
        let mut tally = Tally::new(TimeZone::get(zone).unwrap());
        for point in points {
            tally.add(point);
        }
        let names = HashMap::from([(1, "u-1".to_owned())]);
        let zone = TimeZone::get(zone).unwrap();
        tally.overview(
            &names,
            &Watched::new(zone, Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH),
        )
    }

    #[test]
    fn mending_counts_from_the_first_failure_to_the_end_of_the_publish_that_worked() {
        use PublishState::{Failed, Published, Publishing};
        let mut half = point(2, "2026-11-02T08:00:00Z", Published);
        half.part_failed = true;
        let seen = of(
            "UTC",
            &[
                point(1, "2026-11-01T08:00:00Z", Published),
                point(1, "2026-11-01T09:00:00Z", Failed),
                point(1, "2026-11-01T09:30:00Z", Failed),
                point(1, "2026-11-01T09:50:00Z", Publishing),
                point(1, "2026-11-01T10:00:00Z", Published),
                half,
                point(3, "2026-11-02T09:00:00Z", Published),
            ],
        );
        assert_eq!((seen.good, seen.failed, seen.other), (3, 3, 1));
        assert_eq!((seen.fixes, seen.broken), (1, 1));
        assert_eq!(seen.mean_fix, Some(61 * 60_000));
        let people: Vec<_> = seen
            .people
            .iter()
            .map(|person| (person.id.as_deref(), person.publishes, person.failed))
            .collect();
        assert_eq!(people, [(Some("u-1"), 5, 2), (None, 1, 1), (None, 1, 0)]);
    }

    /// In Berlin, 25 October 2026 has 25 hours: the same hour on the clock comes twice.
    #[test]
    fn days_and_hours_are_those_of_the_persons_clock_when_it_is_changed_too() {
        let seen = of(
            "Europe/Berlin",
            &[
                point(1, "2026-10-24T21:59:59Z", PublishState::Published),
                point(1, "2026-10-24T22:00:00Z", PublishState::Published),
                point(1, "2026-10-25T00:30:00Z", PublishState::Published),
                point(1, "2026-10-25T01:30:00Z", PublishState::Failed),
                point(1, "2026-10-25T22:59:59Z", PublishState::Published),
                point(1, "2026-10-25T23:00:00Z", PublishState::Published),
            ],
        );
        let days: Vec<_> = seen
            .days
            .iter()
            .map(|day| (day.date.as_str(), day.good, day.failed))
            .collect();
        assert_eq!(
            days,
            [
                ("2026-10-24", 1, 0),
                ("2026-10-25", 3, 1),
                ("2026-10-26", 1, 0)
            ]
        );
        assert_eq!(seen.hours[6][2], 2, "Sunday, 2 o'clock twice");
        assert_eq!(seen.hours.iter().flatten().sum::<u32>(), 6);
    }
}
