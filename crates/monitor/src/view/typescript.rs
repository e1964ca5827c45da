//! The TypeScript of the seam.

use domain::{Colour, FailureKind, PublishState, ResourceGroup, Unwatched};
use ts_rs::TS;

use super::{account, app, board, form, history, job, setup};

pub(super) fn declare<T: TS>(text: &mut String) {
    let config = ts_rs::Config::new();
    text.push_str(&T::docs().unwrap_or_default());
    text.push_str("export ");
    text.push_str(&T::decl(&config));
    text.push_str("\n\n");
}

/// The TypeScript of every type of the seam and of the domain's words that they use.
pub fn typescript() -> String {
    let mut text = String::new();
    let text_of = &mut text;
    declare::<PublishState>(text_of);
    declare::<FailureKind>(text_of);
    declare::<ResourceGroup>(text_of);
    declare::<Colour>(text_of);
    declare::<Unwatched>(text_of);
    for declarations in [
        app::declarations,
        account::declarations,
        board::declarations,
        job::declarations,
        history::declarations,
        form::declarations,
        setup::declarations,
    ] {
        declarations(text_of);
    }
    text
}
