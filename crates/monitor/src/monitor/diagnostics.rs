//! How the app is, for whoever helps.

use jiff::SignedDuration;

use super::Monitor;
use super::network::kept as network_kept;
use crate::diagnostics::{Diagnostics, KeptFacts, NetworkFacts, ShellFacts};
use crate::wake::Ask;

/// Of more bots it would only take longer, and tell the same.
const MOST_BOTS: u32 = 1_000;

impl Monitor {
    /// Everything that diagnostics tell. What cannot be asked just now is missing from it.
    pub async fn diagnostics(&self, shell: ShellFacts) -> Diagnostics {
        let now = self.ports.clock.now().wall;
        let since = now
            .saturating_sub(SignedDuration::from_hours(24))
            .unwrap_or(now);
        let read = self.read(move |reader| {
            let network = network_kept(reader)?;
            let facts = KeptFacts {
                schema_version: reader.schema_version()?,
                bytes: reader.file_bytes(),
                jobs: reader.job_count()?,
                alerts: reader.setting(super::OUTSIDE)?.as_deref() != Some(super::OFF),
                alert_choices: reader.rule_choices()?.len(),
                quiets: reader.quiets(now)?.len(),
                network: NetworkFacts {
                    proxy: network.proxy(),
                    of_system: false,
                    by_script: false,
                    extra_authorities: network.has_authorities(),
                },
                watching: reader.watching(since, now, MOST_BOTS)?,
            };
            Ok(facts)
        });
        let mut kept = read.await.ok();
        if let Some(kept) = &mut kept {
            kept.network.of_system = kore_api::https_proxy_of_system().is_some();
            kept.network.by_script = kore_api::has_proxy_script().await;
        }
        Diagnostics {
            at: now,
            shell,
            kept,
            checking: self.ask(Ask::Diagnostics).await.ok(),
        }
    }
}
