//! How values of the domain are written in the database.

use domain::{AlertKind, AlertRule, FailureKind, PublishState, Unwatched};
use jiff::{SignedDuration, Timestamp};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// A moment: whole milliseconds since 1970 in UTC, which is as exact as the platform tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ms(pub Timestamp);

impl ToSql for Ms {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_millisecond().into())
    }
}

impl FromSql for Ms {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let ms = value.as_i64()?;
        Timestamp::from_millisecond(ms)
            .map(Self)
            .map_err(|_| FromSqlError::OutOfRange(ms))
    }
}

/// A length of time: whole milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpanMs(pub SignedDuration);

impl ToSql for SpanMs {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let ms = i64::try_from(self.0.as_millis()).unwrap_or(i64::MAX);
        Ok(ms.into())
    }
}

impl FromSql for SpanMs {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(SignedDuration::from_millis(value.as_i64()?)))
    }
}

/// A state or a kind of failure: the domain's own stable word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<T>(pub T);

impl ToSql for Word<PublishState> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_word().into())
    }
}

impl FromSql for Word<PublishState> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        let state = PublishState::from_own_word(word);
        // A word of nobody's would silently read as `Unknown`.
        if state.as_word() == word {
            Ok(Self(state))
        } else {
            Err(FromSqlError::InvalidType)
        }
    }
}

impl ToSql for Word<Unwatched> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_word().into())
    }
}

impl FromSql for Word<Unwatched> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Unwatched::from_word(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Word<FailureKind> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_word().into())
    }
}

impl FromSql for Word<FailureKind> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        FailureKind::from_word(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Word<AlertKind> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_word().into())
    }
}

impl FromSql for Word<AlertKind> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        AlertKind::from_word(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Word<AlertRule> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_word().into())
    }
}

impl FromSql for Word<AlertRule> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        AlertRule::from_word(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// The moment as the database will give it back.
pub(crate) fn whole_ms(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}
