//! Tests on real files.

mod basics;
mod world;
