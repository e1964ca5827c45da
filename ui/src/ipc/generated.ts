// Written by `cargo xtask gen` from src-tauri/src/command_list.rs and
// crates/monitor/src/view. Do not edit.

/**
 * The signing algorithms that the platform offers with a shared secret (page *SDK Security*).
 * Its steps for the public APIs name `HS256` (page *API Introduction*).
 */
export type Algorithm = "hs256" | "hs512";

/**
 * What a publish job, or one of its resources, is doing.
 */
export type PublishState = "published" | "failed" | "publishing" | "waiting" | "unknown";

/**
 * Why the state of a bot could not be read. Our problem, never the bot's.
 */
export type FailureKind = "bad_credentials" | "missing_scope" | "unknown_bot" | "rate_limited" | "unreachable" | "untrusted_server" | "not_kore" | "server" | "wrong_clock" | "too_large" | "offline" | "sign_in_page" | "encryption_enforced" | "proxy_sign_in" | "proxy_refused" | "secret_missing" | "secret_awaited" | "secret_unavailable";

/**
 * Where a resource stands on the platform's publish page.
 *
 * The page *Publishing your app* of the platform's documentation lists Flows, Tasks & Languages;
 * Natural Language; Channels; Extensions; Settings. The version that a successful publish makes
 * by itself (`AUTOVERSIONING`, page *App versioning*) has a group of its own.
 */
export type ResourceGroup = "tasksAndDialogs" | "naturalLanguage" | "channels" | "extensions" | "settings" | "newVersion" | "other";

/**
 * A colour, always shown beside a name. The eight stay apart in the common colour blindnesses
 * (after Okabe and Ito, *Color Universal Design*), and each has its word.
 */
export type Colour = "none" | "blue" | "sky" | "green" | "yellow" | "orange" | "red" | "purple" | "grey";

/**
 * What happened.
 */
export type AlertKind = "failed" | "partsFailed" | "worksAgain" | "stuck" | "cannotCheck" | "unreachable" | "started" | "published";

/**
 * What a person switches on and off: the same, as one thinks of it beforehand.
 */
export type AlertRule = "failed" | "worksAgain" | "stuck" | "cannotCheck" | "started" | "published";

/**
 * Why a bot was not watched for a while.
 */
export type Unwatched = "closed" | "asleep" | "offline" | "paused" | "refused" | "failing" | "late" | "untold";

/**
 * What became of one part.
 */
export type PartChange = "newlyFailing" | "newAndFailing" | "stillFailing" | "fixed" | "new" | "gone" | "undecided" | "same";

/**
 * What other bots of the same host did at about the same time says of a failed publish.
 */
export type FailedWith = "onlyThisBot" | "others" | "likelyThePlatform" | "nobodyElse";

/**
 * Nothing to say.
 */
export type Nothing = Record<symbol, never>;

/**
 * How the window looks. Losing it costs nothing.
 */
export type Appearance = { 
/**
 * Colours.
 */
theme: Theme, 
/**
 * Height of rows.
 */
density: Density, };

/**
 * Colours.
 */
export type Theme = "system" | "light" | "dark";

/**
 * Height of rows.
 */
export type Density = "comfortable" | "compact";

/**
 * The app itself.
 */
export type About = { 
/**
 * Version of the app.
 */
version: string, 
/**
 * The folder of the app's data.
 */
dataDir: string, 
/**
 * Size of the history on disk, bytes.
 */
historyBytes: number, 
/**
 * Publishes in the history.
 */
jobs: number, };

/**
 * Why a command was not carried out. Ordinary refusals are values, not this.
 */
export type Refusal = "gone" | "history" | "closing" | "newer" | "unreadable";

/**
 * Where an account's secret is.
 */
export type SecretPlace = "keychain" | "memory" | "opening" | "missing" | "awaited" | "gone" | "unavailable" | "signedOut";

/**
 * Why the password store did not serve.
 */
export type KeychainProblem = "absent" | "locked" | "dismissed" | "hanging" | "refused";

/**
 * One account.
 */
export type AccountView = { 
/**
 * The account's id in this app.
 */
id: string, 
/**
 * What the person calls it; the host's name at first.
 */
name: string, 
/**
 * By what the person tells it apart; always beside the name.
 */
colour: Colour, 
/**
 * `https://platform.kore.ai`
 */
host: string, 
/**
 * `cs-…`
 */
clientId: string, 
/**
 * How its tokens are signed.
 */
algorithm: Algorithm, 
/**
 * Where the secret is.
 */
secret: SecretPlace, 
/**
 * Why the password store did not serve, where it did not.
 */
keychain: KeychainProblem | null, 
/**
 * Bots watched in it.
 */
bots: number, 
/**
 * What keeps every bot of this account from being checked.
 */
failure: FailureView | null, 
/**
 * Requests sent within the last minute.
 */
usedMinute: number, 
/**
 * Requests sent within the last hour.
 */
usedHour: number, 
/**
 * Requests an hour that the platform allows.
 */
allowedHour: number, 
/**
 * About so many more quiet bots fit before all are checked less often.
 */
moreBots: number, };

/**
 * What a person calls an account, and by what they tell it apart.
 */
export type AccountChange = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * The name; empty for the host's name.
 */
name: string, 
/**
 * The colour.
 */
colour: Colour, };

/**
 * What became of an account's secret.
 */
export type SecretForgotten = { 
/**
 * Why it may still be in the password store; absent where it is gone.
 */
keychain: KeychainProblem | null, };

/**
 * Names one account.
 */
export type AccountRef = { 
/**
 * The account's id in this app.
 */
accountId: string, };

/**
 * How many alerts wait for a look.
 */
export type AlertSummary = { 
/**
 * Alerts that somebody should look at and that nobody saw in the list.
 */
toLookAt: number, 
/**
 * Number of the newest alert; 0 for none.
 */
newest: number, };

/**
 * How an alert was told.
 */
export type AlertTold = "soon" | "native" | "grouped" | "app" | "muted" | "onIt";

/**
 * One line of the list.
 */
export type AlertView = { 
/**
 * Its number.
 */
alert: number, 
/**
 * What happened.
 */
kind: AlertKind, 
/**
 * The account; absent where this computer reached nothing at all.
 */
accountId: string | null, 
/**
 * What the person calls the account.
 */
accountName: string | null, 
/**
 * The bot; absent where it is about checking itself.
 */
botId: string | null, 
/**
 * What the person calls the bot.
 */
botName: string | null, 
/**
 * The publish.
 */
job: number | null, 
/**
 * Parts that had failed.
 */
partsFailed: number, 
/**
 * For how long nothing had moved, where it seemed stuck.
 */
stillFor: number | null, 
/**
 * Why checks did not succeed; absent with `cannotCheck`: the secret was not there.
 */
failure: FailureKind | null, 
/**
 * When the app noticed.
 */
at: number, 
/**
 * How it was told.
 */
told: AlertTold, 
/**
 * When checks succeeded again.
 */
endedAt: number | null, };

