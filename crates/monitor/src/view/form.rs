//! What a person types, and what there is to say about it.

use domain::Algorithm;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{KeychainProblem, TypedSecret};

view! {
    /// What a person typed to add an account.
    pub struct AccountDraft {
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
        /// The bot ids field.
        pub bot_ids: String,
        /// What the person calls the account; empty for the host's name.
        pub name: String,
        /// The password store did not serve, and the person chose to go on without it.
        pub keep_in_memory: bool,
    }

    /// One secret, typed again.
    pub struct SecretDraft {
        /// The account's id in this app.
        pub account_id: String,
        /// The secret field. Goes in, never comes out.
        #[ts(type = "string")]
        pub secret: TypedSecret,
        /// See [`AccountDraft::keep_in_memory`].
        pub keep_in_memory: bool,
    }

    /// Another host for an account.
    pub struct HostDraft {
        /// The account's id in this app.
        pub account_id: String,
        /// The host field.
        pub host: String,
    }

    /// What is wrong with a field, or worth saying about it.
    pub struct FieldNote {
        /// The field.
        pub field: Field,
        /// What about it.
        pub note: Note,
        /// A piece of what was typed, or of what it became, to show in the sentence. Never from
        /// the secret field.
        pub text: String,
        /// A line number from 1, or a count; 0 where neither makes sense.
        pub number: u32,
    }

    /// A field of a form.
    #[derive(Copy)]
    pub enum Field {
        /// The host.
        Host,
        /// The client id.
        ClientId,
        /// The secret.
        Secret,
        /// The bot ids.
        BotIds,
        /// The bot of a connection test.
        BotId,
        /// The proxy server's address.
        Proxy,
        /// The file with extra authorities.
        ExtraCa,
    }

    /// What there is to say about a field.
    #[derive(Copy)]
    pub enum Note {
        /// Problem: nothing was typed.
        Empty,
        /// Problem: not an address.
        HostUnreadable,
        /// Problem: not https.
        HostNotHttps,
        /// Problem: a name before an `@`.
        HostHasUser,
        /// Problem: an id where an address belongs.
        HostIsAnId,
        /// Remark: cut to its origin; `text` is what is left.
        HostCut,
        /// Problem: white space inside.
        ClientIdSpaces,
        /// Problem: the id of a bot, user or organisation.
        ClientIdOtherKind,
        /// Remark: white space around the secret was dropped.
        SecretTrimmed,
        /// Remark: the secret is shorter than usual.
        SecretShort,
        /// Remark: HS512 is meant for secrets of 64 characters and more.
        SecretShortFor512,
        /// Problem: over 1,024 bytes.
        SecretTooLong,
        /// Problem: the client id stands where the secret belongs.
        SecretIsClientId,
        /// Problem: a piece that is no bot id; `number` is its line, `text` the piece.
        BotIdUnreadable,
        /// Problem: more than anybody could mean; `number` is how many lines are read.
        BotIdsTooMany,
        /// Remark: `number` ids were given more than once, or are watched already.
        BotIdsRepeated,
        /// Remark: `number` bots are ready to be added.
        BotIdsCount,
        /// Problem: this host and client id are an account already; `text` is its name.
        AccountExists,
        /// Problem: the stored secret was given for another host.
        SecretForOtherHost,
        /// Problem: not the address of a proxy server.
        ProxyUnreadable,
        /// Problem: a name and password in the proxy server's address.
        ProxyHasUser,
        /// Problem: the file is not there or cannot be read.
        CaFileUnreadable,
        /// Problem: there is no certificate in the file, or one that cannot be read.
        CaFileNoCertificate,
    }

    /// What came of a form.
    pub struct FormReply {
        /// What happened.
        pub outcome: FormOutcome,
        /// What there is to say about the fields, problems first.
        pub notes: Vec<FieldNote>,
        /// The account that was made or changed.
        pub account_id: Option<String>,
        /// Bots added.
        pub added: u32,
        /// Why the password store did not serve, where the outcome says so.
        pub keychain: Option<KeychainProblem>,
    }

    /// What happened to a form.
    #[derive(Copy)]
    pub enum FormOutcome {
        /// Nothing stands against it (answer to a preview).
        Ready,
        /// Done.
        Saved,
        /// A field has a problem; nothing was changed.
        Refused,
        /// The password store did not serve; nothing was changed, and the person is asked
        /// whether to keep the secret in memory.
        KeychainRefused,
        /// The history file could not be written; nothing was changed.
        NotWritten,
    }
}
