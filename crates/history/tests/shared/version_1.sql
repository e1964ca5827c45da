-- The tables of version 1, as histories of that time have them. Never edited.
PRAGMA application_id = 0x5075624d;
PRAGMA user_version = 1;
CREATE TABLE mark (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  ending TEXT NOT NULL CHECK (ending IN ('clean', 'open', 'damaged'))
) STRICT;
INSERT INTO mark VALUES (1, 'clean');
CREATE TABLE setting (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE account (
  nr                 INTEGER PRIMARY KEY,
  id                 TEXT NOT NULL UNIQUE,
  name               TEXT NOT NULL,
  host               TEXT NOT NULL,
  client_id          TEXT NOT NULL,
  secret_in_keychain INTEGER NOT NULL CHECK (secret_in_keychain IN (0, 1)),
  path_form          TEXT NOT NULL,
  claims_form        TEXT NOT NULL,
  added_at           INTEGER NOT NULL
) STRICT;
CREATE TABLE bot (
  nr       INTEGER PRIMARY KEY,
  account  INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  id       TEXT NOT NULL,
  name     TEXT,
  added_at INTEGER NOT NULL,
  UNIQUE (account, id)
) STRICT;
CREATE TABLE last_check (
  bot           INTEGER PRIMARY KEY REFERENCES bot ON DELETE CASCADE,
  attempt_at    INTEGER NOT NULL,
  success_at    INTEGER,
  every_ms      INTEGER,
  job           INTEGER,
  changed_at    INTEGER,
  failure       TEXT,
  failing_since INTEGER,
  detail        TEXT,
  CHECK ((failure IS NULL) = (failing_since IS NULL) AND (failure IS NULL) = (detail IS NULL))
) STRICT;
CREATE TABLE watched (
  bot   INTEGER NOT NULL REFERENCES bot ON DELETE CASCADE,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (bot, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE job (
  nr                INTEGER PRIMARY KEY,
  account           INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  bot               INTEGER NOT NULL REFERENCES bot ON DELETE CASCADE,
  id                TEXT NOT NULL,
  requested_at      INTEGER,
  listed_at         INTEGER NOT NULL,
  before_watching   INTEGER NOT NULL CHECK (before_watching IN (0, 1)),
  state             TEXT NOT NULL
    CHECK (state IN ('published', 'failed', 'publishing', 'waiting', 'unknown')),
  server_status     TEXT,
  awaiting_approval INTEGER NOT NULL CHECK (awaiting_approval IN (0, 1)),
  percent           INTEGER,
  started_at        INTEGER,
  modified_at       INTEGER,
  duration_ms       INTEGER,
  started_by        TEXT,
  version_comment   TEXT,
  parts             INTEGER NOT NULL,
  parts_published   INTEGER NOT NULL,
  parts_failed      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX job_once ON job (bot, id, ifnull(requested_at, ''));
CREATE INDEX job_of_state   ON job (state, listed_at);
CREATE INDEX job_of_account ON job (account, state, listed_at);
CREATE INDEX job_of_bot     ON job (bot, state, listed_at);
CREATE TABLE part (
  nr      INTEGER PRIMARY KEY,
  bot     INTEGER NOT NULL REFERENCES bot ON DELETE CASCADE,
  id      TEXT,
  kind    TEXT,
  name    TEXT,
  modules TEXT NOT NULL
) STRICT;
CREATE INDEX part_of_bot ON part (bot, id);
CREATE TABLE resource (
  job               INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
  position          INTEGER NOT NULL,
  part              INTEGER NOT NULL,
  state             TEXT NOT NULL,
  server_status     TEXT,
  awaiting_approval INTEGER NOT NULL CHECK (awaiting_approval IN (0, 1)),
  published_at      INTEGER,
  PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE progress (
  job             INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  at              INTEGER NOT NULL,
  percent         INTEGER,
  parts_published INTEGER NOT NULL,
  parts_failed    INTEGER NOT NULL,
  PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