/**
 * Which alerts to list.
 */
export type AlertQuery = { 
/**
 * Go on after this alert.
 */
after: number | null, 
/**
 * Rows wanted, 1 to 500.
 */
limit: number, };

/**
 * A page of alerts, newest first.
 */
export type AlertPage = { 
/**
 * The rows.
 */
alerts: Array<AlertView>, 
/**
 * Where to go on; absent on the last page.
 */
next: number | null, 
/**
 * Number of the newest alert that was seen before.
 */
seen: number, };

/**
 * The list was looked at.
 */
export type AlertsSeen = { 
/**
 * Down from this alert.
 */
through: number, };

/**
 * Whom a choice is for: a bot, a group, or with neither everyone.
 */
export type AlertWhom = { 
/**
 * The bot's account.
 */
accountId: string | null, 
/**
 * The bot.
 */
botId: string | null, 
/**
 * The group.
 */
group: string | null, };

/**
 * A choice that differs from the usual.
 */
export type AlertChoice = { 
/**
 * Whom it is for.
 */
whom: AlertWhom, 
/**
 * What it is about.
 */
rule: AlertRule, 
/**
 * Wanted or not; to take a choice back, absent.
 */
on: boolean | null, };

/**
 * Why alerts stay in the list.
 */
export type QuietWhy = "muted" | "onIt";

/**
 * A while in which alerts stay in the list.
 */
export type QuietView = { 
/**
 * Its number.
 */
quiet: number, 
/**
 * Whose.
 */
whom: AlertWhom, 
/**
 * Why.
 */
why: QuietWhy, 
/**
 * Since when.
 */
since: number, 
/**
 * Until when; absent: until it works.
 */
until: number | null, };

/**
 * For how long.
 */
export type MuteFor = "hour" | "tomorrow" | "untilItWorks";

/**
 * A wish for quiet.
 */
export type MuteDraft = { 
/**
 * Whose alerts: a bot's or a group's.
 */
whom: AlertWhom, 
/**
 * For how long.
 */
length: MuteFor, };

/**
 * Names a while of quiet.
 */
export type QuietRef = { 
/**
 * Its number.
 */
quiet: number, };

/**
 * Whether the system shows notifications of this app, as far as it says.
 */
export type SystemAlerts = "shown" | "doNotDisturb" | "blocked" | "notAsked" | "nobody" | "unknown";

/**
 * Everything about alerts that is set.
 */
export type AlertSettings = { 
/**
 * Notifications outside the window are wanted.
 */
outside: boolean, 
/**
 * What the system says to that.
 */
system: SystemAlerts, 
/**
 * Choices that differ from the usual: for all, for groups, for bots.
 */
choices: Array<AlertChoice>, 
/**
 * What is on where nothing was chosen.
 */
usual: Array<AlertRule>, 
/**
 * Groups that there are.
 */
groups: Array<string>, 
/**
 * What is quiet.
 */
quiets: Array<QuietView>, };

/**
 * Whether notifications outside the window are wanted.
 */
export type AlertsOutside = { 
/**
 * Wanted.
 */
on: boolean, };

/**
 * What came of a test.
 */
export type TestAlert = { 
/**
 * The system took it.
 */
taken: boolean, 
/**
 * What it says about showing it.
 */
system: SystemAlerts, };

/**
 * Whose data is shown.
 */
export type Mode = "own" | "samples";

/**
 * Everything the window needs to draw the board.
 */
export type Snapshot = { 
/**
 * Whose data this is.
 */
mode: Mode, 
/**
 * Grows with every change; a change with a lower number is old news.
 */
seq: number, 
/**
 * The accounts, oldest first.
 */
accounts: Array<AccountView>, 
/**
 * The bots of all accounts.
 */
bots: Array<BotRow>, 
/**
 * What the person has to know about the app itself.
 */
notices: Array<Notice>, 
/**
 * Whether checking is paused.
 */
pause: Pause, 
/**
 * Alerts that wait for a look.
 */
alerts: AlertSummary, 
/**
 * The people who were given a name.
 */
people: Array<PersonView>, };

/**
 * What changed since the last message. At most four of these travel each second.
 */
export type Changes = { 
/**
 * See [`Snapshot::seq`]. 0 in a message of the shell that tells nothing about bots.
 */
seq: number, 
/**
 * Rows that are new or different.
 */
bots: Array<BotRow>, 
/**
 * All accounts, where one of them changed.
 */
accounts: Array<AccountView> | null, 
/**
 * All notices, where one of them changed.
 */
notices: Array<Notice> | null, 
/**
 * Alerts that wait for a look, where something about alerts changed.
 */
alerts: AlertSummary | null, 
/**
 * More changed than these rows tell (bots were added or removed, the mode changed): ask
 * for a new snapshot.
 */
resync: boolean, 
/**
 * A pause that began or ended.
 */
pause: Pause | null, 
/**
 * The shell leads the person to a place in the window.
 */
go: Destination | null, 
/**
 * The tray came or went, or a choice about it was made.
 */
presence: Presence | null, 
/**
 * An export under way has written so many publishes.
 */
exported: number | null, };

/**
 * Something about the app itself that a person has to know. Shown once each, above the board.
 */
export type Notice = "historyDamaged" | "historyNotWritten" | "historyNewer" | "historyNewerUnread" | "historyNotOpened" | "checkingStopped";

/**
 * Why checks do not succeed.
 */
export type FailureView = { 
/**
 * The kind, which has its words in the catalogue.
 */
kind: FailureKind, 
/**
 * Since when.
 */
since: number, 
/**
 * When the app tries again by itself; absent where it waits for the person.
 */
retryAt: number | null, 
/**
 * Details for a technician: one line, without secrets.
 */
detail: string, };

/**
 * One line of the board.
 */
export type BotRow = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * `st-…`
 */
botId: string, 
/**
 * What the person calls it.
 */
name: string | null, 
/**
 * The group that the person put it in.
 */
group: string | null, 
/**
 * The person wants it on top.
 */
favourite: boolean, 
/**
 * What the person notes about it.
 */
note: string | null, 
/**
 * Put away: not checked, its history kept.
 */
archived: boolean, 
/**
 * What is known of its last or running publish; `None` with a `last_check_at`: the bot
 * was never published. `None` without: not checked yet.
 */
