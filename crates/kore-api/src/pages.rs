//! Lists that come page by page: what asking for a page takes, and where the next one begins.

use std::collections::HashSet;

use domain::BotId;
use reqwest::Url;

use crate::client::Client;
use crate::verdict::{Refusal, Reply, Verdict, is_page, judge, refusal, status_in};
use crate::wire::ServerText;
use crate::{ClaimsForm, Error, Odd, PathForm, Said};

/// Entries on a page: the most that the platform gives.
pub(crate) const ON_A_PAGE: usize = 50;

/// Pages that are read at most; the platform allows 60 requests a minute.
pub(crate) const MOST_PAGES: u32 = 40;

/// Where the next page begins. Counts pages, as the page *Get ChangeLogs* says and clients of *Get
/// Bots* do, which calls it "starting position". A server that means that is found out by its
/// second page, most of which is the first.
#[derive(Debug, Default)]
pub(crate) struct Paging {
    seen: HashSet<String>,
    pages: u32,
    offset: usize,
    counts_entries: bool,
}

impl Paging {
    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    /// Pages taken in.
    pub(crate) fn pages(&self) -> u32 {
        self.pages
    }

    /// Different entries so far.
    pub(crate) fn seen(&self) -> usize {
        self.seen.len()
    }

    /// Whether this entry is seen for the first time.
    pub(crate) fn is_new(&mut self, id: &str) -> bool {
        self.seen.insert(id.to_owned())
    }

    /// A page of `on_page` entries was taken in, of which `fresh` were new.
    pub(crate) fn next(&mut self, on_page: usize, fresh: usize) {
        self.pages += 1;
        self.counts_entries |= self.pages == 2 && fresh * 2 < on_page;
        self.offset = if self.counts_entries {
            self.seen.len()
        } else {
            self.offset + 1
        };
    }
}

/// How a page is read from the text of a reply; `None` for what is none.
pub(crate) type ReadPage<T> = fn(&str) -> Option<T>;

impl Client {
    /// Asks for a page, and once more with the other form of claims where the token was refused.
    pub(crate) async fn page<T>(
        &self,
        url: Url,
        read: ReadPage<T>,
        requests: &mut u32,
    ) -> Result<T, Error> {
        let claims = self.learned.claims();
        match self.ask_page(url.clone(), read, claims, requests).await? {
            Page::Read(page) => Ok(page),
            Page::Failed(error) => Err(error),
            Page::Refused(first) => {
                let other = claims.other(&first.text.words);
                match self.ask_page(url, read, other, requests).await? {
                    Page::Read(page) => Ok(page),
                    Page::Failed(error) => Err(error),
                    Page::Refused(again) => Err(crate::refused::twice(&first, &again, None)),
                }
            }
        }
    }

    async fn ask_page<T>(
        &self,
        url: Url,
        read: ReadPage<T>,
        claims: ClaimsForm,
        requests: &mut u32,
    ) -> Result<Page<T>, Error> {
        *requests += 1;
        let token = self.token(claims)?;
        let reply = self.transport.ask(url, Some(token)).await?;
        Ok(judge_page(&reply, read, self.limits.max_body_bytes))
    }

    /// The first page, at whichever of the two documented addresses it is; says at which.
    pub(crate) async fn first_page<T>(
        &self,
        url: impl Fn(PathForm) -> Result<Url, Error>,
        read: ReadPage<T>,
        requests: &mut u32,
    ) -> Result<(PathForm, T), Error> {
        let path = self.learned.path();
        match self.page(url(path)?, read, requests).await {
            Err(Error::NotKore {
                odd: Odd::NoSuchAddress,
                ..
            }) => {
                let path = path.other();
                Ok((path, self.page(url(path)?, read, requests).await?))
            }
            page => Ok((path, page?)),
        }
    }
}

#[derive(Debug)]
pub(crate) enum Page<T> {
    Read(T),
    Refused(Refusal),
    Failed(Error),
}

pub(crate) fn judge_page<T>(reply: &Reply, read: ReadPage<T>, limit_bytes: usize) -> Page<T> {
    let text = String::from_utf8_lossy(&reply.body);
    let body = text.trim_start_matches('\u{feff}').trim();
    let verdict = if (200..=299).contains(&reply.status) {
        if let Some(page) = read(body) {
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
        // Words about publishes: this address tells of none.
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
