//! The scripted life of a bot's publishes: what its status says, and how that moves.

use std::time::Duration;

use crate::{Fault, Words};

/// What the status API tells of one bot, from the moment it is set.
///
/// Made with the functions that name a kind (`Life::quick()`), bent with the ones that take
/// `self` (`Life::long().lasting(…).repeating(…)`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    pub(crate) course: Course,
    /// How long before it was set the publish was asked for.
    pub(crate) ago: Duration,
    /// What comes after, each with its time since this life was set, earliest first.
    pub(crate) later: Vec<(Duration, Life)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    Publish(Box<Publish>),
    Never(Nothing),
    Fault(Fault),
}

/// How long ago a life began that is over when it is set, where nothing is said.
const A_MINUTE: Duration = Duration::from_mins(1);

/// One publish, as it is scripted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Publish {
    pub(crate) end: End,
    pub(crate) takes: Duration,
    pub(crate) pause: Option<Duration>,
    pub(crate) shape: Shape,
    pub(crate) words: Words,
    pub(crate) failing: Vec<usize>,
    pub(crate) dialogs: Dialogs,
    pub(crate) knowledge: bool,
    pub(crate) growing: bool,
    pub(crate) comment: Option<String>,
    pub(crate) by: Option<String>,
    pub(crate) definition_bytes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Works,
    Fails,
    AwaitsApproval,
    NeverBegins,
    UnknownWords,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dialogs {
    Count(usize),
    Named(Vec<String>),
}

impl Dialogs {
    fn count(&self) -> usize {
        match self {
            Self::Count(count) => *count,
            Self::Named(names) => names.len(),
        }
    }
}

/// What the API says of a bot that was never published. The pages do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nothing {
    /// 200 and `{}`.
    #[default]
    EmptyObject,
    /// 200 and `null`.
    Null,
    /// 200 and an empty body.
    EmptyBody,
    /// 404.
    NotFound,
}

/// How much a reply carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The short sample of the page *Bot Publish Status*: no `modules`, no `result`.
    Short,
    /// The older page (v9.2): `modules`, a `ber-…` id, no `countOfDockStatuses`.
    Old,
    /// The long sample: `modules`, and `result` with whole definitions.
    Full,
}

impl Life {
    fn of(end: End, takes: Duration) -> Self {
        Self {
            course: Course::Publish(Box::new(Publish {
                end,
                takes,
                pause: None,
                shape: Shape::Full,
                words: Words::DOCUMENTED,
                failing: Vec::new(),
                dialogs: Dialogs::Count(3),
                knowledge: true,
                growing: false,
                comment: None,
                by: None,
                definition_bytes: 1500,
            })),
            ago: Duration::ZERO,
            later: Vec::new(),
        }
    }

    /// Begins when it is set and works in 1,352 ms, as in the page's sample. For one that is
    /// over already see [`Life::published`].
    pub fn quick() -> Self {
        Self::of(End::Works, Duration::from_millis(1352))
    }

    /// Begins when it is set and works, part by part over 40 s: ten parts, the percentage rises, 100 % comes a little
    /// before the end.
    pub fn long() -> Self {
        Self::of(End::Works, Duration::from_secs(40))
    }

    /// A quick success that was asked for this long ago.
    pub fn published(age: Duration) -> Self {
        Self::quick().ago(age)
    }

    /// Begins when it is set and fails after 40 s, in two of its nine parts: Channels and the first dialog.
    pub fn fails() -> Self {
        Self::of(End::Fails, Duration::from_secs(40)).failing_in(&[1, 5])
    }

    /// The same, over in 6.2 s and asked for this long ago.
    pub fn failed(age: Duration) -> Self {
        Self::fails().lasting(Duration::from_millis(6200)).ago(age)
    }

    /// Fails in one part, over at once; `after` this long its next publish works.
    pub fn fails_then_works(after: Duration) -> Self {
        Self::fails()
            .failing_in(&[5])
            .lasting(Duration::from_millis(1352))
            .then(after, Self::quick())
    }

    /// Asked for and not begun: 0 %, no `initiatedOn`, no parts.
    pub fn waiting() -> Self {
        Self::of(End::NeverBegins, Duration::ZERO)
    }

    /// Never published.
    pub fn never(nothing: Nothing) -> Self {
        Self::bare(Course::Never(nothing))
    }

    /// Never published, and published for the first time (quickly) after this long.
    pub fn first_publish_after(after: Duration) -> Self {
        Self::never(Nothing::EmptyObject).then(after, Self::quick())
    }

    /// Successful a minute ago, and each dialog's `result.state` is `awaitingApproval`.
    pub fn awaiting_approval() -> Self {
        Self::of(End::AwaitsApproval, Duration::from_millis(1352)).ago(A_MINUTE)
    }

