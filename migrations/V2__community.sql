-- The community. People and words live here, apart from the book: a row of the book names an
-- account by an opaque id, and the account's holder stands in this file.
-- Instants are whole seconds since 1970 in UTC; days are ISO dates; lengths are whole minutes.

-- One file, one bank.
CREATE TABLE bank (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  name             TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  prefix           TEXT    NOT NULL CHECK (length(prefix) BETWEEN 1 AND 4), -- of references, W-26-1184
  place            TEXT    NOT NULL DEFAULT '',         -- the town or district it serves
  time_zone        TEXT    NOT NULL,                    -- IANA name
  language         TEXT    NOT NULL,                    -- BCP 47 tag
  contact_name     TEXT    NOT NULL DEFAULT '',         -- whom members ring
  contact_phone    TEXT    NOT NULL DEFAULT '',
  contact_hours    TEXT    NOT NULL DEFAULT '',
  demo             INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  founded_at       INTEGER NOT NULL,
  pot_account      BLOB    NOT NULL CHECK (length(pot_account) = 16),
  operating_account BLOB   NOT NULL CHECK (length(operating_account) = 16),
  issuance_account BLOB    NOT NULL CHECK (length(issuance_account) = 16),
  opening_account  BLOB    NOT NULL CHECK (length(opening_account) = 16)
) STRICT;

CREATE TABLE area (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80)
) STRICT;

CREATE TABLE category (
  id     INTEGER PRIMARY KEY,
  parent INTEGER REFERENCES category (id),
  name   TEXT    NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  icon   TEXT    NOT NULL DEFAULT 'hands',
  place  INTEGER NOT NULL,                              -- order in lists
  closed_at INTEGER
) STRICT;

