//! The way out of this computer, as a person or the system set it up.

use std::fmt;

use domain::Host;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::Issuer;

/// How to reach servers. This computer's own addresses are never reached through a proxy.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Through which proxy server.
    pub proxy: Proxy,
    /// Whom to trust besides the system's authorities.
    pub authorities: Authorities,
}

/// Which proxy server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Proxy {
    /// The system's, or that of the environment (`HTTPS_PROXY`).
    #[default]
    System,
    /// This one.
    Manual(ProxyAddress),
    /// None.
    Direct,
}

/// The address of a proxy server: `http` or `https`, a name, a port. No name and password of a
/// person: those would lie in the settings in the clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyAddress(Url);

/// Why a proxy server's address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyProblem {
    /// Nothing was typed.
    Empty,
    /// Not an address of such a server.
    Unreadable,
    /// It holds a name or a password.
    HasUser,
}

impl ProxyAddress {
    /// Reads what a person typed: `proxy.example.com:8080`, or with `http://` before it.
    ///
    /// # Errors
    /// When no usable address is in it.
    pub fn read(typed: &str) -> Result<Self, ProxyProblem> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(ProxyProblem::Empty);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(ProxyProblem::Unreadable);
        }
        let with_scheme = if text.contains("://") {
            text.to_owned()
        } else {
            format!("http://{text}")
        };
        let mut url: Url = with_scheme.parse().map_err(|_| ProxyProblem::Unreadable)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ProxyProblem::HasUser);
        }
        let usable = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && matches!(url.path(), "" | "/")
            && url.query().is_none();
        if !usable {
            return Err(ProxyProblem::Unreadable);
        }
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The whole address, to keep.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Name and port, to show.
    pub fn name(&self) -> String {
        name(
            self.0.host_str().unwrap_or_default(),
            self.0.port_or_known_default(),
        )
    }

    pub(crate) fn url(&self) -> Url {
        self.0.clone()
    }
}

fn name(host: &str, port: Option<u16>) -> String {
    port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

impl Network {
    /// The proxy server that leads to `host`, by name and port; never with a password, which the
    /// environment may hold.
    pub fn proxy_for(&self, host: &Host) -> Option<String> {
        if host.is_loopback() {
            return None;
        }
        match &self.proxy {
            Proxy::Direct => None,
            Proxy::Manual(address) => Some(address.name()),
            Proxy::System => system_proxy(host.origin()),
        }
    }
}

/// The proxy server that the system has for `origin`.
fn system_proxy(origin: &str) -> Option<String> {
    let proxy = Matcher::from_system().intercept(&origin.parse().ok()?)?;
    let uri = proxy.uri();
    Some(name(uri.host()?, uri.port_u16()))
}

/// The proxy server that the system has for addresses with `https`, by name and port.
pub fn https_proxy_of_system() -> Option<String> {
    system_proxy("https://platform.kore.ai")
}

/// Authorities that a person names besides the system's.
#[derive(Clone, Default)]
pub struct Authorities(Vec<CertificateDer<'static>>);

/// There is no usable certificate in what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no certificate of an authority was found")]
pub struct NoAuthority;

/// More than a company has.
const MOST_AUTHORITIES: usize = 200;

impl Authorities {
    /// Reads a PEM file: one `BEGIN CERTIFICATE` or several.
    ///
    /// # Errors
    /// Where there is none, one cannot be read, or there are over 200.
    pub fn read(pem: &[u8]) -> Result<Self, NoAuthority> {
        let found: Vec<_> = CertificateDer::pem_slice_iter(pem)
            .take(MOST_AUTHORITIES + 1)
            .collect::<Result<_, _>>()
            .map_err(|_| NoAuthority)?;
        let mut store = rustls::RootCertStore::empty();
        let usable = found
            .iter()
            .all(|certificate: &CertificateDer<'_>| store.add(certificate.clone()).is_ok());
        if !usable || found.is_empty() || found.len() > MOST_AUTHORITIES {
            return Err(NoAuthority);
        }
        Ok(Self(found))
    }

    /// Their names, to show.
    pub fn names(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|one| Issuer::named(one).map_or_else(|| "?".to_owned(), |name| name.to_string()))
            .collect()
    }

    pub(crate) fn certificates(&self) -> &[CertificateDer<'static>] {
        &self.0
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_for_a_proxy_is_read() {
        let table = [
            (
                "proxy.example.com:8080",
                Ok("http://proxy.example.com:8080"),
            ),
            (" http://proxy:3128/ ", Ok("http://proxy:3128")),
            ("https://proxy.example.com", Ok("https://proxy.example.com")),
            ("127.0.0.1:3128", Ok("http://127.0.0.1:3128")),
            ("", Err(ProxyProblem::Empty)),
            ("  ", Err(ProxyProblem::Empty)),
            ("ada:secret@proxy:8080", Err(ProxyProblem::HasUser)),
            ("http://ada@proxy:8080", Err(ProxyProblem::HasUser)),
            ("socks5://proxy:1080", Err(ProxyProblem::Unreadable)),
            ("http://proxy/wpad.dat", Err(ProxyProblem::Unreadable)),
            ("pro xy:8080", Err(ProxyProblem::Unreadable)),
            ("http://", Err(ProxyProblem::Unreadable)),
        ];
        for (typed, expected) in table {
            let read = ProxyAddress::read(typed);
            let read = read.as_ref().map(ProxyAddress::as_str).map_err(|e| *e);
            assert_eq!(read, expected, "{typed}");
        }
    }

    #[test]
    fn an_own_address_has_no_proxy() {
        let network = Network {
            proxy: Proxy::Manual(ProxyAddress::read("proxy:8080").unwrap()),
            ..Network::default()
        };
        let host = |typed| Host::read(typed).unwrap().host;
        assert_eq!(network.proxy_for(&host("http://127.0.0.1:4010")), None);
        assert_eq!(network.proxy_for(&host("https://localhost:4010")), None);
        let name = network.proxy_for(&host("https://platform.kore.ai"));
        assert_eq!(name.as_deref(), Some("proxy:8080"));
    }

    #[test]
    fn only_whole_certificates_are_authorities() {
        let key = rcgen::KeyPair::generate().unwrap();
        let mut params = rcgen::CertificateParams::default();
        params.distinguished_name = rcgen::DistinguishedName::new();
        params
            .distinguished_name
            .push(rcgen::DnType::CommonName, "Example Corp Root");
        let pem = params.self_signed(&key).unwrap().pem();
        let two = format!("some words\n{pem}\n{pem}");
        assert_eq!(
            Authorities::read(two.as_bytes()).unwrap().names(),
            ["Example Corp Root", "Example Corp Root"]
        );
        let cut = &pem[..pem.len() / 2];
        let key = key.serialize_pem();
        let many = pem.repeat(MOST_AUTHORITIES + 1);
        let hollow = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for bad in ["", "hello", cut, &key, &many, hollow] {
            assert!(Authorities::read(bad.as_bytes()).is_err(), "{bad:.40}");
        }
    }
}
