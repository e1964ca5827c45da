//! The connection test.

use domain::{AccountId, BotId, ClientId, ClientSecret, Host, read_bot_list};
use kore_api::{ClaimsForm, Credentials, Outcome, Step, StepResult, Tested};

use super::Monitor;
use crate::form::{self, note};
use crate::show::duration_millis;
use crate::view::{
    self, Claims, ConnectionDraft, ConnectionReport, ConnectionStep, Field, FieldNote, Note,
    Refusal, StepOutcome,
};
use crate::wake::{Ask, Lent, Wake};

/// What a person typed, where nothing stands against it.
struct Read {
    host: Host,
    client_id: ClientId,
    /// `None`: the account's own.
    secret: Option<ClientSecret>,
    bot: Option<BotId>,
}

impl Monitor {
    /// Tests a connection step by step: an account as it stands, or what a person typed so far.
    ///
    /// # Errors
    /// When there is no such account, or the loop does not run. What the test finds is a value.
    pub async fn test_connection(
        &self,
        draft: ConnectionDraft,
    ) -> Result<ConnectionReport, Refusal> {
        self.keeps()?;
        let lent = match &draft.account_id {
            Some(id) => Some(self.lent(AccountId::new(id)).await?),
            None => None,
        };
        let mut notes = Vec::new();
        let Some(read) = read(&draft, lent.as_ref(), &mut notes) else {
            return Ok(nothing_sent(notes));
        };
        let stored = match (&read.secret, &lent) {
            (None, Some(lent)) => self.stored_secret(lent).await,
            _ => None,
        };
        let Some(secret) = read.secret.clone().or(stored) else {
            notes.push(note(Field::Secret, Note::Empty, "", 0));
            return Ok(nothing_sent(notes));
        };
        let bot = read
            .bot
            .clone()
            .or_else(|| lent.as_ref().and_then(|lent| lent.bot.clone()));
        let credentials = Credentials {
            client_id: read.client_id.clone(),
            secret,
            algorithm: draft.algorithm,
        };
        let proxy = self.ports.platform.network().proxy_for(&read.host);
        let began = self.ports.clock.now().up;
        let tested = self
            .ports
            .platform
            .test(read.host.clone(), credentials, bot.clone())
            .await;
        let took = self.ports.clock.now().up.saturating_sub(began);
        self.count(&read, &draft, lent.as_ref(), &tested).await?;
        Ok(ConnectionReport {
            notes,
            steps: tested.steps.iter().map(step).collect(),
            requests: tested.requests,
            took: duration_millis(took),
            host: read.host.origin().to_owned(),
            bot_id: bot.map(|bot| bot.as_str().to_owned()).unwrap_or_default(),
            proxy,
        })
    }

    /// What the loop holds of an account.
    pub(super) async fn lent(&self, id: AccountId) -> Result<Lent, Refusal> {
        let lent = self.ask(|answer| Ask::Lend(id, answer)).await?;
        lent.ok_or(Refusal::Gone)
    }

    /// The secret of an account without a connection may lie in the password store all the same.
    async fn stored_secret(&self, lent: &Lent) -> Option<ClientSecret> {
        if lent.secret.is_some() || !lent.record.secret_in_keychain || lent.record.signed_out {
            return lent.secret.clone();
        }
        let id = lent.record.id.clone();
        self.ports.keychain.get(id).await.ok().flatten()
    }

    /// Counts what was sent for the account that it was sent for; also for one that was typed
    /// again.
    async fn count(
        &self,
        read: &Read,
        draft: &ConnectionDraft,
        lent: Option<&Lent>,
        tested: &Tested,
    ) -> Result<(), Refusal> {
        let is_it = |record: &history::AccountRecord| {
            record.host == read.host.origin() && record.client_id == read.client_id
        };
        let record = match lent {
            Some(lent) => Some(lent.record.clone()),
            None => self
                .read(history::Reader::accounts)
                .await?
                .into_iter()
                .find(is_it),
        };
        let Some(record) = record else {
            return Ok(());
        };
        // Only what the account itself will send shows how it will be received.
        let as_it_stands =
            read.secret.is_none() && is_it(&record) && record.algorithm == draft.algorithm;
        let may_read = tested
            .steps
            .iter()
            .any(|step| step.step == Step::MayRead && step.outcome == Outcome::Passed);
        let habits = tested.habits.filter(|_| as_it_stands && may_read);
        self.spent(record.id, tested.requests, habits).await
    }

