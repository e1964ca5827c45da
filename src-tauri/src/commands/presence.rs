//! The app beside its window.

use monitor::view::{
    Arrival, AtLoginDraft, Nothing, Pause, PauseDraft, PlaceDraft, Presence, PresenceDraft, Refusal,
};
use tauri::{AppHandle, Runtime, State, command};

use super::{Answer, OnStage};
use crate::presence;
use crate::window::Way;

#[command]
pub async fn pause(request: PauseDraft, stage: OnStage<'_>) -> Answer<Pause> {
    stage.monitor()?.pause(request.pause_for).await
}

#[command]
pub async fn unpause(request: Nothing, stage: OnStage<'_>) -> Answer<Pause> {
    let Nothing {} = request;
    stage.monitor()?.unpause().await
}

#[command]
pub async fn presence<R: Runtime>(request: Nothing, app: AppHandle<R>) -> Answer<Presence> {
    let Nothing {} = request;
    Ok(presence::now(&app))
}

#[command]
pub async fn set_presence<R: Runtime>(
    request: PresenceDraft,
    app: AppHandle<R>,
) -> Answer<Presence> {
    if presence::choose(&app, request) {
        Ok(presence::now(&app))
    } else {
        Err(Refusal::History)
    }
}

#[command]
pub async fn set_at_login<R: Runtime>(
    request: AtLoginDraft,
    app: AppHandle<R>,
) -> Answer<Presence> {
    if presence::set_at_login(&app, request.on) {
        Ok(presence::now(&app))
    } else {
        Err(Refusal::History)
    }
}

#[command]
pub async fn arrival(request: Nothing, way: State<'_, Way>) -> Answer<Arrival> {
    let Nothing {} = request;
    Ok(way.arrive())
}

#[command]
pub async fn keep_place(request: PlaceDraft, way: State<'_, Way>) -> Answer<Nothing> {
    if way.keep(request.kept) {
        Ok(Nothing {})
    } else {
        Err(Refusal::Unreadable)
    }
}
