//! The one loop: plans checks under a budget, fetches, stores, tells.

pub mod view;
