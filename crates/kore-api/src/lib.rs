//! The Kore.ai public API over HTTP.
