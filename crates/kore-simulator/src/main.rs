//! Serves a pretend Kore.ai platform until Ctrl-C, for looking at the app by hand.

use std::io::Write as _;
use std::process::ExitCode;

use kore_simulator::{Setup, Simulator};
use lexopt::prelude::*;

const HELP: &str = "\
Serves a pretend Kore.ai platform on 127.0.0.1 until Ctrl-C.

  --port N         listen on this port (a free one where nothing is said)
  --bots N         N published bots in place of the sample estate
  --no-limits      no rate limits
  --client-id ID   take this client id; its secret is read from the environment variable
                   KORE_SIMULATOR_SECRET
";

/// Where the secret for `--client-id` is read from. Not an argument: those are visible to every
/// user of the computer.
const SECRET_VARIABLE: &str = "KORE_SIMULATOR_SECRET";

fn main() -> ExitCode {
    let setup = match setup_from(lexopt::Parser::from_env()) {
        Ok(Some(setup)) => setup,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(setup) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// What the arguments ask for; nothing for `--help`.
fn setup_from(mut arguments: lexopt::Parser) -> Result<Option<Setup>, lexopt::Error> {
    let (mut port, mut bots, mut no_limits, mut client_id) = (0, None, false, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => port = arguments.value()?.parse()?,
            Long("bots") => bots = Some(arguments.value()?.parse()?),
            Long("no-limits") => no_limits = true,
            Long("client-id") => client_id = Some(arguments.value()?.string()?),
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    let mut setup = match bots {
        Some(count) => Setup::many(count).limits(60, 1800),
        None => Setup::samples(),
    };
    if no_limits {
        setup = setup.no_limits();
    }
    if let Some(id) = client_id {
        let secret = std::env::var(SECRET_VARIABLE).unwrap_or_default();
        if secret.is_empty() {
            return Err(format!("--client-id needs {SECRET_VARIABLE}").into());
        }
        setup = setup.credentials(&id, &secret);
    }
    Ok(Some(setup.port(port)))
}

#[tokio::main]
async fn run(setup: Setup) -> std::io::Result<()> {
    let has_own_secret = setup.has_credentials();
    let sim = Simulator::start(setup).await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "address        {}", sim.origin())?;
    writeln!(out, "client id      {}", sim.client_id())?;
    if has_own_secret {
        writeln!(out, "client secret  as in {SECRET_VARIABLE}")?;
    } else {
        // Made up a moment ago and of use for this server alone: showing it gives nothing away.
        writeln!(out, "client secret  {}", sim.client_secret())?;
    }
    writeln!(out)?;
    for bot in sim.bots() {
        writeln!(out, "{}  {}", bot.id, bot.name)?;
    }
    writeln!(out, "\nCtrl-C ends it.")?;
    out.flush()?;
    drop(out);
    tokio::signal::ctrl_c().await?;
    sim.stop().await;
    Ok(())
}
