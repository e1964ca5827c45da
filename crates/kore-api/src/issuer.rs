//! Who issued a certificate, made fit to show.

use std::fmt;

use rustls::pki_types::CertificateDer;
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

/// No real certificate is larger; a reader of foreign bytes has an end.
const LARGEST_BYTES: usize = 64 * 1024;

const SHOWN_CHARS: usize = 80;

/// The name that a certificate gives for its issuer, without control characters and invisible
/// ones, at most 80 characters. Nobody vouches for it where the certificate is not trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer(String);

impl Issuer {
    /// Of the certificate of a server. `None` where it cannot be read or names nobody.
    pub(crate) fn of(certificate: &CertificateDer<'_>) -> Option<Self> {
        read(certificate).and_then(|read| Self::from_name(read.issuer()))
    }

    /// Of the certificate of an authority, by its own name.
    pub(crate) fn named(certificate: &CertificateDer<'_>) -> Option<Self> {
        read(certificate).and_then(|read| Self::from_name(read.subject()))
    }

    fn from_name(name: &X509Name<'_>) -> Option<Self> {
        let organisation = first(name.iter_organization());
        let common = first(name.iter_common_name()).or_else(|| {
            // Some authorities have no common name.
            first(name.iter_organizational_unit())
        });
        let whole = match (common, organisation) {
            (Some(common), Some(organisation)) if !common.contains(&organisation) => {
                format!("{common} ({organisation})")
            }
            (Some(common), _) => common,
            (None, Some(organisation)) => organisation,
            (None, None) => return None,
        };
        Some(Self(cut(&whole)))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn read<'a>(certificate: &'a CertificateDer<'_>) -> Option<X509Certificate<'a>> {
    if certificate.len() > LARGEST_BYTES {
        return None;
    }
    X509Certificate::from_der(certificate)
        .ok()
        .map(|(_, read)| read)
}

fn first<'a>(mut values: impl Iterator<Item = &'a AttributeTypeAndValue<'a>>) -> Option<String> {
    let text = plain(values.next()?.as_str().ok()?);
    (!text.is_empty()).then_some(text)
}

fn plain(text: &str) -> String {
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c.is_control() || crate::excerpt::is_invisible(c))
        .filter(|word| !word.is_empty())
        .collect();
    cut(&words.join(" "))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some(_) => text
            .chars()
            .take(SHOWN_CHARS - 1)
            .chain(std::iter::once('…'))
            .collect(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DnType, KeyPair};

    use super::*;

    fn issuer(names: &[(DnType, &str)]) -> Option<String> {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.distinguished_name = rcgen::DistinguishedName::new();
        for (kind, name) in names {
            params.distinguished_name.push(kind.clone(), *name);
        }
        let certificate = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        Issuer::of(certificate.der()).map(|issuer| issuer.to_string())
    }

    #[test]
    fn the_name_and_its_organisation_are_told() {
        use DnType::{CommonName, OrganizationName};
        assert_eq!(
            issuer(&[
                (CommonName, "Inspection CA"),
                (OrganizationName, "Example Corp")
            ])
            .as_deref(),
            Some("Inspection CA (Example Corp)")
        );
        assert_eq!(
            issuer(&[
                (CommonName, "Example Corp CA"),
                (OrganizationName, "Example Corp")
            ])
            .as_deref(),
            Some("Example Corp CA")
        );
        assert_eq!(
            issuer(&[(OrganizationName, "Example Corp")]).as_deref(),
            Some("Example Corp")
        );
        assert_eq!(issuer(&[]), None);
    }

    #[test]
    fn a_hostile_name_is_short_and_plain() {
        let long = format!("a\u{202e}b\r\n\u{0}c\u{200b}{}", "x".repeat(500));
        let told = issuer(&[(DnType::CommonName, &long)]).unwrap();
        assert_eq!(told.chars().count(), SHOWN_CHARS);
        assert!(told.starts_with("a b c xxx"), "{told}");
        assert!(told.ends_with('…'));
    }

    #[test]
    fn what_is_no_certificate_has_no_issuer() {
        for bytes in [
            vec![],
            vec![0x30; 300],
            vec![0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
            vec![0; 100_000],
        ] {
            assert_eq!(Issuer::of(&CertificateDer::from(bytes)), None);
        }
    }

    #[test]
    fn a_hundred_thousand_broken_certificates_break_nothing() {
        let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let whole = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..100_000 {
            let mut bytes = whole.der().to_vec();
            for _ in 0..random.usize(1..6) {
                let at = random.usize(..bytes.len());
                bytes[at] = random.u8(..);
            }
            bytes.truncate(random.usize(1..=bytes.len()));
            let _ = Issuer::of(&CertificateDer::from(bytes));
        }
    }
}