job: JobRow | null, 
/**
 * When a check last succeeded.
 */
lastCheckAt: number | null, 
/**
 * From this moment on what is known is outdated, unless a newer row comes.
 */
outdatedAt: number | null, 
/**
 * When the next check is planned. Absent while the account is stopped.
 */
nextCheckAt: number | null, 
/**
 * Why the next check is then.
 */
pace: Pace, 
/**
 * Why checks do not succeed: this bot's own trouble or its account's.
 */
failure: FailureView | null, 
/**
 * It is followed until its publish is done, because a person wished so or it is new.
 */
watched: boolean, 
/**
 * Its alerts stay in the list: it or its group is muted.
 */
muted: QuietView | null, 
/**
 * Somebody is on it: its failures stay in the list.
 */
onIt: QuietView | null, };

/**
 * Why a bot is checked as often as it is.
 */
export type Pace = "moving" | "lively" | "quiet" | "watched" | "paused" | "backingOff" | "stopped";

/**
 * Names one bot.
 */
export type BotRef = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * `st-…`
 */
botId: string, };

/**
 * Names several bots.
 */
export type BotRefs = { 
/**
 * The bots.
 */
bots: Array<BotRef>, };

/**
 * What came of "check now".
 */
export type CheckReply = { 
/**
 * Checks that will be made now; each costs one request.
 */
planned: number, 
/**
 * Bots left out: their account is stopped or its allowance is used up.
 */
leftOut: number, 
/**
 * Requests that the accounts asked may still send within this hour, before these checks.
 */
leftHour: number, };

/**
 * A list of bots for an account.
 */
export type BotsDraft = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * What was pasted: ids in any separators, a table with names and groups.
 */
botIds: string, 
/**
 * The person saw the lines that are no bot, and adds the others.
 */
leaveOut: boolean, 
/**
 * Names for bots of the list that have none beside them.
 */
names: Array<BotName>, };

/**
 * What a bot is called.
 */
export type BotName = { 
/**
 * The bot's id.
 */
botId: string, 
/**
 * Its name.
 */
name: string, };

/**
 * What adding a list would do.
 */
export type BotsPreview = { 
/**
 * Why nothing of it was read.
 */
problem: BotsProblem | null, 
/**
 * Bots that would be added.
 */
fresh: number, 
/**
 * Bots that would be taken back from the archive.
 */
archived: number, 
/**
 * Bots that are watched already and stay as they are.
 */
watched: number, 
/**
 * Ids that stand in the list twice.
 */
repeated: number, 
/**
 * Pieces that are no bot id.
 */
bad: number, 
/**
 * The pieces that are no bot id, and the ids that stand there twice, by line: at most
 * 500.
 */
oddLines: Array<BotLine>, 
/**
 * The bots, by line: at most 500.
 */
botLines: Array<BotLine>, };

/**
 * Why a list is not read at all.
 */
export type BotsProblem = "empty" | "tooLarge" | "tooManyLines";

/**
 * One piece of a list.
 */
export type BotLine = { 
/**
 * Its line, from 1.
 */
line: number, 
/**
 * The id; where it is none, what stands there, at most 80 characters of it.
 */
text: string, 
/**
 * The name beside it.
 */
name: string | null, 
/**
 * The group beside it.
 */
group: string | null, 
/**
 * What adding would do with it.
 */
verdict: BotVerdict, 
/**
 * The line in which the id stood first, where it is repeated.
 */
firstLine: number | null, };

/**
 * What adding would do with a piece of a list.
 */
export type BotVerdict = "fresh" | "archived" | "watched" | "repeated" | "clientId" | "userId" | "organisationId" | "jobId" | "noPrefix" | "tooShort" | "tooLong" | "oddCharacter" | "address" | "text";

/**
 * What a person says about a bot. What is absent stays as it is; an empty text takes it away.
 */
export type BotChange = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * `st-…`
 */
botId: string, 
/**
 * What the person calls it.
 */
name: string | null, 
/**
 * The group that the person puts it in.
 */
group: string | null, 
/**
 * What there is to note about it.
 */
note: string | null, 
/**
 * It comes first.
 */
favourite: boolean | null, };

/**
 * Puts a bot away, or takes it back.
 */
export type BotArchive = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * `st-…`
 */
botId: string, 
/**
 * Put away: not checked, its history kept.
 */
archived: boolean, };

/**
 * A publish that nobody watched, as the bot's change log tells of it. What became of it the
 * log does not say.
 */
export type LoggedPublish = { 
/**
 * Its first line in the log.
 */
from: number, 
/**
 * The platform's id of who it was.
 */
person: string | null, 
/**
 * What was published, as far as the log names it.
 */
parts: Array<string>, };

/**
 * What came of reading a bot's change log.
 */
export type ChangeLogRead = { 
/**
 * Publishes that nobody watched and that were not known before.
 */
found: number, 
/**
 * Everything from then to now was read, now or before; absent: that is not so.
 */
backTo: number | null, 
/**
 * A moment of a day of which the platform does not give out all.
 */
inPart: number | null, 
/**
 * Why it was not read to its end although nothing failed.
 */
stop: ChangeLogStop | null, 
/**
 * What failed.
 */
kind: FailureKind | null, };

/**
 * Why a change log was not read to its end.
 */
export type ChangeLogStop = "noSecret" | "paused" | "held" | "more";

/**
 * Whether an account's change logs are read by themselves after each gap.
 */
export type ChangeLogChoice = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * They are.
 */
on: boolean, };

/**
 * One publish, as a line of a list.
 */
export type JobRow = { 
/**
 * The job's number in the history of this computer.
 */
job: number, 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * `st-…`
 */
botId: string, 
/**
 * What the person calls the bot.
 */
botName: string | null, 
/**
 * What it is doing.
 */
state: PublishState, 
/**
 * The server's own word, where the state is unknown.
 */
serverStatus: string | null, 
/**
 * It waits for an admin's approval.
 */
awaitingApproval: boolean, 
/**
 * 0 to 100.
 */
percent: number | null, 
/**
 * When it was asked for; where the server does not say, when the app first saw it.
 */
requestedAt: number, 
/**
 * When it ended; absent while it runs.
 */
endedAt: number | null, 
/**
 * How long it took.
 */
duration: number | null, 
/**
 * The platform's id of the person who started it.
 */
startedBy: string | null, 
/**
 * Parts in all.
 */
parts: number, 
/**
 * Parts published.
 */
partsPublished: number, 
/**
 * Parts failed.
 */
partsFailed: number, 
/**
 * It had already ended when the app first looked at this bot.
 */
beforeWatching: boolean, };

/**
 * Names one job by its number in the history.
 */
