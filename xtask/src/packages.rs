//! System packages: which are wanted, under which name, and why.

/// A family of Linux distributions, told by its package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Debian, Ubuntu and what is made from them.
    Debian,
    /// Fedora and its kin.
    Fedora,
    /// Arch and its kin.
    Arch,
}

/// One thing that the system has to bring.
pub struct Package {
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
    /// What it is for, in a few words.
    pub why: &'static str,
}

const fn package(
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
    why: &'static str,
) -> Package {
    Package {
        debian,
        fedora,
        arch,
        why,
    }
}

/// To build and start the app.
///
/// Shorter than the list in Tauri's own documentation: this app's dependencies link neither
/// OpenSSL nor libxdo nor libdbus, and load the tray library while running.
pub const BUILD: &[Package] = &[
    package(
        "build-essential",
        "gcc-c++",
        "base-devel",
        "compiles SQLite and the cryptography",
    ),
    package(
        "pkg-config",
        "pkgconf-pkg-config",
        "pkgconf",
        "finds the libraries below",
    ),
    package(
        "libwebkit2gtk-4.1-dev",
        "webkit2gtk4.1-devel",
        "webkit2gtk-4.1",
        "the web view that shows the window",
    ),
    package(
        "libayatana-appindicator3-1",
        "libayatana-appindicator-gtk3",
        "libayatana-appindicator",
        "the icon in the tray",
    ),
];

/// For the journeys through the real window.
pub const TEST: &[Package] = &[
    package(
        "xvfb",
        "xorg-x11-server-Xvfb",
        "xorg-server-xvfb",
        "a screen that nobody sees",
    ),
    package("xauth", "xauth", "xorg-xauth", "xvfb-run needs it"),
    package(
        "dbus-daemon",
        "dbus-daemon",
        "dbus",
        "a session bus for each test",
    ),
    package(
        "webkit2gtk-driver",
        "webkit2gtk-driver",
        "webkit2gtk-4.1",
        "drives the window",
    ),
    package(
        "gnome-keyring",
        "gnome-keyring",
        "gnome-keyring",
        "a password store for the tests alone",
    ),
    package(
        "libsecret-tools",
        "libsecret",
        "libsecret",
        "looks into that password store from outside",
    ),
    package(
        "xdotool",
        "xdotool",
        "xdotool",
        "answers that password store's question",
    ),
    package(
        "at-spi2-core",
        "at-spi2-core",
        "at-spi2-core",
        "what screen readers are told",
    ),
    package(
        "fonts-dejavu-core",
        "dejavu-sans-fonts",
        "ttf-dejavu",
        "letters in the pictures",
    ),
    package(
        "libgl1-mesa-dri",
        "mesa-dri-drivers",
        "mesa",
        "drawing without a graphics card",
    ),
];

/// To walk through the window in a browser.
const BROWSER: &[Package] = &[package(
    "chromium",
    "chromium",
    "chromium",
    "shows the window with a pretend backend",
)];

/// What the walks in a browser need, unless the person has named a browser.
pub fn browser() -> &'static [Package] {
    if std::env::var_os("CHROMIUM").is_some() {
        &[]
    } else {
        BROWSER
    }
}

/// To draw the icons.
pub const ICONS: &[Package] = &[package(
    "librsvg2-bin",
    "librsvg2-tools",
    "librsvg",
    "turns the SVG sources into pictures",
)];

/// To compile C for Windows.
pub const WINDOWS_CHECK: &[Package] = &[
    package(
        "gcc-mingw-w64-x86-64-posix",
        "mingw64-gcc",
        "mingw-w64-gcc",
        "compiles SQLite and the cryptography for Windows",
    ),
    package(
        "g++-mingw-w64-x86-64-posix",
        "mingw64-gcc-c++",
        "mingw-w64-gcc",
        "the same for C++",
    ),
];

impl Package {
    /// Its name in that family.
    pub fn name(&self, family: Family) -> &'static str {
        match family {
            Family::Debian => self.debian,
            Family::Fedora => self.fedora,
            Family::Arch => self.arch,
        }
    }
}

