//! What asking about many bots costs with this client, beside the same requests sent by the bare
//! HTTP library and by `curl`.
//!
//! `cargo run --release -p kore-api --example bench_client [-- --bots 10000 --rounds 5 --at-once 16]`
//!
//! The server is a process of its own on this computer, so that only the asking is measured:
//! requests per second by the wall clock, and processor time per request (user and system) of
//! the asking process. The three ways run in turn in every round, the first round is not counted,
//! and the medians are printed. The bare loop and curl send one fixed header and throw the answer
//! away; the client signs a token for each request and reads the answer. Linux only: processor
//! times come from `/proc`.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use domain::{BotId, ClientId, ClientSecret, Host};
use kore_api::{Client, Credentials, Habits, Limits};

const SAMPLE: &str = include_str!("../tests/support/sample.json");
const SAMPLE_BOT: &str = "st-a86a6717-340b-5830-a8b6-13b4aeb6b865";
const SECRET: &str = "a-secret-for-a-pretend-server-on-this-computer";

/// Linux counts processor time for `/proc` in hundredths of a second on every architecture.
const TICKS_PER_SECOND: f64 = 100.0;

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Clone, Copy)]
struct Options {
    bots: u32,
    rounds: u32,
    at_once: u32,
}

#[derive(Clone, Copy)]
struct Cost {
    per_second: f64,
    cpu_us_per_request: f64,
}