export type JobRef = { 
/**
 * The number.
 */
job: number, };

/**
 * One publish with its resources.
 */
export type JobDetail = { 
/**
 * The line.
 */
row: JobRow, 
/**
 * The platform's id of the job.
 */
jobId: string | null, 
/**
 * When it began.
 */
startedAt: number | null, 
/**
 * The comment given with the publish.
 */
versionComment: string | null, 
/**
 * The parts, in the platform's order.
 */
resources: Array<ResourceView>, 
/**
 * How it moved, oldest first.
 */
progress: Array<ProgressView>, 
/**
 * What was usual for its bot before it.
 */
usual: Usual, 
/**
 * Of a failed one: what other bots of its host did at that time.
 */
beside: Beside | null, };

/**
 * One part of a publish.
 */
export type ResourceView = { 
/**
 * Where it stands on the platform's publish page.
 */
group: ResourceGroup, 
/**
 * `resourceId`
 */
id: string | null, 
/**
 * `resourceType`
 */
kind: string | null, 
/**
 * What the platform calls it.
 */
name: string | null, 
/**
 * What it is doing.
 */
state: PublishState, 
/**
 * The server's own word.
 */
serverStatus: string | null, 
/**
 * It waits for an admin's approval.
 */
awaitingApproval: boolean, 
/**
 * Its pieces, such as `nl_model`.
 */
modules: Array<string>, 
/**
 * The check that first found it publishing; absent where none did.
 */
beganAt: number | null, 
/**
 * The check that found it over, after one that had not.
 */
endedAt: number | null, };

/**
 * A moment of a publish.
 */
export type ProgressView = { 
/**
 * When it was seen.
 */
at: number, 
/**
 * 0 to 100.
 */
percent: number | null, 
/**
 * Parts published by then.
 */
partsPublished: number, 
/**
 * Parts failed by then.
 */
partsFailed: number, };

/**
 * Everything about one bot.
 */
export type BotDetail = { 
/**
 * The line of the board.
 */
row: BotRow, 
/**
 * Its last or running publish.
 */
job: JobDetail | null, 
/**
 * Its newest publishes, newest first, at most 50.
 */
history: Array<JobRow>, 
/**
 * There are older ones than these.
 */
historyGoesOn: boolean, 
/**
 * Stretches in which nobody watched, newest first, at most 50.
 */
gaps: Array<Gap>, 
/**
 * Publishes that nobody watched, from the change log, newest first, at most 50.
 */
logged: Array<LoggedPublish>, 
/**
 * Days of which the platform does not give out all of the change log: a moment of each,
 * newest first, at most 50.
 */
logInPart: Array<number>, };

/**
 * A stretch in which a bot was not watched: closed, asleep, offline, refused.
 */
export type Gap = { 
/**
 * From the last success before it.
 */
from: number, 
/**
 * To the first success after it.
 */
to: number, 
/**
 * Why, in the order in which it came; each reason once.
 */
why: Array<Unwatched>, };

/**
 * A publish beside an earlier one of the same bot.
 */
export type Comparison = { 
/**
 * The earlier one: the newest that worked as a whole, or, where none did, the one
 * before. Absent: the history holds none.
 */
with: JobRow | null, 
/**
 * The earlier one worked as a whole.
 */
worked: boolean, 
/**
 * The parts about which something is different, worst first, at most 500.
 */
parts: Array<PartDifference>, 
/**
 * Parts that differ and are not listed.
 */
more: number, 
/**
 * Parts that are as they were.
 */
unchanged: number, };

/**
 * What is different about one part.
 */
export type PartDifference = { 
/**
 * What became of it.
 */
change: PartChange, 
/**
 * Where it stands on the platform's publish page.
 */
group: ResourceGroup, 
/**
 * `resourceId`
 */
id: string | null, 
/**
 * `resourceType`
 */
kind: string | null, 
/**
 * What the platform calls it; of a part that is gone, what it was called.
 */
name: string | null, 
/**
 * What it was called before, where that is different.
 */
nameBefore: string | null, 
/**
 * What it is doing; absent where it is gone.
 */
state: PublishState | null, 
/**
 * Modules that it has now and had not before.
 */
modulesAdded: Array<string>, 
/**
 * Modules that it had and has no longer.
 */
modulesMissing: Array<string>, };

/**
 * What was usual for a bot before one of its publishes.
 */
export type Usual = { 
/**
 * Good runs whose duration is known.
 */
runs: number, 
/**
 * With fewer nothing is said.
 */
needed: number, 
/**
 * How long publishes of this bot take; absent before there are enough.
 */
took: UsualTime | null, 
/**
 * When the running publish will probably be over; absent where nothing says.
 */
ends: ProbableEnd | null, 
/**
 * For how long a running publish may show nothing new before it seems stuck.
 */
stuckAfter: number, 
/**
 * That was learned from pauses of this bot; otherwise it is the plain rule.
 */
stuckAfterLearned: boolean, };

/**
 * What other bots of the host did at about the time of a failed publish.
 */
export type Beside = { 
/**
 * What that says.
 */
verdict: FailedWith, 
/**
 * Other bots that failed.
 */
failed: number, 
/**
 * Other bots that published well.
 */
fine: number, 
/**
 * They published at most so long before or after it.
 */
near: number, };

/**
 * Four of five publishes take between `low` and `high`.
 */
export type UsualTime = { 
/**
 * Seldom quicker.
 */
low: number, 
/**
 * Half of them are quicker.
 */
middle: number, 
/**
 * Seldom slower.
 */
high: number, };

/**
 * Four of five publishes that have run for so long end in this time.
 */
export type ProbableEnd = { 
/**
 * Not before.
 */
from: number, 
/**
 * By then.
 */
by: number, };

/**
 * Asks for a stretch of time.
 */
export type OverviewQuery = { 
/**
 * Only this account's bots.
 */
accountId: string | null, 
/**
 * From then on.
 */
from: number, 
/**
 * Until before then.
 */
to: number, 
/**
 * The person's time zone by its IANA name, such as `Europe/Berlin`. An unknown one
 * counts as UTC.
 */
zone: string, };

/**
 * What was published in a stretch of time, and how it went.
 */
