//! The shell, tested without a window.

mod architecture;
mod commands;
mod permissions;
mod types;
