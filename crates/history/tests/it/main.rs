//! Tests on real files.

mod basics;
mod damage;
mod opening;
mod paging;
mod replies;
mod world;
