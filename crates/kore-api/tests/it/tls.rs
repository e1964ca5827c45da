//! Certificates that must not be trusted, and one that must.

use kore_api::{Cause, Certificate, Error, Habits, Limits};
use tokio_rustls::TlsAcceptor;

use crate::support::certificates::{
    Authority, expired, for_another_name, not_yet_valid, self_signed,
};
use crate::support::{SAMPLE, Server, bot, bytes, client, json};

async fn secure(acceptor: TlsAcceptor) -> Server {
    Server::start_wrapped(
        |_, _| json(200, SAMPLE),
        move |stream| {
            let acceptor = acceptor.clone();
            async move { acceptor.accept(stream).await }
        },
    )
    .await
}

async fn ask(server: &Server) -> Result<Option<domain::PublishJob>, Error> {
    let origin = format!("https://localhost:{}", server.port);
    let client = client(&origin, Habits::default(), Limits::default());
    client.publish_status(&bot()).await.job
}

/// In a process of its own, whose one trusted authority is made by the test: the system's list
/// is replaced through the environment.
#[test]
#[cfg(target_os = "linux")]
fn only_a_trusted_certificate_of_the_right_name_and_time_gets_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "tls::certificates_one_by_one",
            "--ignored",
            "--nocapture",
        ])
        .env("SSL_CERT_FILE", folder.path().join("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .status()
        .unwrap();
    assert!(status.success());
}

#[tokio::test]
#[ignore = "started by only_a_trusted_certificate_of_the_right_name_and_time_gets_a_token"]
async fn certificates_one_by_one() {
    let trusted = Authority::new("Trusted by this process");
    std::fs::write(std::env::var("SSL_CERT_FILE").unwrap(), &trusted.pem).unwrap();
    let stranger = Authority::new("Trusted by nobody");

    let good = secure(trusted.acceptor(|_| {})).await;
    assert!(ask(&good).await.unwrap().is_some());
    assert!(good.seen()[0].header("auth").is_some());

    let bad = [
        (self_signed(), Certificate::UnknownIssuer),
        (stranger.acceptor(|_| {}), Certificate::UnknownIssuer),
        (trusted.acceptor(expired), Certificate::Expired),
        (trusted.acceptor(not_yet_valid), Certificate::NotYetValid),
        (trusted.acceptor(for_another_name), Certificate::OtherName),
    ];
    for (acceptor, expected) in bad {
        let server = secure(acceptor).await;
        match ask(&server).await {
            Err(Error::UntrustedServer { reason, .. }) => assert_eq!(reason, expected),
            other => panic!("{expected:?} became {other:?}"),
        }
        assert!(server.seen().is_empty(), "{expected:?} saw a request");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_computer_without_trusted_authorities_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "tls::no_authorities_at_all",
            "--ignored",
            "--nocapture",
        ])
        .env("SSL_CERT_FILE", folder.path().join("nothing.pem"))
        .env_remove("SSL_CERT_DIR")
        .status()
        .unwrap();
    assert!(status.success());
}

#[tokio::test]
#[ignore = "started by a_computer_without_trusted_authorities_says_so"]
async fn no_authorities_at_all() {
    let host = domain::Host::read("https://localhost:1").unwrap().host;
    let problem = kore_api::Client::new(
        host,
        crate::support::credentials(),
        Habits::default(),
        Limits::default(),
    );
    assert_eq!(problem.err(), Some(kore_api::ClientProblem::NoTrustStore));
    // Without https nothing has to be trusted: the sample bots work on such a computer.
    let server = Server::start(|_, _| json(200, SAMPLE)).await;
    assert!(server.client().publish_status(&bot()).await.job.is_ok());
}

#[tokio::test]
async fn outdated_encryption_is_refused() {
    // A fatal alert `protocol_version`, as a server sends that speaks TLS 1.0 only.
    let server = raw_behind_https(b"\x15\x03\x01\x00\x02\x02\x46".to_vec()).await;
    match ask(&server).await {
        Err(Error::UntrustedServer { reason, .. }) => assert_eq!(reason, Certificate::Outdated),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn plain_http_behind_an_https_address_is_unreachable() {
    let server = raw_behind_https(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()).await;
    match ask(&server).await {
        Err(Error::Unreachable { cause }) => assert_eq!(cause, Cause::NoTls),
        other => panic!("{other:?}"),
    }
}

/// Sends `greeting` and holds the connection until the client leaves.
async fn raw_behind_https(greeting: Vec<u8>) -> Server {
    Server::start_wrapped(
        |_, _| bytes(""),
        move |mut stream| {
            let greeting = greeting.clone();
            async move {
                use tokio::io::AsyncWriteExt;
                stream.write_all(&greeting).await?;
                Ok(stream)
            }
        },
    )
    .await
}
