//! Why no answer came, read from the HTTP library's error without quoting it: its text holds
//! addresses.

use std::error::Error as StdError;
use std::io;

use rustls::{CertificateError, OtherError};
use thiserror::Error;

use crate::Issuer;
use crate::trust::Refused;

/// Why the server could not be reached, or its answer not be read to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Cause {
    /// This computer has no way out: no network.
    #[error("this computer has no network connection")]
    NoNetwork,
    /// The name could not be looked up: no network, or a misspelt address.
    #[error("its name could not be found")]
    NoSuchName,
    /// Nothing listens there, or something on the way refused.
    #[error("the connection was refused")]
    Refused,
    /// The connection did not stand in time.
    #[error("connecting took too long")]
    ConnectTimedOut,
    /// The answer did not come in time.
    #[error("the answer took too long")]
    AnswerTimedOut,
    /// The connection broke, or the answer ended in its middle.
    #[error("the connection broke before the answer was complete")]
    Broke,
    /// There is something else than https behind the address.
    #[error("no secure connection could be made")]
    NoTls,
    /// The proxy between asks for a name and a password.
    #[error("the proxy server asks for a sign-in (HTTP 407)")]
    ProxySignIn,
    /// The proxy between did not let the connection through.
    #[error("the proxy server did not let the connection through")]
    ProxyRefused,
    /// Something else in the connection.
    #[error("the connection failed")]
    Other,
}

/// Why the server's certificate is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Certificate {
    /// Made by nobody whom this computer trusts: by the server itself, by a company's proxy, or
    /// by a private authority.
    #[error("it was issued by an authority that this computer does not trust")]
    UnknownIssuer,
    /// Its time is over. Also where this computer's clock is far ahead.
    #[error("it has expired")]
    Expired,
    /// Its time has not begun. Also where this computer's clock is far behind.
    #[error("it is not valid yet")]
    NotYetValid,
    /// It is for another name.
    #[error("it was issued for another server name")]
    OtherName,
    /// It was called back.
    #[error("it has been revoked")]
    Revoked,
    /// The server and this app have no secure protocol in common.
    #[error("the server offers only outdated encryption")]
    Outdated,
    /// This computer's list of trusted authorities could not be read.
    #[error("this computer's list of trusted authorities could not be read")]
    NoTrustStore,
    /// Something else in it.
    #[error("it could not be verified")]
    Other,
}

/// What an error of the HTTP library comes down to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    Unreachable(Cause),
    Untrusted(Certificate, Option<Issuer>),
}

pub(crate) fn why(error: &reqwest::Error) -> Broken {
    if let Some(tls) = find_tls(error) {
        return of_tls(tls);
    }
    let cause = if error.is_dns() {
        Cause::NoSuchName
    } else if error.is_timeout() {
        if error.is_connect() {
            Cause::ConnectTimedOut
        } else {
            Cause::AnswerTimedOut
        }
    } else if error.is_connect() {
        of_connect(error)
    } else if error.is_request() || error.is_body() || error.is_decode() {
        Cause::Broke
    } else {
        Cause::Other
    };
    Broken::Unreachable(cause)
}

fn of_connect(error: &reqwest::Error) -> Cause {
    // The type of a failed tunnel is private to the library, so its text has to do: only to word
    // the failure better.
    for link in chain(error) {
        match link.to_string().strip_prefix("tunnel error: ") {
            Some("proxy authorization required") => return Cause::ProxySignIn,
            Some("unsuccessful") => return Cause::ProxyRefused,
            _ => {}
        }
    }
    match chain(error).find_map(|link| link.downcast_ref::<io::Error>()) {
        Some(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused | io::ErrorKind::HostUnreachable => Cause::Refused,
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => Cause::NoNetwork,
            io::ErrorKind::TimedOut => Cause::ConnectTimedOut,
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe => Cause::Broke,
            _ => Cause::Other,
        },
        None => Cause::Other,
    }
}

/// The TLS library's error in the chain, however it is wrapped.
pub(crate) fn find_tls<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    chain(error).find_map(|link| link.downcast_ref())
}

/// The error and its sources, and what I/O errors hold inside: an I/O error gives its content's
/// source for its own and leaves out the content.
fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&link| {
        match link
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => link.source(),
        }
    })
}

fn of_tls(error: &rustls::Error) -> Broken {
    if let rustls::Error::InvalidCertificate(CertificateError::Other(OtherError(inner))) = error
        && let Some(refused) = inner.downcast_ref::<Refused>()
    {
        return match of_tls(&refused.why) {
            Broken::Untrusted(certificate, _) => {
                Broken::Untrusted(certificate, refused.issuer.clone())
            }
            // Whatever kept the system from deciding, it did not trust.
            Broken::Unreachable(_) => Broken::Untrusted(Certificate::Other, refused.issuer.clone()),
        };
    }
    let certificate = match error {
        rustls::Error::InvalidCertificate(problem) => match problem {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                Certificate::Expired
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                Certificate::NotYetValid
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Certificate::OtherName
            }
            CertificateError::UnknownIssuer => Certificate::UnknownIssuer,
            CertificateError::Revoked => Certificate::Revoked,
            _ => Certificate::Other,
        },
        rustls::Error::PeerIncompatible(_)
        | rustls::Error::AlertReceived(rustls::AlertDescription::ProtocolVersion) => {
            Certificate::Outdated
        }
        // What the verifiers of Windows and macOS say where they have no better word.
        rustls::Error::General(_)
        | rustls::Error::Other(_)
        | rustls::Error::NoCertificatesPresented
        | rustls::Error::PeerMisbehaved(_)
        | rustls::Error::UnsupportedNameType => Certificate::Other,
        _ => return Broken::Unreachable(Cause::NoTls),
    };
    Broken::Untrusted(certificate, None)
}
