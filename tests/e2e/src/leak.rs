//! Looks for something secret in every file of a folder, in the forms that it might take there.

use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use memchr::memmem::Finder;

/// A secret in one of its forms.
struct Form {
    name: String,
    finder: Finder<'static>,
}

/// What is looked for.
#[derive(Default)]
pub struct Search {
    forms: Vec<Form>,
}

impl Search {
    /// Looks for a text as it stands, as base64 and base64url (at any of the three places within
    /// a group), in hexadecimal digits and in UTF-16.
    #[must_use]
    pub fn everything_of(mut self, name: &str, secret: &str) -> Self {
        let bytes = secret.as_bytes();
        self.add(name, "as it stands", bytes);
        for shift in 0..3 {
            self.add(
                name,
                "in base64",
                &packed(&BASE64_STANDARD_NO_PAD, bytes, shift),
            );
            self.add(
                name,
                "in base64url",
                &packed(&BASE64_URL_SAFE_NO_PAD, bytes, shift),
            );
        }
        let hex = |upper| {
            let digits = bytes.iter().map(|byte| {
                if upper {
                    format!("{byte:02X}")
                } else {
                    format!("{byte:02x}")
                }
            });
            digits.collect::<Vec<_>>().concat().into_bytes()
        };
        self.add(name, "in hexadecimal", &hex(false));
        self.add(name, "in hexadecimal", &hex(true));
        let utf16 = secret.encode_utf16().flat_map(u16::to_le_bytes);
        self.add(name, "in UTF-16", &utf16.collect::<Vec<u8>>());
        self
    }

    /// Looks for a text as it stands.
    #[must_use]
    pub fn text(mut self, name: &str, text: &str) -> Self {
        self.add(name, "as it stands", text.as_bytes());
        self
    }

    fn add(&mut self, name: &str, form: &str, bytes: &[u8]) {
        assert!(bytes.len() >= 16, "{name} is too short to be looked for");
        self.forms.push(Form {
            name: format!("{name} {form}"),
            finder: Finder::new(bytes).into_owned(),
        });
    }

    /// Where it is found below a folder, apart from one folder in it; and how many files were
    /// searched.
    pub fn below(&self, folder: &Path, apart_from: &Path) -> (Vec<String>, usize) {
        let mut found = Vec::new();
        let files = files_below(folder, apart_from);
        for path in &files {
            // A socket or a file that has just gone holds nothing.
            let Ok(content) = fs::read(path) else {
                continue;
            };
            let place = path.display().to_string();
            found.extend(self.within(&place, &content));
        }
        (found, files.len())
    }

    /// Where it is found in what was heard or seen at a place.
    pub fn within(&self, place: &str, content: &[u8]) -> Vec<String> {
        let found = self
            .forms
            .iter()
            .filter(|form| form.finder.find(content).is_some());
        found
            .map(|form| format!("{} in {place}", form.name))
            .collect()
    }
}

/// Base64 of the bytes when so many others come before them, without the digits that those share.
fn packed(engine: &impl base64::Engine, bytes: &[u8], shift: usize) -> Vec<u8> {
    let mut shifted = vec![0; shift];
    shifted.extend_from_slice(bytes);
    // The last group is cut off where it would share digits with what follows.
    shifted.truncate(shifted.len() / 3 * 3);
    let text = engine.encode(shifted);
    let shared = (shift * 8).div_ceil(6);
    text.as_bytes()[shared..].to_vec()
}

fn files_below(folder: &Path, apart_from: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if path == apart_from {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                files.push(path);
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;

    use super::*;

    #[test]
    fn a_planted_secret_is_found_in_each_form_and_at_each_place() {
        let secret = "vX3kq9-journey/secret+Zr7Yw2Lm0";
        let search = Search::default().everything_of("the secret", secret);
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        let found_with = |content: &[u8]| {
            fs::write(folder.path().join("file"), content).unwrap();
            search.below(folder.path(), &elsewhere).0.len()
        };
        assert_eq!(found_with(b"nothing to be seen here"), 0);
        for before in ["", "a", "ab", "abc"] {
            let text = format!("{before}{secret} and more");
            assert!(found_with(text.as_bytes()) > 0);
            assert!(
                found_with(BASE64_STANDARD_NO_PAD.encode(&text).as_bytes()) > 0,
                "{before}"
            );
            assert!(
                found_with(BASE64_URL_SAFE_NO_PAD.encode(&text).as_bytes()) > 0,
                "{before}"
            );
        }
        let hex = secret
            .bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(found_with(hex.as_bytes()), 1);
        let utf16: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found_with(&utf16), 1);
        fs::remove_file(folder.path().join("file")).unwrap();
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("file"), secret).unwrap();
        assert_eq!(search.below(folder.path(), &elsewhere), (Vec::new(), 0));
    }
}