export type Overview = { 
/**
 * Publishes that worked as a whole.
 */
good: number, 
/**
 * Publishes that failed, as a whole or in a part.
 */
failed: number, 
/**
 * Those that run, wait, or of which the state is unknown.
 */
other: number, 
/**
 * Failures of a bot after which it worked again.
 */
fixes: number, 
/**
 * From its first failure to the end of the publish that worked: the mean.
 */
meanFix: number | null, 
/**
 * Half of them were mended sooner.
 */
medianFix: number | null, 
/**
 * Bots whose last publish in this time failed.
 */
broken: number, 
/**
 * The days with publishes, in order.
 */
days: Array<DayCount>, 
/**
 * Publishes by day of the week from Monday, and by hour of the person's clock.
 */
hours: Array<Array<number>>, 
/**
 * Who started publishes, the busiest first, at most 20.
 */
people: Array<PersonCount>, 
/**
 * People who are not listed.
 */
morePeople: number, 
/**
 * Of all bots' time since they were added so much nobody watched, in thousandths; absent
 * where there are no bots.
 */
unwatchedPermille: number | null, 
/**
 * The first bot was added at this moment of the stretch: what was before it nobody
 * watched. Absent where bots were there all the time.
 */
since: number | null, 
/**
 * The days on which no bot was watched at any time, in order: `2026-11-28`.
 */
unwatchedDays: Array<string>, };

/**
 * One day.
 */
export type DayCount = { 
/**
 * `2026-11-28`
 */
date: string, 
/**
 * Publishes without a failure.
 */
good: number, 
/**
 * Publishes with one.
 */
failed: number, };

/**
 * One person.
 */
export type PersonCount = { 
/**
 * `u-…`; absent where the platform did not tell who it was.
 */
id: string | null, 
/**
 * Publishes that they started.
 */
publishes: number, 
/**
 * Those that failed.
 */
failed: number, };

/**
 * Which jobs to list, and in which order.
 */
export type HistoryQuery = { 
/**
 * Which jobs.
 */
filter: HistoryFilter, 
/**
 * What they are ordered by.
 */
sort: HistorySort, 
/**
 * The newest, longest or last of the alphabet first.
 */
descending: boolean, 
/**
 * Go on after this page's last row, in the same order.
 */
after: HistoryCursor | null, 
/**
 * Rows wanted, 1 to 500.
 */
limit: number, };

/**
 * Which jobs to list.
 */
export type HistoryFilter = { 
/**
 * Only this account.
 */
accountId: string | null, 
/**
 * Only this bot; with an account.
 */
botId: string | null, 
/**
 * Only bots that are in this group now; empty: in none.
 */
group: string | null, 
/**
 * Only these states; empty for all.
 */
states: Array<PublishState>, 
/**
 * Only with a part that failed.
 */
partsFailed: boolean, 
/**
 * Only with a part of this kind; with `parts_failed`, with one that failed.
 */
partGroup: ResourceGroup | null, 
/**
 * Only what this person started.
 */
startedBy: string | null, 
/**
 * Only what was asked for then or later.
 */
from: number | null, 
/**
 * Only what was asked for before.
 */
to: number | null, };

/**
 * What the history is ordered by. Lines that are the same to it come newest first.
 */
export type HistorySort = "requested" | "duration" | "bot" | "account" | "state" | "startedBy";

/**
 * Where a page of the history ended.
 */
export type HistoryCursor = { 
/**
 * `requested_at` of the last row.
 */
requestedAt: number, 
/**
 * Number of the last row's job.
 */
job: number, 
/**
 * How long it took.
 */
duration: number | null, 
/**
 * What the last row is ordered by in words.
 */
words: Array<string>, };

/**
 * A page of the history.
 */
export type HistoryPage = { 
/**
 * The rows.
 */
jobs: Array<JobRow>, 
/**
 * Where to go on; absent on the last page.
 */
next: HistoryCursor | null, 
/**
 * How many jobs the filter finds; only with the first page.
 */
about: HistoryCount | null, 
/**
 * The times of this page in which nobody watched, newest first, where jobs are ordered by
 * time: of one bot all of a minute or more, else those of a quarter of an hour or more in
 * which nothing was checked.
 */
gaps: Array<Gap>, };

/**
 * How many jobs a filter finds.
 */
export type HistoryCount = { 
/**
 * So many.
 */
jobs: number, 
/**
 * There are more; nobody counted further.
 */
more: boolean, };

/**
 * What the history can be filtered by, as far as it is not on the board.
 */
export type HistoryChoices = { 
/**
 * Ids of those who started publishes, at most 500; those with a name first.
 */
people: Array<string>, 
/**
 * The kinds of parts that publishes had.
 */
partGroups: Array<ResourceGroup>, };

/**
 * What there is of copies.
 */
export type HistoryCopies = { 
/**
 * The copies, newest first.
 */
copies: Array<HistoryCopyView>, };

/**
 * A copy of the history.
 */
export type HistoryCopyView = { 
/**
 * The moment that it shows; names it.
 */
at: number, 
/**
 * Its size in bytes.
 */
bytes: number, };

/**
 * A copy to go back to.
 */
export type CopyRef = { 
/**
 * The moment that it shows.
 */
at: number, };

/**
 * The room that the history takes on the disk.
 */
export type HistoryRoom = { 
/**
 * Size of the file, in bytes.
 */
bytes: number, 
/**
 * How much of it holds nothing, in bytes.
 */
unusedBytes: number, 
/**
 * Publishes in it.
 */
publishes: number, 
/**
 * Earlier publishes were removed; from here on there are all.
 */
keptSince: number | null, 
/**
 * What is chosen.
 */
keep: Keep, };

/**
 * What of the history is kept.
 */
export type Keep = "everything" | "fiveYears" | "twoYears" | "oneYear" | "oneGigabyte" | "quarterGigabyte";

/**
 * A choice of what is kept.
 */
export type KeepDraft = { 
/**
 * The choice.
 */
keep: Keep, };

/**
 * What a choice would remove.
 */
export type KeepPreview = { 
/**
 * Publishes from before this moment; absent: none.
 */
before: number | null, 
/**
 * So many of them. Those that always stay are not among them.
 */
publishes: number, 
/**
 * About so many bytes.
 */
bytes: number, };

/**
 * Somebody with a name.
 */
export type PersonView = { 
/**
 * The platform's id, `u-…`.
 */
id: string, 
/**
 * The name.
 */
name: string, };

/**
 * Names somebody.
 */
export type PersonName = { 
/**
 * The platform's id, `u-…`.
 */
id: string, 
/**
 * The name as it was typed; empty: none any more.
 */
name: string, };

/**
 * What a person typed to add an account.
 */
export type AccountDraft = { 
/**
 * The host field.
 */
host: string, 
/**
 * The client id field.
 */
clientId: string, 
/**
 * The secret field. Goes in, never comes out.
 */
secret: string, 
/**
 * How tokens are signed.
 */
algorithm: Algorithm, 
/**
 * The bot ids field.
 */
botIds: string, 
/**
 * What the person calls the account; empty for the host's name.
 */
name: string, 
/**
 * The password store did not serve, and the person chose to go on without it.
 */
keepInMemory: boolean, };

