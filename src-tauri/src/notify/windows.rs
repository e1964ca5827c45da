//! Toasts of Windows.
//!
//! They are shown in the name of the app's id, which the installer gives to its shortcut in the
//! start menu; without one, in a build that was not installed, Windows shows none and says so.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use monitor::own_thread::OwnThread;
use monitor::view::SystemAlerts;
use windows::Data::Xml::Dom::XmlDocument;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{
    NotificationSetting, ToastNotification, ToastNotificationManager, ToastNotifier,
};
use windows::core::HSTRING;

use super::markup::escape;
use super::{Click, Message};

/// The identifier in `tauri.conf.json`.
const APP_ID: &str = "dev.publishmonitor.desktop";
const REQUEST: Duration = Duration::from_secs(15);

/// The toasts of this app.
pub struct Notifier {
    thread: Option<Arc<OwnThread<()>>>,
}

impl Notifier {
    /// Opens nothing yet.
    pub fn new() -> Self {
        Self {
            thread: OwnThread::spawn("notifications", ()).ok().map(Arc::new),
        }
    }

    /// Asks Windows to show it; says whether it took it.
    pub async fn show(&self, message: Message, click: Click) -> bool {
        self.call(move || show(&message, click))
            .await
            .is_some_and(|shown| shown.is_ok())
    }

    /// What Windows says about showing them.
    pub async fn state(&self) -> SystemAlerts {
        self.call(state).await.unwrap_or(SystemAlerts::Unknown)
    }

    /// Windows asks nobody.
    pub async fn ask(&self) -> SystemAlerts {
        self.state().await
    }

    async fn call<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let thread = self.thread.as_ref()?;
        let answer = tokio::time::timeout(REQUEST, thread.call(move |()| call())).await;
        answer.ok()?.ok()
    }
}

fn notifier() -> windows::core::Result<ToastNotifier> {
    ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(APP_ID))
}

fn show(message: &Message, click: Click) -> windows::core::Result<()> {
    let document = XmlDocument::new()?;
    document.LoadXml(&HSTRING::from(toast(message)))?;
    let toast = ToastNotification::CreateToastNotification(&document)?;
    let click = Mutex::new(Some(click));
    toast.Activated(&TypedEventHandler::new(move |_, _| {
        let click = click.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(click) = click {
            click(None);
        }
        Ok(())
    }))?;
    notifier()?.Show(&toast)
}

fn toast(message: &Message) -> String {
    format!(
        "<toast><visual><binding template=\"ToastGeneric\"><text>{}</text><text>{}</text>\
         </binding></visual></toast>",
        escape(&message.title),
        escape(&message.body)
    )
}

fn state() -> SystemAlerts {
    match notifier().and_then(|notifier| notifier.Setting()) {
        Ok(NotificationSetting::Enabled) => SystemAlerts::Shown,
        Ok(
            NotificationSetting::DisabledForApplication
            | NotificationSetting::DisabledForUser
            | NotificationSetting::DisabledByGroupPolicy
            | NotificationSetting::DisabledByManifest,
        ) => SystemAlerts::Blocked,
        _ => SystemAlerts::Unknown,
    }
}
