use std::fs;

use e2e::{Role, World, axe};

use crate::history::half_a_year;
use crate::steps::photograph;

const BANNER: &str = "This history was written by a newer Publish Monitor. It can be read here, but \
     nothing is checked or kept until you update.";
const REFUSED: &str = "A newer Publish Monitor wrote this history, so it can only be read here.";

/// Files of the history, and what is in them. The end of a session may kill the app: SQLite's index
/// of an empty log stays then.
fn files(world: &World) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(world.app_data()).unwrap().map(Result::unwrap);
    let mut files: Vec<_> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, path)| {
            let passes = [".lock", "-shm"]
                .iter()
                .any(|ending| name.ends_with(ending));
            name.starts_with("history.sqlite3") && !passes && path.is_file()
        })
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .filter(|(name, bytes)| !name.ends_with("-wal") || !bytes.is_empty())
        .collect();
    files.sort();
    files
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn the_history_of_a_newer_version_is_read_with_words_and_not_one_byte_of_it_changes() {
    let mut world = World::new().await;
    half_a_year(&world, false);
    let mut bytes = fs::read(world.history()).unwrap();
    // The number of the form (page *Database File Format* of SQLite).
    bytes[63] += 1;
    fs::write(world.history(), bytes).unwrap();
    let before = files(&world);
    assert_eq!(before.len(), 1);

    let window = world.open().await;
    window.sees(BANNER).await;
    window
        .sees("Install the newest Publish Monitor on this computer.")
        .await;
    window.sees("Outdated").await;
    photograph(&window, "newer-board").await;
    assert_eq!(axe::findings(&window).await, [""; 0]);
    window.clicks(Role::Button, "Check all now").await;
    window.sees(REFUSED).await;

    window.clicks(Role::Button, "History").await;
    window.arrives("History").await;
    window.chooses("State", "Failed").await;
    window.chooses("Time", "Last 7 days").await;
    window.sees("2 publishes shown").await;
    window.sees(BANNER).await;
    window
        .ask("document.querySelector('tr[data-job] button').click()")
        .await;
    window.sees("What changed since it last worked").await;
    // What was said fades, and is pale meanwhile.
    window.sees_no_more(REFUSED).await;
    photograph(&window, "newer-publish").await;
    assert_eq!(axe::findings(&window).await, [""; 0]);

    window.clicks(Role::Button, "Settings").await;
    window.arrives("Settings").await;
    window.clicks(Role::Button, "Free space now").await;
    window.sees(REFUSED).await;
    photograph(&window, "newer-settings").await;
    window.closes().await;
    world.wait_for_the_end().await;
    let after = files(&world);
    let names: Vec<_> = after.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["history.sqlite3"]);
    // Not `assert_eq`: that would print a whole file.
    assert!(after == before, "the history was changed");
}
