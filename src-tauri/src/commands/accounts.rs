//! Accounts: set up, changed, removed.

use monitor::view::{
    AccountChange, AccountDraft, AccountRef, FormReply, HostDraft, Nothing, SecretDraft,
    SecretForgotten,
};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn preview_account(request: AccountDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.preview_account(request).await
}

#[command]
pub async fn add_account(request: AccountDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.add_account(request).await
}

#[command]
pub async fn change_account(request: AccountChange, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.change_account(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn preview_host(request: HostDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.preview_host(request).await
}

#[command]
pub async fn change_host(request: HostDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.change_host(request).await
}

#[command]
pub async fn sign_out(request: AccountRef, stage: OnStage<'_>) -> Answer<SecretForgotten> {
    stage.monitor()?.sign_out(request.account_id).await
}

#[command]
pub async fn remove_account(request: AccountRef, stage: OnStage<'_>) -> Answer<SecretForgotten> {
    stage.monitor()?.remove_account(request.account_id).await
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
