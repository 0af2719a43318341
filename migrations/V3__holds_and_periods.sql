-- Holds, closed months, reversals in part, and refusals that are kept.
--
-- Every table here is append-only like those of V1, but for ledger_hold_open, which holds no
-- hours: it lists what is still open, and may say nothing that ledger_hold does not say.
-- Decisions 14 and 15 give the reasons.

-- Reversals in part: several transfers may name one original. UNIQUE stood in the table itself,
-- so the table is written anew, row by row as it was; the digests prove that it was.
CREATE TABLE ledger_transfer_rebuilt (
  seq       INTEGER PRIMARY KEY,                       -- 1, 2, 3 … without gaps
  id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  kind      TEXT    NOT NULL CHECK (kind IN ('help', 'gift', 'grant', 'donation', 'welcome',
                                             'event', 'expiry', 'settlement', 'opening',
                                             'reversal')),
  done_on   TEXT    NOT NULL CHECK (done_on IS date(done_on)),
  posted_at INTEGER NOT NULL CHECK (posted_at BETWEEN 0 AND 253402300799), -- never runs back
  entries   INTEGER NOT NULL CHECK (entries >= 2),
  reverses  INTEGER REFERENCES ledger_transfer (seq),  -- whole or in part
  source    BLOB CHECK (length(source) BETWEEN 1 AND 32), -- opaque: no name, no free text
  digest    BLOB    NOT NULL CHECK (length(digest) = 32),
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
) STRICT;
INSERT INTO ledger_transfer_rebuilt SELECT * FROM ledger_transfer ORDER BY seq;
-- The old way of renaming leaves the triggers of other tables alone: they mean the new one.
PRAGMA legacy_alter_table = ON;
DROP TABLE ledger_transfer;
ALTER TABLE ledger_transfer_rebuilt RENAME TO ledger_transfer;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX ledger_transfer_reversals ON ledger_transfer (reverses) WHERE reverses IS NOT NULL;

-- Minutes promised. Every step of every hold is a row; the newest row of an account carries what
-- is held of it in all. A hold is placed once and ends at most once: posted, released or lapsed.
CREATE TABLE ledger_hold (
  seq       INTEGER PRIMARY KEY,                       -- 1, 2, 3 … without gaps, over all holds
  step      TEXT    NOT NULL CHECK (step IN ('place', 'post', 'release', 'lapse')),
  id        BLOB    UNIQUE CHECK (length(id) = 16),    -- of the hold, on its first row
  resolves  INTEGER UNIQUE REFERENCES ledger_hold (seq), -- the first row of the hold it ends
  account   INTEGER NOT NULL REFERENCES ledger_account (key),  -- which promises
  recipient INTEGER REFERENCES ledger_account (key),   -- to which alone, where one is named
  minutes   INTEGER NOT NULL CHECK (abs(minutes) BETWEEN 1 AND 1000000000), -- minus: given free
  held      INTEGER NOT NULL CHECK (held BETWEEN 0 AND 1000000000), -- in all, after this step
  at        INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799), -- never runs back
  lapses_at INTEGER CHECK (lapses_at BETWEEN 0 AND 253402300799),
  after_transfer INTEGER NOT NULL,                     -- the newest transfer of its time
  limit_number   INTEGER NOT NULL,                     -- the account's newest limit; 0 for none
  transfer  INTEGER REFERENCES ledger_transfer (seq) DEFERRABLE INITIALLY DEFERRED,
  source    BLOB CHECK (length(source) BETWEEN 1 AND 32), -- opaque: no name, no free text
  digest    BLOB    NOT NULL CHECK (length(digest) = 32),
  CHECK ((step = 'place') = (id IS NOT NULL)),
  CHECK ((step = 'place') = (resolves IS NULL)),
  CHECK ((step = 'place') = (minutes > 0)),
  CHECK ((step = 'place') = (lapses_at IS NOT NULL)),
  CHECK ((step = 'post') = (transfer IS NOT NULL)),
  CHECK (step = 'place' OR recipient IS NULL),
  CHECK (recipient IS NOT account),
  CHECK (transfer IS NULL OR transfer = after_transfer + 1)
) STRICT;

-- What is held of an account, now and as of an instant: one seek.
CREATE INDEX ledger_hold_account ON ledger_hold (account, at, seq, held);
CREATE UNIQUE INDEX ledger_hold_transfer ON ledger_hold (transfer, account)
  WHERE transfer IS NOT NULL;

