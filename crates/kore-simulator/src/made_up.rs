//! Ids made from text, so that the same bot always gets the same ones.

use uuid::Uuid;

/// 64 bits of FNV-1a with a splitmix finish. Not for secrets: for ids that repeat.
fn mix(seed: u64, text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// A UUID that depends on the text alone.
pub(crate) fn uuid_of(text: &str) -> Uuid {
    let high = u128::from(mix(1, text)) << 64;
    let bits = high | u128::from(mix(2, text));
    uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
}

/// A number below `below` that depends on the text alone.
pub(crate) fn pick(text: &str, below: usize) -> usize {
    let below = below.max(1) as u64;
    usize::try_from(mix(3, text) % below).unwrap_or(0)
}

/// The id of a bot: `st-` and a UUID, as in every sample of the platform's pages.
pub(crate) fn bot_id(name: &str) -> String {
    format!("st-{}", uuid_of(&format!("bot {name}")))
}

/// The id of one of the six people who publish in this pretend account: `u-` and a UUID.
pub(crate) fn person_id(who: usize) -> String {
    format!("u-{}", uuid_of(&format!("person {}", who % 6)))
}

/// A knowledge graph's id has the form of a Mongo id: 24 hexadecimal digits (page
/// *Bot Publish Status*, long sample).
pub(crate) fn mongo_id(text: &str) -> String {
    let mut digits = uuid_of(text).simple().to_string();
    digits.truncate(24);
    digits
}

/// 44 characters ending in `=`, the form of a client secret in the samples. Random.
pub(crate) fn random_secret() -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = [Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4()];
    let mut secret: String = bytes
        .iter()
        .flat_map(|uuid| *uuid.as_bytes())
        .take(43)
        .map(|byte| char::from(ALPHABET[usize::from(byte & 63)]))
        .collect();
    secret.push('=');
    secret
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_repeat_for_the_same_text_and_differ_for_others() {
        assert_eq!(bot_id("Card services"), bot_id("Card services"));
        let ids: std::collections::HashSet<_> =
            (0..10_000).map(|n| bot_id(&format!("Bot {n}"))).collect();
        assert_eq!(ids.len(), 10_000);
    }

    #[test]
    fn a_secret_has_the_documented_form_and_is_new_each_time() {
        let secret = random_secret();
        assert_eq!(secret.len(), 44);
        assert!(secret.ends_with('='));
        assert_ne!(secret, random_secret());
    }
}
