//! Notifications of macOS. They belong to a bundled app: one that was built and started from a
//! folder has none.

use mac_usernotifications::{AuthorizationStatus, Notification, NotificationSettingStatus};
use monitor::view::SystemAlerts;

use super::{Click, Message};

/// The notification centre.
pub struct Notifier;

impl Notifier {
    /// Asks nothing yet.
    pub fn new() -> Self {
        Self
    }

    /// Asks macOS to show it; says whether it took it. A person who was not asked yet is not
    /// asked now: that is for the moment in which alerts are switched on.
    pub async fn show(&self, message: Message, click: Click) -> bool {
        if !matches!(
            self.state().await,
            SystemAlerts::Shown | SystemAlerts::DoNotDisturb
        ) {
            return false;
        }
        let sent = Notification::new()
            .title(message.title)
            .message(message.body)
            .send()
            .await;
        let Ok(handle) = sent else {
            return false;
        };
        tauri::async_runtime::spawn(async move {
            if handle
                .response()
                .await
                .is_ok_and(|response| response.is_default_action())
            {
                click(None);
            }
        });
        true
    }

    /// What macOS says about showing them.
    pub async fn state(&self) -> SystemAlerts {
        let Ok(settings) = mac_usernotifications::get_notification_settings().await else {
            return SystemAlerts::Nobody;
        };
        match settings.authorization_status {
            AuthorizationStatus::NotDetermined => SystemAlerts::NotAsked,
            AuthorizationStatus::Denied => SystemAlerts::Blocked,
            AuthorizationStatus::Unknown => SystemAlerts::Unknown,
            _ if settings.alert_enabled == NotificationSettingStatus::Disabled => {
                SystemAlerts::Blocked
            }
            _ => SystemAlerts::Shown,
        }
    }

    /// Asks the person, once; afterwards macOS answers what they chose.
    pub async fn ask(&self) -> SystemAlerts {
        let _ = mac_usernotifications::request_auth().await;
        self.state().await
    }
}