-- The holds that have not ended, by the time they lapse. Kept by the triggers below.
CREATE TABLE ledger_hold_open (
  lapses_at INTEGER NOT NULL,
  hold      INTEGER NOT NULL REFERENCES ledger_hold (seq),
  PRIMARY KEY (lapses_at, hold)
) STRICT, WITHOUT ROWID;

-- Months closed and opened again. The newest row says which stand closed: always a row of months
-- without a gap, or none.
CREATE TABLE ledger_period (
  number    INTEGER PRIMARY KEY,                       -- 1, 2, 3 … without gaps
  step      TEXT    NOT NULL CHECK (step IN ('close', 'reopen')),
  month     TEXT    NOT NULL CHECK (length(month) = 7 AND month || '-01' IS date(month || '-01')),
  at        INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799), -- never runs back
  ends_at   INTEGER,                                   -- the month's end where the bank is
  head_seq  INTEGER,                                   -- the newest transfer posted before that
  head_digest    BLOB CHECK (length(head_digest) = 32),
  after_transfer INTEGER NOT NULL,                     -- the newest transfer of its time
  reason    TEXT CHECK (reason IN ('by_mistake', 'late_hours', 'correction', 'audit')),
  source    BLOB CHECK (length(source) BETWEEN 1 AND 32), -- opaque: who stands elsewhere
  closed_from    TEXT,                                 -- the first month that stands closed
  closed_through TEXT,                                 -- and the last
  CHECK ((step = 'close') = (ends_at IS NOT NULL)),
  CHECK ((step = 'close') = (head_seq IS NOT NULL)),
  CHECK ((step = 'close') = (head_digest IS NOT NULL)),
  CHECK ((step = 'reopen') = (reason IS NOT NULL)),
  CHECK ((closed_from IS NULL) = (closed_through IS NULL)),
  CHECK (closed_from <= closed_through),
  -- Clocks on earth are up to 14 hours before and 12 hours behind UTC.
  CHECK (ends_at BETWEEN unixepoch(month || '-01', '+1 month') - 50400
                     AND unixepoch(month || '-01', '+1 month') + 43200),
  CHECK (ends_at <= at)
) STRICT;

-- Transfers that were asked for and refused, so that the same question gets the same answer.
CREATE TABLE ledger_refusal (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16),      -- of the transfer
  content    BLOB    NOT NULL CHECK (length(content) = 32),    -- SHA-256 of what it says
  refused_at INTEGER NOT NULL CHECK (refused_at BETWEEN 0 AND 253402300799),
  after_transfer INTEGER NOT NULL,                     -- the newest transfer of its time
  reason     TEXT    NOT NULL CHECK (length(reason) BETWEEN 1 AND 32), -- a word
  transfer   BLOB CHECK (length(transfer) = 16),       -- that the reason names
  account    BLOB CHECK (length(account) = 16),        -- that the reason names
  balance    INTEGER,                                  -- the figures of the reason
  held       INTEGER,
  minutes    INTEGER,
  bound      INTEGER
) STRICT, WITHOUT ROWID;

-- ── Transfers ─────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER ledger_transfer_next BEFORE INSERT ON ledger_transfer
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger_transfer)
  OR EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.id)
  OR NEW.posted_at < (SELECT posted_at FROM ledger_transfer ORDER BY seq DESC LIMIT 1)
  OR NEW.posted_at < (SELECT at FROM ledger_hold ORDER BY seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'ledger: not the next transfer'); END;

-- A month is closed after its end, so nothing posted from then on lies in a closed month. The
-- day of the help may: that is a late hour.
CREATE TRIGGER ledger_transfer_open_month BEFORE INSERT ON ledger_transfer
WHEN NEW.posted_at < (SELECT at FROM ledger_period ORDER BY number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'ledger: the month is closed'); END;

