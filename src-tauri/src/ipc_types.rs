//! The window's TypeScript, written from the list of commands and the types they carry.

use monitor::view;
use ts_rs::TS;

macro_rules! client {
    ($($name:ident: $request:ident => $answer:ident;)*) => {
        /// One line a command: its name, what it takes and what it answers.
        fn commands() -> Vec<(&'static str, String, String)> {
            let config = ts_rs::Config::new();
            vec![$((
                stringify!($name),
                <view::$request as TS>::name(&config),
                <view::$answer as TS>::name(&config),
            )),*]
        }
    };
}

with_commands!(client);

/// The names of all commands, without the one by which the window begins to listen.
pub fn command_names() -> Vec<&'static str> {
    commands().into_iter().map(|(name, _, _)| name).collect()
}

/// The text of `ui/src/ipc/generated.ts`.
pub fn typescript() -> String {
    let mut text = String::from(
        "// Written by `cargo xtask gen` from src-tauri/src/command_list.rs and\n\
         // crates/monitor/src/view. Do not edit.\n\n",
    );
    text.push_str(&view::typescript());
    text.push_str("/** Each command: what it takes and what it answers. */\n");
    text.push_str("export interface Commands {\n");
    for (name, request, answer) in commands() {
        text.push('\t');
        text.push_str(name);
        text.push_str(": { request: ");
        text.push_str(&request);
        text.push_str("; answer: ");
        text.push_str(&answer);
        text.push_str(" };\n");
    }
    text.push_str("}\n");
    text
}