CREATE TABLE member (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
  number     INTEGER NOT NULL UNIQUE CHECK (number > 0),
  kind       TEXT    NOT NULL CHECK (kind IN ('person', 'organisation')),
  name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  known_as   TEXT    NOT NULL DEFAULT '',               -- first name or nickname, for greetings
  email      TEXT    UNIQUE COLLATE NOCASE CHECK (email IS NULL OR length(email) BETWEEN 3 AND 254),
  phone      TEXT    NOT NULL DEFAULT '',
  address    TEXT    NOT NULL DEFAULT '',
  area       INTEGER REFERENCES area (id),
  about      TEXT    NOT NULL DEFAULT '',
  role       TEXT    NOT NULL CHECK (role IN ('member', 'coordinator', 'administrator')),
  state      TEXT    NOT NULL CHECK (state IN ('applicant', 'active', 'paused', 'left')),
  account    BLOB    NOT NULL UNIQUE CHECK (length(account) = 16), -- in the book
  joined_on  TEXT    CHECK (joined_on IS date(joined_on)),          -- first day as active
  left_on    TEXT    CHECK (left_on IS date(left_on)),
  created_at INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE INDEX member_name ON member (name COLLATE NOCASE);
CREATE INDEX member_state ON member (state, number);

CREATE VIRTUAL TABLE member_words USING fts5 (
  name, known_as, number, member UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
INSERT INTO member_words (member_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER member_words_in AFTER INSERT ON member BEGIN
  INSERT INTO member_words (name, known_as, number, member)
  VALUES (NEW.name, NEW.known_as, NEW.number, NEW.id);
END;
CREATE TRIGGER member_words_change AFTER UPDATE OF name, known_as, number ON member BEGIN
  DELETE FROM member_words WHERE member = OLD.id;
  INSERT INTO member_words (name, known_as, number, member)
  VALUES (NEW.name, NEW.known_as, NEW.number, NEW.id);
END;
CREATE TRIGGER member_words_out AFTER DELETE ON member BEGIN
  DELETE FROM member_words WHERE member = OLD.id;
END;

-- Secrets are kept as their hash only.
CREATE TABLE password (
  member     BLOB PRIMARY KEY REFERENCES member (id),
  hash       TEXT NOT NULL,                             -- PHC string, argon2id
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token      BLOB    PRIMARY KEY CHECK (length(token) = 32), -- SHA-256 of the cookie's value
  member     BLOB    NOT NULL REFERENCES member (id),
  label      TEXT    NOT NULL DEFAULT '',               -- the device, as it called itself
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_member ON session (member);

-- Tries are counted before a password is checked, so that a burst cannot outrun the count.
CREATE TABLE sign_in_try (
  name       TEXT    PRIMARY KEY,                       -- what was typed, folded; known or not
  failures   INTEGER NOT NULL,
  last_at    INTEGER NOT NULL,
  day        TEXT    NOT NULL,
  day_tries  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A link that works once: to set up the bank, to join, to choose a new password.
CREATE TABLE invitation (
  token      BLOB    PRIMARY KEY CHECK (length(token) = 32),
  member     BLOB    NOT NULL REFERENCES member (id),
  purpose    TEXT    NOT NULL CHECK (purpose IN ('setup', 'invite', 'reset')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_member ON invitation (member);

CREATE TABLE api_token (
  token      BLOB    PRIMARY KEY CHECK (length(token) = 32),
  member     BLOB    NOT NULL REFERENCES member (id),
  name       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE listing (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
  kind       TEXT    NOT NULL CHECK (kind IN ('offer', 'request')),
  member     BLOB    NOT NULL REFERENCES member (id),
  category   INTEGER REFERENCES category (id),
  area       INTEGER REFERENCES area (id),
  title      TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  details    TEXT    NOT NULL DEFAULT '' CHECK (length(details) <= 4000),
  timing     TEXT    NOT NULL DEFAULT '' CHECK (length(timing) <= 200), -- "Any weekday morning"
  minutes    INTEGER CHECK (minutes > 0),               -- about how long
  state      TEXT    NOT NULL CHECK (state IN ('open', 'closed')),
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  closed_at  INTEGER,
  version    INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_open ON listing (kind, state, created_at);
CREATE INDEX listing_member ON listing (member, kind);

CREATE VIRTUAL TABLE listing_words USING fts5 (
  title, details, listing UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
INSERT INTO listing_words (listing_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER listing_words_in AFTER INSERT ON listing BEGIN
  INSERT INTO listing_words (title, details, listing) VALUES (NEW.title, NEW.details, NEW.id);
END;
CREATE TRIGGER listing_words_change AFTER UPDATE OF title, details ON listing BEGIN
  DELETE FROM listing_words WHERE listing = OLD.id;
  INSERT INTO listing_words (title, details, listing) VALUES (NEW.title, NEW.details, NEW.id);
END;
CREATE TRIGGER listing_words_out AFTER DELETE ON listing BEGIN
  DELETE FROM listing_words WHERE listing = OLD.id;
END;

-- Help given by one and received by another. What each state needs to know stands in its columns.
CREATE TABLE exchange (
  id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
  year        INTEGER NOT NULL,                         -- of the reference: W-26-1184
  serial      INTEGER NOT NULL,
  giver       BLOB    NOT NULL REFERENCES member (id),
  receiver    BLOB    NOT NULL REFERENCES member (id) CHECK (receiver <> giver),
  listing     BLOB    REFERENCES listing (id),
  category    INTEGER REFERENCES category (id),
  description TEXT    NOT NULL DEFAULT '' CHECK (length(description) <= 400),
  note        TEXT    NOT NULL DEFAULT '' CHECK (length(note) <= 1000), -- for the two and coordinators
  done_on     TEXT    NOT NULL CHECK (done_on IS date(done_on)),
  minutes     INTEGER NOT NULL CHECK (minutes > 0),
  channel     TEXT    NOT NULL CHECK (channel IN ('web', 'phone', 'paper', 'in_person',
                                                  'import', 'api', 'cli')),
  recorded_by BLOB    REFERENCES member (id),           -- nobody: the program itself
  recorded_as TEXT    NOT NULL CHECK (recorded_as IN ('giver', 'receiver', 'coordinator',
                                                      'system')),
  recorded_at INTEGER NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('recorded', 'confirmed', 'disputed', 'posted',
                                                'declined', 'withdrawn', 'reversed')),
  awaits      TEXT    CHECK (awaits IN ('giver', 'receiver')), -- whose confirmation
  claimed_minutes INTEGER CHECK (claimed_minutes > 0),  -- disputed: what the other side says
  reason      TEXT,                                     -- disputed, declined, withdrawn: why
  state_by    BLOB    REFERENCES member (id),           -- who brought it into this state
  state_at    INTEGER NOT NULL,
  transfer    BLOB    UNIQUE CHECK (length(transfer) = 16), -- posted: its transfer in the book
  version     INTEGER NOT NULL DEFAULT 1,
  UNIQUE (year, serial),
  CHECK ((state = 'recorded') = (awaits IS NOT NULL)),
  CHECK (state <> 'disputed' OR reason IS NOT NULL),
  CHECK (state <> 'declined' OR reason IS NOT NULL),
  CHECK ((state IN ('posted', 'reversed')) = (transfer IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_state ON exchange (state, state_at);
CREATE INDEX exchange_giver ON exchange (giver, recorded_at);
CREATE INDEX exchange_receiver ON exchange (receiver, recorded_at);
CREATE INDEX exchange_done ON exchange (done_on, state);

-- What happened to it, step by step; never changed.
CREATE TABLE exchange_step (
  exchange BLOB    NOT NULL REFERENCES exchange (id),
  number   INTEGER NOT NULL,
  step     TEXT    NOT NULL CHECK (step IN ('recorded', 'confirmed', 'disputed', 'decided',
                                            'approved', 'declined', 'withdrawn', 'reversed')),
  actor    BLOB    REFERENCES member (id),              -- who did it; nobody: the program itself
  spoke    BLOB    REFERENCES member (id),              -- on whose word, where somebody else did it
  channel  TEXT    NOT NULL,
  at       INTEGER NOT NULL,
  minutes  INTEGER,                                     -- where the step names a length
  reason   TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (exchange, number)
) STRICT, WITHOUT ROWID;

-- Answers to question pages that are not finished yet.
CREATE TABLE draft (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16), -- becomes the id of what it makes
  member     BLOB    NOT NULL REFERENCES member (id),
  kind       TEXT    NOT NULL,
  answers    TEXT    NOT NULL,                          -- JSON, as typed
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_member ON draft (member, kind);

-- Every command writes one row in the same commit.
CREATE TABLE audit (
  id       INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  actor    BLOB,                                        -- member; nobody: the program itself
  acted_as TEXT    NOT NULL,                            -- member, coordinator, administrator, cli …
  channel  TEXT    NOT NULL,
  action   TEXT    NOT NULL,                            -- exchange.approve
  subject  BLOB,                                        -- id of what it was done to
  details  TEXT    NOT NULL DEFAULT '{}'                -- JSON: ids, numbers, states; never names
) STRICT;
CREATE INDEX audit_subject ON audit (subject, id);
CREATE TRIGGER audit_keep BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit: append-only'); END;
CREATE TRIGGER audit_stay BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit: append-only'); END;
CREATE TRIGGER exchange_step_keep BEFORE UPDATE ON exchange_step
BEGIN SELECT RAISE(ABORT, 'exchange_step: append-only'); END;
CREATE TRIGGER exchange_step_stay BEFORE DELETE ON exchange_step
BEGIN SELECT RAISE(ABORT, 'exchange_step: append-only'); END;

-- What somebody is to be told; written with the change it tells of, delivered afterwards.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  kind       TEXT    NOT NULL,                          -- exchange.answer_needed
  member     BLOB    NOT NULL REFERENCES member (id),
  subject    BLOB,
  details    TEXT    NOT NULL DEFAULT '{}',
  state      TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_state ON outbox (state, id);

-- Rows that came from elsewhere, so that a second import changes nothing.
CREATE TABLE import_row (
  source   TEXT    NOT NULL,                            -- timeoverflow
  identity BLOB    NOT NULL CHECK (length(identity) = 32), -- SHA-256 of what names the row there
  made     TEXT    NOT NULL,                            -- member, exchange, opening, listing
  id       BLOB    NOT NULL,                            -- of what it became here
  at       INTEGER NOT NULL,
  PRIMARY KEY (source, identity)
) STRICT, WITHOUT ROWID;

-- Each time the books were checked.
CREATE TABLE book_check (
  id         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  actor      BLOB,
  transfers  INTEGER NOT NULL,
  entries    INTEGER NOT NULL,
  sum        INTEGER NOT NULL,
  digest     BLOB    NOT NULL,
  clean      INTEGER NOT NULL CHECK (clean IN (0, 1)),
  findings   TEXT    NOT NULL DEFAULT ''
) STRICT;