fn main() -> ExitCode {
    let outcome = match read_options() {
        Ok(None) => serve(),
        Ok(Some(options)) => measure(options),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// `None` where this process is to be the server.
fn read_options() -> Result<Option<Options>, lexopt::Error> {
    use lexopt::prelude::{Long, ValueExt};
    let mut options = Options {
        bots: 10_000,
        rounds: 5,
        at_once: 16,
    };
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("serve") => return Ok(None),
            Long("bots") => options.bots = arguments.value()?.parse()?,
            Long("rounds") => options.rounds = arguments.value()?.parse()?,
            Long("at-once") => options.at_once = arguments.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(options))
}

/// Serves the short sample for any bot until standard input ends.
#[tokio::main]
async fn serve() -> Result<(), Failure> {
    async fn answer(uri: axum::http::Uri) -> impl axum::response::IntoResponse {
        let bot = uri.path().split('/').nth(4).unwrap_or_default();
        (
            [("content-type", "application/json")],
            SAMPLE.replace(SAMPLE_BOT, bot),
        )
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    let stopped = tokio::task::spawn_blocking(|| std::io::stdin().lines().for_each(drop));
    axum::serve(listener, axum::Router::new().fallback(answer))
        .with_graceful_shutdown(async {
            let _ = stopped.await;
            // Clients keep their connections open; waiting for them would take for ever.
            std::process::exit(0);
        })
        .await?;
    Ok(())
}

fn measure(options: Options) -> Result<(), Failure> {
    let mut server = Command::new(std::env::current_exe()?)
        .arg("--serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let result = measure_against(&mut server, options);
    drop(server.stdin.take());
    server.wait()?;
    result
}

fn measure_against(server: &mut Child, options: Options) -> Result<(), Failure> {
    let mut port = String::new();
    let output = server.stdout.take().ok_or("the server has no output")?;
    BufReader::new(output).read_line(&mut port)?;
    let origin = format!("http://127.0.0.1:{}", port.trim());
    let folder = tempfile::tempdir()?;
    let curl_config = folder.path().join("curl.config");
    write_curl_config(&curl_config, &origin, options)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;

    let mut costs: [Vec<Cost>; 3] = Default::default();
    // One more than counted: the first warms up.
    for round in 0..=options.rounds {
        for step in 0..3 {
            // Each way comes first, second and third in turn.
            let way = (step + round as usize) % 3;
            let cost = match way {
                0 => own_cost(options, || {
                    runtime.block_on(ask_with_the_client(&origin, options))
                })?,
                1 => own_cost(options, || runtime.block_on(ask_bare(&origin, options)))?,
                _ => curl_cost(options, &curl_config)?,
            };
            if round > 0 {
                costs[way].push(cost);
            }
        }
    }
    print(options, &costs);
    Ok(())
}

fn print(options: Options, costs: &[Vec<Cost>; 3]) {
    println!(
        "{} bots, {} at once, medians of {} rounds\n",
        options.bots, options.at_once, options.rounds
    );
    println!("{:<14}{:>12}{:>20}", "", "requests/s", "CPU µs/request");
    let medians = costs.each_ref().map(|costs| Cost {
        per_second: median(costs.iter().map(|cost| cost.per_second)),
        cpu_us_per_request: median(costs.iter().map(|cost| cost.cpu_us_per_request)),
    });
    for (name, cost) in ["this client", "bare reqwest", "curl"].iter().zip(&medians) {
        println!(
            "{name:<14}{:>12.0}{:>20.1}",
            cost.per_second, cost.cpu_us_per_request
        );
    }
    let [own, bare, curl] = medians;
    println!();
    for (name, other) in [("bare reqwest", bare), ("curl", curl)] {
        println!(
            "this client beside {name}: {:.2} × the requests per second, {:.2} × the CPU",
            own.per_second / other.per_second,
            own.cpu_us_per_request / other.cpu_us_per_request
        );
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn bot(number: u32) -> String {
    format!("st-00000000-0000-5000-8000-{number:012}")
}

fn url(origin: &str, number: u32) -> String {
    format!("{origin}/api/public/bot/{}/publish/status", bot(number))
}

/// The wall clock and this process's processor time around `ask`.
fn own_cost(options: Options, ask: impl FnOnce() -> Result<(), Failure>) -> Result<Cost, Failure> {
    let cpu = cpu_seconds(13)?;
    let clock = Instant::now();
    ask()?;
    let wall = clock.elapsed().as_secs_f64();
    Ok(cost(options, wall, cpu_seconds(13)? - cpu))
}

/// The same of one curl process. The server is a child as well, but it is not waited for.
fn curl_cost(options: Options, config: &Path) -> Result<Cost, Failure> {
    let cpu = cpu_seconds(15)?;
    let clock = Instant::now();
    let status = Command::new("curl")
        .args(["--no-progress-meter", "--fail", "--noproxy", "*"])
        .args(["--parallel", "--parallel-immediate", "--parallel-max"])
        .arg(options.at_once.to_string())
        .arg("--config")
        .arg(config)
        .stderr(Stdio::null())
        .status()?;
    let wall = clock.elapsed().as_secs_f64();
    if !status.success() {
        return Err("curl did not get every answer".into());
    }
    Ok(cost(options, wall, cpu_seconds(15)? - cpu))
}

fn cost(options: Options, wall_seconds: f64, cpu_seconds: f64) -> Cost {
    let requests = f64::from(options.bots);
    Cost {
        per_second: requests / wall_seconds,
        cpu_us_per_request: cpu_seconds * 1e6 / requests,
    }
}

/// User and system time, which stand one after the other from `field` on, counted from zero
/// (proc(5): 13 this process, 15 its children that were waited for).
fn cpu_seconds(field: usize) -> Result<f64, Failure> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The name in parentheses may hold spaces.
    let (_, fields) = stat.rsplit_once(") ").ok_or("an odd /proc/self/stat")?;
    let mut ticks = 0.0;
    for text in fields.split(' ').skip(field - 2).take(2) {
        ticks += text.parse::<f64>()?;
    }
    Ok(ticks / TICKS_PER_SECOND)
}

async fn ask_with_the_client(origin: &str, options: Options) -> Result<(), Failure> {
    let host = Host::read(origin).map_err(|_| "an odd origin")?.host;
    let secret = ClientSecret::read(SECRET)
        .map_err(|_| "an odd secret")?
        .secret;
    let credentials = Credentials {
        client_id: ClientId::new("cs-bench"),
        secret,
        algorithm: domain::Algorithm::default(),
    };
    let client = Arc::new(Client::new(
        host,
        credentials,
        Habits::default(),
        Limits::default(),
    )?);
    all_at_once(options, move |number| {
        let client = Arc::clone(&client);
        async move {
            let job = client.publish_status(&BotId::new(bot(number))).await.job?;
            job.map(drop).ok_or_else(|| "no job came".into())
        }
    })
    .await
}

async fn ask_bare(origin: &str, options: Options) -> Result<(), Failure> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let origin = origin.to_owned();
    all_at_once(options, move |number| {
        let request = client
            .get(url(&origin, number))
            .header("auth", FIXED_TOKEN)
            .send();
        async move {
            let body = request.await?.error_for_status()?.bytes().await?;
            (!body.is_empty())
                .then_some(())
                .ok_or_else(|| "no body came".into())
        }
    })
    .await
}

/// As long as a real one.
const FIXED_TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwdWJsaXNoLW1vbml0b3IiLCJhcHBJZCI6ImNzLTExMTExMTExLTIyMjItNTMzMy04NDQ0LTU1NTU1NTU1NTU1NSIsImlhdCI6MTc2NDAwMDAwMCwiZXhwIjoxNzY0MDAwMzMwLCJqdGkiOiIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDAifQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Asks about every bot, `at_once` at a time.
async fn all_at_once<F>(
    options: Options,
    ask: impl Fn(u32) -> F + Clone + Send + 'static,
) -> Result<(), Failure>
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let next = Arc::new(AtomicU32::new(0));
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..options.at_once {
        let (next, ask) = (Arc::clone(&next), ask.clone());
        workers.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= options.bots {
                    return Ok::<(), Failure>(());
                }
                ask(number).await?;
            }
        });
    }
    while let Some(done) = workers.join_next().await {
        done??;
    }
    Ok(())
}

fn write_curl_config(path: &Path, origin: &str, options: Options) -> Result<(), Failure> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "header = \"auth: {FIXED_TOKEN}\"")?;
    for number in 0..options.bots {
        writeln!(
            file,
            "url = \"{}\"\noutput = \"/dev/null\"",
            url(origin, number)
        )?;
    }
    file.flush()?;
    Ok(())
}
