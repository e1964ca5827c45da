//! What is let in as a token.

use kore_simulator::{Life, Setup, Simulator, Switches};
use serde_json::{Value, json};

use crate::client::{
    BOT, Got, now, one_bot, plain_claims, signed, status_of, timed_claims, token, with_claims,
    with_token,
};

fn bad_credentials(got: &Got) {
    assert_eq!(got.status, 401, "{}", got.text);
    assert_eq!(got.error(), ("Invalid SDK credentials".into(), json!(4002)));
}

#[tokio::test]
async fn a_wrong_secret_is_refused() {
    let sim = one_bot(Life::quick()).await;
    let token = signed(&plain_claims(&sim), "another secret");
    bad_credentials(&with_token(&sim, Some(&token)).await);
}

#[tokio::test]
async fn an_altered_token_is_refused() {
    let sim = one_bot(Life::quick()).await;
    let good = token(&sim, &plain_claims(&sim));
    let other = token(&sim, &timed_claims(&sim, now(), 60));
    let (mut good, other): (Vec<_>, Vec<_>) =
        (good.split('.').collect(), other.split('.').collect());
    good[1] = other[1];
    bad_credentials(&with_token(&sim, Some(&good.join("."))).await);
}

#[tokio::test]
async fn only_app_id_exactly_so_spelt_counts() {
    let sim = one_bot(Life::quick()).await;
    let id = sim.client_id();
    for claims in [
        json!({"sub": "1", "appid": id}),
        json!({"sub": "1", "App ID": id}),
        json!({"sub": "1", "appId": "cs-other"}),
        json!({"sub": "1", "appId": [id]}),
        json!({"sub": "1", "iss": id}),
    ] {
        bad_credentials(&with_claims(&sim, &claims).await);
    }
    let no_sub = with_claims(&sim, &json!({"appId": id})).await;
    assert_eq!(no_sub.status, 200, "tokens without sub are in use");
    sim.set_switches(Switches {
        accept_iss_alone: true,
        ..Switches::default()
    });
    let iss = with_claims(&sim, &json!({"sub": "1", "iss": id})).await;
    assert_eq!(iss.status, 200);
}

#[tokio::test]
async fn another_algorithm_is_refused() {
    let sim = one_bot(Life::quick()).await;
    let key = jsonwebtoken::EncodingKey::from_secret(sim.client_secret().as_bytes());
    let header = jsonwebtoken::Header::new(jsonwebtoken::Algorithm::HS512);
    let token = jsonwebtoken::encode(&header, &plain_claims(&sim), &key).unwrap();
    bad_credentials(&with_token(&sim, Some(&token)).await);
}

#[tokio::test]
async fn an_expired_token_is_refused_and_a_living_one_is_not() {
    let sim = one_bot(Life::quick()).await;
    let got = with_claims(&sim, &timed_claims(&sim, now() - 700, 600)).await;
    assert_eq!(got.status, 401);
    let text = "error verifying the jwt: jwt expired";
    assert_eq!(got.error(), (text.into(), json!(401)));
    let got = with_claims(&sim, &timed_claims(&sim, now() - 60, 660)).await;
    assert_eq!(got.status, 200);
}

#[tokio::test]
async fn a_token_from_the_future_is_refused_beyond_a_small_skew() {
    let sim = one_bot(Life::quick()).await;
    let near = with_claims(&sim, &timed_claims(&sim, now() + 10, 600)).await;
    assert_eq!(near.status, 200);
    let far = with_claims(&sim, &timed_claims(&sim, now() + 300, 600)).await;
    assert_eq!(far.status, 401);
    assert!(far.error().0.starts_with("error verifying the jwt: "));
}

#[tokio::test]
async fn a_time_that_is_no_number_is_refused() {
    let sim = one_bot(Life::quick()).await;
    let mut claims = plain_claims(&sim);
    claims["exp"] = json!("tomorrow");
    assert_eq!(with_claims(&sim, &claims).await.status, 401);
}

