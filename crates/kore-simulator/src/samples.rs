//! The sample estate: what a person sees who looks around without an account.

use std::time::Duration;

use crate::{Life, Nothing, Setup, SimBot, Words, made_up};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

impl Setup {
    /// Fifteen bots of a retail bank, its human resources and its IT help desk, in every state
    /// that there is: see the list in the source. Ids depend on names alone; times count from
    /// the start.
    pub fn samples() -> Self {
        let mut setup = Self::new();
        for (name, life) in [bank(), human_resources(), help_desk()].concat() {
            let bot = SimBot::new(&made_up::bot_id(name), name);
            setup.bots.push((bot, life));
        }
        setup
    }
}

fn bank() -> Vec<(&'static str, Life)> {
    vec![
        (
            "Card services",
            Life::published(secs(35 * MINUTE))
                .dialogs_named(&["Activate a card", "Report a lost card", "Card limits"])
                .commented("Raise the daily limit for travel cards"),
        ),
        (
            // The one that failed: Channels and the first dialog, two of nine parts.
            "Loan desk",
            Life::failed(secs(12 * MINUTE))
                .dialogs_named(&["Apply for a loan", "Early repayment", "Documents needed"])
                .commented("New rates from the first of the month"),
        ),
        (
            "Branch finder",
            Life::published(secs(3 * DAY + 5 * HOUR)).dialogs_named(&[
                "Nearest branch",
                "Opening hours",
                "Cash machines",
            ]),
        ),
        (
            // Publishing part by part now, and again every five minutes.
            "Mortgage adviser",
            Life::long()
                .lasting(secs(75))
                .repeating(secs(225))
                .ago(secs(12))
                .dialogs_named(&[
                    "Monthly payment",
                    "Fix or float",
                    "Move a mortgage",
                    "Talk to an adviser",
                ])
                .commented("Calculator with the new base rate"),
        ),
        (
            // Begins a little after the start, fails, and works two minutes later.
            "Fraud alerts",
            Life::published(secs(6 * DAY + 2 * HOUR))
                .dialogs_named(&["Confirm a payment", "Freeze a card", "Dispute a payment"])
                .then(
                    secs(20),
                    Life::fails()
                        .failing_in(&[5])
                        .lasting(secs(15))
                        .dialogs_named(&["Confirm a payment", "Freeze a card", "Dispute a payment"])
                        .commented("Ask for the last four digits"),
                )
                .then(
                    secs(120),
                    Life::long()
                        .lasting(secs(12))
                        .dialogs_named(&["Confirm a payment", "Freeze a card", "Dispute a payment"])
                        .commented("Ask for the last four digits, second try"),
                ),
        ),
        (
            "Account opening",
            Life::awaiting_approval()
                .ago(secs(2 * HOUR))
                .dialogs_named(&["Open an account", "Prove who I am", "Switch bank"])
                .commented("Video identification"),
        ),
        (
            // Over within a second and a half, every minute and a half: never seen running.
            "Payments help",
            Life::quick()
                .repeating(secs(90))
                .ago(secs(40))
                .dialogs_named(&["Where is my payment", "Standing orders", "Direct debits"]),
        ),
    ]
}

fn human_resources() -> Vec<(&'static str, Life)> {
    vec![
        (
            "HR onboarding",
            Life::published(secs(9 * DAY))
                .dialogs_named(&["First day", "Equipment", "Meet your team"])
                .commented("Autumn starters"),
        ),
        ("Leave and absence", Life::waiting().ago(secs(4 * MINUTE))),
        (
            "Payroll questions",
            Life::published(secs(23 * DAY + 3 * HOUR))
                .dialogs_named(&["Payslip", "Tax code", "Expenses"])
                .spelt(Words::OLDER),
        ),
        (
            // 200 dialogs, over 4 MB.
            "Policy library",
            Life::huge().ago(secs(26 * HOUR)),
        ),
    ]
}

fn help_desk() -> Vec<(&'static str, Life)> {
    vec![
        (
            "IT help desk",
            Life::published(secs(5 * HOUR + 11 * MINUTE))
                .dialogs_named(&["Report a fault", "Status of my ticket", "Order software"])
                .commented("Sign-in questions answered first"),
        ),
        ("Password reset", Life::never(Nothing::EmptyObject)),
        (
            "Device requests",
            Life::unknown_words()
                .ago(secs(50 * MINUTE))
                .dialogs_named(&["New laptop", "New phone", "Return a device"]),
        ),
        (
            "Meeting rooms",
            Life::published(secs(47 * DAY)).dialogs_named(&["Book a room", "Cancel a booking"]),
        ),
    ]
}
