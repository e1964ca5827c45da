//! What a person changes about accounts and bots, while answers are on their way.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use domain::{BotId, ClientSecret, Colour, Host};
use history::AccountRecord;
use kore_api::{Answer, Credentials, Habits, ListedBots, LogCursor, LogPage, Network, Tested};
use kore_simulator::{Life, Setup, Simulator};
use monitor::HttpPlatform;
use monitor::ports::{Boxed, ConnectProblem, Platform, StatusSource};
use monitor::view::{
    AccountChange, BotArchive, BotChange, BotName, BotsDraft, FormOutcome, HostDraft,
    KeychainProblem, Note, Pace, PersonName, Refusal, SecretDraft, SecretPlace, SetupFileText,
};
use tokio::sync::Semaphore;

use crate::world::{World, row, two_bots};

/// The network, with a gate behind it: answers come, and are held until the test lets them in.
#[derive(Clone)]
struct Held {
    gate: Arc<Semaphore>,
    waiting: Arc<AtomicU32>,
    passed: Arc<AtomicU32>,
}

struct HeldSource {
    real: Arc<dyn StatusSource>,
    held: Held,
}

impl Held {
    fn new() -> Self {
        Self {
            gate: Arc::new(Semaphore::new(0)),
            waiting: Arc::default(),
            passed: Arc::default(),
        }
    }

    /// Waits until so many answers are there.
    async fn waiting(&self, answers: u32) {
        while self.waiting.load(Ordering::SeqCst) < answers {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Lets all in, and those that come later.
    async fn let_in(&self, answers: u32) {
        self.gate.add_permits(10_000);
        while self.passed.load(Ordering::SeqCst) < answers {
            tokio::task::yield_now().await;
        }
    }
}

impl Platform for Held {
    fn connect(
        &self,
        account: &AccountRecord,
        secret: ClientSecret,
    ) -> Result<Arc<dyn StatusSource>, ConnectProblem> {
        let real = HttpPlatform::default().connect(account, secret)?;
        let held = self.clone();
        Ok(Arc::new(HeldSource { real, held }))
    }

    fn test(
        &self,
        host: Host,
        credentials: Credentials,
        bot: Option<BotId>,
    ) -> Boxed<'static, Tested> {
        HttpPlatform::default().test(host, credentials, bot)
    }

    fn test_network(&self, host: Host, network: Network) -> Boxed<'static, Tested> {
        HttpPlatform::default().test_network(host, network)
    }

    fn network(&self) -> Network {
        Network::default()
    }

    fn use_network(&self, _: Network) {}
}

impl StatusSource for HeldSource {
    fn publish_status<'a>(&'a self, bot: &'a BotId) -> Boxed<'a, Answer> {
        Box::pin(async move {
            let answer = self.real.publish_status(bot).await;
            self.held.waiting.fetch_add(1, Ordering::SeqCst);
            if let Ok(permit) = self.held.gate.acquire().await {
                permit.forget();
            }
            self.held.passed.fetch_add(1, Ordering::SeqCst);
            answer
        })
    }

    fn habits(&self) -> Habits {
        self.real.habits()
    }

    fn learn(&self, habits: Habits) {
        self.real.learn(habits);
    }

    fn bots(&self) -> Boxed<'_, ListedBots> {
        self.real.bots()
    }

    fn change_log_page<'a>(
        &'a self,
        bot: &'a BotId,
        cursor: &'a mut LogCursor,
    ) -> Boxed<'a, LogPage> {
        self.real.change_log_page(bot, cursor)
    }
}

#[tokio::test]
async fn a_late_answer_of_a_signed_out_account_changes_nothing() {
    let held = Held::new();
    let world = World::over(two_bots(), Arc::new(held.clone())).await;
    let account = world.add_account().await;
    held.waiting(1).await;
    let gone = world.monitor.sign_out(account.clone()).await.unwrap();
    assert_eq!(gone.keychain, None);
    let before = world.monitor.snapshot().await.unwrap();
    held.let_in(1).await;
    let after = world.monitor.snapshot().await.unwrap();
    assert_eq!(after.bots, before.bots, "late answers were taken");
    assert!(after.bots.iter().all(|bot| bot.last_check_at.is_none()));
    assert_eq!(after.accounts[0].secret, SecretPlace::SignedOut);
    assert_eq!(after.accounts[0].failure, None);
    assert!(world.pocket.secrets.lock().unwrap().is_empty());
    assert_eq!(world.simulator.request_count(), 1, "nothing more was sent");
}