impl Family {
    /// Reads `/etc/os-release`.
    pub fn read(os_release: &str) -> Option<Self> {
        let value = |key: &str| {
            let line = os_release.lines().find(|line| {
                line.strip_prefix(key)
                    .is_some_and(|rest| rest.starts_with('='))
            })?;
            Some(line[key.len() + 1..].trim_matches(['"', '\'']).to_owned())
        };
        let id = value("ID").unwrap_or_default();
        let like = value("ID_LIKE").unwrap_or_default();
        std::iter::once(id.as_str())
            .chain(like.split_whitespace())
            .find_map(|word| match word {
                "debian" | "ubuntu" => Some(Self::Debian),
                "fedora" | "rhel" | "centos" => Some(Self::Fedora),
                "arch" => Some(Self::Arch),
                _ => None,
            })
    }

    /// The command that installs these, as root.
    pub fn install(self, names: &[&'static str]) -> Vec<&'static str> {
        let mut words = match self {
            Self::Debian => vec!["apt-get", "install", "-y", "--no-install-recommends"],
            Self::Fedora => vec!["dnf", "install", "-y", "--setopt=install_weak_deps=False"],
            Self::Arch => vec!["pacman", "-S", "--needed", "--noconfirm"],
        };
        words.extend(names);
        words
    }

    /// The command that learns what can be installed, where that does not happen by itself.
    pub fn refresh(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Debian => Some(&["apt-get", "update"]),
            Self::Fedora | Self::Arch => None,
        }
    }

    /// The command that succeeds when this package is there.
    pub fn query(self, name: &'static str) -> Vec<&'static str> {
        match self {
            Self::Debian => vec!["dpkg-query", "-W", "-f=${db:Status-Status}", name],
            Self::Fedora => vec!["rpm", "-q", "--whatprovides", name],
            Self::Arch => vec!["pacman", "-T", name],
        }
    }

    /// What [`Family::query`] printed says that the package is there. A package that was removed
    /// and left its settings behind is still known to `dpkg-query`.
    pub fn is_installed(self, printed: &str) -> bool {
        match self {
            Self::Debian => printed.trim() == "installed",
            Self::Fedora | Self::Arch => true,
        }
    }
}

/// Those that are not there, in order, each name once.
pub fn missing<'a>(
    family: Family,
    wanted: &[&'a [Package]],
    mut is_there: impl FnMut(&'static str) -> bool,
) -> Vec<&'a Package> {
    let mut missing: Vec<&Package> = Vec::new();
    for package in wanted.iter().copied().flatten() {
        let name = package.name(family);
        if missing.iter().all(|known| known.name(family) != name) && !is_there(name) {
            missing.push(package);
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_is_read_from_the_name_or_from_what_it_is_like() {
        let read = Family::read;
        assert_eq!(
            read("NAME=\"Debian\"\nVERSION_ID=\"12\"\nID=debian\n"),
            Some(Family::Debian)
        );
        assert_eq!(
            read("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"),
            Some(Family::Debian)
        );
        assert_eq!(
            read("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"),
            Some(Family::Fedora)
        );
        assert_eq!(read("ID=manjaro\nID_LIKE=arch\n"), Some(Family::Arch));
        assert_eq!(read("ID=nixos\nID_LIKE=\"\"\n"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn only_what_is_missing_is_asked_for_and_each_name_once() {
        let names = |family| -> Vec<_> {
            missing(family, &[BUILD, TEST], |name| {
                name != "webkit2gtk-4.1" && name != "xvfb"
            })
            .iter()
            .map(|package| package.name(family))
            .collect()
        };
        assert_eq!(names(Family::Debian), ["xvfb"]);
        // One package of Arch brings both the web view and its driver.
        assert_eq!(names(Family::Arch), ["webkit2gtk-4.1"]);
        assert!(names(Family::Fedora).is_empty());
    }

    #[test]
    fn a_removed_package_that_left_its_settings_is_not_there() {
        assert!(Family::Debian.is_installed("installed"));
        assert!(!Family::Debian.is_installed("config-files"));
        assert!(!Family::Debian.is_installed("not-installed"));
    }

    #[test]
    fn nothing_is_installed_that_was_not_named() {
        assert_eq!(
            Family::Debian.install(&["xvfb"]),
            [
                "apt-get",
                "install",
                "-y",
                "--no-install-recommends",
                "xvfb"
            ]
        );
    }
}
