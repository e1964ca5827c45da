//! All of the history as a file, as a person saves it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use domain::{AccountId, ClientSecret};
use history::History;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use monitor::alert::Telling;
use monitor::overall::Summary;
use monitor::ports::{Boxed, Keychain, Outlet, SystemClock};
use monitor::view::{Changes, ExportDraft, ExportFormat, HistoryFilter, KeychainProblem, Mode};
use monitor::{HttpPlatform, Monitor, Ports};

use crate::{Outcome, memory};

/// A password store without a secret: nothing is checked meanwhile.
struct Empty;

impl Keychain for Empty {
    fn get(&self, _: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        Box::pin(async { Ok(None) })
    }

    fn put(&self, _: AccountId, _: ClientSecret) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(async { Ok(()) })
    }

    fn delete(&self, _: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(async { Ok(()) })
    }
}

/// Nobody listens.
struct Nobody;

impl Outlet for Nobody {
    fn changes(&self, _: Changes) {}

    fn notify(&self, _: Telling) -> Boxed<'_, bool> {
        Box::pin(async { true })
    }

    fn overall(&self, _: Summary) {}
}

pub fn measure(folder: &Path, path: &Path) -> Outcome<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let monitor = runtime.block_on(async {
        let history = History::open(path, Timestamp::UNIX_EPOCH)?.history;
        let ports = Ports {
            clock: Arc::new(SystemClock::start()),
            platform: Arc::new(HttpPlatform::default()),
            keychain: Arc::new(Empty),
            outlet: Arc::new(Nobody),
        };
        Outcome::Ok(Monitor::start(ports, Mode::Own, history, Vec::new())?)
    })?;
    println!("\nall of the history as a file");
    for (name, format) in [
        ("CSV", ExportFormat::Csv),
        ("JSON Lines", ExportFormat::JsonLines),
    ] {
        let file = folder.join("exported");
        memory::begin();
        let begun = Instant::now();
        let draft = ExportDraft {
            filter: HistoryFilter::default(),
            format,
            with_user_ids: true,
        };
        let exporter = runtime
            .block_on(monitor.exporter(draft, TimeZone::UTC))
            .map_err(|refusal| refusal.to_string())?;
        let mut to = BufWriter::new(File::create(&file)?);
        let written = exporter.write(&mut to, |_| true)?;
        to.flush()?;
        to.get_ref().sync_all()?;
        let took = begun.elapsed().as_secs_f64();
        let rows = written.publishes + written.gaps;
        println!(
            "  {name:<10} {} publishes, {} gaps: {took:.1} s, {:.0} rows a second, {} MB; {}",
            written.publishes,
            written.gaps,
            f64::from(rows) / took,
            std::fs::metadata(&file)?.len() / 1_000_000,
            memory::peak()
        );
        std::fs::remove_file(file)?;
    }
    runtime.block_on(monitor.stop());
    Ok(())
}