#[tokio::test]
async fn a_late_answer_of_a_removed_account_changes_nothing_for_the_one_made_after_it() {
    let held = Held::new();
    let world = World::over(two_bots(), Arc::new(held.clone())).await;
    let first = world.add_account().await;
    held.waiting(1).await;
    world.monitor.remove_account(first).await.unwrap();
    let mut draft = world.draft();
    draft.bot_ids = "st-3333".into();
    assert_eq!(world.add(draft).await.outcome, FormOutcome::Saved);
    held.waiting(2).await;
    held.let_in(2).await;
    let board = world
        .until("the new one checked", |board| {
            board.bots.iter().any(|bot| bot.failure.is_some())
        })
        .await;
    assert_eq!(board.accounts.len(), 1);
    assert_eq!(board.bots.len(), 1, "only the bot of the new account");
}

#[tokio::test]
async fn a_late_answer_of_the_old_host_does_not_count_for_the_new_one() {
    let held = Held::new();
    let world = World::over(two_bots(), Arc::new(held.clone())).await;
    let other = Simulator::start(
        two_bots().credentials(world.simulator.client_id(), world.simulator.client_secret()),
    )
    .await
    .unwrap();
    other.set_life("st-1111", Life::failed(Duration::from_mins(5)));
    let account = world.add_account().await;
    held.waiting(1).await;
    let draft = HostDraft {
        account_id: account.clone(),
        host: format!("{}/builder/x", other.origin()),
    };
    let looked = world.monitor.preview_host(draft.clone()).await.unwrap();
    assert_eq!(looked.outcome, FormOutcome::Ready);
    assert_eq!(looked.notes[0].note, Note::HostCut);
    assert_eq!(
        world.monitor.change_host(draft).await.unwrap().outcome,
        FormOutcome::Saved
    );
    held.let_in(1).await;
    let board = world.until_all_checked().await;
    assert_eq!(other.request_count(), 2);
    assert_eq!(board.accounts[0].host, other.origin());
    assert_eq!(
        row(&board, "st-1111").job.as_ref().unwrap().state,
        domain::PublishState::Failed,
        "what the old host said was taken"
    );
    let board = world.restart().await.until_all_checked().await;
    assert_eq!(board.accounts[0].host, other.origin());
}

#[tokio::test]
async fn a_signed_out_account_keeps_what_is_known_stays_out_and_comes_back_with_a_secret() {
    let world = World::with(two_bots()).await;
    let account = world.add_account().await;
    let known = world.until_all_checked().await;
    world.monitor.sign_out(account.clone()).await.unwrap();
    let world = world.restart().await;
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(board.accounts[0].secret, SecretPlace::SignedOut);
    assert_eq!(row(&board, "st-2222").job, row(&known, "st-2222").job);
    world.monitor.retry_keychain(account.clone()).await.unwrap();
    assert_eq!(world.monitor.check_all().await.unwrap().left_out, 2);
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(board.accounts[0].secret, SecretPlace::SignedOut);

    let secret = SecretDraft {
        account_id: account,
        secret: world.simulator.client_secret().into(),
        keep_in_memory: false,
    };
    world.monitor.give_secret(secret).await.unwrap();
    let before = world.simulator.request_count();
    world.monitor.check_all().await.unwrap();
    world.simulator.requests_reach(before + 1).await;
    let world = world.restart().await;
    world
        .until("signed in again", |board| {
            board.accounts[0].secret == SecretPlace::Keychain
        })
        .await;
}

