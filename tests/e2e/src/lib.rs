//! What a journey of a person through the real window is made of.
//!
//! A [`World`] is a computer of its own: folders, session bus, password store and a WebDriver that
//! opens the app's own window. A [`Window`] is what a person sees and does: things are found by
//! role and spoken name, keys are real keys, and everything is waited for.
//!
//! Linux only: no WebDriver opens the web view of other systems. The journeys run with
//! `cargo xtask test journeys`, which builds the app and gives them a screen.

#![cfg(target_os = "linux")]
#![allow(
    clippy::missing_panics_doc,
    reason = "a journey that cannot go on panics and says where it stood"
)]

pub mod axe;
pub mod cost;
mod driver;
mod ending;
pub mod file_dialog;
mod found;
pub mod front;
mod keyring;
pub mod keys;
pub mod leak;
mod notifications;
mod process;
pub mod report;
mod role;
pub mod screen;
mod started;
mod tray;
mod wait;
mod window;
mod world;

pub use ending::EndingApp;
pub use notifications::{Notification, Notifications};
pub use role::Role;
pub use started::Started;
pub use tray::{MenuLine, Tray};
pub use wait::until;
pub use window::Window;
pub use world::World;
