//! The words that replies use for states.

/// One spelling of every state. The platform has several: see each constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The publish worked.
    pub done: &'static str,
    /// The publish failed.
    pub failed: &'static str,
    /// The publish is running.
    pub running: &'static str,
    /// The publish was asked for and has not begun.
    pub waiting: &'static str,
    /// A part worked.
    pub part_done: &'static str,
    /// A part failed.
    pub part_failed: &'static str,
    /// A part is running.
    pub part_running: &'static str,
    /// A part has not begun.
    pub part_waiting: &'static str,
}

impl Words {
    /// `successful`, `failed`, `inprogress` of the page *Bot Publish Status*. It gives no word
    /// for a publish that waits; `pending` is the word of Bot Export and Bot Import. For parts it
    /// shows `SUCCESS` only.
    pub const DOCUMENTED: Self = Self {
        done: "successful",
        failed: "failed",
        running: "inprogress",
        waiting: "pending",
        part_done: "SUCCESS",
        part_failed: "FAILED",
        part_running: "IN_PROGRESS",
        part_waiting: "PENDING",
    };
    /// The capitals of the older page (v9.2).
    pub const OLDER: Self = Self {
        done: "SUCCESSFUL",
        failed: "FAILED",
        running: "INPROGRESS",
        waiting: "PENDING",
        ..Self::DOCUMENTED
    };
    /// The platform's other background jobs, whose records have the same form.
    pub const DOCK: Self = Self {
        done: "SUCCESS",
        failed: "FAILURE",
        running: "IN_PROGRESS",
        waiting: "PENDING",
        part_failed: "FAILURE",
        ..Self::DOCUMENTED
    };
    /// Bot Export and Bot Import, which have one word for waiting and running.
    pub const IMPORT: Self = Self {
        done: "success",
        failed: "failure",
        running: "pending",
        waiting: "pending",
        part_done: "success",
        part_failed: "failure",
        part_running: "pending",
        part_waiting: "pending",
    };
    /// Training: `Finished`, `Inprogress`, `Failed`.
    pub const TRAINING: Self = Self {
        done: "Finished",
        failed: "Failed",
        running: "Inprogress",
        waiting: "Inprogress",
        ..Self::DOCUMENTED
    };
    /// A word that no page has, for a publish that is over and for one of its parts.
    pub const UNHEARD_OF: Self = Self {
        done: "PARTIALLY_DEPLOYED",
        part_failed: "HELD_BACK",
        ..Self::DOCUMENTED
    };
}
