//! Each command, a few lines over the monitor.

use monitor::view::{
    About, AccountDraft, AccountRef, Appearance, BotDetail, BotRef, BotsDraft, Changes, CheckReply,
    FormReply, HistoryPage, HistoryQuery, JobDetail, JobRef, NameDraft, Nothing, Refusal,
    SecretDraft, Snapshot,
};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Runtime, State, command};

use crate::data_dir::DataDir;
use crate::stage::Stage;
use crate::{preferences, window};

type Answer<T> = Result<T, Refusal>;
type OnStage<'a> = State<'a, Stage>;

#[command]
pub async fn subscribe(channel: Channel<Changes>, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.line().connect(channel);
    Ok(Nothing {})
}

#[command]
pub async fn snapshot(request: Nothing, stage: OnStage<'_>) -> Answer<Snapshot> {
    let Nothing {} = request;
    stage.snapshot().await
}

#[command]
pub async fn bot(request: BotRef, stage: OnStage<'_>) -> Answer<BotDetail> {
    stage.monitor()?.bot(request).await
}

#[command]
pub async fn job(request: JobRef, stage: OnStage<'_>) -> Answer<JobDetail> {
    stage.monitor()?.job(request).await
}

#[command]
pub async fn history_page(request: HistoryQuery, stage: OnStage<'_>) -> Answer<HistoryPage> {
    stage.monitor()?.history_page(request).await
}

#[command]
pub async fn preview_account(request: AccountDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.preview_account(request).await
}

#[command]
pub async fn add_account(request: AccountDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.add_account(request).await
}

#[command]
pub async fn remove_account(request: AccountRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.remove_account(request.account_id).await?;
    Ok(Nothing {})
}

#[command]
pub async fn give_secret(request: SecretDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.give_secret(request).await
}

#[command]
pub async fn retry_keychain(request: AccountRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.retry_keychain(request.account_id).await?;
    Ok(Nothing {})
}

#[command]
pub async fn add_bots(request: BotsDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.add_bots(request).await
}

#[command]
pub async fn name_bot(request: NameDraft, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.name_bot(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn remove_bot(request: BotRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.remove_bot(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn check_bot(request: BotRef, stage: OnStage<'_>) -> Answer<CheckReply> {
    stage.monitor()?.check_bot(request).await
}

#[command]
pub async fn check_all(request: Nothing, stage: OnStage<'_>) -> Answer<CheckReply> {
    let Nothing {} = request;
    stage.monitor()?.check_all().await
}

#[command]
pub async fn enter_samples(request: Nothing, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.enter_samples().await?;
    Ok(request)
}

#[command]
pub async fn leave_samples(request: Nothing, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.leave_samples().await;
    Ok(request)
}

#[command]
pub async fn appearance<R: Runtime>(
    request: Nothing,
    app: AppHandle<R>,
    data_dir: State<'_, DataDir>,
) -> Answer<Appearance> {
    let Nothing {} = request;
    Ok(preferences::appearance(&app, &data_dir))
}

#[command]
pub async fn set_appearance<R: Runtime>(
    request: Appearance,
    app: AppHandle<R>,
    data_dir: State<'_, DataDir>,
) -> Answer<Nothing> {
    let kept = preferences::set_appearance(&app, &data_dir, request);
    if let Some(main) = app.get_webview_window(window::MAIN) {
        let _ = main.set_theme(window::theme(request.theme));
    }
    if kept {
        Ok(Nothing {})
    } else {
        Err(Refusal::History)
    }
}

#[command]
pub async fn about(
    request: Nothing,
    stage: OnStage<'_>,
    data_dir: State<'_, DataDir>,
) -> Answer<About> {
    let Nothing {} = request;
    let (jobs, history_bytes) = match stage.monitor() {
        Ok(monitor) => monitor.size().await?,
        Err(_) => (0, 0),
    };
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_dir: data_dir.path().to_string_lossy().into_owned(),
        history_bytes,
        jobs,
    })
}
