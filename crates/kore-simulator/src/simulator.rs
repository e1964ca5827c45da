//! The running server and its handle.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::answer::answer;
use crate::made_up;
use crate::platform::Platform;
use crate::token::App;
use crate::{Change, Life, Limits, Mood, RetryAfter, Seen, Setup, SimBot, Switches};

/// A pretend platform that is being served. Dropping it stops it too, without waiting.
pub struct Simulator {
    platform: Arc<Platform>,
    address: SocketAddr,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Simulator {
    /// Begins to serve, on the tokio runtime that calls this.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn start(setup: Setup) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, setup.port)).await?;
        let address = listener.local_addr()?;
        let (client_id, client_secret) = setup.credentials.clone().unwrap_or_else(|| {
            let id = format!("cs-{}", Uuid::new_v4());
            (id, made_up::random_secret())
        });
        let app = App {
            client_id,
            client_secret,
        };
        let platform = Arc::new(Platform::new(setup, app, made_up::random_secret()));
        let stop = CancellationToken::new();
        let tasks = TaskTracker::new();
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&platform));
        tasks.spawn(accept(listener, router, stop.clone(), tasks.clone()));
        Ok(Self {
            platform,
            address,
            stop,
            tasks,
        })
    }

    /// `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The client id of the pretend app: `cs-…`.
    pub fn client_id(&self) -> &str {
        &self.platform.app.client_id
    }

    /// The client secret of the pretend app. It opens nothing but this simulator.
    pub fn client_secret(&self) -> &str {
        &self.platform.app.client_secret
    }

    /// The secret that Get Bots gives out as that of each bot's own app, and part of the mail
    /// addresses in change logs. A client has no use for
    /// either: search for it wherever it must not be.
    pub fn canary_secret(&self) -> &str {
        &self.platform.canary
    }

    /// The bots, in the order of Get Bots.
    pub fn bots(&self) -> Vec<SimBot> {
        let state = self.platform.state();
        state.bots.iter().map(|one| one.bot.clone()).collect()
    }

    /// Gives a bot another life, from now on. A life with an age (`Life::published(…)`, `ago`)
    /// has that age now.
    ///
    /// # Panics
    /// When there is no such bot.
    pub fn set_life(&self, bot_id: &str, life: Life) {
        let mut state = self.platform.state();
        let now = self.platform.life_now(&state);
        assert!(state.set_life(bot_id, life, now), "no bot {bot_id}");
    }

    /// Starts a publish now: as [`Simulator::set_life`], but the life's age is nothing.
    ///
    /// # Panics
    /// When there is no such bot.
    pub fn publish(&self, bot_id: &str, life: Life) {
        self.set_life(bot_id, life.ago(Duration::ZERO));
    }

    /// Adds a bot behind the others.
    pub fn add_bot(&self, bot_id: &str, name: &str, life: Life) {
        let mut state = self.platform.state();
        let now = self.platform.life_now(&state);
        state.add(SimBot::new(bot_id, name), life, now);
    }

    /// Deletes a bot: its status is then 400 `Invalid StreamId`.
    ///
    /// # Panics
    /// When there is no such bot.
    pub fn remove_bot(&self, bot_id: &str) {
        assert!(self.platform.state().remove(bot_id), "no bot {bot_id}");
    }

    /// Adds lines to a bot's change log. Lives add none of their own.
    pub fn log(&self, bot_id: &str, changes: Vec<Change>) {
        self.platform.state().log(bot_id, changes);
    }

    /// Changes what the whole server does, for requests that come from now on.
    pub fn set_mood(&self, mood: Mood) {
        self.platform.state().mood = mood;
    }

    /// The rules in force.
    pub fn switches(&self) -> Switches {
        self.platform.state().switches
    }

    /// Changes the rules, for requests that come from now on.
    pub fn set_switches(&self, switches: Switches) {
        self.platform.state().switches = switches;
    }

    /// Changes the `Retry-After` header of 429 and of server errors.
    pub fn set_retry_after(&self, retry_after: RetryAfter) {
        self.platform.state().retry_after = retry_after;
    }

    /// Changes the rate limits; requests already counted stay so.
    pub fn set_limits(&self, limits: Limits) {
        self.platform.state().limits = limits;
    }

    /// Lets this much time pass at once in the lives of the bots and in the rate windows.
    ///
    /// The server's own clock (the `Date` header, the judging of tokens) stays, since the
    /// client's does: times in replies can then lie ahead of it. To move both, hand in a clock
    /// with `Setup::clock`.
    pub fn advance(&self, time: Duration) {
        self.platform.state().advanced += time;
    }

    /// The last 20,000 requests, oldest first.
    pub fn requests(&self) -> Vec<Seen> {
        self.platform.record().all()
    }

    /// How many requests came in all.
    pub fn request_count(&self) -> u64 {
        self.platform.record().count()
    }

    /// Waits until this many requests came in all.
    pub async fn requests_reach(&self, count: u64) {
        let mut counts = self.platform.counts();
        // Cannot end early: the sender lives in the platform that this holds.
        let _ = counts.wait_for(|have| *have >= count).await;
    }

    /// The last 20,000 values of the `auth` header, as they came: to search for leaks.
    pub fn tokens(&self) -> Vec<String> {
        self.platform.record().tokens()
    }

    /// Closes the listening socket and every connection, and waits until that is done. The port
    /// is then free.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Takes connections until told to stop. Not `axum::serve`: its way to stop waits for open
/// connections, and a stalled one would never end.
async fn accept(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
    tasks: TaskTracker,
) {
    loop {
        let stream = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        match stream {
            Ok((stream, _)) => {
                tasks.spawn(serve(stream, router.clone(), stop.clone()));
            }
            // A client that is gone already, or no file handles left: the next may do better.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn serve(stream: TcpStream, router: Router, stop: CancellationToken) {
    // Small answers go out at once.
    let _ = stream.set_nodelay(true);
    let connection = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    tokio::select! {
        () = stop.cancelled() => {}
        // It ends with an error where a client went away or a body was cut on purpose.
        _ = connection => {}
    }
}
