//! Drawing `icons/` from the SVG sources in `icons/src`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::packages::ICONS;
use crate::places::Places;
use crate::run::{Outcome, ask};
use crate::{icns, ico, setup};

/// The pictures that bundles and windows name, with their side in pixels.
const APP: [(&str, u16); 4] = [
    ("32x32.png", 32),
    ("128x128.png", 128),
    ("128x128@2x.png", 256),
    ("icon.png", 512),
];

/// Up to this size the drawing with fewer and heavier strokes is used.
const SMALL_UP_TO: u16 = 32;

/// A tray shows 16 to 32 pixels; this one scales down cleanly to all of them.
const TRAY_SIZE: u16 = 32;

/// Draws all of them.
pub fn draw(places: &Places) -> Outcome {
    setup::ensure(&[ICONS])?;
    let folder = places.root.join("icons");
    let sources = folder.join("src");
    let app = |size: u16| {
        let name = if size <= SMALL_UP_TO {
            "app-small.svg"
        } else {
            "app.svg"
        };
        png(&sources.join(name), size)
    };
    for (name, size) in APP {
        write(&folder.join(name), &app(size)?)?;
    }
    let pictures = ico::SIZES.map(|size| app(size).map(|png| (size, png)));
    let pictures: Vec<_> = pictures.into_iter().collect::<Outcome<_>>()?;
    write(&folder.join("icon.ico"), &ico::pack(&pictures)?)?;
    let pieces = icns::PIECES.map(|(name, size)| app(size).map(|png| (name, png)));
    let pieces: Vec<_> = pieces.into_iter().collect::<Outcome<_>>()?;
    write(&folder.join("icon.icns"), &icns::pack(&pieces)?)?;
    for source in tray_sources(&sources)? {
        let target = folder.join(source.with_extension("png").file_name().unwrap_or_default());
        write(&target, &png(&source, TRAY_SIZE)?)?;
    }
    Ok(())
}

fn tray_sources(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("{} cannot be listed: {error}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("tray-") && name.ends_with(".svg")
        })
        .collect();
    found.sort();
    Ok(found)
}

fn png(source: &Path, size: u16) -> Outcome<Vec<u8>> {
    let drawn = std::env::temp_dir().join(format!(
        "publish-monitor-icon-{}-{size}.png",
        std::process::id()
    ));
    let pixels = size.to_string();
    ask(Command::new("rsvg-convert")
        .args(["--width", &pixels, "--height", &pixels, "--output"])
        .arg(&drawn)
        .arg(source))
    .ok_or_else(|| {
        format!(
            "rsvg-convert (of librsvg) did not draw {}.",
            source.display()
        )
    })?;
    let bytes =
        fs::read(&drawn).map_err(|error| format!("{} cannot be read: {error}", drawn.display()))?;
    let _ = fs::remove_file(&drawn);
    Ok(bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes)
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    eprintln!("{} ({} bytes)", path.display(), bytes.len());
    Ok(())
}