#[tokio::test]
async fn a_secret_that_the_password_store_keeps_is_told_until_it_is_gone() {
    let world = World::with(two_bots()).await;
    let account = world.add_account().await;
    *world.pocket.problem.lock().unwrap() = Some(KeychainProblem::Locked);
    let told = world.monitor.sign_out(account.clone()).await.unwrap();
    assert_eq!(told.keychain, Some(KeychainProblem::Locked));
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(board.accounts[0].keychain, Some(KeychainProblem::Locked));
    let told = world.monitor.sign_out(account.clone()).await.unwrap();
    assert_eq!(told.keychain, Some(KeychainProblem::Locked), "asked again");

    *world.pocket.problem.lock().unwrap() = None;
    let told = world.monitor.sign_out(account.clone()).await.unwrap();
    assert_eq!(told.keychain, None);
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(board.accounts[0].keychain, None);
    assert!(world.pocket.secrets.lock().unwrap().is_empty());
    *world.pocket.problem.lock().unwrap() = Some(KeychainProblem::Hanging);
    let told = world.monitor.remove_account(account).await.unwrap();
    assert_eq!(told.keychain, None, "there was none any more");
}

#[tokio::test]
async fn an_archived_bot_is_not_checked_keeps_its_history_and_comes_back() {
    let world = World::with(two_bots()).await;
    let account_id = world.add_account().await;
    let known = world.until_all_checked().await;
    let archive = |archived| BotArchive {
        account_id: account_id.clone(),
        bot_id: "st-2222".into(),
        archived,
    };
    world.monitor.archive_bot(archive(true)).await.unwrap();
    let board = world.monitor.snapshot().await.unwrap();
    let two = row(&board, "st-2222");
    assert!(two.archived && two.next_check_at.is_none() && two.pace == Pace::Stopped);
    assert_eq!(two.job, row(&known, "st-2222").job);
    assert_eq!(board.accounts[0].bots, 1);
    assert_eq!(world.monitor.check_all().await.unwrap().planned, 1);

    let world = world.restart().await;
    let board = world.monitor.snapshot().await.unwrap();
    assert!(row(&board, "st-2222").archived);
    world
        .until("one tray state", |_| {
            world
                .told
                .overall
                .lock()
                .unwrap()
                .as_ref()
                .is_some_and(|summary| summary.overall.bots == 1)
        })
        .await;
    world.monitor.archive_bot(archive(false)).await.unwrap();
    let board = world.monitor.snapshot().await.unwrap();
    assert!(row(&board, "st-2222").next_check_at.is_some());
    assert_eq!(board.accounts[0].bots, 2);
}

#[tokio::test]
async fn a_late_answer_of_an_archived_bot_does_not_count() {
    let held = Held::new();
    let one_bot = Setup::new().bot("st-1111", "One", Life::failed(Duration::from_hours(1)));
    let world = World::over(one_bot, Arc::new(held.clone())).await;
    let account_id = world.add_account().await;
    held.waiting(1).await;
    let archive = BotArchive {
        account_id,
        bot_id: "st-1111".into(),
        archived: true,
    };
    world.monitor.archive_bot(archive).await.unwrap();
    held.let_in(1).await;
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(row(&board, "st-1111").last_check_at, None);
}

#[tokio::test]
async fn a_thousand_bots_are_added_at_once_and_checked_one_by_one() {
    let world = World::with(two_bots()).await;
    let account_id = world.add_account().await;
    world.until_all_checked().await;
    let mut lines: Vec<_> = (0..960)
        .map(|n| format!("st-many-{n};Bot {n};Group {}", n % 7))
        .collect();
    lines.extend((0..40).map(|n| format!("cs-{n}-bad")));
    let mut draft = BotsDraft {
        account_id: account_id.clone(),
        bot_ids: lines.join("\r\n"),
        leave_out: false,
        names: Vec::new(),
    };
    let looked = world.monitor.preview_bots(draft.clone()).await.unwrap();
    assert_eq!(
        (looked.fresh, looked.bad, looked.odd_lines.len()),
        (960, 40, 40)
    );
    let refused = world.monitor.add_bots(draft.clone()).await.unwrap();
    assert_eq!(refused.outcome, FormOutcome::Refused);
    assert_eq!(world.monitor.snapshot().await.unwrap().bots.len(), 2);

    draft.leave_out = true;
    let before = world.simulator.request_count();
    let saved = world.monitor.add_bots(draft.clone()).await.unwrap();
    assert_eq!((saved.outcome, saved.added), (FormOutcome::Saved, 960));
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(row(&board, "st-many-959").name.as_deref(), Some("Bot 959"));
    assert_eq!(row(&board, "st-many-959").group.as_deref(), Some("Group 0"));
    // Six at a time, never a burst: the simulator counts what came by now.
    assert!(world.simulator.request_count() - before <= 36);
    let again = world.monitor.preview_bots(draft).await.unwrap();
    assert_eq!((again.fresh, again.watched), (0, 960));
}

