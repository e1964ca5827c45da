//! The TypeScript of the seam.

use ts_rs::TS;

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
    declare::<domain::Algorithm>(text_of);
    declare::<domain::PublishState>(text_of);
    declare::<domain::FailureKind>(text_of);
    declare::<domain::ResourceGroup>(text_of);
    declare::<domain::Colour>(text_of);
    declare::<domain::AlertKind>(text_of);
    declare::<domain::AlertRule>(text_of);
    declare::<domain::Unwatched>(text_of);
    declare::<domain::PartChange>(text_of);
    declare::<domain::FailedWith>(text_of);
    for declarations in [
        super::app::declarations,
        super::account::declarations,
        super::alerts::declarations,
        super::board::declarations,
        super::bots::declarations,
        super::change_log::declarations,
        super::job::declarations,
        super::comparison::declarations,
        super::usual::declarations,
        super::overview::declarations,
        super::history::declarations,
        super::data::declarations,
        super::people::declarations,
        super::form::declarations,
        super::presence::declarations,
        super::setup::declarations,
        super::setup_file::declarations,
        super::connection::declarations,
        super::find_bots::declarations,
        super::network::declarations,
        super::diagnostics::declarations,
        super::files::declarations,
        super::export::declarations,
        super::report::declarations,
    ] {
        declarations(text_of);
    }
    text
}