/**
 * One secret, typed again.
 */
export type SecretDraft = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * The secret field. Goes in, never comes out.
 */
secret: string, 
/**
 * See [`AccountDraft::keep_in_memory`].
 */
keepInMemory: boolean, };

/**
 * Another host for an account.
 */
export type HostDraft = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * The host field.
 */
host: string, };

/**
 * What is wrong with a field, or worth saying about it.
 */
export type FieldNote = { 
/**
 * The field.
 */
field: Field, 
/**
 * What about it.
 */
note: Note, 
/**
 * A piece of what was typed, or of what it became, to show in the sentence. Never from
 * the secret field.
 */
text: string, 
/**
 * A line number from 1, or a count; 0 where neither makes sense.
 */
number: number, };

/**
 * A field of a form.
 */
export type Field = "host" | "clientId" | "secret" | "botIds" | "botId" | "proxy" | "extraCa";

/**
 * What there is to say about a field.
 */
export type Note = "empty" | "hostUnreadable" | "hostNotHttps" | "hostHasUser" | "hostIsAnId" | "hostCut" | "clientIdSpaces" | "clientIdOtherKind" | "secretTrimmed" | "secretShort" | "secretShortFor512" | "secretTooLong" | "secretIsClientId" | "botIdUnreadable" | "botIdsTooMany" | "botIdsRepeated" | "botIdsCount" | "accountExists" | "secretForOtherHost" | "proxyUnreadable" | "proxyHasUser" | "caFileUnreadable" | "caFileNoCertificate";

/**
 * What came of a form.
 */
export type FormReply = { 
/**
 * What happened.
 */
outcome: FormOutcome, 
/**
 * What there is to say about the fields, problems first.
 */
notes: Array<FieldNote>, 
/**
 * The account that was made or changed.
 */
accountId: string | null, 
/**
 * Bots added.
 */
added: number, 
/**
 * Why the password store did not serve, where the outcome says so.
 */
keychain: KeychainProblem | null, };

/**
 * What happened to a form.
 */
export type FormOutcome = "ready" | "saved" | "refused" | "keychainRefused" | "notWritten";

/**
 * Whether checking is paused.
 */
export type Pause = { 
/**
 * Until when; absent: it is not paused.
 */
until: number | null, };

/**
 * A wish to pause checking.
 */
export type PauseDraft = { 
/**
 * For how long.
 */
pauseFor: PauseFor, };

/**
 * For how long checking is paused.
 */
export type PauseFor = "halfHour" | "hour" | "tomorrow";

/**
 * The app beside its window.
 */
export type Presence = { 
/**
 * What was chosen for the window's close button.
 */
closing: Closing, 
/**
 * The desktop shows a tray now. Without one, closing the window quits.
 */
tray: boolean, 
/**
 * What the tray icon shows first.
 */
trayFirst: TrayFirst, 
/**
 * Whether the app starts with the computer, read back from the system.
 */
atLogin: AtLogin, };

/**
 * What a person chooses of it.
 */
export type PresenceDraft = { 
/**
 * See [`Presence::closing`].
 */
closing: Closing, 
/**
 * See [`Presence::tray_first`].
 */
trayFirst: TrayFirst, };

/**
 * What happens when the window is closed.
 */
export type Closing = "tray" | "quit";

/**
 * What the tray icon shows when bots differ.
 */
export type TrayFirst = "worst" | "running";

/**
 * Whether the app starts when the person signs in to the computer.
 */
export type AtLogin = "off" | "on" | "unavailable";

/**
 * A wish to start at login, or no longer.
 */
export type AtLoginDraft = { 
/**
 * Start at login.
 */
on: boolean, };

/**
 * Where a person is led from outside the window: by the tray, by a notification.
 */
export type Destination = "board" | { "bot": BotRef } | { "publish": PublishRef } | { "account": AccountRef } | "alerts";

/**
 * A publish of a bot.
 */
export type PublishRef = { 
/**
 * The account's id in this app.
 */
accountId: string, 
/**
 * The bot's id.
 */
botId: string, 
/**
 * The job's number in the history of this computer.
 */
job: number, };

/**
 * What a window that was just made finds.
 */
export type Arrival = { 
/**
 * What the window before it kept with `keep_place`, in its own words.
 */
kept: string | null, 
/**
 * Where the person wants to be led. Told once.
 */
destination: Destination | null, };

/**
 * What the window wants to find again when it was let go and is made anew: the place of the
 * person in it. In memory only, not looked into, at most 64 KiB.
 */
export type PlaceDraft = { 
/**
 * In the window's own words.
 */
kept: string, };

/**
 * How far setting up an account got. There is no room for a secret in it: it is asked for
 * again, unless it was saved.
 */
export type SetupProgress = { 
/**
 * The step at which to go on.
 */
step: SetupStep, 
/**
 * The host.
 */
host: string, 
/**
 * The client id.
 */
clientId: string, 
/**
 * How tokens are signed.
 */
algorithm: Algorithm, 
/**
 * What the person calls the account.
 */
name: string, 
/**
 * The bot ids, one a line.
 */
botIds: string, 
/**
 * The account, once it was saved.
 */
accountId: string | null, };

/**
 * A step of setting up an account.
 */
export type SetupStep = "place" | "app" | "test" | "bots";

/**
 * What is kept of a set-up that was left off.
 */
export type SetupKept = { 
/**
 * How far it got; none where nothing was begun, or all is done.
 */
progress: SetupProgress | null, };

/**
 * The text of a set-up file.
 */
export type SetupFileText = { 
/**
 * The text.
 */
text: string, };

/**
 * What taking a set-up file in would do, or did.
 */
export type SetupFilePreview = { 
/**
 * Why nothing of it is taken in.
 */
problem: SetupFileProblem | null, 
/**
 * Its accounts, in its order.
 */
accounts: Array<SetupFileAccount>, 
/**
 * Choices about alerts that are new here.
 */
choicesFresh: number, 
/**
 * Choices about alerts that say otherwise than the ones here; those stay.
 */
choicesKept: number, };

/**
 * Why a set-up file is not taken in. Nothing was changed.
 */
export type SetupFileProblem = "empty" | "tooLarge" | "unreadable" | "newer" | "notWritten";

/**
 * An account of a set-up file.
 */
export type SetupFileAccount = { 
/**
 * What it is called there.
 */
name: string, 
/**
 * Its host.
 */
host: string, 
/**
 * Its client id.
 */
clientId: string, 
/**
 * What it is called here, where it is here already; name and colour stay.
 */
hereAs: string | null, 
/**
 * Bots that are new here.
 */
fresh: number, 
/**
 * Bots that are here already.
 */
known: number, 
/**
 * Of those, bots that were put away and are watched again.
 */
back: number, 
/**
 * Of those, bots without a name or group that get one.
 */
filled: number, 
/**
 * Of those, bots with another name or group, which stays.
 */
kept: number, };

