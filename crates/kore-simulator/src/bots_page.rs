//! Get Bots: the list with names, page by page.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::timeline::iso;
use crate::{Refusal, SimBot, made_up};

/// The largest page that the API gives out.
const MOST_ON_A_PAGE: usize = 50;

/// Which page is asked for. `offset` counts pages, not bots: so the clients in use read it,
/// though the page *Get Bots* calls it "starting position".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    number: usize,
    size: usize,
}

impl Page {
    /// Reads the query.
    pub(crate) fn read(query: &str) -> Result<Self, Refusal> {
        let mut page = Self {
            number: 0,
            size: MOST_ON_A_PAGE,
        };
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let number = || value.parse::<usize>().map_err(|_| Refusal::BadArguments);
            match name {
                "offset" => page.number = number()?,
                "limit" => page.size = number()?.clamp(1, MOST_ON_A_PAGE),
                _ => {}
            }
        }
        Ok(page)
    }

    /// The reply. `canary` stands where the platform gives out the secrets of the bots' apps.
    pub(crate) fn body<'a>(
        self,
        bots: impl ExactSizeIterator<Item = (&'a SimBot, bool)>,
        canary: &str,
    ) -> Value {
        let total = bots.len();
        let first = self.number.saturating_mul(self.size);
        let shown = bots.skip(first).take(self.size);
        let rows: Vec<Value> = shown
            .map(|(bot, published)| row(bot, published, canary))
            .collect();
        json!({
            "total": total,
            "availableMore": first.saturating_add(self.size) < total,
            "bots": rows,
        })
    }
}

/// The first bot was made on 1 January 2024, each other within two years after that.
fn made_on(bot: &SimBot) -> String {
    let day = i64::try_from(made_up::pick(&bot.id, 730)).unwrap_or(0);
    let time = Timestamp::from_second(1_704_067_200 + day * 86_400 + 46_871);
    iso(time.unwrap_or(Timestamp::UNIX_EPOCH))
}

fn row(bot: &SimBot, published: bool, canary: &str) -> Value {
    json!({
        "_id": bot.id,
        "accountId": made_up::mongo_id("account"),
        "purpose": "customer",
        "createdOn": made_on(bot),
        "createdBy": bot.owner,
        "type": "default",
        "defaultLanguage": "en",
        "isDeflect": false,
        "resourceid": "btstreams",
        // Only "published" is in the samples.
        "status": if published { "published" } else { "configured" },
        "icon": made_up::mongo_id("icon"),
        "name": bot.name,
        "description": format!("Answers questions about {}", bot.name.to_lowercase()),
        "isLinkedTo": [],
        "containsPanelOrWidget": false,
        "jwtApps": [{
            "clientId": format!("cs-{}", made_up::uuid_of(&format!("app of {}", bot.id))),
            "clientSecret": canary,
            "jtiClaimEnforced": false,
            "jweEncryptionEnforced": false,
            "createdOn": made_on(bot),
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bots(count: usize) -> Vec<SimBot> {
        (0..count)
            .map(|n| SimBot::new(&format!("st-{n}"), "Bot"))
            .collect()
    }

    fn page(query: &str, bots: &[SimBot]) -> (usize, bool, Option<String>) {
        let body = Page::read(query)
            .unwrap()
            .body(bots.iter().map(|bot| (bot, true)), "canary");
        let rows = body["bots"].as_array().unwrap();
        (
            rows.len(),
            body["availableMore"].as_bool().unwrap(),
            rows.first().map(|row| row["_id"].as_str().unwrap().into()),
        )
    }

    #[test]
    fn the_offset_counts_pages() {
        let bots = bots(120);
        assert_eq!(page("", &bots), (50, true, Some("st-0".into())));
        assert_eq!(
            page("offset=1&limit=50", &bots),
            (50, true, Some("st-50".into()))
        );
        assert_eq!(
            page("offset=2&limit=50", &bots),
            (20, false, Some("st-100".into()))
        );
        assert_eq!(page("offset=50&limit=50", &bots), (0, false, None));
    }

    #[test]
    fn a_page_never_holds_more_than_fifty() {
        assert_eq!(page("limit=1000", &bots(120)).0, 50);
    }

    #[test]
    fn an_offset_that_is_no_number_is_refused() {
        assert_eq!(Page::read("offset=first"), Err(Refusal::BadArguments));
        assert_eq!(Page::read("limit=-1"), Err(Refusal::BadArguments));
    }
}