CREATE TRIGGER ledger_transfer_not_refused BEFORE INSERT ON ledger_transfer
WHEN EXISTS (SELECT 1 FROM ledger_refusal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger: a transfer of this id was refused'); END;

CREATE TRIGGER ledger_transfer_balances BEFORE INSERT ON ledger_transfer
WHEN (SELECT count(*) IS NOT NEW.entries OR coalesce(sum(minutes), 1) <> 0
        FROM ledger_entry WHERE transfer = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'ledger: the transfer does not balance'); END;

-- Every entry of a reversal stands against an entry of the original, and all reversals of it
-- together take back no more than it moved.
CREATE TRIGGER ledger_transfer_reverses BEFORE INSERT ON ledger_transfer
WHEN NEW.reverses IS NOT NULL AND (
     NOT EXISTS (SELECT 1 FROM ledger_transfer WHERE seq = NEW.reverses AND kind <> 'reversal')
  OR EXISTS (SELECT 1 FROM ledger_entry r
             WHERE r.transfer = NEW.seq AND NOT EXISTS (
               SELECT 1 FROM ledger_entry o
                WHERE o.transfer = NEW.reverses AND o.account = r.account
                  AND (o.minutes < 0) = (r.minutes > 0)
                  AND abs(r.minutes + (
                        SELECT coalesce(sum(e.minutes), 0)
                          FROM ledger_transfer p
                          JOIN ledger_entry e ON e.transfer = p.seq AND e.account = r.account
                         WHERE p.reverses = NEW.reverses)) <= abs(o.minutes))))
BEGIN SELECT RAISE(ABORT, 'ledger: a reversal takes back no more than is left'); END;

-- A transfer that posts holds takes from each account no more than it promised, and where it
-- was promised to somebody, nobody else gets any.
CREATE TRIGGER ledger_transfer_posts_holds BEFORE INSERT ON ledger_transfer
WHEN EXISTS (
  SELECT 1 FROM ledger_hold s JOIN ledger_hold p ON p.seq = s.resolves
   WHERE s.transfer = NEW.seq AND (
        s.at <> NEW.posted_at
     OR NOT EXISTS (SELECT 1 FROM ledger_entry e
                     WHERE e.transfer = NEW.seq AND e.account = p.account
                       AND e.minutes BETWEEN -p.minutes AND -1)
     OR EXISTS (SELECT 1 FROM ledger_entry e
                 WHERE e.transfer = NEW.seq AND e.minutes > 0 AND e.account <> p.recipient)))
BEGIN SELECT RAISE(ABORT, 'ledger: the transfer is not what was held'); END;

CREATE TRIGGER ledger_transfer_keep BEFORE UPDATE ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_transfer_stay BEFORE DELETE ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;

-- ── Entries ───────────────────────────────────────────────────────────────────────────────────

-- As before, an entry is held to the limit it moves towards; and what is held counts as gone. A
-- transfer that posts a hold takes what was counted when it was promised: it is not asked again.
DROP TRIGGER ledger_entry_within_limit;
CREATE TRIGGER ledger_entry_within_limit BEFORE INSERT ON ledger_entry
WHEN EXISTS (
  SELECT 1 FROM (SELECT lower, upper FROM ledger_limit WHERE account = NEW.account
                 ORDER BY number DESC LIMIT 1)
  WHERE (NEW.minutes > 0 AND NEW.balance > upper)
     OR (NEW.minutes < 0
         AND NEW.balance - coalesce((SELECT held FROM ledger_hold WHERE account = NEW.account
                                     ORDER BY at DESC, seq DESC LIMIT 1), 0) < lower
         AND NOT EXISTS (SELECT 1 FROM ledger_hold
                          WHERE transfer = NEW.transfer AND account = NEW.account
                            AND minutes <= NEW.minutes)))
BEGIN SELECT RAISE(ABORT, 'ledger: the entry passes a limit'); END;

-- ── Accounts ──────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER ledger_closing_nothing_held BEFORE INSERT ON ledger_closing
WHEN (SELECT held FROM ledger_hold WHERE account = NEW.account
      ORDER BY at DESC, seq DESC LIMIT 1) > 0
BEGIN SELECT RAISE(ABORT, 'ledger: minutes of the account are held'); END;

-- ── Holds ─────────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER ledger_hold_next BEFORE INSERT ON ledger_hold
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger_hold)
  OR EXISTS (SELECT 1 FROM ledger_hold WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM ledger_hold WHERE resolves = NEW.resolves)
  OR EXISTS (SELECT 1 FROM ledger_hold WHERE transfer = NEW.transfer AND account = NEW.account)
  OR NEW.at < (SELECT at FROM ledger_hold ORDER BY seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'ledger: not the next step of a hold'); END;