    /// Tells the loop what was sent besides the checks.
    pub(super) async fn spent(
        &self,
        account: AccountId,
        requests: u32,
        habits: Option<kore_api::Habits>,
    ) -> Result<(), Refusal> {
        let wake = Wake::Spent {
            account,
            requests,
            habits,
        };
        self.wakes.send(wake).await.map_err(|_| Refusal::Closing)
    }
}

fn read(draft: &ConnectionDraft, lent: Option<&Lent>, notes: &mut Vec<FieldNote>) -> Option<Read> {
    let host = form::host(&draft.host, notes);
    let client_id = form::client_id(&draft.client_id, notes);
    let typed = draft.secret.typed();
    let secret = match lent {
        Some(lent) if typed.is_empty() => {
            // A secret goes to no host that it was not given for.
            if let Some(host) = &host
                && host.origin() != lent.record.host
            {
                notes.push(note(Field::Secret, Note::SecretForOtherHost, "", 0));
            }
            None
        }
        _ => form::secret(typed, notes),
    };
    if let Some(secret) = &secret
        && draft.algorithm == domain::Algorithm::Hs512
        && secret.expose().len() < draft.algorithm.key_bytes()
    {
        notes.push(note(Field::Secret, Note::SecretShortFor512, "", 0));
    }
    let bot = bot(&draft.bot_id, notes);
    notes.sort_by_key(|note| !form::is_problem(note.note));
    if form::has_problem(notes) {
        return None;
    }
    Some(Read {
        host: host?,
        client_id: client_id?,
        secret,
        bot,
    })
}

fn bot(typed: &str, notes: &mut Vec<FieldNote>) -> Option<BotId> {
    let Ok(read) = read_bot_list(typed) else {
        notes.push(note(Field::BotId, Note::BotIdUnreadable, "", 1));
        return None;
    };
    if let Some(problem) = read.problems.first() {
        let text = problem.text.clone();
        notes.push(note(
            Field::BotId,
            Note::BotIdUnreadable,
            text,
            problem.line,
        ));
    }
    read.bots.into_iter().next().map(|bot| bot.id)
}

fn nothing_sent(notes: Vec<FieldNote>) -> ConnectionReport {
    ConnectionReport {
        notes,
        steps: Step::ALL.into_iter().map(not_reached).collect(),
        requests: 0,
        took: 0,
        host: String::new(),
        bot_id: String::new(),
        proxy: None,
    }
}

fn not_reached(of: Step) -> view::StepResult {
    step(&StepResult {
        step: of,
        outcome: Outcome::NotReached,
        issuer: None,
        clock_off_by: None,
        claims: None,
        use_algorithm: None,
    })
}

/// A step as the window sees it.
pub(super) fn step(of: &StepResult) -> view::StepResult {
    let (outcome, error) = match &of.outcome {
        Outcome::Passed => (StepOutcome::Passed, None),
        Outcome::Failed(error) => (StepOutcome::Failed, Some(error)),
        Outcome::NotTold => (StepOutcome::NotTold, None),
        Outcome::NotReached => (StepOutcome::NotReached, None),
    };
    view::StepResult {
        step: match of.step {
            Step::Reached => ConnectionStep::Reached,
            Step::CertificateTrusted => ConnectionStep::CertificateTrusted,
            Step::ClockAgrees => ConnectionStep::ClockAgrees,
            Step::SignedIn => ConnectionStep::SignedIn,
            Step::MayRead => ConnectionStep::MayRead,
            Step::BotExists => ConnectionStep::BotExists,
        },
        outcome,
        kind: error.map(kore_api::Error::kind),
        issuer: of.issuer.as_ref().map(ToString::to_string),
        clock_off: of
            .clock_off_by
            .map(|by| view::Millis::try_from(by.as_millis()).unwrap_or(view::Millis::MAX)),
        claims: of.claims.map(|claims| match claims {
            ClaimsForm::WithJti => Claims::WithJti,
            ClaimsForm::Timed => Claims::Timed,
            ClaimsForm::Minimum => Claims::Minimum,
        }),
        use_algorithm: of.use_algorithm,
        detail: error.map(ToString::to_string).unwrap_or_default(),
    }
}
