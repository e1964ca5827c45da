//! Publish Monitor.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    publish_monitor::run();
}
