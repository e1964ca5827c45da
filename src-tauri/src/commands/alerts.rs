//! Alerts: the list, the switches, what is quiet, and what the system shows.

use monitor::view::{
    AlertChoice, AlertPage, AlertQuery, AlertSettings, AlertsOutside, AlertsSeen, BotRef,
    Destination, MuteDraft, Nothing, QuietRef, TestAlert,
};
use tauri::{AppHandle, Runtime, State, command};

use super::{Answer, OnStage};
use crate::notify::Notifier;
use crate::{window, words};

#[command]
pub async fn alert_page(request: AlertQuery, stage: OnStage<'_>) -> Answer<AlertPage> {
    stage.shown()?.alert_page(request).await
}

#[command]
pub async fn see_alerts(request: AlertsSeen, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.see_alerts(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn alert_settings(
    request: Nothing,
    stage: OnStage<'_>,
    notifier: State<'_, Notifier>,
) -> Answer<AlertSettings> {
    let Nothing {} = request;
    let mut settings = stage.shown()?.alert_settings().await?;
    settings.system = notifier.state().await;
    Ok(settings)
}

#[command]
pub async fn choose_alert(request: AlertChoice, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.choose_alert(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn set_alerts_outside(
    request: AlertsOutside,
    stage: OnStage<'_>,
    notifier: State<'_, Notifier>,
) -> Answer<Nothing> {
    stage.monitor()?.set_alerts_outside(request).await?;
    if request.on {
        // The moment in which a system that asks may ask.
        notifier.ask().await;
    }
    Ok(Nothing {})
}

#[command]
pub async fn test_alert<R: Runtime>(
    request: Nothing,
    app: AppHandle<R>,
    notifier: State<'_, Notifier>,
) -> Answer<TestAlert> {
    let Nothing {} = request;
    let system = notifier.ask().await;
    let click = Box::new(move |token| window::lead(&app, Destination::Alerts, token));
    let taken = notifier.show(words::alerts::test(), click).await;
    Ok(TestAlert { taken, system })
}

#[command]
pub async fn mute(request: MuteDraft, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.mute(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn on_it(request: BotRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.on_it(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn end_quiet(request: QuietRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.end_quiet(request).await?;
    Ok(Nothing {})
}
