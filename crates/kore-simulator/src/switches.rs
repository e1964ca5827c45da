//! What can be switched about the whole platform: its rules, and its bad days.

use crate::Fault;

/// How the pretend app and its host are set up. The default is an app as the page *API
/// Introduction* describes it, with all permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "they are switches")]
pub struct Switches {
    /// The app's switch "Enforce JTI": a token without `jti` is refused.
    pub enforce_jti: bool,
    /// The app's switch "Enforce JWE": no token that is only signed is taken.
    pub enforce_jwe: bool,
    /// The app's signing algorithm is HS512: a token signed with HS256 is refused, and the other
    /// way round where it is off.
    pub signs_with_hs512: bool,
    /// Refuses every claim but `sub` and `appId`, the two of the documented payload.
    pub refuse_extra_claims: bool,
    /// Takes `iss` in place of `appId`, as the page *SDK Security* has it. Off by default: for
    /// the public APIs, *API Introduction* says that only `appId`, exactly so spelt, is read.
    pub accept_iss_alone: bool,
    /// The app may read the publish status (scope Bot Publish > Publish Status).
    pub publish_status_scope: bool,
    /// The app may list the bots (scope Profile Management > Role Management).
    pub role_management_scope: bool,
    /// The app may read the change logs (scope Logs > Bot Audit Logs).
    pub change_log_scope: bool,
    /// `/api/public/bot/{id}/publish/status` is served; otherwise it is a 404.
    pub plain_path: bool,
    /// `/api/1.1/public/bot/{id}/publish/status/` is served; otherwise it is a 404.
    pub versioned_path: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            enforce_jti: false,
            enforce_jwe: false,
            signs_with_hs512: false,
            refuse_extra_claims: false,
            accept_iss_alone: false,
            publish_status_scope: true,
            role_management_scope: true,
            change_log_scope: true,
            plain_path: true,
            versioned_path: true,
        }
    }
}

/// What the whole server does to every request that comes after it was set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// As documented.
    #[default]
    Normal,
    /// Every request gets this refusal.
    Refuse(Refusal),
    /// Every request gets 429.
    RateLimited {
        /// Which text it carries.
        window: RateText,
        /// Its `Retry-After` header.
        retry_after: RetryAfter,
    },
    /// 200 with a sign-in page, as a captive portal or a company's single sign-on sends.
    Html,
    /// 302 to this origin, with the asked path behind it.
    Redirect(String),
    /// This status with the platform's general error body, and `Retry-After` as configured.
    ServerError(u16),
    /// Requests are read and never answered, until the simulator stops.
    Stall,
    /// Every request gets this wrong answer.
    Fault(Fault),
    /// As documented, but the server's clock is this many seconds ahead (behind when negative).
    /// Moves the `Date` header and the judging of tokens.
    ClockOff(i64),
}

/// A refusal with its documented text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// 401 `Invalid SDK credentials`, 4002: no token, a wrong secret, an unknown client id.
    BadCredentials,
    /// 401 `Invalid JWT token`: text that is no token at all.
    BadToken,
    /// 401 `Permission denied. Scope is incorrect!`, 4002.
    MissingScope,
    /// The same with `message` in place of `msg`, as the page *Change Default Language* has it.
    MissingScopeAsMessage,
    /// 401 `error verifying the jwt: jwt expired`, 401.
    Expired,
    /// 401 for a token that was made in the future: a clock is wrong.
    FromTheFuture,
    /// 401 for a `jti` with a life over an hour (page *SDK Security*).
    LongJti,
    /// 401 for a `jti` that was seen before (page *SDK Security*).
    Replay,
    /// 401 for a token without `jti` where it is enforced. The pages give no text for it.
    NoJti,
    /// 400 `Invalid StreamId`.
    UnknownBot,
    /// 405 `Method Not Allowed`.
    WrongMethod,
    /// 412 `Validation errors/ Invalid arguments`, with the code as text as one API sends it.
    BadArguments,
    /// 404 `Not Found`.
    NotFound,
}

/// The three documented texts of a rate limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateText {
    /// "You've exceeded the per-minute rate limit. …"
    Minute,
    /// "You've exceeded the hourly rate limit. …"
    Hour,
    /// "Rate limit for this API has been reached. …"
    General,
}

/// The `Retry-After` header of refusals for now (429 and server errors). Whether the platform
/// sends one is not documented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RetryAfter {
    /// No header.
    #[default]
    Off,
    /// The seconds until the full window has room again; 60 where no window is full.
    Honest,
    /// This many seconds.
    Seconds(i64),
    /// An HTTP date this many seconds from now.
    DateIn(i64),
    /// This text.
    Text(String),
}
