//! What a person sees of the app, and what they do in it.

use std::path::Path;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::found::{is_named, spoken_name, tidy};
use crate::wait::until_or;
use crate::{Role, keys, until};

/// The open window.
pub struct Window {
    client: Client,
}

impl Window {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Waits until this text can be read somewhere.
    pub async fn sees(&self, text: &str) {
        let look = async || self.text().await.contains(text).then_some(());
        until_or(&format!("the words “{text}”"), look, async || {
            self.text().await
        })
        .await;
    }

    /// Waits until this text can no longer be read anywhere.
    pub async fn sees_no_more(&self, text: &str) {
        until(&format!("a window without “{text}”"), async || {
            (!self.text().await.contains(text)).then_some(())
        })
        .await;
    }

    /// Everything that can be read just now.
    pub async fn text(&self) -> String {
        let text = self.ask("return document.body.innerText").await;
        tidy(text.as_str().unwrap_or_default())
    }

    /// Waits for a thing of this role and spoken name.
    pub async fn finds(&self, role: Role, name: &str) -> Element {
        let look = async || self.look_for(role, name).await;
        until_or(&format!("{role:?} “{name}”"), look, async || {
            self.names(role).await
        })
        .await
    }

    /// A thing of this role and spoken name, if it is there now.
    pub async fn look_for(&self, role: Role, name: &str) -> Option<Element> {
        let candidates = self.client.find_all(Locator::Css(role.selector())).await;
        for candidate in candidates.ok()? {
            let named = spoken_name(&candidate)
                .await
                .is_ok_and(|spoken| is_named(&spoken, name));
            if named && candidate.is_displayed().await.unwrap_or(false) {
                return Some(candidate);
            }
        }
        None
    }

    /// The spoken names of everything of this role.
    async fn names(&self, role: Role) -> String {
        let mut names = Vec::new();
        let candidates = self.client.find_all(Locator::Css(role.selector())).await;
        for candidate in candidates.unwrap_or_default() {
            names.push(spoken_name(&candidate).await.unwrap_or_default());
        }
        format!("there are: {names:?}")
    }

    /// Presses a button (a choice, a heading that folds) as soon as it can be pressed.
    pub async fn clicks(&self, role: Role, name: &str) {
        let click = async || {
            let found = self.look_for(role, name).await?;
            found.click().await.ok()
        };
        let what = format!("a press on {role:?} “{name}”");
        until_or(&what, click, async || self.names(role).await).await;
    }

    /// Puts the pointer into a field, empties it and types.
    pub async fn fills(&self, field: &str, text: &str) {
        self.clicks(Role::TextBox, field).await;
        keys::press_with_control(&self.client, 'a').await;
        let typed = if text.is_empty() {
            String::from(char::from(Key::Delete))
        } else {
            text.to_owned()
        };
        keys::press(&self.client, &typed).await;
    }

    /// Puts the pointer into a field, and pastes over what stands there.
    pub async fn pastes(&self, field: &str, text: &str) {
        self.clicks(Role::TextBox, field).await;
        keys::press_with_control(&self.client, 'a').await;
        let paste = "return document.execCommand('insertText', false, arguments[0])";
        let pasted = self.ask_with(paste, vec![json!(text)]).await;
        assert_eq!(pasted, json!(true), "the field takes nothing");
    }

