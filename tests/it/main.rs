//! The shell, tested without a window.

mod types;
