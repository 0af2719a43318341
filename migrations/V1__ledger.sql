-- The book. Every table here is append-only and every rule below holds whoever opens the file.
--
-- Signed minutes: a plus raises the balance of its account. A transfer's entries sum to zero.
-- Instants are whole seconds since 1970 in UTC, up to the year 9999; days are ISO dates.
-- The sequence of transfers, not the clock, is the order of the book: a limit and a closing name
-- the newest transfer of their time (0 for none), so that anybody can tell later what held when.
-- Still to come, each in a migration of its own: holds (a `held` total beside `balance`) and
-- closed periods. Their rules join the triggers of ledger_entry and ledger_transfer.

CREATE TABLE ledger_account (
  key       INTEGER PRIMARY KEY,                       -- short, internal: never leaves the ledger
  id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  kind      TEXT    NOT NULL CHECK (kind IN ('member', 'organisation', 'pot', 'operating',
                                             'issuance', 'suspense', 'clearing', 'opening')),
  opened_at INTEGER NOT NULL CHECK (opened_at BETWEEN 0 AND 253402300799)
) STRICT;

-- The limits in force are the newest row. An account without a row has none.
CREATE TABLE ledger_limit (
  account INTEGER NOT NULL REFERENCES ledger_account (key),
  number  INTEGER NOT NULL,                            -- 1, 2, 3 … without gaps, per account
  lower   INTEGER CHECK (abs(lower) <= 1000000000),    -- the balance may not be moved below this
  upper   INTEGER CHECK (abs(upper) <= 1000000000),    -- the balance may not be moved above this
  set_at  INTEGER NOT NULL CHECK (set_at BETWEEN 0 AND 253402300799),
  after_transfer INTEGER NOT NULL,                     -- holds for every transfer after this one
  source  BLOB CHECK (length(source) BETWEEN 1 AND 32), -- opaque: who and why stand elsewhere
  PRIMARY KEY (account, number),
  CHECK (lower IS NULL OR upper IS NULL OR lower <= upper)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_closing (
  account   INTEGER PRIMARY KEY REFERENCES ledger_account (key),
  closed_at INTEGER NOT NULL CHECK (closed_at BETWEEN 0 AND 253402300799),
  after_transfer INTEGER NOT NULL                      -- no entry of the account comes after this
) STRICT;

-- Entries are written first; the transfer row is the seal and comes last.
CREATE TABLE ledger_transfer (
  seq       INTEGER PRIMARY KEY,                       -- 1, 2, 3 … without gaps
  id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  kind      TEXT    NOT NULL CHECK (kind IN ('help', 'gift', 'grant', 'donation', 'welcome',
                                             'event', 'expiry', 'settlement', 'opening',
                                             'reversal')),
  done_on   TEXT    NOT NULL CHECK (done_on IS date(done_on)),
  posted_at INTEGER NOT NULL CHECK (posted_at BETWEEN 0 AND 253402300799), -- never runs back
  entries   INTEGER NOT NULL CHECK (entries >= 2),
  reverses  INTEGER UNIQUE REFERENCES ledger_transfer (seq),
  source    BLOB CHECK (length(source) BETWEEN 1 AND 32), -- opaque: no name, no free text
  digest    BLOB    NOT NULL CHECK (length(digest) = 32),
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
) STRICT;

-- An account stands at most once in a transfer. Its newest entry carries its balance: there is
-- no balance row that could drift.
CREATE TABLE ledger_entry (
  transfer INTEGER NOT NULL REFERENCES ledger_transfer (seq) DEFERRABLE INITIALLY DEFERRED,
  account  INTEGER NOT NULL REFERENCES ledger_account (key),
  number   INTEGER NOT NULL,                           -- the account's own count: 1, 2, 3 …
  minutes  INTEGER NOT NULL CHECK (minutes <> 0 AND abs(minutes) <= 1000000000),
  balance  INTEGER NOT NULL CHECK (abs(balance) <= 1000000000), -- after this entry
  PRIMARY KEY (transfer, account)
) STRICT, WITHOUT ROWID;

-- Covers a balance, a balance as of a transfer, and a page of a statement.
CREATE INDEX ledger_entry_account ON ledger_entry (account, transfer, number, minutes, balance);

CREATE TRIGGER ledger_account_new BEFORE INSERT ON ledger_account
WHEN EXISTS (SELECT 1 FROM ledger_account WHERE key = NEW.key OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger: this account exists'); END;

CREATE TRIGGER ledger_limit_next BEFORE INSERT ON ledger_limit
WHEN NEW.number IS NOT
     (SELECT coalesce(max(number), 0) + 1 FROM ledger_limit WHERE account = NEW.account)
  OR NEW.set_at < (SELECT set_at FROM ledger_limit WHERE account = NEW.account
                   ORDER BY number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'ledger: limits are added in order'); END;

CREATE TRIGGER ledger_limit_open_account BEFORE INSERT ON ledger_limit
WHEN NOT EXISTS (SELECT 1 FROM ledger_account WHERE key = NEW.account)
  OR EXISTS (SELECT 1 FROM ledger_closing WHERE account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'ledger: the account is not open'); END;

CREATE TRIGGER ledger_limit_between_transfers BEFORE INSERT ON ledger_limit
WHEN NEW.after_transfer IS NOT (SELECT coalesce(max(seq), 0) FROM ledger_transfer)
  OR NEW.set_at < (SELECT posted_at FROM ledger_transfer ORDER BY seq DESC LIMIT 1)
  OR EXISTS (SELECT 1 FROM ledger_entry WHERE transfer > NEW.after_transfer)
BEGIN SELECT RAISE(ABORT, 'ledger: a limit follows the newest transfer'); END;

CREATE TRIGGER ledger_closing_once BEFORE INSERT ON ledger_closing
WHEN EXISTS (SELECT 1 FROM ledger_closing WHERE account = NEW.account)
  OR NOT EXISTS (SELECT 1 FROM ledger_account WHERE key = NEW.account)
  OR coalesce((SELECT balance FROM ledger_entry WHERE account = NEW.account
               ORDER BY transfer DESC LIMIT 1), 0) <> 0
BEGIN SELECT RAISE(ABORT, 'ledger: an account closes once, at a balance of nought'); END;

CREATE TRIGGER ledger_closing_between_transfers BEFORE INSERT ON ledger_closing
WHEN NEW.after_transfer IS NOT (SELECT coalesce(max(seq), 0) FROM ledger_transfer)
  OR NEW.closed_at < (SELECT posted_at FROM ledger_transfer ORDER BY seq DESC LIMIT 1)
  OR EXISTS (SELECT 1 FROM ledger_entry WHERE transfer > NEW.after_transfer)
BEGIN SELECT RAISE(ABORT, 'ledger: a closing follows the newest transfer'); END;

CREATE TRIGGER ledger_entry_next_transfer BEFORE INSERT ON ledger_entry
WHEN NEW.transfer IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger_transfer)
BEGIN SELECT RAISE(ABORT, 'ledger: entries belong to the next transfer only'); END;

CREATE TRIGGER ledger_entry_follows BEFORE INSERT ON ledger_entry
WHEN NOT coalesce(
  (SELECT NEW.transfer > p.transfer AND NEW.number = p.number + 1
          AND NEW.balance = p.balance + NEW.minutes
     FROM ledger_entry p WHERE p.account = NEW.account ORDER BY p.transfer DESC LIMIT 1),
  NEW.number = 1 AND NEW.balance = NEW.minutes)
BEGIN SELECT RAISE(ABORT, 'ledger: an entry follows the one before it'); END;

CREATE TRIGGER ledger_entry_open_account BEFORE INSERT ON ledger_entry
WHEN NOT EXISTS (SELECT 1 FROM ledger_account WHERE key = NEW.account)
  OR EXISTS (SELECT 1 FROM ledger_closing WHERE account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'ledger: the account is not open'); END;

-- An entry is held to the limit it moves towards, so that a lowered limit never stops anybody
-- from coming back within it.
CREATE TRIGGER ledger_entry_within_limit BEFORE INSERT ON ledger_entry
WHEN EXISTS (
  SELECT 1 FROM (SELECT lower, upper FROM ledger_limit WHERE account = NEW.account
                 ORDER BY number DESC LIMIT 1)
  WHERE (NEW.minutes < 0 AND NEW.balance < lower) OR (NEW.minutes > 0 AND NEW.balance > upper))
BEGIN SELECT RAISE(ABORT, 'ledger: the entry passes a limit'); END;

CREATE TRIGGER ledger_transfer_next BEFORE INSERT ON ledger_transfer
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger_transfer)
  OR EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.id)
  OR NEW.posted_at < (SELECT posted_at FROM ledger_transfer ORDER BY seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'ledger: not the next transfer'); END;