    /// Chooses a line of a list of choices. The list itself belongs to the system, which no
    /// WebDriver can press.
    pub async fn chooses(&self, field: &str, line: &str) {
        let choose =
            "const labelled = (one) => (one.ariaLabel ?? one.labels?.[0]?.innerText ?? '').trim();
            const field = [...document.querySelectorAll('select')]
                .find((one) => labelled(one).startsWith(arguments[0]));
            const line = [...field?.options ?? []].find((one) => one.label === arguments[1]);
            if (!line) return false;
            field.focus();
            field.selectedIndex = line.index;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));
            return true;";
        until(&format!("“{line}” in “{field}”"), async || {
            let chosen = self.ask_with(choose, vec![json!(field), json!(line)]).await;
            (chosen == json!(true)).then_some(())
        })
        .await;
    }

    /// Presses keys wherever the focus is.
    pub async fn types(&self, text: &str) {
        keys::press(&self.client, text).await;
    }

    /// Presses one key wherever the focus is.
    pub async fn presses(&self, key: Key) {
        keys::press(&self.client, &String::from(char::from(key))).await;
    }

    /// Presses a key while the control key is held.
    pub async fn presses_with_control(&self, key: char) {
        keys::press_with_control(&self.client, key).await;
    }

    /// Presses Tab while Shift is held.
    pub async fn presses_backwards(&self) {
        keys::press_back(&self.client).await;
    }

    /// The spoken name of what has the focus.
    pub async fn focused(&self) -> String {
        let Ok(element) = self.client.active_element().await else {
            return String::new();
        };
        spoken_name(&element).await.unwrap_or_default()
    }

    /// Presses Tab until this has the focus: that it comes at all is part of the journey.
    pub async fn tabs_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..60 {
            let focused = self.focused().await;
            if is_named(&focused, name) {
                return;
            }
            passed.push(focused);
            self.presses(Key::Tab).await;
        }
        panic!("the Tab key never came to “{name}”, only to {passed:?}");
    }

    /// Waits until a step has led to the heading of another place: it takes the focus there, and
    /// whoever types before that types into nothing.
    pub async fn arrives(&self, heading: &str) {
        let look = async || (self.focused().await == heading).then_some(());
        let what = format!("the focus on the heading “{heading}”");
        until_or(&what, look, async || {
            format!(
                "it is on “{}” in {}",
                self.focused().await,
                self.text().await
            )
        })
        .await;
    }

    /// What a line of the board says, cell by cell; `None` where there is no such bot in sight.
    /// A bot is known by its ID or by what its first cell says.
    pub async fn line(&self, bot: &str) -> Option<Vec<String>> {
        let cells = "const row = [...document.querySelectorAll('[data-bot]')].find((row) =>
              row.dataset.bot === arguments[0] ||
              row.querySelector('[role=gridcell]').innerText.trim() === arguments[0]);
            return row ? [...row.querySelectorAll('[role=gridcell]')].map((cell) =>
              cell.innerText) : null;";
        let cells = self.ask_with(cells, vec![json!(bot)]).await;
        let cells = cells.as_array()?.iter();
        Some(
            cells
                .map(|cell| tidy(cell.as_str().unwrap_or_default()))
                .collect(),
        )
    }

    /// The second cell of every line in sight.
    pub async fn states(&self) -> Vec<String> {
        let states = "return [...document.querySelectorAll('[role=row]')].map((row) =>
            row.querySelectorAll('[role=gridcell]')[1]?.innerText).filter((state) => state)";
        let states = self.ask(states).await;
        let states = states.as_array().cloned().unwrap_or_default();
        states
            .iter()
            .filter_map(|state| state.as_str().map(tidy))
            .collect()
    }

    /// Waits until a bot's line says this about its state.
    pub async fn sees_state(&self, bot: &str, state: &str) {
        let look = async || {
            let line = self.line(bot).await?;
            line.get(1)?.starts_with(state).then_some(())
        };
        let what = format!("the bot “{bot}” as “{state}”");
        until_or(&what, look, async || self.text().await).await;
    }

    /// Opens a bot from the board, and waits until the focus is there.
    pub async fn opens(&self, bot: &str) {
        let row = format!(
            "//*[@data-bot][@data-bot='{bot}' or *[@role='gridcell'][1][normalize-space(.)='{bot}']]"
        );
        let click = async || {
            let row = self.client.find(Locator::XPath(&row)).await.ok()?;
            row.click().await.ok()
        };
        let what = format!("a press on the bot “{bot}”");
        until_or(&what, click, async || self.text().await).await;
        until_or(
            &format!("the page of the bot “{bot}”"),
            async || {
                let there = "const page = document.querySelector('[data-testid=bot]');
                return Boolean(page?.contains(document.activeElement)) &&
                    page.innerText.includes(arguments[0])";
                (self.ask_with(there, vec![json!(bot)]).await == json!(true)).then_some(())
            },
            async || self.text().await,
        )
        .await;
    }

    /// What a connection test says of a step: how it ended, and every sentence below it.
    pub async fn test_step(&self, step: &str) -> Option<(String, String)> {
        let said = "const step = document.querySelector(`[data-step='${arguments[0]}']`);
            return step ? [step.dataset.outcome, step.innerText] : null;";
        let said = self.ask_with(said, vec![json!(step)]).await;
        Some((said[0].as_str()?.to_owned(), tidy(said[1].as_str()?)))
    }

    /// Waits until a connection test stopped at a step, and gives what is said there.
    pub async fn sees_failed_step(&self, step: &str) -> String {
        let look = async || {
            let (outcome, said) = self.test_step(step).await?;
            (outcome == "failed").then_some(said)
        };
        let what = format!("a test that fails at {step}");
        until_or(&what, look, async || self.text().await).await
    }

    /// What stands by a field: whether it is marked as having a problem, and the notes about it.
    pub async fn notes(&self, field: &str) -> (bool, Vec<String>) {
        let field = self.finds(Role::TextBox, field).await;
        let notes = "const field = arguments[0];
            const notes = document.getElementById(field.getAttribute('aria-describedby').split(' ')[0]);
            return [field.getAttribute('aria-invalid') === 'true',
              [...notes.querySelectorAll('li')].map((note) => note.innerText.trim())];";
        let field = serde_json::to_value(&field).expect("an element travels");
        let told = self.ask_with(notes, vec![field]).await;
        let notes = told[1].as_array().cloned().unwrap_or_default();
        let notes = notes
            .iter()
            .filter_map(|note| note.as_str().map(tidy))
            .collect();
        (told[0] == json!(true), notes)
    }

    /// Waits until a field is marked as having a problem, and gives the notes about it.
    pub async fn sees_problem(&self, field: &str) -> Vec<String> {
        let look = async || {
            let (problem, notes) = self.notes(field).await;
            problem.then_some(notes)
        };
        until_or(&format!("a problem at “{field}”"), look, async || {
            self.text().await
        })
        .await
    }

    /// What a field holds.
    pub async fn value(&self, field: &str) -> String {
        let field = self.finds(Role::TextBox, field).await;
        field.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// Makes the window so large. Without a window manager the size is the page's.
    pub async fn resizes(&self, width: u32, height: u32) {
        self.client
            .set_window_size(width, height)
            .await
            .expect("the window is resized");
        until(&format!("a window of {width} × {height}"), async || {
            let size = self.ask("return [innerWidth, innerHeight]").await;
            (size == json!([width, height])).then_some(())
        })
        .await;
    }

    /// Keeps a picture of the window.
    pub async fn picture(&self, path: &Path) {
        let settled = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.client
            .execute_async(settled, Vec::new())
            .await
            .expect("two frames");
        // What is drawn reaches the screen a little later; nothing tells when.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let picture = self.client.screenshot().await.expect("a picture");
        std::fs::write(path, picture).expect("a file");
    }

    /// Looks at the window that was made after the one before was let go.
    pub async fn looks_again(&self) {
        until("a new window", async || {
            let newest = self.client.windows().await.ok()?.pop()?;
            self.client.switch_to_window(newest).await.ok()?;
            (self.ask("return document.readyState").await == json!("complete")).then_some(())
        })
        .await;
    }

    /// The address in the window.
    pub async fn address(&self) -> String {
        self.client
            .current_url()
            .await
            .expect("an address")
            .to_string()
    }

    /// How many windows there are.
    pub async fn windows(&self) -> usize {
        self.client.windows().await.expect("windows").len()
    }

    /// Runs a script in the page, as somebody would who got one in.
    pub async fn ask(&self, script: &str) -> Value {
        self.ask_with(script, Vec::new()).await
    }

    /// The same, with arguments. A page that is just being drawn anew answers nothing.
    pub async fn ask_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute(script, arguments)
            .await
            .unwrap_or_default()
    }

    /// Runs a script that answers later, by calling its last argument.
    pub async fn ask_slowly(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute_async(script, arguments)
            .await
            .expect("the script answers")
    }

    /// Closes the window, as its frame does.
    pub async fn closes(self) {
        let _ = self.client.close_window().await;
        let _ = self.client.close().await;
    }
}
