//! Whether a server's certificate is trusted: the system decides, and this names who issued one
//! that it refuses.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, OtherError, SignatureScheme};
use rustls_platform_verifier::Verifier;

use crate::Issuer;

/// A certificate that the system refused: this travels inside the TLS library's error, so that it
/// is never mixed up with that of another connection.
#[derive(Debug, thiserror::Error)]
#[error("the certificate was refused")]
pub(crate) struct Refused {
    pub(crate) why: rustls::Error,
    pub(crate) issuer: Option<Issuer>,
}

/// The system's own verifier, watched. It accepts nothing that the system refuses.
#[derive(Debug)]
pub(crate) struct Watched {
    system: Verifier,
    last: Mutex<Option<Issuer>>,
}

impl Watched {
    /// The system's authorities, read anew, and these.
    pub(crate) fn new(
        extra: &[CertificateDer<'static>],
        provider: Arc<CryptoProvider>,
    ) -> Result<Self, rustls::Error> {
        let system = if extra.is_empty() {
            Verifier::new(provider)?
        } else {
            Verifier::new_with_extra_roots(extra.iter().cloned(), provider)?
        };
        Ok(Self {
            system,
            last: Mutex::default(),
        })
    }

    /// Who issued the certificate that was seen last, trusted or not.
    pub(crate) fn last_issuer(&self) -> Option<Issuer> {
        self.last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Settings for connections on which `watched` decides: TLS 1.2 and 1.3, nothing older.
pub(crate) fn settings(
    extra: &[CertificateDer<'static>],
) -> Result<(ClientConfig, Arc<Watched>), rustls::Error> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let watched = Arc::new(Watched::new(extra, Arc::clone(&provider))?);
    let mut settings = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        // The library's word for any verifier that is not its own.
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&watched) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    settings.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok((settings, watched))
}

impl ServerCertVerifier for Watched {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let issuer = Issuer::of(end_entity);
        self.last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone_from(&issuer);
        self.system
            .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
            .map_err(|why| {
                let refused = OtherError(Arc::new(Refused { why, issuer }));
                rustls::Error::InvalidCertificate(CertificateError::Other(refused))
            })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.system.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.system.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.system.supported_verify_schemes()
    }
}
