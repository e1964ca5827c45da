//! Tells "this computer is offline" from "Kore.ai cannot be reached" and from "this network wants
//! a sign-in". Pure.

use domain::{FailureKind, Host};
use kore_api::{Cause, Error, Odd};

/// What the system says of its network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Network {
    /// Nobody said.
    #[default]
    Unknown,
    /// No way leads out of this computer.
    Offline,
    /// Some way leads out. Where to, nobody knows.
    Online,
}

/// What is known beside the answer itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    pub network: Network,
    /// The host is this computer itself, which needs no network.
    pub host_is_here: bool,
    /// The platform has answered for this account before.
    pub answered_before: bool,
    /// Every account fails to reach its host, and they are not all on one.
    pub several_hosts_fail: bool,
}

/// What a failed check speaks of, in the light of what else is known.
pub(crate) fn kind_of(error: &Error, evidence: Evidence) -> FailureKind {
    match error {
        Error::Unreachable {
            cause: Cause::NoNetwork,
        } => FailureKind::Offline,
        Error::Unreachable { .. } if is_offline(evidence) => FailureKind::Offline,
        // The right address sends no pages and points nowhere; what stands between does.
        Error::NotKore {
            odd: Odd::Page | Odd::Redirect { .. },
            ..
        } if evidence.answered_before && !evidence.host_is_here => FailureKind::SignInPage,
        _ => error.kind(),
    }
}

fn is_offline(evidence: Evidence) -> bool {
    !evidence.host_is_here
        && match evidence.network {
            Network::Offline => true,
            Network::Unknown => evidence.several_hosts_fail,
            Network::Online => false,
        }
}

/// Whether a host is this computer itself.
pub(crate) fn is_here(host: &str) -> bool {
    Host::read(host).is_ok_and(|read| read.host.is_loopback())
}

#[cfg(test)]
mod tests {
    use kore_api::Said;

    use super::*;

    const USUAL: Evidence = Evidence {
        network: Network::Online,
        host_is_here: false,
        answered_before: true,
        several_hosts_fail: false,
    };

    fn unreachable() -> Error {
        Error::Unreachable {
            cause: Cause::Broke,
        }
    }

    fn odd(odd: Odd) -> Error {
        Error::NotKore {
            status: 200,
            odd,
            excerpt: Said::default(),
        }
    }

    #[test]
    fn without_a_network_the_server_is_not_to_blame() {
        let offline = Evidence {
            network: Network::Offline,
            ..USUAL
        };
        assert_eq!(kind_of(&unreachable(), offline), FailureKind::Offline);
        assert_eq!(kind_of(&unreachable(), USUAL), FailureKind::Unreachable);
        let here = Evidence {
            host_is_here: true,
            ..offline
        };
        assert_eq!(kind_of(&unreachable(), here), FailureKind::Unreachable);
    }

    #[test]
    fn where_nobody_says_several_hosts_that_fail_together_do() {
        let several = Evidence {
            network: Network::Unknown,
            several_hosts_fail: true,
            ..USUAL
        };
        assert_eq!(kind_of(&unreachable(), several), FailureKind::Offline);
        let online = Evidence {
            network: Network::Online,
            ..several
        };
        assert_eq!(kind_of(&unreachable(), online), FailureKind::Unreachable);
    }

    #[test]
    fn a_page_is_a_sign_in_only_where_the_platform_had_answered_before() {
        let first = Evidence {
            answered_before: false,
            ..USUAL
        };
        let redirect = Odd::Redirect { to: None };
        assert_eq!(kind_of(&odd(Odd::Page), USUAL), FailureKind::SignInPage);
        assert_eq!(kind_of(&odd(redirect), USUAL), FailureKind::SignInPage);
        assert_eq!(kind_of(&odd(Odd::Page), first), FailureKind::NotKore);
        assert_eq!(kind_of(&odd(Odd::OtherBot), USUAL), FailureKind::NotKore);
    }
}
