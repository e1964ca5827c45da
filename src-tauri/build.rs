//! Declares the app's commands to Tauri's permission system: what is not declared and granted is
//! refused.

include!("src/command_list.rs");

macro_rules! names {
    ($($name:ident: $request:ident => $answer:ident;)*) => {
        &["subscribe", $(stringify!($name)),*]
    };
}

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/src/command_list.rs");
    let commands = tauri_build::AppManifest::new().commands(with_commands!(names));
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(problem) = tauri_build::try_build(attributes) {
        println!("cargo:warning={problem:#}");
        std::process::exit(1);
    }
}
