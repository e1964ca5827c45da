//! What stands on the system's file dialogs.

use jiff::civil::Date;

use monitor::view::ExportFormat;

use crate::files::Wanted;

/// Where to save diagnostics. The day tells one from another in a folder of downloads.
pub fn save_diagnostics(day: Date) -> Wanted {
    Wanted {
        title: "Save diagnostics",
        kind: "Text",
        endings: &["txt"],
        name: format!("publish-monitor-diagnostics-{day}.txt"),
    }
}

/// Where to save the history.
pub fn save_history(format: ExportFormat, day: Date) -> Wanted {
    let (kind, endings): (_, &[_]) = match format {
        ExportFormat::Csv => ("Table (CSV)", &["csv"]),
        ExportFormat::JsonLines => ("JSON Lines", &["jsonl"]),
    };
    Wanted {
        title: "Save the history",
        kind,
        endings,
        name: format!("publish-history-{day}.{}", endings[0]),
    }
}

/// Where to save a report about a publish.
pub fn save_report(day: Date) -> Wanted {
    Wanted {
        title: "Save the report",
        kind: "Web page",
        endings: &["html", "htm"],
        name: format!("publish-report-{day}.html"),
    }
}

/// Where to save the set-up file.
pub fn save_setup_file() -> Wanted {
    Wanted {
        title: "Save the set-up file",
        kind: "Set-up file",
        endings: &["json"],
        name: "publish-monitor-set-up.json".to_owned(),
    }
}

/// Which set-up file to open.
pub fn open_setup_file() -> Wanted {
    Wanted {
        title: "Open a set-up file",
        kind: "Set-up file",
        endings: &["json", "txt"],
        name: String::new(),
    }
}

/// Which list of bots to open.
pub fn open_bot_list() -> Wanted {
    Wanted {
        title: "Open a list of bots",
        kind: "Lists (CSV or text)",
        endings: &["csv", "tsv", "txt"],
        name: String::new(),
    }
}