    /// Ended a minute ago with words for the whole and for one part that no page knows, at 60 %.
    pub fn unknown_words() -> Self {
        Self::of(End::UnknownWords, Duration::from_millis(1352))
            .spelt(Words::UNHEARD_OF)
            .failing_in(&[6])
            .ago(A_MINUTE)
    }

    /// Worked a minute ago, with 200 dialogs whose definitions make the reply over 4 MB.
    pub fn huge() -> Self {
        let life = Self::quick().dialogs(200).definitions_of(24_000);
        life.ago(A_MINUTE)
    }

    /// Worked a minute ago, in the form of the older page's sample: `ber-…` id, `modules`, no `countOfDockStatuses`.
    pub fn old_sample() -> Self {
        Self::quick().shaped(Shape::Old).ago(A_MINUTE)
    }

    /// Answers wrongly, or not at all.
    pub fn fault(fault: Fault) -> Self {
        Self::bare(Course::Fault(fault))
    }

    /// 200 with this body, as JSON: for bodies that nothing else here makes.
    pub fn body(body: impl Into<String>) -> Self {
        Self::fault(Fault::Raw {
            status: 200,
            content_type: "application/json; charset=utf-8".into(),
            body: body.into(),
        })
    }

    fn bare(course: Course) -> Self {
        Self {
            course,
            ago: Duration::ZERO,
            later: Vec::new(),
        }
    }

    /// About how large its largest reply is.
    pub(crate) fn most_bytes(&self) -> usize {
        let own = match &self.course {
            Course::Publish(publish) => publish.dialogs.count() * publish.definition_bytes,
            Course::Never(_) | Course::Fault(_) => 0,
        };
        let later = self.later.iter().map(|(_, life)| life.most_bytes());
        later.max().unwrap_or(0).max(own)
    }

    fn bend(mut self, change: impl FnOnce(&mut Publish)) -> Self {
        if let Course::Publish(publish) = &mut self.course {
            change(publish);
        }
        self
    }

    /// Asked for this long before the life is set.
    #[must_use]
    pub fn ago(mut self, age: Duration) -> Self {
        self.ago = age;
        self
    }

    /// Takes this long from request to end.
    #[must_use]
    pub fn lasting(self, takes: Duration) -> Self {
        self.bend(|publish| publish.takes = takes)
    }

    /// Begins again as a new job after each end and this pause.
    #[must_use]
    pub fn repeating(self, pause: Duration) -> Self {
        self.bend(|publish| publish.pause = Some(pause))
    }

    /// Turns into another life when this long has passed since this one was set.
    #[must_use]
    pub fn then(mut self, after: Duration, next: Life) -> Self {
        self.later.push((after, next));
        self.later.sort_by_key(|(after, _)| *after);
        self
    }

    /// Carries this much.
    #[must_use]
    pub fn shaped(self, shape: Shape) -> Self {
        self.bend(|publish| publish.shape = shape)
    }

    /// Uses these words.
    #[must_use]
    pub fn spelt(self, words: Words) -> Self {
        self.bend(|publish| publish.words = words)
    }

    /// The places of the parts that fail, from 0: Settings, Channels, Extensions, Languages,
    /// Natural Language, the dialogs, the knowledge. Only a life that fails looks at them.
    #[must_use]
    pub fn failing_in(self, places: &[usize]) -> Self {
        self.bend(|publish| publish.failing = places.to_vec())
    }

    /// Has this many dialogs, with made-up names. 3 where nothing is said.
    #[must_use]
    pub fn dialogs(self, count: usize) -> Self {
        self.bend(|publish| publish.dialogs = Dialogs::Count(count))
    }

    /// Has dialogs of these names.
    #[must_use]
    pub fn dialogs_named(self, names: &[&str]) -> Self {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        self.bend(|publish| publish.dialogs = Dialogs::Named(names))
    }

    /// Gives each dialog a definition of about this many bytes (full shape only).
    #[must_use]
    pub fn definitions_of(self, bytes: usize) -> Self {
        self.bend(|publish| publish.definition_bytes = bytes)
    }

    /// Carries this `versionComment` (full shape only).
    #[must_use]
    pub fn commented(self, comment: impl Into<String>) -> Self {
        self.bend(|publish| publish.comment = Some(comment.into()))
    }

    /// Was asked for by this person (`createdBy`); the bot's owner where nothing is said.
    #[must_use]
    pub fn by(self, person_id: impl Into<String>) -> Self {
        self.bend(|publish| publish.by = Some(person_id.into()))
    }

    /// While it runs, lists only the parts that have begun, not those still to come.
    #[must_use]
    pub fn growing(self) -> Self {
        self.bend(|publish| publish.growing = true)
    }
}
