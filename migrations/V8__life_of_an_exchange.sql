-- The whole life of an exchange, and what the community has decided about its own bank.
--
-- Decision 21 gives the reasons. Both tables are written anew, row by row as they were, because
-- the lists of states and steps stand in their CHECKs.

-- What the community has decided. Each change is a row; the newest one is in force.
CREATE TABLE policy (
  number   INTEGER PRIMARY KEY,                         -- 1, 2, 3 … without gaps
  at       INTEGER NOT NULL,
  actor    BLOB    REFERENCES member (id),              -- who changed it; nobody: the program
  topic    TEXT    NOT NULL,                            -- what was changed: steps, rounding …
  reason   TEXT    NOT NULL DEFAULT '',
  settings TEXT    NOT NULL                             -- JSON: all, as they are from now on
) STRICT;
CREATE TRIGGER policy_next BEFORE INSERT ON policy
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM policy)
BEGIN SELECT RAISE(ABORT, 'policy: changes are added in order'); END;
CREATE TRIGGER policy_keep BEFORE UPDATE ON policy
BEGIN SELECT RAISE(ABORT, 'policy: append-only'); END;
CREATE TRIGGER policy_stay BEFORE DELETE ON policy
BEGIN SELECT RAISE(ABORT, 'policy: append-only'); END;

-- Hours given without an exchange: who gave them to whom, and in what words. The book has the
-- transfer; nobody on one side is the pot, or the bank itself.
CREATE TABLE hours_given (
  transfer BLOB    PRIMARY KEY CHECK (length(transfer) = 16),
  kind     TEXT    NOT NULL CHECK (kind IN ('gift', 'donation', 'grant', 'welcome', 'settlement')),
  giver    BLOB    REFERENCES member (id),
  taker    BLOB    REFERENCES member (id),
  by       BLOB    REFERENCES member (id),              -- who did it; nobody: the program itself
  words    TEXT    NOT NULL DEFAULT '' CHECK (length(words) <= 400),
  at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hours_given_giver ON hours_given (giver) WHERE giver IS NOT NULL;
CREATE INDEX hours_given_taker ON hours_given (taker) WHERE taker IS NOT NULL;

CREATE TABLE exchange_rebuilt (
  id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
  year        INTEGER NOT NULL,                         -- of the reference: W-26-1184
  serial      INTEGER NOT NULL,
  giver       BLOB    NOT NULL REFERENCES member (id),
  receiver    BLOB    NOT NULL REFERENCES member (id) CHECK (receiver <> giver),
  listing     BLOB    REFERENCES listing (id),
  category    INTEGER REFERENCES category (id),
  description TEXT    NOT NULL DEFAULT '' CHECK (length(description) <= 400),
  note        TEXT    NOT NULL DEFAULT '' CHECK (length(note) <= 1000), -- the two and coordinators
  done_on     TEXT    NOT NULL CHECK (done_on IS date(done_on)), -- not done yet: the day planned
  minutes     INTEGER NOT NULL CHECK (minutes > 0),     -- as the bank rounds them
  raw_minutes INTEGER NOT NULL CHECK (raw_minutes > 0), -- as they were told
  channel     TEXT    NOT NULL CHECK (channel IN ('web', 'phone', 'paper', 'in_person',
                                                  'import', 'api', 'cli')),
  recorded_by BLOB    REFERENCES member (id),           -- nobody: the program itself
  recorded_as TEXT    NOT NULL CHECK (recorded_as IN ('giver', 'receiver', 'coordinator',
                                                      'system')),
  recorded_at INTEGER NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('proposed', 'agreed', 'arranged', 'recorded',
                                                'confirmed', 'disputed', 'posted', 'declined',
                                                'withdrawn', 'cancelled', 'lapsed', 'corrected',
                                                'reversed')),
  awaits      TEXT    CHECK (awaits IN ('giver', 'receiver')), -- whose answer
  claimed_minutes INTEGER CHECK (claimed_minutes > 0),  -- disputed: what the other side says
  reason      TEXT,                                     -- disputed, declined, cancelled …: why
  state_by    BLOB    REFERENCES member (id),           -- who brought it into this state
  state_at    INTEGER NOT NULL,
  transfer    BLOB    UNIQUE CHECK (length(transfer) = 16), -- posted: its transfer in the book
  lapsed_from TEXT    CHECK (lapsed_from IN ('proposed', 'agreed', 'arranged', 'recorded',
                                             'confirmed', 'disputed')), -- where it had waited
  corrects    BLOB    REFERENCES exchange (id),         -- stands in place of this one
  corrected_by BLOB   UNIQUE REFERENCES exchange (id),  -- corrected: what stands in its place
  stage       TEXT    NOT NULL DEFAULT 'fresh' CHECK (stage IN ('fresh', 'reminded', 'handed')),
  due_at      INTEGER,                                  -- waits: when something happens by itself
  hold        BLOB    UNIQUE CHECK (length(hold) = 16), -- waits: its hold in the book
  asked_at    INTEGER,                                  -- posted: somebody asks to put it right
  version     INTEGER NOT NULL DEFAULT 1,
  UNIQUE (year, serial),
  CHECK ((state IN ('proposed', 'recorded')) = (awaits IS NOT NULL)),
  CHECK (state NOT IN ('disputed', 'declined', 'corrected') OR reason IS NOT NULL),
  CHECK ((state IN ('posted', 'corrected', 'reversed')) = (transfer IS NOT NULL)),
  CHECK ((state = 'lapsed') = (lapsed_from IS NOT NULL)),
  CHECK ((state = 'corrected') = (corrected_by IS NOT NULL)),
  CHECK (asked_at IS NULL OR state = 'posted'),
  CHECK (hold IS NULL OR state IN ('agreed', 'arranged', 'recorded', 'confirmed', 'disputed')),
  CHECK (due_at IS NULL OR state IN ('proposed', 'agreed', 'arranged', 'recorded', 'confirmed',
                                     'disputed'))
) STRICT, WITHOUT ROWID;
INSERT INTO exchange_rebuilt (id, year, serial, giver, receiver, listing, category, description,
    note, done_on, minutes, raw_minutes, channel, recorded_by, recorded_as, recorded_at, state,
    awaits, claimed_minutes, reason, state_by, state_at, transfer, version)
  SELECT id, year, serial, giver, receiver, listing, category, description, note, done_on,
         minutes, minutes, channel, recorded_by, recorded_as, recorded_at, state, awaits,
         claimed_minutes, reason, state_by, state_at, transfer, version FROM exchange;

