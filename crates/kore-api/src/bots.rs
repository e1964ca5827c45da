//! The bots of an account, page by page (page *Get Bots*).

use std::collections::HashSet;

use domain::BotId;

use crate::address;
use crate::client::Client;
use crate::verdict::{Refusal, Reply, Verdict, is_page, judge, refusal, status_in};
use crate::wire::{self, BotsPage, ServerText};
use crate::{ClaimsForm, Error, Limits, Odd, PathForm, Said};

/// Bots on a page: the most that the platform gives.
const ON_A_PAGE: usize = 50;

/// Pages that are read at most; the platform allows 60 requests a minute.
const MOST_PAGES: u32 = 40;

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
        let mut seen = HashSet::new();
        let mut path = self.learned.path();
        // Counts pages, as clients in use do; the documentation calls it "starting position", and
        // a server that means that is found out by its second page, most of which is the first.
        let mut offset = 0;
        let mut counts_bots = false;
        while listed.pages < MOST_PAGES {
            let page = match self.page(path, offset, &mut listed.requests).await {
                Err(Error::NotKore {
                    odd: Odd::NoSuchAddress,
                    ..
                }) if listed.pages == 0 && path == self.learned.path() => {
                    path = path.other();
                    continue;
                }
                page => page?,
            };
            listed.pages += 1;
            let on_page = page.bots.len();
            let before = seen.len();
            for (id, name, status) in page.bots {
                if seen.insert(id.clone()) {
                    let id = BotId::new(id);
                    listed.bots.push(ListedBot { id, name, status });
                }
            }
            let fresh = seen.len() - before;
            let has_all = page.total.is_some_and(|total| seen.len() >= total);
            if page.more == Some(false) || has_all {
                listed.complete = true;
                return Ok(());
            }
            if on_page == 0 || fresh == 0 {
                // A server that promises more and gives none: no total, no promise.
                listed.complete = on_page == 0 && page.total.is_none();
                return Ok(());
            }
            counts_bots |= listed.pages == 2 && fresh * 2 < on_page;
            offset = if counts_bots { seen.len() } else { offset + 1 };
        }
        Ok(())
    }

    async fn page(
        &self,
        path: PathForm,
        offset: usize,
        requests: &mut u32,
    ) -> Result<BotsPage, Error> {
        let claims = self.learned.claims();
        match self.ask_page(path, offset, claims, requests).await? {
            Page::Read(page) => Ok(page),
            Page::Failed(error) => Err(error),
            Page::Refused(first) => {
                let other = claims.other(&first.text.words);
                match self.ask_page(path, offset, other, requests).await? {
                    Page::Read(page) => Ok(page),
                    Page::Failed(error) => Err(error),
                    Page::Refused(again) => Err(crate::refused::twice(&first, &again, None)),
                }
            }
        }
    }

    async fn ask_page(
        &self,
        path: PathForm,
        offset: usize,
        claims: ClaimsForm,
        requests: &mut u32,
    ) -> Result<Page, Error> {
        let url = address::bots(self.transport.host(), path, offset, ON_A_PAGE);
        *requests += 1;
        let token = self.token(claims)?;
        let reply = self.transport.ask(url, Some(token)).await?;
        Ok(judge_page(&reply, self.limits.max_body_bytes))
    }
}

#[derive(Debug)]
enum Page {
    Read(BotsPage),
    Refused(Refusal),
    Failed(Error),
}

fn judge_page(reply: &Reply, limit_bytes: usize) -> Page {
    let text = String::from_utf8_lossy(&reply.body);
    let body = text.trim_start_matches('\u{feff}').trim();
    let verdict = if (200..=299).contains(&reply.status) {
        if let Some(page) = wire::read_bots_page(body) {
            return Page::Read(page);
        }
        let words = ServerText::read(body);
        if words.is_empty() {
            return Page::Failed(not_a_list(reply.status, body));
        }
        let status = status_in(&words).unwrap_or(reply.status);
        refusal(reply, status, words, true)
    } else {
        // Which bot is asked about matters to answers with status 200 alone.
        judge(reply, &BotId::new(""), limit_bytes)
    };
    match verdict {
        Verdict::Refused(refusal) => Page::Refused(refusal),
        Verdict::Failed(error) => Page::Failed(error),
        // Words about bots and publishes: this address has no bot in it.
        Verdict::NotFound(_) | Verdict::Answered(_) => Page::Failed(Error::NotKore {
            status: reply.status,
            odd: Odd::NoSuchAddress,
            excerpt: Said::default(),
        }),
    }
}

fn not_a_list(status: u16, body: &str) -> Error {
    Error::NotKore {
        status,
        odd: if is_page(body) {
            Odd::Page
        } else {
            Odd::Unfamiliar
        },
        excerpt: Said::default(),
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
    match judge_page(&reply, Limits::default().max_body_bytes) {
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
