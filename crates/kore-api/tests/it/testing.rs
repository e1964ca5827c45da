//! The test of a connection: each step fails by a real fault of its own.

use std::time::Duration;

use domain::{Algorithm, BotId, FailureKind, Host};
use kore_api::{
    Authorities, ClaimsForm, Credentials, Limits, Network, Outcome, Proxy, ProxyAddress, Step,
    Target, Tested, test_connection, test_network,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::support::certificates::{
    Authority, expired, for_another_name, not_yet_valid, self_signed,
};
use crate::support::{
    Piece, SAMPLE, SECRET, Seen, Server, bot, bytes, credentials, date_from_now, html, json, reply,
};

fn target(origin: &str) -> Target {
    Target {
        host: Host::read(origin).unwrap().host,
        credentials: credentials(),
        bot: Some(bot()),
        network: Network::default(),
        limits: Limits::default(),
    }
}

/// One letter a step, as in the table of the rules, and the kind of the first failure.
fn in_short(tested: &Tested) -> (String, Option<FailureKind>) {
    let letters = tested
        .steps
        .iter()
        .map(|step| match step.outcome {
            Outcome::Passed => 'p',
            Outcome::Failed(_) => 'F',
            Outcome::NotTold => '?',
            Outcome::NotReached => '-',
        })
        .collect();
    let kind = tested.steps.iter().find_map(|step| match &step.outcome {
        Outcome::Failed(error) => Some(error.kind()),
        _ => None,
    });
    (letters, kind)
}

#[track_caller]
fn assert_short(tested: &Tested, letters: &str, kind: impl Into<Option<FailureKind>>) {
    assert_eq!(
        in_short(tested),
        (letters.to_owned(), kind.into()),
        "{tested:#?}"
    );
}

/// As the platform answers: a stranger is refused, who has a token is judged by `judge`.
async fn platform(judge: impl Fn(&Seen) -> Vec<Piece> + Send + Sync + 'static) -> Server {
    Server::start(move |request, _| match request.header("auth") {
        None => refused("Invalid SDK credentials"),
        Some(_) => judge(request),
    })
    .await
}

fn refused(words: &str) -> Vec<Piece> {
    let body = format!(r#"{{"errors":[{{"msg":"{words}","code":4002}}]}}"#);
    reply(401, &[("date", &date_from_now(0))], body)
}

fn published() -> Vec<Piece> {
    reply(200, &[("date", &date_from_now(0))], SAMPLE)
}

#[tokio::test]
async fn a_connection_that_works_passes_each_step_and_the_first_request_holds_no_token() {
    let server = platform(|_| published()).await;
    let tested = test_connection(target(&server.origin())).await;
    assert_short(&tested, "pppppp", None);
    assert_eq!(tested.requests, 2);
    assert_eq!(tested.steps[3].claims, Some(ClaimsForm::WithJti));
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].header("auth"), None);
    assert!(seen[1].claims().get("jti").is_some());
}

#[tokio::test]
async fn a_closed_port_is_not_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let tested = test_connection(target(&format!("http://127.0.0.1:{port}"))).await;
    assert_short(&tested, "F-----", FailureKind::Unreachable);
}

#[tokio::test]
async fn a_server_that_never_answers_is_not_reached() {
    let server = Server::start(|_, _| vec![Piece::Silence]).await;
    let mut target = target(&server.origin());
    target.limits.read = Duration::from_millis(500);
    let tested = test_connection(target).await;
    assert_short(&tested, "F-----", FailureKind::Unreachable);
    assert_eq!(server.seen()[0].header("auth"), None);
}

