//! The way out of this computer: proxy and extra authorities.

use std::fs::File;
use std::io::Read as _;

use domain::Host;
use history::Reader;
use kore_api::{Authorities, Network, Proxy, ProxyAddress, ProxyProblem};
use serde::{Deserialize, Serialize};

use super::Monitor;
use super::connection_test::step;
use crate::form::{self, note};
use crate::view::{
    Field, FieldNote, NetworkDraft, NetworkReply, NetworkSettings, NetworkTest, NetworkTestReport,
    Note, ProxyMode, Refusal,
};
use crate::wake::What;

const KEY: &str = "network";

/// No list of authorities is larger.
const LARGEST_FILE: u64 = 1024 * 1024;

/// Where accounts are tested against before there is one.
const USUAL_HOST: &str = "https://platform.kore.ai";

/// As it is kept. The certificates themselves are: a file that is moved or lies on a slow share
/// neither stops the checks nor holds up the start.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    chosen: NetworkDraft,
    authorities: String,
}

impl Kept {
    /// Which proxy server is used.
    pub fn proxy(&self) -> ProxyMode {
        self.chosen.proxy
    }

    /// More authorities are trusted than the computer's own.
    pub fn has_authorities(&self) -> bool {
        !self.authorities.is_empty()
    }
}

/// What was kept; what cannot be read counts as nothing kept.
pub(super) fn kept(reader: &Reader) -> Result<Kept, history::Problem> {
    let text = reader.setting(KEY)?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// The network to begin with.
pub(super) fn network_at_start(reader: &Reader) -> Result<Network, history::Problem> {
    Ok(network_of(&kept(reader)?, &mut Vec::new()))
}

fn network_of(kept: &Kept, notes: &mut Vec<FieldNote>) -> Network {
    let proxy = match kept.chosen.proxy {
        ProxyMode::System => Proxy::System,
        ProxyMode::Direct => Proxy::Direct,
        ProxyMode::Manual => match ProxyAddress::read(&kept.chosen.proxy_url) {
            Ok(address) => Proxy::Manual(address),
            Err(problem) => {
                let what = match problem {
                    ProxyProblem::Empty => Note::Empty,
                    ProxyProblem::Unreadable => Note::ProxyUnreadable,
                    ProxyProblem::HasUser => Note::ProxyHasUser,
                };
                notes.push(note(Field::Proxy, what, "", 0));
                Proxy::System
            }
        },
    };
    let authorities = if kept.authorities.is_empty() {
        Authorities::default()
    } else {
        Authorities::read(kept.authorities.as_bytes()).unwrap_or_else(|_| {
            notes.push(note(Field::ExtraCa, Note::CaFileNoCertificate, "", 0));
            Authorities::default()
        })
    };
    Network { proxy, authorities }
}

/// Reads the file that a person named.
async fn read_file(draft: NetworkDraft, notes: &mut Vec<FieldNote>) -> Kept {
    let mut chosen = draft;
    chosen.extra_ca = chosen.extra_ca.trim().to_owned();
    chosen.proxy_url = chosen.proxy_url.trim().to_owned();
    if chosen.extra_ca.is_empty() {
        return Kept {
            chosen,
            authorities: String::new(),
        };
    }
    let path = chosen.extra_ca.clone();
    let text = tokio::task::spawn_blocking(move || {
        let file = File::open(path).ok()?;
        if !file.metadata().ok()?.is_file() {
            return None;
        }
        let mut text = String::new();
        let read = file.take(LARGEST_FILE + 1).read_to_string(&mut text).ok()?;
        (read as u64 <= LARGEST_FILE).then_some(text)
    })
    .await;
    let Ok(Some(authorities)) = text else {
        notes.push(note(Field::ExtraCa, Note::CaFileUnreadable, "", 0));
        return Kept {
            chosen,
            authorities: String::new(),
        };
    };
    if authorities.is_empty() {
        notes.push(note(Field::ExtraCa, Note::CaFileNoCertificate, "", 0));
    }
    Kept {
        chosen,
        authorities,
    }
}

async fn settings(kept: Kept) -> NetworkSettings {
    let mut notes = Vec::new();
    let network = network_of(&kept, &mut notes);
    NetworkSettings {
        chosen: kept.chosen,
        system_proxy: kore_api::https_proxy_of_system(),
        pac: kore_api::has_proxy_script().await,
        authorities: network.authorities.names(),
        notes,
    }
}

impl Monitor {
    /// The network as it is set up.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn network_settings(&self) -> Result<NetworkSettings, Refusal> {
        Ok(settings(self.read(kept).await?).await)
    }

    /// Sets the network up; connections use it from now on.
    ///
    /// # Errors
    /// When the loop does not run. Refusals of the form are values.
    pub async fn set_network_settings(&self, draft: NetworkDraft) -> Result<NetworkReply, Refusal> {
        let mut notes = Vec::new();
        let new = read_file(draft, &mut notes).await;
        let network = network_of(&new, &mut notes);
        let before = self.read(kept).await?;
        if form::has_problem(&notes) {
            return Ok(reply(None, notes, before).await);
        }
        let text = serde_json::to_string(&new).map_err(|_| Refusal::Unreadable)?;
        let written = self
            .write(move |history| history.set_setting(KEY, &text))
            .await;
        match written {
            Err(Refusal::Closing) => Err(Refusal::Closing),
            Err(refusal) => Ok(reply(Some(refusal), notes, before).await),
            Ok(()) => {
                self.ports.platform.use_network(network);
                self.tell(What::Network).await?;
                Ok(NetworkReply {
                    saved: true,
                    ..reply(None, notes, new).await
                })
            }
        }
    }

    /// Tries settings out, kept or not. Nothing is sent that names anybody.
    ///
    /// # Errors
    /// When the history cannot be read. What the test finds is a value.
    pub async fn test_network(&self, test: NetworkTest) -> Result<NetworkTestReport, Refusal> {
        self.keeps()?;
        let mut notes = Vec::new();
        let chosen = read_file(test.network, &mut notes).await;
        let network = network_of(&chosen, &mut notes);
        let typed = if test.host.trim().is_empty() {
            let accounts = self.read(Reader::accounts).await?;
            accounts
                .first()
                .map_or_else(|| USUAL_HOST.to_owned(), |account| account.host.clone())
        } else {
            test.host
        };
        let host: Option<Host> = form::host(&typed, &mut notes);
        let Some(host) = host.filter(|_| !form::has_problem(&notes)) else {
            return Ok(NetworkTestReport {
                notes,
                steps: Vec::new(),
                host: String::new(),
                proxy: None,
            });
        };
        let proxy = network.proxy_for(&host);
        let tested = self
            .ports
            .platform
            .test_network(host.clone(), network)
            .await;
        Ok(NetworkTestReport {
            notes,
            steps: tested.steps.iter().map(step).collect(),
            host: host.origin().to_owned(),
            proxy,
        })
    }
}

async fn reply(refusal: Option<Refusal>, notes: Vec<FieldNote>, kept: Kept) -> NetworkReply {
    NetworkReply {
        saved: false,
        refusal,
        settings: settings(kept).await,
        notes,
    }
}
