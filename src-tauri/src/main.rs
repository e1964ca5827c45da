//! Publish Monitor.
fn main() {}
