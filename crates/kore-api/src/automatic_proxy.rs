//! Whether the system finds its proxy by a script (PAC). This app runs no such script, so a
//! person who needs one has to be told. Only ever to explain: every doubt counts as no.

#[cfg(not(windows))]
use std::time::Duration;

/// The system is set up with a proxy script, or looks for one in the network.
pub async fn has_proxy_script() -> bool {
    found().await
}

#[cfg(windows)]
#[expect(clippy::unused_async, reason = "the others ask a program")]
async fn found() -> bool {
    let path = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings";
    windows_registry::CURRENT_USER
        .open(path)
        .and_then(|settings| settings.get_string("AutoConfigURL"))
        .is_ok_and(|address| !address.trim().is_empty())
}

#[cfg(target_os = "macos")]
async fn found() -> bool {
    scutil_names_a_script(&said("/usr/sbin/scutil", &["--proxy"]).await)
}

#[cfg(not(any(windows, target_os = "macos")))]
async fn found() -> bool {
    // Chromium and its kin read it.
    let by_environment = ["auto_proxy", "AUTO_PROXY"]
        .iter()
        .any(|name| std::env::var(name).is_ok_and(|value| !value.trim().is_empty()));
    by_environment
        || gsettings_says_auto(&said("gsettings", &["get", "org.gnome.system.proxy", "mode"]).await)
}

/// What a program says; nothing where it is not there, fails or takes long.
#[cfg(not(windows))]
async fn said(program: &str, arguments: &[&str]) -> String {
    let run = tokio::process::Command::new(program)
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .kill_on_drop(true)
        .output();
    match tokio::time::timeout(Duration::from_secs(2), run).await {
        Ok(Ok(output)) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
        _ => String::new(),
    }
}

#[cfg(any(target_os = "macos", test))]
fn scutil_names_a_script(said: &str) -> bool {
    said.lines().any(|line| {
        let mut words = line.split_whitespace();
        matches!(
            (words.next(), words.next(), words.next()),
            (
                Some("ProxyAutoConfigEnable" | "ProxyAutoDiscoveryEnable"),
                Some(":"),
                Some("1")
            )
        )
    })
}

#[cfg(any(not(any(windows, target_os = "macos")), test))]
fn gsettings_says_auto(said: &str) -> bool {
    said.trim().trim_matches('\'') == "auto"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_found_in_what_the_system_says() {
        let with = "<dictionary> {\n  HTTPEnable : 0\n  ProxyAutoConfigEnable : 1\n  \
                    ProxyAutoConfigURLString : http://wpad/wpad.dat\n}\n";
        let without = "<dictionary> {\n  ProxyAutoConfigEnable : 0\n  HTTPEnable : 1\n}\n";
        assert!(scutil_names_a_script(with));
        assert!(!scutil_names_a_script(without));
        assert!(!scutil_names_a_script(""));
        assert!(gsettings_says_auto("'auto'\n"));
        assert!(!gsettings_says_auto("'none'\n"));
        assert!(!gsettings_says_auto("'manual'"));
        assert!(!gsettings_says_auto(""));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_program_that_is_not_there_or_hangs_is_no_script() {
        assert_eq!(said("publish-monitor-no-such-program", &[]).await, "");
        assert_eq!(said("false", &[]).await, "");
        assert_eq!(said("echo", &["'auto'"]).await, "'auto'\n");
    }
}