/**
 * What to test: an account as it stands, or what a person typed so far.
 */
export type ConnectionDraft = { 
/**
 * An account that is there: its stored secret is used where `secret` is empty and the
 * host is the account's own. A secret never goes to a host that it was not given for.
 */
accountId: string | null, 
/**
 * The host field.
 */
host: string, 
/**
 * The client id field.
 */
clientId: string, 
/**
 * The secret field. Goes in, never comes out.
 */
secret: string, 
/**
 * How tokens are signed.
 */
algorithm: Algorithm, 
/**
 * The bot to ask about. Empty: a bot that the account watches, or none; without one the
 * last step is not reached.
 */
botId: string, };

/**
 * What came of a connection test. Holds no secret: it may be copied as it is.
 */
export type ConnectionReport = { 
/**
 * What there is to say about the fields. With a problem among them nothing was sent, and
 * no step was reached.
 */
notes: Array<FieldNote>, 
/**
 * All steps, in order.
 */
steps: Array<StepResult>, 
/**
 * Requests that were sent; they count for the allowance.
 */
requests: number, 
/**
 * How long it took.
 */
took: number, 
/**
 * The host, cut to its origin; empty where the field could not be read.
 */
host: string, 
/**
 * The bot that was asked about; empty for none.
 */
botId: string, 
/**
 * The proxy server that was used: its name and port.
 */
proxy: string | null, };

/**
 * What a connection test looks at, in this order.
 */
export type ConnectionStep = "reached" | "certificateTrusted" | "clockAgrees" | "signedIn" | "mayRead" | "botExists";

/**
 * What came of a step.
 */
export type StepOutcome = "passed" | "failed" | "notTold" | "notReached";

/**
 * One step of a connection test.
 */
export type StepResult = { 
/**
 * The step.
 */
step: ConnectionStep, 
/**
 * What came of it.
 */
outcome: StepOutcome, 
/**
 * Why it failed.
 */
kind: FailureKind | null, 
/**
 * Who issued the server's certificate, trusted or not: a company's proxy has its own
 * name here. With `certificateTrusted`.
 */
issuer: string | null, 
/**
 * How far this computer's clock is ahead of the server's, negative where it is behind.
 * With `clockAgrees`, where the server told its time.
 */
clockOff: number | null, 
/**
 * The kind of token that the server accepts. With `signedIn`.
 */
claims: Claims | null, 
/**
 * The server refused tokens signed as chosen, and accepts those signed so. With
 * `signedIn`.
 */
useAlgorithm: Algorithm | null, 
/**
 * Details for a technician: one line, without secrets. Empty where all is said.
 */
detail: string, };

/**
 * What a token holds besides the client id.
 */
export type Claims = "withJti" | "timed" | "minimum";

/**
 * Whose bots to find.
 */
export type FindBotsDraft = { 
/**
 * The account's id in this app.
 */
accountId: string, };

/**
 * The bots that the platform listed.
 */
export type FoundBots = { 
/**
 * In the platform's order, each once.
 */
bots: Array<FoundBot>, 
/**
 * Pages read.
 */
pages: number, 
/**
 * These are all. Otherwise `kind` says why the list ends, or it was too long.
 */
complete: boolean, 
/**
 * Requests that were sent; they count for the allowance.
 */
requests: number, 
/**
 * Why no (more) bots were listed. `missing_scope`: the app lacks Profile Management →
 * Role Management, which is needed for this alone.
 */
kind: FailureKind | null, 
/**
 * Details for a technician: one line, without secrets.
 */
detail: string, 
/**
 * The account has no connection just now: its secret is missing.
 */
noSecret: boolean, };

/**
 * One bot of the platform's list.
 */
export type FoundBot = { 
/**
 * `st-…`
 */
botId: string, 
/**
 * What the platform calls it; empty where it has no name.
 */
name: string, 
/**
 * The platform's word, such as `published`; empty for none.
 */
status: string, 
/**
 * It is on the board already.
 */
watched: boolean, };

/**
 * Which proxy server is used. This computer's own addresses never go through one.
 */
export type ProxyMode = "system" | "manual" | "direct";

/**
 * What a person chose about the network.
 */
export type NetworkDraft = { 
/**
 * Which proxy server.
 */
proxy: ProxyMode, 
/**
 * Its address, such as `http://proxy.example.com:8080`; used with `manual` alone.
 */
proxyUrl: string, 
/**
 * A file with certificates of authorities to trust besides the computer's own, in the
 * PEM form; empty for none.
 */
extraCa: string, };

/**
 * The network as it is set up.
 */
export type NetworkSettings = { 
/**
 * What the person chose.
 */
chosen: NetworkDraft, 
/**
 * The proxy server that this computer is set up with, for `https` addresses: its name
 * and port.
 */
systemProxy: string | null, 
/**
 * This computer finds its proxy by a script (PAC), which this app does not run: a proxy
 * has to be named by hand.
 */
pac: boolean, 
/**
 * The names of the authorities in the extra file.
 */
authorities: Array<string>, 
/**
 * What is wrong with what was chosen, such as a file that is gone since.
 */
notes: Array<FieldNote>, };

/**
 * What came of setting up the network.
 */
export type NetworkReply = { 
/**
 * It was kept, and connections use it from now on.
 */
saved: boolean, 
/**
 * Why not kept, where no note says it.
 */
refusal: Refusal | null, 
/**
 * The network as it is set up now.
 */
settings: NetworkSettings, 
/**
 * What there is to say about the fields, problems first.
 */
notes: Array<FieldNote>, };

/**
 * What to try out: settings that need not be kept yet.
 */
export type NetworkTest = { 
/**
 * The settings.
 */
network: NetworkDraft, 
/**
 * The address to reach; empty for the first account's host.
 */
host: string, };

/**
 * What came of it: the first three steps of a connection test, in which nothing is sent that
 * names anybody.
 */
export type NetworkTestReport = { 
/**
 * What there is to say about the fields. With a problem among them nothing was sent.
 */
notes: Array<FieldNote>, 
/**
 * The steps; empty where nothing was sent.
 */
steps: Array<StepResult>, 
/**
 * The address that was tried.
 */
host: string, 
/**
 * The proxy server that was used: its name and port.
 */
proxy: string | null, };

/**
 * The text that is shown, copied and saved.
 */
export type DiagnosticsText = { 
/**
 * The text.
 */
text: string, };