CREATE TABLE exchange_step_rebuilt (
  exchange BLOB    NOT NULL REFERENCES exchange (id),
  number   INTEGER NOT NULL,
  step     TEXT    NOT NULL CHECK (step IN ('proposed', 'agreed', 'allowed', 'recorded',
                                            'confirmed', 'disputed', 'accepted', 'decided',
                                            'approved', 'declined', 'withdrawn', 'cancelled',
                                            'reminded', 'handed', 'lapsed', 'asked', 'kept',
                                            'corrected', 'reversed')),
  actor    BLOB    REFERENCES member (id),              -- who did it; nobody: the program itself
  spoke    BLOB    REFERENCES member (id),              -- on whose word, where somebody else did it
  channel  TEXT    NOT NULL,
  at       INTEGER NOT NULL,
  minutes  INTEGER,                                     -- where the step names a length
  reason   TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (exchange, number)
) STRICT, WITHOUT ROWID;
INSERT INTO exchange_step_rebuilt SELECT * FROM exchange_step;

-- The old way of renaming leaves the references of other tables alone: they mean the new ones.
PRAGMA legacy_alter_table = ON;
DROP TABLE exchange_step;
DROP TABLE exchange;
ALTER TABLE exchange_rebuilt RENAME TO exchange;
ALTER TABLE exchange_step_rebuilt RENAME TO exchange_step;
PRAGMA legacy_alter_table = OFF;

CREATE INDEX exchange_state ON exchange (state, state_at);
CREATE INDEX exchange_giver ON exchange (giver, recorded_at);
CREATE INDEX exchange_receiver ON exchange (receiver, recorded_at);
CREATE INDEX exchange_done ON exchange (done_on, state);
CREATE INDEX exchange_due ON exchange (due_at) WHERE state IN ('proposed', 'agreed', 'arranged',
                                                               'recorded', 'confirmed', 'disputed');
CREATE INDEX exchange_asked ON exchange (asked_at) WHERE asked_at IS NOT NULL;
CREATE INDEX exchange_corrects ON exchange (corrects) WHERE corrects IS NOT NULL;
CREATE TRIGGER exchange_step_keep BEFORE UPDATE ON exchange_step
BEGIN SELECT RAISE(ABORT, 'exchange_step: append-only'); END;
CREATE TRIGGER exchange_step_stay BEFORE DELETE ON exchange_step
BEGIN SELECT RAISE(ABORT, 'exchange_step: append-only'); END;
