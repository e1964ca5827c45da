//! The connection test: one named result for each step.

use domain::{Algorithm, FailureKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FieldNote, Millis, TypedSecret};

view! {
    /// What to test: an account as it stands, or what a person typed so far.
    pub struct ConnectionDraft {
        /// An account that is there: its stored secret is used where `secret` is empty and the
        /// host is the account's own. A secret never goes to a host that it was not given for.
        pub account_id: Option<String>,
        /// The host field.
        pub host: String,
        /// The client id field.
        pub client_id: String,
        /// The secret field. Goes in, never comes out.
        #[ts(type = "string")]
        pub secret: TypedSecret,
        /// How tokens are signed.
        #[serde(default)]
        pub algorithm: Algorithm,
        /// The bot to ask about. Empty: a bot that the account watches, or none; without one the
        /// last step is not reached.
        pub bot_id: String,
    }

    /// What came of a connection test. Holds no secret: it may be copied as it is.
    pub struct ConnectionReport {
        /// What there is to say about the fields. With a problem among them nothing was sent, and
        /// no step was reached.
        pub notes: Vec<FieldNote>,
        /// All steps, in order.
        pub steps: Vec<StepResult>,
        /// Requests that were sent; they count for the allowance.
        pub requests: u32,
        /// How long it took.
        #[ts(type = "number")]
        pub took: Millis,
        /// The host, cut to its origin; empty where the field could not be read.
        pub host: String,
        /// The bot that was asked about; empty for none.
        pub bot_id: String,
        /// The proxy server that was used: its name and port.
        pub proxy: Option<String>,
    }

    /// What a connection test looks at, in this order.
    #[derive(Copy)]
    pub enum ConnectionStep {
        /// Something answers at the address.
        Reached,
        /// This computer trusts its certificate.
        CertificateTrusted,
        /// Its clock and this computer's agree.
        ClockAgrees,
        /// It accepts the client id and secret.
        SignedIn,
        /// The app may read the publish status.
        MayRead,
        /// The bot is there.
        BotExists,
    }

    /// What came of a step.
    #[derive(Copy)]
    pub enum StepOutcome {
        /// All is well.
        Passed,
        /// Something has to be done; `kind` says what.
        Failed,
        /// It could not be told, which does no harm: a server may keep its time to itself.
        NotTold,
        /// An earlier step failed, or there is no bot to ask about.
        NotReached,
    }

    /// One step of a connection test.
    pub struct StepResult {
        /// The step.
        pub step: ConnectionStep,
        /// What came of it.
        pub outcome: StepOutcome,
        /// Why it failed.
        pub kind: Option<FailureKind>,
        /// Who issued the server's certificate, trusted or not: a company's proxy has its own
        /// name here. With `certificateTrusted`.
        pub issuer: Option<String>,
        /// How far this computer's clock is ahead of the server's, negative where it is behind.
        /// With `clockAgrees`, where the server told its time.
        #[ts(type = "number | null")]
        pub clock_off: Option<Millis>,
        /// The kind of token that the server accepts. With `signedIn`.
        pub claims: Option<Claims>,
        /// The server refused tokens signed as chosen, and accepts those signed so. With
        /// `signedIn`.
        pub use_algorithm: Option<Algorithm>,
        /// Details for a technician: one line, without secrets. Empty where all is said.
        pub detail: String,
    }

    /// What a token holds besides the client id.
    #[derive(Copy)]
    pub enum Claims {
        /// Times, and an id that is used once.
        WithJti,
        /// Times: it is good for five minutes.
        Timed,
        /// Nothing: it never expires.
        Minimum,
    }
}
