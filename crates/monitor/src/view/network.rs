//! The way out of this computer: proxy and extra authorities.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FieldNote, Refusal, StepResult};

view! {
    /// Which proxy server is used. This computer's own addresses never go through one.
    #[derive(Copy, Default)]
    pub enum ProxyMode {
        /// As this computer is set up.
        #[default]
        System,
        /// The one that the person named.
        Manual,
        /// None.
        Direct,
    }

    /// What a person chose about the network.
    #[derive(Default)]
    pub struct NetworkDraft {
        /// Which proxy server.
        pub proxy: ProxyMode,
        /// Its address, such as `http://proxy.example.com:8080`; used with `manual` alone.
        pub proxy_url: String,
        /// A file with certificates of authorities to trust besides the computer's own, in the
        /// PEM form; empty for none.
        pub extra_ca: String,
    }

    /// The network as it is set up.
    pub struct NetworkSettings {
        /// What the person chose.
        pub chosen: NetworkDraft,
        /// The proxy server that this computer is set up with, for `https` addresses: its name
        /// and port.
        pub system_proxy: Option<String>,
        /// This computer finds its proxy by a script (PAC), which this app does not run: a proxy
        /// has to be named by hand.
        pub pac: bool,
        /// The names of the authorities in the extra file.
        pub authorities: Vec<String>,
        /// What is wrong with what was chosen, such as a file that is gone since.
        pub notes: Vec<FieldNote>,
    }

    /// What came of setting up the network.
    pub struct NetworkReply {
        /// It was kept, and connections use it from now on.
        pub saved: bool,
        /// Why not kept, where no note says it.
        pub refusal: Option<Refusal>,
        /// The network as it is set up now.
        pub settings: NetworkSettings,
        /// What there is to say about the fields, problems first.
        pub notes: Vec<FieldNote>,
    }

    /// What to try out: settings that need not be kept yet.
    pub struct NetworkTest {
        /// The settings.
        pub network: NetworkDraft,
        /// The address to reach; empty for the first account's host.
        pub host: String,
    }

    /// What came of it: the first three steps of a connection test, in which nothing is sent that
    /// names anybody.
    pub struct NetworkTestReport {
        /// What there is to say about the fields. With a problem among them nothing was sent.
        pub notes: Vec<FieldNote>,
        /// The steps; empty where nothing was sent.
        pub steps: Vec<StepResult>,
        /// The address that was tried.
        pub host: String,
        /// The proxy server that was used: its name and port.
        pub proxy: Option<String>,
    }
}
