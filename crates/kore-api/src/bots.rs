//! The bots of an account, page by page (page *Get Bots*).

use domain::BotId;

use crate::address;
use crate::client::Client;
use crate::pages::{MOST_PAGES, ON_A_PAGE, Page, Paging, judge_page};
use crate::verdict::Reply;
use crate::wire;
use crate::{Error, Limits, Said};

/// A bot of the platform's list. Nothing else of it is read: the reply holds secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedBot {
    /// Its id.
    pub id: BotId,
    /// What the platform calls it.
    pub name: Option<String>,
    /// The platform's word, such as `published`.
    pub status: Option<String>,
}

/// What came of listing bots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedBots {
    /// Each bot once, in the platform's order; also those found before an error.
    pub bots: Vec<ListedBot>,
    /// Pages read.
    pub pages: u32,
    /// These are all.
    pub complete: bool,
    /// How many HTTP requests it cost.
    pub requests: u32,
    /// Why the list ended early, or did not begin. Quotes nothing: whatever the status and shape
    /// of an answer here, it may hold secrets of other apps.
    pub error: Option<Error>,
}

impl Client {
    /// Lists the bots of the account. Needs a permission of its own, *Profile Management > Role
    /// Management*: without it the error is [`Error::MissingScope`].
    pub async fn bots(&self) -> ListedBots {
        let mut listed = ListedBots::default();
        if let Err(error) = self.read_pages(&mut listed).await {
            listed.error = Some(error.without_words());
        }
        listed
    }

    async fn read_pages(&self, listed: &mut ListedBots) -> Result<(), Error> {
        let host = self.transport.host();
        let url = |path, offset| address::bots(host, path, offset, ON_A_PAGE);
        let mut paging = Paging::default();
        let read = wire::read_bots_page;
        let first = self.first_page(|path| Ok(url(path, 0)), read, &mut listed.requests);
        let (path, mut page) = first.await?;
        loop {
            let on_page = page.bots.len();
            let before = paging.seen();
            for (id, name, status) in page.bots {
                if paging.is_new(&id) {
                    let id = BotId::new(id);
                    listed.bots.push(ListedBot { id, name, status });
                }
            }
            let fresh = paging.seen() - before;
            paging.next(on_page, fresh);
            listed.pages = paging.pages();
            let has_all = page.total.is_some_and(|total| paging.seen() >= total);
            if page.more == Some(false) || has_all {
                listed.complete = true;
                return Ok(());
            }
            if on_page == 0 || fresh == 0 {
                // A server that promises more and gives none: no total, no promise.
                listed.complete = on_page == 0 && page.total.is_none();
                return Ok(());
            }
            if listed.pages == MOST_PAGES {
                return Ok(());
            }
            let next = self.page(url(path, paging.offset()), read, &mut listed.requests);
            page = next.await?;
        }
    }
}

/// Reads a page of the list as [`Client::bots`] does.
///
/// # Errors
/// Whatever else the answer says; see [`Error`].
pub fn read_bots_page(status: u16, body: &[u8]) -> Result<Vec<ListedBot>, Error> {
    let reply = Reply {
        status,
        retry_after: None,
        redirect_to: None,
        server_now: None,
        body: body.to_vec(),
    };
    match judge_page(
        &reply,
        wire::read_bots_page,
        Limits::default().max_body_bytes,
    ) {
        Page::Read(page) => Ok(page
            .bots
            .into_iter()
            .map(|(id, name, status)| ListedBot {
                id: BotId::new(id),
                name,
                status,
            })
            .collect()),
        Page::Failed(error) => Err(error.without_words()),
        Page::Refused(refusal) => Err(Error::BadCredentials {
            status: refusal.status,
            wants_encryption: false,
            said: Said::default(),
        }),
    }
}
