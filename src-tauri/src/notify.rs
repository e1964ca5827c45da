//! Notifications of the system, with clicks that lead somewhere.
//!
//! One small file per system. Each says honestly what it knows of whether a person will see
//! anything, and runs its calls where they cannot hold up the loop.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(any(target_os = "linux", target_os = "windows"))]
mod markup;
#[cfg(target_os = "windows")]
mod windows;

#[cfg(target_os = "linux")]
pub use linux::Notifier;
#[cfg(target_os = "macos")]
pub use macos::Notifier;
#[cfg(target_os = "windows")]
pub use windows::Notifier;

/// What a notification says: plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// One line.
    pub title: String,
    /// What it means, and what to do.
    pub body: String,
}

/// What a click does. It may come with a word of the desktop's by which a window may come to the
/// front.
pub type Click = Box<dyn FnOnce(Option<String>) + Send>;
