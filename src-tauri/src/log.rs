//! What the app says of itself on standard error.

use tracing_subscriber::EnvFilter;

/// Our own crates tell what happened, others only what went wrong. `PUBLISH_MONITOR_LOG` changes
/// that, in the form of `tracing_subscriber::EnvFilter`.
const DEFAULT: &str = "warn,publish_monitor=info,monitor=info,kore_api=info,history=info";

/// Starts to log, and keeps the payload of a panic out of the log: it may quote data.
pub fn start() {
    let filter = std::env::var("PUBLISH_MONITOR_LOG")
        .ok()
        .and_then(|directives| EnvFilter::try_new(directives).ok())
        .unwrap_or_else(|| EnvFilter::new(DEFAULT));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .try_init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "a part of the app stopped");
    }));
}