-- Between the step that posts a hold and its transfer there is no place for another promise.
CREATE TRIGGER ledger_hold_between_transfers BEFORE INSERT ON ledger_hold
WHEN NEW.after_transfer IS NOT (SELECT coalesce(max(seq), 0) FROM ledger_transfer)
  OR NEW.limit_number IS NOT
     (SELECT coalesce(max(number), 0) FROM ledger_limit WHERE account = NEW.account)
  OR NEW.at < (SELECT posted_at FROM ledger_transfer ORDER BY seq DESC LIMIT 1)
  OR NEW.at < (SELECT at FROM ledger_period ORDER BY number DESC LIMIT 1)
  OR EXISTS (SELECT 1 FROM ledger_entry WHERE transfer > NEW.after_transfer)
  OR (NEW.step <> 'post'
      AND EXISTS (SELECT 1 FROM ledger_hold WHERE transfer = NEW.after_transfer + 1))
BEGIN SELECT RAISE(ABORT, 'ledger: a hold follows the newest transfer'); END;

CREATE TRIGGER ledger_hold_follows BEFORE INSERT ON ledger_hold
WHEN NEW.held IS NOT NEW.minutes +
     coalesce((SELECT held FROM ledger_hold WHERE account = NEW.account
               ORDER BY at DESC, seq DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'ledger: what is held follows from the step before'); END;

CREATE TRIGGER ledger_hold_open_account BEFORE INSERT ON ledger_hold
WHEN NOT EXISTS (SELECT 1 FROM ledger_account WHERE key = NEW.account)
  OR EXISTS (SELECT 1 FROM ledger_closing WHERE account = NEW.account)
  OR (NEW.recipient IS NOT NULL AND (
         NOT EXISTS (SELECT 1 FROM ledger_account WHERE key = NEW.recipient)
      OR EXISTS (SELECT 1 FROM ledger_closing WHERE account = NEW.recipient)))
BEGIN SELECT RAISE(ABORT, 'ledger: the account is not open'); END;

-- A minute is counted against the limit when it is promised.
CREATE TRIGGER ledger_hold_within_limit BEFORE INSERT ON ledger_hold
WHEN NEW.step = 'place' AND
     coalesce((SELECT balance FROM ledger_entry WHERE account = NEW.account
               ORDER BY transfer DESC LIMIT 1), 0) - NEW.held
     < (SELECT lower FROM ledger_limit WHERE account = NEW.account ORDER BY number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'ledger: the hold passes a limit'); END;

-- Before its time a hold is posted or released; from then on it can only lapse.
CREATE TRIGGER ledger_hold_in_time BEFORE INSERT ON ledger_hold
WHEN NEW.lapses_at <= NEW.at
  OR (NEW.step IN ('post', 'release')
      AND NEW.at >= (SELECT lapses_at FROM ledger_hold WHERE seq = NEW.resolves))
  OR (NEW.step = 'lapse'
      AND NEW.at < (SELECT lapses_at FROM ledger_hold WHERE seq = NEW.resolves))
BEGIN SELECT RAISE(ABORT, 'ledger: the hold has another time'); END;

CREATE TRIGGER ledger_hold_resolves BEFORE INSERT ON ledger_hold
WHEN NEW.step <> 'place'
 AND NOT EXISTS (SELECT 1 FROM ledger_hold
                  WHERE seq = NEW.resolves AND step = 'place'
                    AND account = NEW.account AND minutes = -NEW.minutes)
BEGIN SELECT RAISE(ABORT, 'ledger: a hold ends as a whole'); END;

CREATE TRIGGER ledger_hold_listed AFTER INSERT ON ledger_hold
WHEN NEW.step = 'place'
BEGIN INSERT INTO ledger_hold_open (lapses_at, hold) VALUES (NEW.lapses_at, NEW.seq); END;

CREATE TRIGGER ledger_hold_struck_off AFTER INSERT ON ledger_hold
WHEN NEW.step <> 'place'
BEGIN
  DELETE FROM ledger_hold_open
   WHERE lapses_at = (SELECT lapses_at FROM ledger_hold WHERE seq = NEW.resolves)
     AND hold = NEW.resolves;
END;

CREATE TRIGGER ledger_hold_open_only BEFORE INSERT ON ledger_hold_open
WHEN NOT EXISTS (SELECT 1 FROM ledger_hold WHERE seq = NEW.hold AND lapses_at = NEW.lapses_at)
  OR EXISTS (SELECT 1 FROM ledger_hold WHERE resolves = NEW.hold)
BEGIN SELECT RAISE(ABORT, 'ledger: only open holds are listed'); END;
CREATE TRIGGER ledger_hold_open_keep BEFORE UPDATE ON ledger_hold_open
BEGIN SELECT RAISE(ABORT, 'ledger: an open hold stays listed'); END;
CREATE TRIGGER ledger_hold_open_stay BEFORE DELETE ON ledger_hold_open
WHEN NOT EXISTS (SELECT 1 FROM ledger_hold WHERE resolves = OLD.hold)
BEGIN SELECT RAISE(ABORT, 'ledger: an open hold stays listed'); END;

CREATE TRIGGER ledger_hold_keep BEFORE UPDATE ON ledger_hold
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_hold_stay BEFORE DELETE ON ledger_hold
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;

-- ── Months ────────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER ledger_period_next BEFORE INSERT ON ledger_period
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM ledger_period)
  OR NEW.at < (SELECT at FROM ledger_period ORDER BY number DESC LIMIT 1)
  OR NEW.at < (SELECT at FROM ledger_hold ORDER BY seq DESC LIMIT 1)
  OR NEW.at < (SELECT posted_at FROM ledger_transfer ORDER BY seq DESC LIMIT 1)
  OR NEW.after_transfer IS NOT (SELECT coalesce(max(seq), 0) FROM ledger_transfer)
  OR EXISTS (SELECT 1 FROM ledger_entry WHERE transfer > NEW.after_transfer)
