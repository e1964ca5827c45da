//! What the process allows others of the same person to do with it.

/// No core dump and no debugger in a released app: memory holds secrets.
pub fn harden() {
    #[cfg(all(target_os = "linux", not(debug_assertions)))]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        if set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err() {
            tracing::warn!("the process stays open to debuggers");
        }
    }
}
