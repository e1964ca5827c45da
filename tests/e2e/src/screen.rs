//! The screen: whether the app's window can be seen there, and its close button.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::until;

/// Smaller ones are not for a person: toolkits make windows of their own.
const SMALLEST: u16 = 200;

/// Waits until the app's window can be seen.
pub async fn shows_the_window() {
    until("the app's window on the screen", async || {
        (visible() == 1).then_some(())
    })
    .await;
}

/// Waits until the app's window cannot be seen.
pub async fn shows_no_window() {
    until("a screen without the app's window", async || {
        (visible() == 0).then_some(())
    })
    .await;
}

/// So many windows of the app can be seen now.
pub fn visible() -> usize {
    let screen = Screen::look();
    screen
        .windows()
        .into_iter()
        .filter(|window| screen.is_visible(*window))
        .count()
}

/// Presses the close button of the window's frame: a window manager sends this.
pub fn closes_the_window() {
    let screen = Screen::look();
    let window = screen
        .windows()
        .into_iter()
        .find(|window| screen.is_visible(*window))
        .expect("a window on the screen");
    let delete = screen.atom("WM_DELETE_WINDOW");
    let message = ClientMessageEvent::new(
        32,
        window,
        screen.atom("WM_PROTOCOLS"),
        [delete, 0, 0, 0, 0],
    );
    screen
        .0
        .send_event(false, window, EventMask::NO_EVENT, message)
        .expect("it is sent");
    // An answer to anything later: the message has been delivered by then.
    screen.atom("WM_STATE");
}

struct Screen(RustConnection, Window);

impl Screen {
    fn look() -> Self {
        let (connection, number) = x11rb::connect(None).expect("a screen");
        let root = connection.setup().roots[number].root;
        Self(connection, root)
    }

    fn atom(&self, name: &str) -> u32 {
        let asked = self.0.intern_atom(false, name.as_bytes()).expect("an atom");
        asked.reply().expect("an atom").atom
    }

    fn windows(&self) -> Vec<Window> {
        let mut found = Vec::new();
        let mut below = vec![self.1];
        while let Some(window) = below.pop() {
            let Ok(tree) = self.0.query_tree(window).expect("a tree").reply() else {
                continue;
            };
            for child in tree.children {
                if self.is_named(child) {
                    found.push(child);
                } else {
                    below.push(child);
                }
            }
        }
        found
    }

    fn is_named(&self, window: Window) -> bool {
        let name = self
            .0
            .get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)
            .expect("a question")
            .reply();
        let large = self
            .0
            .get_geometry(window)
            .expect("a question")
            .reply()
            .is_ok_and(|size| size.width >= SMALLEST);
        large && name.is_ok_and(|name| name.value.starts_with(b"Publish Monitor"))
    }

    fn is_visible(&self, window: Window) -> bool {
        self.0
            .get_window_attributes(window)
            .expect("a question")
            .reply()
            .is_ok_and(|is| is.map_state == MapState::VIEWABLE)
    }
}