/**
 * What came of saving into a file that a person chose.
 */
export type FileSaved = { 
/**
 * How it went.
 */
outcome: SaveOutcome, 
/**
 * The name of the file, without its folder; empty where none was chosen.
 */
name: string, };

/**
 * How it went. But for `saved`, a file that was there before is as it was.
 */
export type SaveOutcome = "saved" | "cancelled" | "diskFull" | "readOnly" | "folderGone" | "noFile" | "failed";

/**
 * The text of a file that a person chose.
 */
export type FileText = { 
/**
 * How it went.
 */
outcome: OpenOutcome, 
/**
 * The name of the file, without its folder; empty where none was chosen.
 */
name: string, 
/**
 * The text; empty where it was not read.
 */
text: string, };

/**
 * How it went.
 */
export type OpenOutcome = "read" | "cancelled" | "tooLarge" | "notText" | "unreadable";

/**
 * What to write, and how.
 */
export type ExportDraft = { 
/**
 * Which publishes.
 */
filter: HistoryFilter, 
/**
 * For a spreadsheet or for a program.
 */
format: ExportFormat, 
/**
 * With the platform's ids of who started them; otherwise names given by hand only.
 */
withUserIds: boolean, };

/**
 * The form of the file.
 */
export type ExportFormat = "csv" | "jsonLines";

/**
 * What came of it.
 */
export type ExportDone = { 
/**
 * How it went. Nothing is left of a file that was not completed.
 */
saved: FileSaved, 
/**
 * Publishes in it.
 */
publishes: number, 
/**
 * Times without watching in it.
 */
gaps: number, 
/**
 * Publishes in it that only change logs tell of.
 */
logged: number, };

/**
 * A report as text, for the clipboard.
 */
export type ReportText = { 
/**
 * Markdown.
 */
text: string, };

/** Each command: what it takes and what it answers. */
export interface Commands {
	snapshot: { request: Nothing; answer: Snapshot };
	bot: { request: BotRef; answer: BotDetail };
	job: { request: JobRef; answer: JobDetail };
	compare_job: { request: JobRef; answer: Comparison };
	report_text: { request: JobRef; answer: ReportText };
	save_report: { request: JobRef; answer: FileSaved };
	history_page: { request: HistoryQuery; answer: HistoryPage };
	history_choices: { request: Nothing; answer: HistoryChoices };
	overview: { request: OverviewQuery; answer: Overview };
	export_history: { request: ExportDraft; answer: ExportDone };
	stop_export: { request: Nothing; answer: Nothing };
	history_copies: { request: Nothing; answer: HistoryCopies };
	use_copy: { request: CopyRef; answer: Nothing };
	history_room: { request: Nothing; answer: HistoryRoom };
	preview_keep: { request: KeepDraft; answer: KeepPreview };
	set_keep: { request: KeepDraft; answer: Nothing };
	compact_history: { request: Nothing; answer: HistoryRoom };
	preview_account: { request: AccountDraft; answer: FormReply };
	add_account: { request: AccountDraft; answer: FormReply };
	change_account: { request: AccountChange; answer: Nothing };
	preview_host: { request: HostDraft; answer: FormReply };
	change_host: { request: HostDraft; answer: FormReply };
	sign_out: { request: AccountRef; answer: SecretForgotten };
	remove_account: { request: AccountRef; answer: SecretForgotten };
	give_secret: { request: SecretDraft; answer: FormReply };
	retry_keychain: { request: AccountRef; answer: Nothing };
	add_bots: { request: BotsDraft; answer: FormReply };
	export_setup_file: { request: Nothing; answer: SetupFileText };
	preview_setup_file: { request: SetupFileText; answer: SetupFilePreview };
	import_setup_file: { request: SetupFileText; answer: SetupFilePreview };
	preview_bots: { request: BotsDraft; answer: BotsPreview };
	change_bot: { request: BotChange; answer: Nothing };
	archive_bot: { request: BotArchive; answer: Nothing };
	remove_bot: { request: BotRef; answer: Nothing };
	name_person: { request: PersonName; answer: Nothing };
	read_change_log: { request: BotRef; answer: ChangeLogRead };
	change_log_choice: { request: AccountRef; answer: ChangeLogChoice };
	choose_change_log: { request: ChangeLogChoice; answer: Nothing };
	check_bot: { request: BotRef; answer: CheckReply };
	check_all: { request: Nothing; answer: CheckReply };
	setup_progress: { request: Nothing; answer: SetupKept };
	keep_setup_progress: { request: SetupKept; answer: Nothing };
	watch_bot: { request: BotRef; answer: Nothing };
	unwatch_bot: { request: BotRef; answer: Nothing };
	looking_at: { request: BotRefs; answer: Nothing };
	test_connection: { request: ConnectionDraft; answer: ConnectionReport };
	find_bots: { request: FindBotsDraft; answer: FoundBots };
	network_settings: { request: Nothing; answer: NetworkSettings };
	set_network_settings: { request: NetworkDraft; answer: NetworkReply };
	test_network: { request: NetworkTest; answer: NetworkTestReport };
	pause: { request: PauseDraft; answer: Pause };
	unpause: { request: Nothing; answer: Pause };
	alert_page: { request: AlertQuery; answer: AlertPage };
	see_alerts: { request: AlertsSeen; answer: Nothing };
	alert_settings: { request: Nothing; answer: AlertSettings };
	choose_alert: { request: AlertChoice; answer: Nothing };
	set_alerts_outside: { request: AlertsOutside; answer: Nothing };
	test_alert: { request: Nothing; answer: TestAlert };
	mute: { request: MuteDraft; answer: Nothing };
	on_it: { request: BotRef; answer: Nothing };
	end_quiet: { request: QuietRef; answer: Nothing };
	presence: { request: Nothing; answer: Presence };
	set_presence: { request: PresenceDraft; answer: Presence };
	set_at_login: { request: AtLoginDraft; answer: Presence };
	arrival: { request: Nothing; answer: Arrival };
	keep_place: { request: PlaceDraft; answer: Nothing };
	enter_samples: { request: Nothing; answer: Nothing };
	leave_samples: { request: Nothing; answer: Nothing };
	appearance: { request: Nothing; answer: Appearance };
	set_appearance: { request: Appearance; answer: Nothing };
	about: { request: Nothing; answer: About };
	diagnostics: { request: Nothing; answer: DiagnosticsText };
	save_diagnostics: { request: Nothing; answer: FileSaved };
	save_setup_file: { request: Nothing; answer: FileSaved };
	open_setup_file: { request: Nothing; answer: FileText };
	open_bot_list: { request: Nothing; answer: FileText };
}
