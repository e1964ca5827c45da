//! Each publish is told at most once per state, whatever happens to it, to the clock and to the
//! app. Random lives over a real history.

use std::collections::BTreeMap;

use domain::{
    AccountId, BotId, ClientId, JobId, PLAIN_STUCK_AFTER, PublishJob, PublishState, Resource,
};
use history::{AccountRecord, AlertRow, History, Success, Told};
use jiff::{SignedDuration, Timestamp};
use monitor::alert::{decide, telling};
use proptest::prelude::*;

/// What may happen.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// The platform answers with this publish in this state.
    Reply {
        job: u8,
        state: PublishState,
        part_failed: bool,
    },
    /// The platform tells of none.
    Nothing,
    /// The clock moves, also back.
    Clock(i32),
    /// What gathered is told, or killed in the middle.
    Tell(Kill),
    /// The app is killed and started again.
    Restart,
}

/// Where a kill strikes while an alert is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kill {
    Never,
    BeforeItIsWritten,
    BeforeItIsShown,
    AfterItIsShown,
}

fn event() -> impl Strategy<Value = Event> {
    let state = prop::sample::select(vec![
        PublishState::Published,
        PublishState::Failed,
        PublishState::Publishing,
        PublishState::Waiting,
        PublishState::Unknown,
    ]);
    prop_oneof![
        6 => (0_u8..5, state, any::<bool>())
            .prop_map(|(job, state, part_failed)| Event::Reply { job, state, part_failed }),
        1 => Just(Event::Nothing),
        2 => (-7_200_i32..7_200).prop_map(Event::Clock),
        3 => prop::sample::select(vec![
            Kill::Never, Kill::Never, Kill::BeforeItIsWritten, Kill::BeforeItIsShown, Kill::AfterItIsShown,
        ]).prop_map(Event::Tell),
        1 => Just(Event::Restart),
    ]
}

struct Life {
    folder: tempfile::TempDir,
    history: Option<History>,
    account: AccountId,
    bot: BotId,
    now: Timestamp,
    waiting: Vec<AlertRow>,
    /// How often each was shown outside the window.
    shown: BTreeMap<i64, u32>,
}

impl Life {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let mut history = History::open(&folder.path().join("h.sqlite3"), now)
            .unwrap()
            .history;
        let account = AccountId::new("a");
        let bot = BotId::new("st-1");
        history
            .add_account(&AccountRecord::new(
                account.clone(),
                "https://platform.kore.ai",
                ClientId::new("cs-1"),
                now,
            ))
            .unwrap();
        history
            .add_bots(&account, std::slice::from_ref(&bot), now)
            .unwrap();
        Self {
            folder,
            history: Some(history),
            account,
            bot,
            now,
            waiting: Vec::new(),
            shown: BTreeMap::new(),
        }
    }

    fn history(&mut self) -> &mut History {
        self.history.as_mut().unwrap()
    }

    fn meet(&mut self, event: Event) {
        match event {
            Event::Reply {
                job,
                state,
                part_failed,
            } => {
                let told = publish(job, state, part_failed);
                self.answer(Some(&told));
            }
            Event::Nothing => self.answer(None),
            Event::Clock(seconds) => {
                self.now = self
                    .now
                    .checked_add(SignedDuration::from_secs(seconds.into()))
                    .unwrap();
            }
            Event::Tell(kill) => self.tell(kill),
            Event::Restart => self.restart(),
        }
    }

    fn answer(&mut self, job: Option<&PublishJob>) {
        self.now = self.now.checked_add(SignedDuration::from_secs(30)).unwrap();
        let (now, account, bot) = (self.now, self.account.clone(), self.bot.clone());
        let success = Success {
            account: &account,
            bot: &bot,
            at: now,
            every: SignedDuration::from_secs(60),
            job,
        };
        let (_, alerts) = self
            .history()
            .record_success_and_alert(&success, |seen| decide(seen, now, true, PLAIN_STUCK_AFTER))
            .unwrap();
        self.waiting
            .extend(alerts.into_iter().filter(|alert| alert.told == Told::Due));
    }

    fn tell(&mut self, kill: Kill) {
        let Some(telling) = telling(std::mem::take(&mut self.waiting)) else {
            return;
        };
        let alerts: Vec<i64> = telling.alerts.iter().map(|alert| alert.nr).collect();
        if kill == Kill::BeforeItIsWritten {
            return self.restart();
        }
        self.history().mark_alerts(&alerts, Told::Telling).unwrap();
        if kill == Kill::BeforeItIsShown {
            return self.restart();
        }
        for alert in &alerts {
            *self.shown.entry(*alert).or_default() += 1;
        }
        if kill == Kill::AfterItIsShown {
            return self.restart();
        }
        self.history().mark_alerts(&alerts, telling.told()).unwrap();
    }

    /// Without closing: as after a kill.
    fn restart(&mut self) {
        drop(self.history.take());
        let opened = History::open(&self.folder.path().join("h.sqlite3"), self.now).unwrap();
        assert_eq!(opened.damaged, None);
        let mut history = opened.history;
        self.waiting = history.take_up_alerts(Timestamp::MIN).unwrap();
        self.history = Some(history);
    }
}

fn publish(number: u8, state: PublishState, part_failed: bool) -> PublishJob {
    let at = Timestamp::from_second(1_700_000_000 + 600 * i64::from(number)).unwrap();
    PublishJob {
        id: Some(JobId::new(format!("ds-{number}"))),
        bot_id: None,
        state,
        server_status: None,
        percent: None,
        requested_at: Some(at),
        started_at: None,
        modified_at: None,
        started_by: None,
        version_comment: None,
        resources: vec![Resource {
            id: Some("SETTINGS".into()),
            kind: Some("SETTINGS".into()),
            name: None,
            state: if part_failed {
                PublishState::Failed
            } else {
                PublishState::Published
            },
            server_status: None,
            modules: Vec::new(),
            awaiting_approval: false,
            published_at: None,
        }],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn each_publish_is_told_at_most_once_per_state(events in prop::collection::vec(event(), 1..60)) {
        let mut life = Life::begin();
        for event in events {
            life.meet(event);
        }
        prop_assert!(life.shown.values().all(|times| *times == 1), "{:?}", life.shown);
        let mut spoken_of = BTreeMap::new();
        for alert in life.history().alerts(None, 500).unwrap() {
            let times = spoken_of.entry((alert.job, alert.kind.state_word())).or_insert(0);
            *times += 1;
            prop_assert_eq!(*times, 1, "{:?}", alert);
        }
        // What was shown is in the list, also after a kill.
        let listed: Vec<i64> = life.history().alerts(None, 500).unwrap().iter().map(|alert| alert.nr).collect();
        prop_assert!(life.shown.keys().all(|nr| listed.contains(nr)));
    }
}
