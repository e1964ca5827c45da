//! Real keys, pressed one after the other, wherever the focus is.

use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// Presses keys in turn, the Enter key for the end of a line. What stands for a key that makes no
/// letter is in [`Key`].
pub async fn press(client: &Client, text: &str) {
    let keys = text
        .chars()
        .fold(KeyActions::new("keyboard".into()), |keys, key| {
            let value = if key == '\n' { Key::Enter.into() } else { key };
            keys.then(KeyAction::Down { value })
                .then(KeyAction::Up { value })
        });
    client
        .perform_actions(keys)
        .await
        .expect("keys are pressed");
}

/// Holds the control key and presses one other.
pub async fn press_with_control(client: &Client, key: char) {
    press_while(client, Key::Control.into(), key).await;
}

/// Holds the shift key and presses Tab.
pub async fn press_back(client: &Client) {
    press_while(client, Key::Shift.into(), Key::Tab.into()).await;
}

async fn press_while(client: &Client, held: char, key: char) {
    let keys = KeyActions::new("keyboard".into())
        .then(KeyAction::Down { value: held })
        .then(KeyAction::Down { value: key })
        .then(KeyAction::Up { value: key })
        .then(KeyAction::Up { value: held });
    client
        .perform_actions(keys)
        .await
        .expect("keys are pressed");
}