#[tokio::test]
async fn with_a_jti_a_token_may_live_for_an_hour_at_most() {
    let sim = one_bot(Life::quick()).await;
    let hour = with_claims(&sim, &timed_claims(&sim, now(), 3600)).await;
    assert_eq!(hour.status, 200, "{}", hour.text);
    let text = "error verifying the jwt: if \"jti\" claim \"exp\" must be <= 1 hour(s)";
    let mut endless = timed_claims(&sim, now(), 60);
    endless.as_object_mut().unwrap().remove("exp");
    for claims in [timed_claims(&sim, now(), 3700), endless] {
        let got = with_claims(&sim, &claims).await;
        assert_eq!(got.status, 401);
        assert_eq!(got.error(), (text.into(), json!(401)));
    }
    let mut without_jti = timed_claims(&sim, now(), 86_400);
    without_jti.as_object_mut().unwrap().remove("jti");
    assert_eq!(with_claims(&sim, &without_jti).await.status, 200);
}

#[tokio::test]
async fn a_jti_serves_once() {
    let sim = one_bot(Life::quick()).await;
    let claims = timed_claims(&sim, now(), 600);
    assert_eq!(with_claims(&sim, &claims).await.status, 200);
    let again = with_claims(&sim, &claims).await;
    assert_eq!(again.status, 401);
    let text = "error verifying the jwt: possibly a replay";
    assert_eq!(again.error(), (text.into(), json!(401)));
    let fresh = with_claims(&sim, &timed_claims(&sim, now(), 600)).await;
    assert_eq!(fresh.status, 200);
}

#[tokio::test]
async fn enforced_jti_refuses_a_token_without() {
    let sim = one_bot(Life::quick()).await;
    sim.set_switches(Switches {
        enforce_jti: true,
        ..Switches::default()
    });
    assert_eq!(status_of(&sim, BOT).await.status, 401);
    let timed = with_claims(&sim, &timed_claims(&sim, now(), 600)).await;
    assert_eq!(timed.status, 200);
}

#[tokio::test]
async fn a_server_that_dislikes_extra_claims_takes_the_documented_two() {
    let sim = one_bot(Life::quick()).await;
    sim.set_switches(Switches {
        refuse_extra_claims: true,
        ..Switches::default()
    });
    bad_credentials(&with_claims(&sim, &timed_claims(&sim, now(), 600)).await);
    assert_eq!(status_of(&sim, BOT).await.status, 200);
}

#[tokio::test]
async fn enforced_encryption_takes_no_signed_token() {
    let sim = one_bot(Life::quick()).await;
    sim.set_switches(Switches {
        enforce_jwe: true,
        ..Switches::default()
    });
    let got = status_of(&sim, BOT).await;
    assert_eq!(
        (got.status, got.error().0),
        (401, "Invalid JWT token".into())
    );
}

#[tokio::test]
async fn given_credentials_are_taken_and_others_are_new_each_time() {
    let setup = Setup::new().credentials("cs-mine", "my own secret");
    let sim = Simulator::start(setup).await.unwrap();
    assert_eq!(sim.client_id(), "cs-mine");
    assert_eq!(sim.client_secret(), "my own secret");
    let one = Simulator::start(Setup::new()).await.unwrap();
    let two = Simulator::start(Setup::new()).await.unwrap();
    assert_ne!(one.client_id(), two.client_id());
    assert_ne!(one.client_secret(), two.client_secret());
}

#[tokio::test]
async fn what_came_in_is_remembered() {
    let sim = one_bot(Life::quick()).await;
    let claims = timed_claims(&sim, now(), 600);
    let token = token(&sim, &claims);
    with_token(&sim, Some(&token)).await;
    with_token(&sim, None).await;
    sim.requests_reach(2).await;
    let seen = sim.requests();
    assert_eq!(sim.request_count(), 2);
    assert_eq!(seen[0].status, 200);
    assert_eq!(seen[0].method, "GET");
    assert_eq!(seen[0].path, "/api/public/bot/st-1/publish/status");
    assert_eq!(seen[0].jti.as_deref(), claims["jti"].as_str());
    assert_eq!((seen[1].status, &seen[1].jti), (401, &None));
    assert_eq!(sim.tokens(), [token]);
    assert_ne!(claims["jti"], Value::Null);
}
