//! What the running app costs: work and memory with its window shown, hidden and let go, beside a
//! bare window, and how it bears 10,000 bots that change at once.
//!
//! `cargo xtask bench app`; `BENCH_SECONDS` shortens the ten minutes of each measurement, `BENCH_ONLY`
//! names those that are wanted: `bare`, `300`, `1000`, `at-once`.

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("This benchmark needs Linux.");
}

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() {
    measure::all().await;
}

#[cfg(target_os = "linux")]
mod measure {
    use std::path::PathBuf;
    use std::time::Duration;

    use domain::{AccountId, BotId, ClientId};
    use e2e::{Started, World, screen, until};
    use history::{AccountRecord, History};
    use jiff::Timestamp;
    use kore_simulator::{Setup, Simulator};

    const SETTLING: Duration = Duration::from_secs(20);
    /// Longer than anything here takes.
    const NEVER_MS: u32 = 86_400_000;

    pub async fn all() {
        let period = std::env::var("BENCH_SECONDS").ok();
        let period = period
            .and_then(|seconds| seconds.parse().ok())
            .unwrap_or(600);
        let period = Duration::from_secs(period);
        println!(
            "each over {} s; PSS and work summed over all processes of the program",
            period.as_secs()
        );
        let only = std::env::var("BENCH_ONLY").unwrap_or_default();
        let wanted =
            |name: &str| only.is_empty() || only.split_whitespace().any(|word| word == name);
        if wanted("bare") {
            bare(period).await;
        }
        for bots in [300, 1_000] {
            for window in [Shown, Hidden, LetGo] {
                if wanted(&bots.to_string()) {
                    app(bots, window, period).await;
                }
            }
        }
        if wanted("at-once") {
            at_once(10_000).await;
        }
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Window {
        Shown,
        Hidden,
        LetGo,
    }
    use Window::{Hidden, LetGo, Shown};

    async fn bare(period: Duration) {
        let world = World::new().await;
        let program = std::env::var_os("PUBLISH_MONITOR_BARE").map(PathBuf::from);
        let program = program.expect("PUBLISH_MONITOR_BARE names the bare window");
        let program = world.start_program(&program);
        screen::shows_the_window().await;
        report("a bare window", program, period).await;
    }

    async fn app(bots: usize, window: Window, period: Duration) {
        let sim = Simulator::start(Setup::many(bots))
            .await
            .expect("a platform");
        let mut world = World::new().await;
        fill(&world, &sim);
        world.lets_go_after(if window == LetGo { 200 } else { NEVER_MS });
        let tray = world.tray().await;
        let mut app = world.start();
        screen::shows_the_window().await;
        until("an icon", async || tray.title().await).await;
        if window != Shown {
            // Until every process of a shown window is there.
            tokio::time::sleep(SETTLING).await;
            let with_window = app.cost().programs;
            screen::closes_the_window();
            screen::shows_no_window().await;
            if window == LetGo {
                until("a window that was let go", async || {
                    (app.cost().programs < with_window).then_some(())
                })
                .await;
            }
        }
        let before = sim.requests().len();
        report(&format!("{bots} bots, window {window:?}"), app, period).await;
        println!("    {} checks meanwhile", sim.requests().len() - before);
    }

    async fn report(what: &str, mut program: Started, period: Duration) {
        tokio::time::sleep(SETTLING).await;
        let before = program.cost();
        let mut memory = Vec::new();
        for _ in 0..5 {
            tokio::time::sleep(period / 5).await;
            memory.push(program.cost().pss_kb);
        }
        let after = program.cost();
        memory.sort_unstable();
        let work = after.work.saturating_sub(before.work);
        println!(
            "{what}: {:.1} MB PSS (median of 5, {:.1} to {:.1}) in {} processes, {:.2} s of work ({:.2} % of one core)",
            mb(memory[2]),
            mb(memory[0]),
            mb(memory[4]),
            after.programs,
            work.as_secs_f64(),
            work.as_secs_f64() / period.as_secs_f64() * 100.0
        );
    }

    fn mb(kb: u64) -> f64 {
        Duration::from_millis(kb).as_secs_f64()
    }

    /// Every bot of an account changes when its server goes away: one message holds them all.
    async fn at_once(bots: usize) {
        let sim = Simulator::start(Setup::many(bots).no_limits())
            .await
            .expect("a platform");
        let mut world = World::new().await;
        fill(&world, &sim);
        let window = world.open().await;
        until("all bots in the window", async || {
            let rows = window.ask("return Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount'))").await;
            (rows.as_u64()? > u64::try_from(bots).ok()?).then_some(())
        })
        .await;
        window.ask(WATCH).await;
        sim.stop().await;
        window.clicks(e2e::Role::Button, "Check all now").await;
        window.sees("Cannot check").await;
        tokio::time::sleep(Duration::from_secs(10)).await;
        let told = window.ask("return window.benchTold()").await;
        println!("{bots} bots change at once: {told}");
        window.closes().await;
        world.wait_for_the_end().await;
    }

    /// Gaps between timers are tasks of the page's one thread; bursts of changes of the board are
    /// what came of one message.
    const WATCH: &str = "
        let last = performance.now(), longest = 0, gaps = [];
        const tick = () => {
            const now = performance.now();
            longest = Math.max(longest, now - last);
            if (now - last > 50) gaps.push(Math.round(now - last));
            last = now;
            setTimeout(tick, 4);
        };
        tick();
        const updates = [];
        new MutationObserver(() => {
            const now = performance.now();
            if (now - (updates.at(-1) ?? -1000) > 40) updates.push(now);
        }).observe(document.querySelector('[role=grid]'), { subtree: true, childList: true, characterData: true, attributes: true });
        window.benchTold = () => {
            let most = 0;
            for (const [at, from] of updates.entries()) {
                const within = updates.slice(at).filter((to) => to - from < 1000).length;
                most = Math.max(most, within);
            }
            return { longestTaskMs: Math.round(longest), tasksOver50Ms: gaps, updates: updates.length, mostUpdatesInASecond: most };
        };";

    /// An account with all bots of a platform, and its secret, as if a person had added it.
    fn fill(world: &World, sim: &Simulator) {
        std::fs::create_dir_all(world.app_data()).expect("a folder");
        let now = Timestamp::now();
        let mut history = History::open(&world.history(), now)
            .expect("a history")
            .history;
        let account = AccountRecord {
            name: "Bench".into(),
            secret_in_keychain: true,
            ..AccountRecord::new(
                AccountId::new("bench"),
                sim.origin(),
                ClientId::read(sim.client_id()).expect("an id"),
                now,
            )
        };
        history.add_account(&account).expect("an account");
        let bots: Vec<_> = sim
            .bots()
            .into_iter()
            .map(|bot| BotId::new(bot.id))
            .collect();
        history.add_bots(&account.id, &bots, now).expect("bots");
        history.close().expect("a file");
        world.keep_secret("bench", sim.client_secret());
    }
}
