//! Stopping frees the port and cuts every connection.

use kore_simulator::{Life, Mood, Setup, Simulator};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::client::{BOT, http, one_bot, status_of};

#[tokio::test]
async fn only_this_computer_is_served() {
    let sim = one_bot(Life::quick()).await;
    assert_eq!(sim.origin(), format!("http://127.0.0.1:{}", sim.port()));
}

#[tokio::test]
async fn a_stalled_request_is_cut_when_the_simulator_stops() {
    let sim = one_bot(Life::quick()).await;
    sim.set_mood(Mood::Stall);
    let url = format!("{}/anything", sim.origin());
    let waiting = tokio::spawn(http().get(url).send());
    sim.requests_reach(1).await;
    assert_eq!(sim.requests()[0].status, 0);
    sim.stop().await;
    assert!(waiting.await.unwrap().is_err());
}

#[tokio::test]
async fn an_idle_connection_is_closed_when_the_simulator_stops() {
    let sim = one_bot(Life::quick()).await;
    let mut idle = TcpStream::connect(("127.0.0.1", sim.port())).await.unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    sim.requests_reach(1).await;
    sim.stop().await;
    let mut rest = Vec::new();
    // Closed cleanly or reset: either way it ends.
    let _ = idle.read_to_end(&mut rest).await;
}

#[tokio::test]
async fn the_port_is_free_after_stopping_and_serves_again() {
    let sim = one_bot(Life::quick()).await;
    let port = sim.port();
    assert_eq!(status_of(&sim, BOT).await.status, 200);
    assert!(TcpListener::bind(("127.0.0.1", port)).await.is_err());
    sim.stop().await;
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());
    let setup = Setup::new().port(port).bot(BOT, "Again", Life::quick());
    let again = Simulator::start(setup).await.unwrap();
    assert_eq!(again.port(), port);
    assert_eq!(status_of(&again, BOT).await.status, 200);
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error() {
    let sim = one_bot(Life::quick()).await;
    assert!(
        Simulator::start(Setup::new().port(sim.port()))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn stopping_twice_is_harmless() {
    let sim = one_bot(Life::quick()).await;
    sim.stop().await;
    sim.stop().await;
}
