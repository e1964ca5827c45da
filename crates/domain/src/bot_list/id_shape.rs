//! What a bot id looks like, and what a piece seems to be that is none.

/// What a piece seems to be that is no bot id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotABotId {
    /// A client id: `cs-…`.
    ClientId,
    /// A person's id: `u-…`.
    UserId,
    /// An organisation's id: `o-…`.
    OrganisationId,
    /// A publish job's id: `ds-…` or `ber-…`.
    JobId,
    /// An id without its first letters.
    NoPrefix,
    /// A bot id whose end is missing.
    TooShort,
    /// A bot id with something behind it: two ids without a gap, perhaps.
    TooLong,
    /// A bot id with a character that no id has.
    OddCharacter,
    /// An address in which no bot id stands.
    Address,
    /// Any other text.
    Text,
}

/// Lengths of the groups of a UUID.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

/// The id that a piece is, or that stands in an address.
pub(super) fn find(piece: &str) -> Option<&str> {
    if piece.contains("://") && !piece.contains(char::is_whitespace) {
        piece
            .split(['/', '?', '#', '=', '&'])
            .find(|part| is_id(part))
    } else {
        is_id(piece).then_some(piece)
    }
}

/// A piece that is no bot id but the id of something: it is never a name.
pub(super) fn is_another_id(piece: &str) -> bool {
    !matches!(why_not(piece), NotABotId::Text | NotABotId::Address)
}

pub(super) fn why_not(piece: &str) -> NotABotId {
    if piece.contains("://") {
        return NotABotId::Address;
    }
    if let Some(rest) = piece.strip_prefix("st-") {
        return match uuid(rest) {
            _ if !rest.chars().all(in_an_id) => NotABotId::OddCharacter,
            Uuid::Begun => NotABotId::TooShort,
            _ if rest.len() < 4 => NotABotId::TooShort,
            _ => NotABotId::TooLong,
        };
    }
    let is_token = piece.chars().all(in_an_id) && piece.chars().any(|c| c.is_ascii_digit());
    if !is_token {
        return NotABotId::Text;
    }
    let prefixes = [
        ("cs-", NotABotId::ClientId),
        ("u-", NotABotId::UserId),
        ("o-", NotABotId::OrganisationId),
        ("ds-", NotABotId::JobId),
        ("ber-", NotABotId::JobId),
    ];
    if let Some((_, why)) = prefixes.iter().find(|(start, _)| piece.starts_with(start)) {
        return *why;
    }
    match uuid(piece) {
        Uuid::Whole => NotABotId::NoPrefix,
        _ => NotABotId::Text,
    }
}

fn in_an_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// Every sample in the documentation is `st-` and a UUID. Other forms are taken too, since
/// nothing promises that one; what begins like a UUID has to end like one.
fn is_id(text: &str) -> bool {
    text.strip_prefix("st-").is_some_and(|rest| {
        (4..=100).contains(&rest.len())
            && rest.chars().all(in_an_id)
            && matches!(uuid(rest), Uuid::Whole | Uuid::Other)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Uuid {
    Whole,
    /// The first group, and then less than all.
    Begun,
    /// A whole one, and more.
    More,
    Other,
}

fn uuid(text: &str) -> Uuid {
    let whole = GROUPS.iter().sum::<usize>() + GROUPS.len() - 1;
    if text.len() > whole && text.is_char_boundary(whole) {
        return match uuid(&text[..whole]) {
            Uuid::Whole => Uuid::More,
            _ => Uuid::Other,
        };
    }
    let groups: Vec<&str> = text.split('-').collect();
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    if groups.len() < 2 || groups.len() > GROUPS.len() || !groups.iter().all(|group| hex(group)) {
        return Uuid::Other;
    }
    let last = groups.len() - 1;
    let fits = groups
        .iter()
        .zip(GROUPS)
        .enumerate()
        .all(|(at, (group, length))| {
            if at == last {
                group.len() <= length
            } else {
                group.len() == length
            }
        });
    match (fits, text.len() == whole) {
        (false, _) => Uuid::Other,
        (true, true) => Uuid::Whole,
        (true, false) => Uuid::Begun,
    }
}