#[tokio::test]
async fn a_sign_in_page_or_a_redirection_gets_no_token() {
    let page = || html(200, "<html><title>Sign in to your network</title>");
    let elsewhere = || reply(302, &[("location", "https://login.example.com/")], "");
    let answers: [fn() -> Vec<Piece>; 2] = [page, elsewhere];
    for answer in answers {
        let server = Server::start(move |_, _| answer()).await;
        let tested = test_connection(target(&server.origin())).await;
        assert_short(&tested, "pp?F--", FailureKind::NotKore);
        let seen = server.seen();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].header("auth"), None);
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_told_by_how_much() {
    for seconds in [-600, 600] {
        let server = Server::start(move |request, _| {
            let date = date_from_now(-seconds);
            let headers = [("date", date.as_str())];
            match request.header("auth") {
                Some(_) if !request.is_timed() => reply(200, &headers, SAMPLE),
                Some(_) => reply(
                    401,
                    &headers,
                    r#"{"errors":[{"msg":"error verifying the jwt: jwt expired"}]}"#,
                ),
                None => reply(
                    401,
                    &headers,
                    r#"{"errors":[{"msg":"Invalid SDK credentials"}]}"#,
                ),
            }
        })
        .await;
        let tested = test_connection(target(&server.origin())).await;
        // A token without times is let in: the bots can be checked all the same.
        assert_short(&tested, "ppFppp", FailureKind::WrongClock);
        let by = tested.steps[2].clock_off_by.unwrap().as_secs();
        assert!((by - seconds).abs() <= 30, "{by} for {seconds}");
        assert_eq!(tested.steps[3].claims, Some(ClaimsForm::Minimum));
        assert_eq!(
            tested.habits.unwrap().claims,
            ClaimsForm::WithJti,
            "no habit of the server"
        );
    }
}

#[tokio::test]
async fn a_wrong_secret_is_told_from_a_missing_permission_by_the_words_alone() {
    let table = [
        (
            "Invalid SDK credentials",
            "pppF--",
            FailureKind::BadCredentials,
        ),
        (
            "Permission denied. Scope is incorrect!",
            "ppppF-",
            FailureKind::MissingScope,
        ),
        (
            "Invalid JWT token",
            "pppF--",
            FailureKind::EncryptionEnforced,
        ),
        (
            "JWE encryption is enforced",
            "pppF--",
            FailureKind::EncryptionEnforced,
        ),
    ];
    for (words, letters, kind) in table {
        let server = platform(move |_| refused(words)).await;
        let tested = test_connection(target(&server.origin())).await;
        assert_short(&tested, letters, kind);
        assert_eq!(tested.requests as usize, server.seen().len(), "{words}");
        assert!(tested.requests <= 5, "{words}: {}", tested.requests);
    }
}

#[tokio::test]
async fn a_bot_that_is_not_there_fails_the_last_step_alone() {
    let nobody = r#"{"errors":[{"msg":"Invalid StreamId","code":400}]}"#;
    let server = platform(move |_| json(400, nobody)).await;
    let tested = test_connection(target(&server.origin())).await;
    assert_short(&tested, "pppppF", FailureKind::UnknownBot);

    let without = Target {
        bot: None,
        ..target(&server.origin())
    };
    let tested = test_connection(without).await;
    assert_short(&tested, "ppppp-", None);
    assert_eq!(tested.steps[3].claims, Some(ClaimsForm::WithJti));

    let odd = Target {
        bot: Some(BotId::new("..")),
        ..target(&server.origin())
    };
    assert_eq!(
        in_short(&test_connection(odd).await).1,
        Some(FailureKind::UnknownBot)
    );
}

#[tokio::test]
async fn the_server_is_in_trouble_or_wants_fewer_requests() {
    for (status, kind) in [(503, FailureKind::Server), (429, FailureKind::RateLimited)] {
        let server = Server::start(move |_, _| json(status, "{}")).await;
        let tested = test_connection(target(&server.origin())).await;
        assert_short(&tested, "pp?F--", kind);
    }
}