#[tokio::test]
async fn what_a_person_says_of_bots_and_accounts_is_shown_and_kept() {
    let world = World::with(two_bots()).await;
    let account_id = world.add_account().await;
    let change = BotChange {
        account_id: account_id.clone(),
        bot_id: "st-1111".into(),
        name: Some(" Greeter\u{0} ".into()),
        group: Some("Retail".into()),
        note: Some("x".repeat(1_000_000)),
        favourite: Some(true),
    };
    world.monitor.change_bot(change).await.unwrap();
    let account = AccountChange {
        account_id: account_id.clone(),
        name: "Group production".into(),
        colour: Colour::Orange,
    };
    world.monitor.change_account(account).await.unwrap();
    let before = world.monitor.snapshot().await.unwrap();
    let world = world.restart().await;
    let board = world.monitor.snapshot().await.unwrap();
    let one = row(&board, "st-1111");
    assert_eq!(
        (one.name.as_deref(), one.group.as_deref()),
        (Some("Greeter"), Some("Retail"))
    );
    assert_eq!(one.note.as_ref().map(String::len), Some(2_000));
    assert!(one.favourite);
    assert_eq!(one.note, row(&before, "st-1111").note);
    assert_eq!(board.accounts[0].colour, Colour::Orange);
    assert_eq!(board.accounts[0].name, "Group production");

    let unnamed = AccountChange {
        account_id,
        name: "  ".into(),
        colour: Colour::None,
    };
    world.monitor.change_account(unnamed).await.unwrap();
    let board = world.monitor.snapshot().await.unwrap();
    assert!(
        board.accounts[0].name.starts_with("127.0.0.1"),
        "the host's"
    );
    let nobody = AccountChange {
        account_id: "nobody".into(),
        name: "x".into(),
        colour: Colour::None,
    };
    assert_eq!(
        world.monitor.change_account(nobody).await,
        Err(Refusal::Gone)
    );
}

#[tokio::test]
async fn a_host_that_is_another_account_already_is_refused_and_a_secret_in_memory_goes_along() {
    let world = World::with(two_bots()).await;
    let first = world.add_account().await;
    let mut draft = world.draft();
    draft.host = "https://de-platform.kore.ai".into();
    draft.bot_ids = String::new();
    draft.keep_in_memory = true;
    let second = world.add(draft).await.account_id.unwrap();
    let to = |host: String| HostDraft {
        account_id: second.clone(),
        host,
    };
    let twin = world
        .monitor
        .change_host(to(world.simulator.origin()))
        .await
        .unwrap();
    assert_eq!(
        (twin.outcome, twin.notes[0].note),
        (FormOutcome::Refused, Note::AccountExists)
    );
    let same = world
        .monitor
        .change_host(to("de-platform.kore.ai".into()))
        .await
        .unwrap();
    assert_eq!(same.outcome, FormOutcome::Saved);
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(
        board.accounts[1].secret,
        SecretPlace::Memory,
        "nothing changed"
    );
    world
        .monitor
        .change_host(to("https://bots.kore.ai".into()))
        .await
        .unwrap();
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(board.accounts[1].host, "https://bots.kore.ai");
    assert_eq!(board.accounts[1].secret, SecretPlace::Memory);
    assert_eq!(board.accounts[0].id, first);
}