CREATE TRIGGER ledger_transfer_balances BEFORE INSERT ON ledger_transfer
WHEN (SELECT count(*) IS NOT NEW.entries OR coalesce(sum(minutes), 1) <> 0
        FROM ledger_entry WHERE transfer = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'ledger: the transfer does not balance'); END;

CREATE TRIGGER ledger_transfer_reverses BEFORE INSERT ON ledger_transfer
WHEN NEW.reverses IS NOT NULL AND (
     EXISTS (SELECT 1 FROM ledger_transfer WHERE reverses = NEW.reverses)
  OR NOT EXISTS (SELECT 1 FROM ledger_transfer WHERE seq = NEW.reverses AND kind <> 'reversal')
  OR EXISTS (SELECT 1 FROM ledger_entry r
             WHERE r.transfer = NEW.seq AND NOT EXISTS (
               SELECT 1 FROM ledger_entry o WHERE o.transfer = NEW.reverses
                 AND o.account = r.account AND o.minutes = -r.minutes))
  OR NEW.entries <> (SELECT entries FROM ledger_transfer WHERE seq = NEW.reverses))
BEGIN SELECT RAISE(ABORT, 'ledger: a transfer is reversed once, entry by entry'); END;

CREATE TRIGGER ledger_account_keep BEFORE UPDATE ON ledger_account
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_account_stay BEFORE DELETE ON ledger_account
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_limit_keep BEFORE UPDATE ON ledger_limit
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_limit_stay BEFORE DELETE ON ledger_limit
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_closing_keep BEFORE UPDATE ON ledger_closing
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_closing_stay BEFORE DELETE ON ledger_closing
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_transfer_keep BEFORE UPDATE ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_transfer_stay BEFORE DELETE ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_entry_keep BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_entry_stay BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
