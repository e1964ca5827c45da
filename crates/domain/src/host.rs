//! The address of a platform.

use std::fmt;

use url::{Host as UrlHost, Url};

/// Where a platform answers: scheme, name and port, nothing else. https, or http on this
/// computer's own loopback addresses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Host(Url);

/// What came of reading a typed address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostRead {
    /// The address.
    pub host: Host,
    /// More than an address was given (a page of the builder, say); it was cut to its origin.
    pub cut: bool,
}

/// Why an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostProblem {
    /// Nothing was typed.
    Empty,
    /// It cannot be read as an address.
    Unreadable,
    /// It begins with `http://` or another scheme than https.
    NotHttps,
    /// It holds a name and password (`https://name@host`): the usual shape of a trick.
    HasUser,
    /// A bot id or another id instead of an address.
    LooksLikeAnId,
}

impl Host {
    /// Reads what a person typed or pasted: `platform.kore.ai`, an address with a path, the
    /// address of a page in the builder.
    ///
    /// # Errors
    /// When no usable origin is in it.
    pub fn read(typed: &str) -> Result<HostRead, HostProblem> {
        let text = crate::ids::strip(typed);
        if text.is_empty() {
            return Err(HostProblem::Empty);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) || text.contains('\\') {
            return Err(HostProblem::Unreadable);
        }
        if ["st-", "cs-"].iter().any(|prefix| text.starts_with(prefix)) && !text.contains('.') {
            return Err(HostProblem::LooksLikeAnId);
        }
        let with_scheme = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{}", text.trim_start_matches('/'))
        };
        let url = Url::parse(&with_scheme).map_err(|_| HostProblem::Unreadable)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(HostProblem::HasUser);
        }
        let Some(name) = url.host() else {
            return Err(HostProblem::Unreadable);
        };
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&name) => {}
            _ => return Err(HostProblem::NotHttps),
        }
        if let UrlHost::Domain(domain) = name {
            let dotted = domain.trim_end_matches('.').contains('.');
            if !dotted && !is_loopback(&name) && url.port().is_none() {
                return Err(HostProblem::Unreadable);
            }
        }
        let cut =
            !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some();
        let origin =
            Url::parse(&url.origin().ascii_serialization()).map_err(|_| HostProblem::Unreadable)?;
        Ok(HostRead {
            host: Self(origin),
            cut,
        })
    }

    /// The origin without a slash at its end: `https://platform.kore.ai`.
    pub fn origin(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// The name and port for a person to read; internationalised names in punycode, so that no
    /// look-alike can hide.
    pub fn name(&self) -> &str {
        self.origin()
            .split_once("://")
            .map_or(self.origin(), |(_, name)| name)
    }

    /// The address as a URL whose path is `/`.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// On this computer: http is allowed, no proxy is used.
    pub fn is_loopback(&self) -> bool {
        self.0.host().is_some_and(|name| is_loopback(&name))
    }
}

fn is_loopback(name: &UrlHost<&str>) -> bool {
    match name {
        UrlHost::Domain(domain) => *domain == "localhost",
        UrlHost::Ipv4(address) => address.is_loopback(),
        UrlHost::Ipv6(address) => address.is_loopback(),
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(typed: &str) -> Result<(String, bool), HostProblem> {
        Host::read(typed).map(|read| (read.host.origin().to_owned(), read.cut))
    }

    #[test]
    fn what_people_paste_is_read() {
        let table = [
            ("platform.kore.ai", "https://platform.kore.ai", false),
            (
                " https://platform.kore.ai/ ",
                "https://platform.kore.ai",
                false,
            ),
            (
                "\"https://PLATFORM.kore.ai\"",
                "https://platform.kore.ai",
                false,
            ),
            (
                "https://bots.kore.ai/botbuilder/app/#/bot/st-1?x=1",
                "https://bots.kore.ai",
                true,
            ),
            (
                "bots.example.com:8081/builder",
                "https://bots.example.com:8081",
                true,
            ),
            (
                "https://bots.example.com:443",
                "https://bots.example.com",
                false,
            ),
            ("http://127.0.0.1:4010", "http://127.0.0.1:4010", false),
            ("http://localhost:4010/x", "http://localhost:4010", true),
            ("http://[::1]:4010", "http://[::1]:4010", false),
            (
                "https://bücher.example",
                "https://xn--bcher-kva.example",
                false,
            ),
            ("bots:8443", "https://bots:8443", false),
        ];
        for (typed, expected, cut) in table {
            assert_eq!(origin(typed), Ok((expected.to_owned(), cut)), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_a_platform_is_refused() {
        let table = [
            ("", HostProblem::Empty),
            ("  \"\" ", HostProblem::Empty),
            ("http://platform.kore.ai", HostProblem::NotHttps),
            ("ftp://platform.kore.ai", HostProblem::NotHttps),
            ("http://127.0.0.1.example.com", HostProblem::NotHttps),
            ("https://good.example@evil.example", HostProblem::HasUser),
            ("good.example@evil.example", HostProblem::HasUser),
            ("https:\\\\platform.kore.ai", HostProblem::Unreadable),
            ("platform kore ai", HostProblem::Unreadable),
            ("hello", HostProblem::Unreadable),
            ("https://", HostProblem::Unreadable),
            (
                "st-a86a6717-340b-5830-a8b6-13b4aeb6b865",
                HostProblem::LooksLikeAnId,
            ),
        ];
        for (typed, problem) in table {
            assert_eq!(origin(typed), Err(problem), "{typed}");
        }
    }
}