BEGIN SELECT RAISE(ABORT, 'ledger: not the next step of a month'); END;

-- Months close one after the other, and the last one is the first to open again.
CREATE TRIGGER ledger_period_in_order BEFORE INSERT ON ledger_period
WHEN NOT coalesce(
  (SELECT CASE
     WHEN NEW.step = 'close' AND p.closed_through IS NULL THEN
       NEW.closed_from IS NEW.month AND NEW.closed_through IS NEW.month
     WHEN NEW.step = 'close' THEN
       NEW.month = strftime('%Y-%m', p.closed_through || '-01', '+1 month')
       AND NEW.closed_from IS p.closed_from AND NEW.closed_through IS NEW.month
     WHEN p.closed_from = p.closed_through THEN
       NEW.month = p.closed_through AND NEW.closed_from IS NULL
     ELSE
       NEW.month = p.closed_through AND NEW.closed_from IS p.closed_from
       AND NEW.closed_through IS strftime('%Y-%m', p.closed_through || '-01', '-1 month')
     END
     FROM (SELECT (SELECT closed_from FROM ledger_period WHERE number = NEW.number - 1)
                    AS closed_from,
                  (SELECT closed_through FROM ledger_period WHERE number = NEW.number - 1)
                    AS closed_through) p), 0)
BEGIN SELECT RAISE(ABORT, 'ledger: months close and open in order'); END;

-- The head of a month is its newest transfer: the last one posted before the month's end.
CREATE TRIGGER ledger_period_head BEFORE INSERT ON ledger_period
WHEN NEW.step = 'close' AND (
     NEW.head_seq NOT BETWEEN 0 AND NEW.after_transfer
  OR NEW.head_digest IS NOT CASE NEW.head_seq WHEN 0 THEN zeroblob(32) ELSE
       (SELECT digest FROM ledger_transfer WHERE seq = NEW.head_seq) END
  OR NEW.ends_at <= (SELECT posted_at FROM ledger_transfer WHERE seq = NEW.head_seq)
  OR NEW.ends_at > (SELECT posted_at FROM ledger_transfer WHERE seq = NEW.head_seq + 1))
BEGIN SELECT RAISE(ABORT, 'ledger: not the head of the month'); END;

CREATE TRIGGER ledger_period_keep BEFORE UPDATE ON ledger_period
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_period_stay BEFORE DELETE ON ledger_period
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;

-- ── Refusals ──────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER ledger_refusal_new BEFORE INSERT ON ledger_refusal
WHEN EXISTS (SELECT 1 FROM ledger_refusal WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger: this transfer has its answer'); END;

CREATE TRIGGER ledger_refusal_between_transfers BEFORE INSERT ON ledger_refusal
WHEN NEW.after_transfer IS NOT (SELECT coalesce(max(seq), 0) FROM ledger_transfer)
  OR NEW.refused_at < (SELECT posted_at FROM ledger_transfer ORDER BY seq DESC LIMIT 1)
  OR EXISTS (SELECT 1 FROM ledger_entry WHERE transfer > NEW.after_transfer)
BEGIN SELECT RAISE(ABORT, 'ledger: a refusal follows the newest transfer'); END;

CREATE TRIGGER ledger_refusal_keep BEFORE UPDATE ON ledger_refusal
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_refusal_stay BEFORE DELETE ON ledger_refusal
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
