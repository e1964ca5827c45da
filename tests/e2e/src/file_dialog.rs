//! The system's file dialog: it stands outside the web view, so a person's keys go to the screen
//! itself.

use std::path::Path;
use std::time::Duration;

use tokio::time::sleep;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::{CURRENT_TIME, NONE};

use crate::until;

const SETTLES: Duration = Duration::from_millis(800);
const BETWEEN_KEYS: Duration = Duration::from_millis(20);

const ENTER: u32 = 0xff0d;
const ESCAPE: u32 = 0xff1b;
const SHIFT: u32 = 0xffe1;

/// Waits for the dialog of this title, types where the file is, and presses Enter. A dialog for
/// saving leaves the end of the name (`.txt`) as it suggested it.
pub async fn types_path(title: &str, path: &Path) {
    let keys = path.to_string_lossy().into_owned();
    answers(title, &keys, ENTER).await;
}

/// Waits for the dialog of this title, and presses Escape.
pub async fn gives_up(title: &str) {
    answers(title, "", ESCAPE).await;
}

async fn answers(title: &str, keys: &str, last: u32) {
    let what = format!("the dialog “{title}”");
    let window = until(&what, async || Keyboard::new().shown(title)).await;
    // A window manager would give it the keyboard.
    until(&format!("the keyboard in {what}"), async || {
        Keyboard::new().focuses(window).then_some(())
    })
    .await;
    // The dialog reads its folder first, and takes the focus where it wants it. Nothing tells when.
    sleep(SETTLES).await;
    let keyboard = Keyboard::new();
    for (at, key) in keys.chars().enumerate() {
        keyboard.press(u32::from(key));
        // The first `/` makes a field to type in appear.
        sleep(if at == 0 { SETTLES } else { BETWEEN_KEYS }).await;
    }
    sleep(SETTLES).await;
    keyboard.press(last);
    until(&format!("the end of {what}"), async || {
        Keyboard::new().shown(title).is_none().then_some(())
    })
    .await;
}

struct Keyboard {
    screen: RustConnection,
    root: Window,
}

impl Keyboard {
    fn new() -> Self {
        let (screen, number) = x11rb::connect(None).expect("a screen");
        let root = screen.setup().roots[number].root;
        Self { screen, root }
    }

    fn shown(&self, title: &str) -> Option<Window> {
        let tree = self.screen.query_tree(self.root).ok()?.reply().ok()?;
        tree.children.into_iter().find(|window| {
            let name =
                self.screen
                    .get_property(false, *window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64);
            let named = name
                .ok()
                .and_then(|name| name.reply().ok())
                .is_some_and(|name| name.value == title.as_bytes());
            let state = self.screen.get_window_attributes(*window).ok();
            let state = state.and_then(|state| state.reply().ok());
            named && state.is_some_and(|state| state.map_state == MapState::VIEWABLE)
        })
    }

    /// Whether the window has the keyboard by now; asks for it.
    fn focuses(&self, window: Window) -> bool {
        let asked = self
            .screen
            .set_input_focus(InputFocus::PARENT, window, CURRENT_TIME);
        let _ = asked.map(x11rb::cookie::VoidCookie::check);
        let focus = self.screen.get_input_focus();
        focus
            .ok()
            .and_then(|focus| focus.reply().ok())
            .is_some_and(|focus| focus.focus == window)
    }

    /// Presses the key of this symbol, with Shift where it needs it.
    fn press(&self, symbol: u32) {
        let (code, shifted) = self.key(symbol).expect("a key for it");
        let (shift, _) = self.key(SHIFT).expect("a Shift key");
        if shifted {
            self.event(KEY_PRESS_EVENT, shift);
        }
        self.event(KEY_PRESS_EVENT, code);
        self.event(KEY_RELEASE_EVENT, code);
        if shifted {
            self.event(KEY_RELEASE_EVENT, shift);
        }
    }

    fn event(&self, kind: u8, code: u8) {
        let event = self
            .screen
            .xtest_fake_input(kind, code, CURRENT_TIME, NONE, 0, 0, 0);
        event
            .expect("a screen")
            .check()
            .expect("a key that is pressed");
    }

    /// The key that makes a symbol, and whether Shift is held for it.
    fn key(&self, symbol: u32) -> Option<(u8, bool)> {
        let setup = self.screen.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let asked = self.screen.get_keyboard_mapping(first, last - first + 1);
        let mapping = asked.ok()?.reply().ok()?;
        let each = usize::from(mapping.keysyms_per_keycode);
        let keys = (first..=last).zip(mapping.keysyms.chunks(each));
        keys.into_iter().find_map(|(code, symbols)| {
            let at = symbols.iter().take(2).position(|one| *one == symbol)?;
            Some((code, at == 1))
        })
    }
}