#[tokio::test]
async fn the_claims_that_the_server_takes_are_found_the_best_first() {
    type Takes = fn(&Seen) -> bool;
    let table: [(Takes, ClaimsForm, u32); 3] = [
        (
            |seen| seen.claims().get("jti").is_some(),
            ClaimsForm::WithJti,
            2,
        ),
        (
            |seen| seen.claims().get("jti").is_none(),
            ClaimsForm::Timed,
            4,
        ),
        (|seen| !seen.is_timed(), ClaimsForm::Minimum, 4),
    ];
    for (takes, form, requests) in table {
        let server = platform(move |seen| {
            if takes(seen) {
                published()
            } else {
                refused("Invalid SDK credentials")
            }
        })
        .await;
        let tested = test_connection(target(&server.origin())).await;
        assert_short(&tested, "pppppp", None);
        assert_eq!(tested.steps[3].claims, Some(form));
        assert_eq!(tested.habits.unwrap().claims, form);
        assert_eq!(tested.requests, requests, "{form:?}");
        // Never the same `jti` twice.
        let mut ids: Vec<_> = server.seen()[1..]
            .iter()
            .filter_map(|seen| seen.claims().get("jti").cloned())
            .map(|id| id.to_string())
            .collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

#[tokio::test]
async fn an_app_that_signs_with_the_other_algorithm_is_named() {
    fn signed_with_512(seen: &Seen) -> bool {
        let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::HS512);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        let key = jsonwebtoken::DecodingKey::from_secret(SECRET.as_bytes());
        jsonwebtoken::decode::<serde_json::Value>(seen.token(), &key, &rules).is_ok()
    }
    let server = platform(|seen| {
        if signed_with_512(seen) {
            published()
        } else {
            refused("Invalid SDK credentials")
        }
    })
    .await;
    let tested = test_connection(target(&server.origin())).await;
    assert_short(&tested, "pppF--", FailureKind::BadCredentials);
    assert_eq!(tested.steps[3].use_algorithm, Some(Algorithm::Hs512));

    let with_512 = Target {
        credentials: Credentials {
            algorithm: Algorithm::Hs512,
            ..credentials()
        },
        ..target(&server.origin())
    };
    assert_short(&test_connection(with_512).await, "pppppp", None);
}

/// In a process of its own, whose one trusted authority is made by the test.
#[test]
#[cfg(target_os = "linux")]
fn five_certificates_are_refused_their_issuers_named_and_nothing_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "testing::five_certificates",
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
#[ignore = "started by five_certificates_are_refused_their_issuers_named_and_nothing_is_sent"]
async fn five_certificates() {
    let trusted = Authority::new("Trusted by this process");
    std::fs::write(std::env::var("SSL_CERT_FILE").unwrap(), &trusted.pem).unwrap();
    let stranger = Authority::new("Example Corp Inspection CA");

    let good = secure(trusted.acceptor(|_| {})).await;
    let tested = test_connection(target(&localhost(&good))).await;
    assert_short(&tested, "pppppp", None);
    let issuer = tested.steps[1].issuer.as_ref().unwrap();
    assert_eq!(issuer.as_str(), "Trusted by this process");

    let bad = [
        (self_signed(), "rcgen self signed cert"),
        (stranger.acceptor(|_| {}), "Example Corp Inspection CA"),
        (trusted.acceptor(expired), "Trusted by this process"),
        (trusted.acceptor(not_yet_valid), "Trusted by this process"),
        (
            trusted.acceptor(for_another_name),
            "Trusted by this process",
        ),
    ];
    for (acceptor, issuer) in bad {
        let server = secure(acceptor).await;
        let tested = test_connection(target(&localhost(&server))).await;
        assert_short(&tested, "pF----", FailureKind::UntrustedServer);
        assert_eq!(tested.steps[1].issuer.as_ref().unwrap().as_str(), issuer);
        let Outcome::Failed(error) = &tested.steps[1].outcome else {
            panic!("{tested:?}");
        };
        assert!(error.to_string().contains(issuer), "{error}");
        assert!(server.seen().is_empty(), "{issuer} saw a request");
    }
}

#[tokio::test]
async fn an_extra_authority_is_trusted_and_without_it_the_company_proxy_is_named() {
    let company = Authority::new("Example Corp Inspection CA");
    let server = secure(company.acceptor(|_| {})).await;
    let tested = test_connection(target(&localhost(&server))).await;
    assert_short(&tested, "pF----", FailureKind::UntrustedServer);
    assert!(server.seen().is_empty());

    let with_it = Target {
        network: Network {
            authorities: Authorities::read(company.pem.as_bytes()).unwrap(),
            ..Network::default()
        },
        ..target(&localhost(&server))
    };
    let tested = test_connection(with_it).await;
    assert_short(&tested, "pppppp", None);
    let issuer = tested.steps[1].issuer.as_ref().unwrap();
    assert_eq!(issuer.as_str(), "Example Corp Inspection CA");
}

#[tokio::test]
async fn a_proxy_that_wants_a_sign_in_or_refuses_is_told_apart_and_gets_no_token() {
    for (answer, kind) in [
        (
            "407 Proxy Authentication Required",
            FailureKind::ProxySignIn,
        ),
        ("403 Forbidden", FailureKind::ProxyRefused),
    ] {
        let proxy = Server::start(move |_, _| bytes(format!("HTTP/1.1 {answer}\r\n\r\n"))).await;
        let behind = Target {
            network: through(&proxy.origin()),
            ..target("https://publish-monitor.invalid")
        };
        let tested = test_connection(behind).await;
        assert_short(&tested, "F-----", kind);
        let seen = proxy.seen();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].method, "CONNECT");
        assert_eq!(seen[0].path, "publish-monitor.invalid:443");
        assert_eq!(seen[0].header("auth"), None);
    }
}

