//! What the web view itself says about an element: the name that a screen reader would speak.

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use url::{ParseError, Url};

/// *Get Computed Label* of the WebDriver standard.
#[derive(Debug)]
struct ComputedLabel(String);

impl WebDriverCompatibleCommand for ComputedLabel {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!(
            "session/{session}/element/{}/computedlabel",
            self.0
        ))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}

/// The spoken name of an element.
pub(crate) async fn spoken_name(element: &Element) -> Result<String, CmdError> {
    let client = element.clone().client();
    let id = element.element_id().to_string();
    let answer = client.issue_cmd(ComputedLabel(id)).await?;
    Ok(tidy(answer.as_str().unwrap_or_default()))
}

/// One blank where there is white space, none before a comma.
pub(crate) fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(" ,", ",")
}

/// Whether this is what was asked for. A name may go on behind a comma: "Bots, 2 need a look".
pub(crate) fn is_named(spoken: &str, name: &str) -> bool {
    spoken
        .strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
}
