//! One request, one answer.

use std::sync::Arc;
use std::time::Duration;

use domain::Host;
use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::{Method, Request, Response, Url, redirect, retry};

use crate::address::is_at_home;
use crate::connection::{Broken, find_tls, why};
use crate::network::{Network, Proxy};
use crate::retry_after::read_retry_after;
use crate::trust::{self, Watched};
use crate::verdict::Reply;
use crate::{Cause, ClientProblem, Error, Issuer, Limits};

/// Sends requests to one server.
pub(crate) struct Transport {
    http: reqwest::Client,
    host: Host,
    /// `None` where nothing is verified: http on this computer.
    watched: Option<Arc<Watched>>,
    max_body_bytes: usize,
}

impl Transport {
    /// Reads the system's proxy settings and trusted authorities; sends nothing.
    pub(crate) fn new(
        host: Host,
        network: &Network,
        limits: Limits,
    ) -> Result<Self, ClientProblem> {
        let mut http = reqwest::Client::builder()
            .user_agent(concat!("PublishMonitor/", env!("CARGO_PKG_VERSION")))
            // A redirection would take the `auth` header along, to any server: only headers that
            // the library knows for secret are dropped on the way.
            .redirect(redirect::Policy::none())
            .referer(false)
            // A second try needs a token of its own.
            .retry(retry::never())
            .connect_timeout(limits.connect)
            .read_timeout(limits.read)
            .timeout(limits.total)
            .pool_idle_timeout(Duration::from_secs(30))
            .tcp_keepalive(Duration::from_secs(30))
            .http2_keep_alive_interval(Duration::from_secs(15))
            .http2_keep_alive_timeout(Duration::from_secs(10));
        http = match &network.proxy {
            _ if host.is_loopback() => http.no_proxy(),
            Proxy::System => http,
            Proxy::Direct => http.no_proxy(),
            Proxy::Manual(address) => {
                http.proxy(reqwest::Proxy::all(address.url()).map_err(|_| ClientProblem::Other)?)
            }
        };
        let mut watched = None;
        if host.url().scheme() == "https" {
            let (settings, watching) = trust::settings(network.authorities.certificates())
                .map_err(|_| ClientProblem::NoTrustStore)?;
            watched = Some(watching);
            http = http.https_only(true).tls_backend_preconfigured(settings);
        } else {
            // Nothing to verify: this works on a computer without any trusted authority.
            http = http.tls_certs_only([]);
        }
        Ok(Self {
            http: http.build().map_err(|error| {
                if find_tls(&error).is_some() {
                    ClientProblem::NoTrustStore
                } else {
                    ClientProblem::Other
                }
            })?,
            host,
            watched,
            max_body_bytes: limits.max_body_bytes,
        })
    }

    pub(crate) fn host(&self) -> &Host {
        &self.host
    }

    /// Who issued the certificate that was seen last, trusted or not.
    pub(crate) fn last_issuer(&self) -> Option<Issuer> {
        self.watched.as_ref()?.last_issuer()
    }

    /// Asks once, with a token or without one.
    ///
    /// The body is read to its end before anybody looks into it, so that a connection that breaks
    /// is not taken for an answer that makes no sense.
    pub(crate) async fn ask(&self, url: Url, token: Option<HeaderValue>) -> Result<Reply, Error> {
        let request = self.request(url, token)?;
        let mut response = self.http.execute(request).await.map_err(broken)?;
        let status = response.status().as_u16();
        let server_now = date(response.headers());
        let retry_after = header(response.headers(), &RETRY_AFTER)
            .and_then(|text| read_retry_after(text, server_now.unwrap_or_else(Timestamp::now)));
        let redirect_to = redirect_to(&response);
        let body = if response.status().is_redirection() {
            Vec::new()
        } else {
            self.body(&mut response).await?
        };
        tracing::debug!(status, body_bytes = body.len(), "answered");
        Ok(Reply {
            status,
            retry_after,
            redirect_to,
            server_now,
            body,
        })
    }

    /// The one place where requests are made and a token meets an address.
    fn request(&self, url: Url, token: Option<HeaderValue>) -> Result<Request, Error> {
        if !is_at_home(&url, &self.host) {
            return Err(Error::Unreachable {
                cause: Cause::Other,
            });
        }
        let mut request = Request::new(Method::GET, url);
        let headers = request.headers_mut();
        if let Some(token) = token {
            headers.insert("auth", token);
        }
        headers.insert("accept", HeaderValue::from_static("application/json"));
        Ok(request)
    }

    async fn body(&self, response: &mut Response) -> Result<Vec<u8>, Error> {
        let too_large = Error::TooLarge {
            limit_bytes: self.max_body_bytes,
        };
        let told = response.content_length().unwrap_or(0);
        if told > self.max_body_bytes as u64 {
            return Err(too_large);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            if body.len() + chunk.len() > self.max_body_bytes {
                return Err(too_large);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

fn broken(error: reqwest::Error) -> Error {
    match why(&error.without_url()) {
        Broken::Unreachable(cause) => Error::Unreachable { cause },
        Broken::Untrusted(reason, issuer) => Error::UntrustedServer { reason, issuer },
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &reqwest::header::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let date = httpdate::parse_http_date(header(headers, &DATE)?.trim()).ok()?;
    Timestamp::try_from(date).ok()
}

/// The name and port of another server that the answer points to.
fn redirect_to(response: &Response) -> Option<String> {
    let url = response
        .url()
        .join(header(response.headers(), &LOCATION)?)
        .ok()?;
    if url.origin() == response.url().origin() {
        return None;
    }
    let name = url.host_str()?;
    Some(match url.port() {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    })
}