#[tokio::test]
async fn a_proxy_that_inspects_is_named_by_its_issuer_and_works_with_its_authority() {
    let company = Authority::new("Example Corp Inspection CA");
    let server = secure(company.acceptor(|params| {
        *params = rcgen::CertificateParams::new(vec!["platform.invalid".to_owned()]).unwrap();
    }))
    .await;
    let proxy = tunnel_to(server.port).await;
    let behind = |authorities| Target {
        network: Network {
            authorities,
            ..through(&proxy)
        },
        ..target("https://platform.invalid")
    };
    let tested = test_connection(behind(Authorities::default())).await;
    assert_short(&tested, "pF----", FailureKind::UntrustedServer);
    let issuer = tested.steps[1].issuer.as_ref().unwrap();
    assert_eq!(issuer.as_str(), "Example Corp Inspection CA");
    assert!(server.seen().is_empty());

    let authorities = Authorities::read(company.pem.as_bytes()).unwrap();
    let tested = test_connection(behind(authorities)).await;
    assert_short(&tested, "pppppp", None);
}

#[tokio::test]
async fn a_named_proxy_is_never_used_for_this_computers_own_addresses() {
    let proxy = Server::start(|_, _| json(200, "{}")).await;
    let server = platform(|_| published()).await;
    let direct = Target {
        network: through(&proxy.origin()),
        ..target(&server.origin())
    };
    assert_short(&test_connection(direct).await, "pppppp", None);
    assert!(proxy.seen().is_empty());
}

#[tokio::test]
async fn a_test_of_the_network_sends_nothing_that_names_anybody() {
    let server = platform(|_| published()).await;
    let host = Host::read(&server.origin()).unwrap().host;
    let tested = test_network(host, &Network::default(), Limits::default()).await;
    assert_eq!(tested.steps.len(), 3);
    assert_eq!(tested.steps.last().unwrap().step, Step::ClockAgrees);
    assert_short(&tested, "ppp", None);
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].header("auth"), None);
    assert!(!format!("{seen:?}").contains(crate::support::CLIENT_ID));
}

fn through(proxy: &str) -> Network {
    Network {
        proxy: Proxy::Manual(ProxyAddress::read(proxy).unwrap()),
        ..Network::default()
    }
}

fn localhost(server: &Server) -> String {
    format!("https://localhost:{}", server.port)
}

async fn secure(acceptor: TlsAcceptor) -> Server {
    Server::start_wrapped(
        |request, _| match request.header("auth") {
            None => refused("Invalid SDK credentials"),
            Some(_) => published(),
        },
        move |stream| {
            let acceptor = acceptor.clone();
            async move { acceptor.accept(stream).await }
        },
    )
    .await
}

/// A proxy that leads every tunnel to this port of 127.0.0.1. Its address.
async fn tunnel_to(port: u16) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut client, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(client.read_u8().await?);
                }
                assert!(head.starts_with(b"CONNECT platform.invalid:443 "));
                client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
                let mut server = TcpStream::connect(("127.0.0.1", port)).await?;
                tokio::io::copy_bidirectional(&mut client, &mut server).await
            });
        }
    });
    address
}