#[tokio::test]
async fn a_set_up_file_prepares_a_colleague_without_the_secret() {
    let admin = World::with(two_bots()).await;
    let account_id = admin.add_account().await;
    let change = BotChange {
        account_id,
        bot_id: "st-1111".into(),
        name: Some("Greeter".into()),
        group: Some("Retail".into()),
        note: Some("only mine".into()),
        favourite: Some(true),
    };
    admin.monitor.change_bot(change).await.unwrap();
    let file = admin.monitor.export_setup_file().await.unwrap();
    assert_eq!(file, admin.monitor.export_setup_file().await.unwrap());
    assert!(!file.text.contains(admin.simulator.client_secret()));
    assert!(!file.text.contains("only mine"));

    let colleague = World::with(Setup::new()).await;
    let looked = colleague
        .monitor
        .preview_setup_file(file.clone())
        .await
        .unwrap();
    assert_eq!(looked.problem, None);
    assert_eq!((looked.accounts[0].fresh, looked.accounts[0].known), (2, 0));
    assert!(
        colleague
            .monitor
            .snapshot()
            .await
            .unwrap()
            .accounts
            .is_empty()
    );
    colleague
        .monitor
        .import_setup_file(file.clone())
        .await
        .unwrap();
    let board = colleague.monitor.snapshot().await.unwrap();
    assert_eq!(board.accounts[0].secret, SecretPlace::Awaited);
    let one = row(&board, "st-1111");
    assert_eq!(
        (one.name.as_deref(), one.group.as_deref()),
        (Some("Greeter"), Some("Retail"))
    );
    assert!(one.favourite);

    let secret = SecretDraft {
        account_id: board.accounts[0].id.clone(),
        secret: admin.simulator.client_secret().into(),
        keep_in_memory: false,
    };
    colleague.monitor.give_secret(secret).await.unwrap();
    colleague.until_all_checked().await;
    let again = colleague.monitor.import_setup_file(file).await.unwrap();
    assert_eq!((again.accounts[0].fresh, again.accounts[0].known), (0, 2));
    let board = colleague.monitor.snapshot().await.unwrap();
    assert_eq!((board.accounts.len(), board.bots.len()), (1, 2));

    let odd = SetupFileText { text: "{}".into() };
    let refused = colleague.monitor.import_setup_file(odd).await.unwrap();
    assert!(refused.problem.is_some() && refused.accounts.is_empty());
}

#[tokio::test]
async fn names_that_came_with_a_search_are_set_with_the_adding_and_none_replaces_a_typed_one() {
    let world = World::with(two_bots()).await;
    let account_id = world.add_account().await;
    let named = |bot_id: &str, name: &str| BotName {
        bot_id: bot_id.into(),
        name: name.into(),
    };
    let draft = BotsDraft {
        account_id,
        bot_ids: "st-named;Typed\nst-found\nst-blank".into(),
        leave_out: false,
        names: vec![
            named("st-named", "Found"),
            named("st-found", "Loans, \"new\";\tBerlin\n"),
            named("st-blank", "  "),
            named("st-elsewhere", "Not in the list"),
        ],
    };
    let saved = world.monitor.add_bots(draft).await.unwrap();
    assert_eq!(saved.added, 3);
    let board = world.monitor.snapshot().await.unwrap();
    let name = |bot: &str| row(&board, bot).name.clone();
    assert_eq!(name("st-named").as_deref(), Some("Typed"));
    assert_eq!(name("st-found").as_deref(), Some("Loans, \"new\"; Berlin"));
    assert_eq!(name("st-blank"), None);
    assert!(board.bots.iter().all(|bot| bot.bot_id != "st-elsewhere"));
}

#[tokio::test]
async fn a_person_is_named_renamed_and_without_a_name_again_and_the_window_hears_of_it() {
    let world = World::with(two_bots()).await;
    world.add_account().await;
    let board = world.until_all_checked().await;
    let job = row(&board, "st-1111").job.as_ref().unwrap();
    let id = job.started_by.clone().unwrap();
    assert_eq!(board.people, []);

    let named = async |id: &str, name: &str| {
        let (id, name) = (id.to_owned(), name.to_owned());
        world.monitor.name_person(PersonName { id, name }).await
    };
    let shown = async || {
        let people = world.monitor.snapshot().await.unwrap().people;
        people.into_iter().map(|one| one.name).collect::<Vec<_>>()
    };
    let resyncs = || {
        let changes = world.told.changes.lock().unwrap();
        changes.iter().filter(|changes| changes.resync).count()
    };
    let before = resyncs();
    named(&id, "  Ann\tBerg \u{7}").await.unwrap();
    assert_eq!(shown().await, ["Ann Berg"]);
    world.until("told of", |_| resyncs() > before).await;
    named(&id, "Ann").await.unwrap();
    assert_eq!(shown().await, ["Ann"]);
    named(&id, " ").await.unwrap();
    assert_eq!(shown().await, [""; 0]);
    assert_eq!(named("u-nobody", "Bob").await, Err(Refusal::Gone));
}
