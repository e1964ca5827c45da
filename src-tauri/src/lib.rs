//! The shell: everything that knows Tauri.

#[macro_use]
mod command_list;

pub mod ipc_types;
