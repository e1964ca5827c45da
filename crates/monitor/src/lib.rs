//! The one loop: plans checks under a budget, fetches, stores, tells.

pub mod backoff;
pub mod budget;
pub mod pace;
pub mod planner;
pub mod view;
