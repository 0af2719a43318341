-- The same rules of the book for less work. Nothing that was refused is taken now, and nothing
-- that was taken is refused: decision 19 gives the reasons and the figures.
--
-- Each table has one guard instead of several: SQLite sets a trigger up anew for every row.
-- The kinds of transfers are compared one after the other: for a list in a CHECK, SQLite fills a
-- table of its own for every row. That CHECK stands in the table itself, so the table is written
-- anew, row by row as it was; the digests prove that it was.

CREATE TABLE ledger_transfer_rebuilt (
  seq       INTEGER PRIMARY KEY,                       -- 1, 2, 3 … without gaps
  id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  kind      TEXT    NOT NULL CHECK (kind = 'help' OR kind = 'gift' OR kind = 'grant'
                                    OR kind = 'donation' OR kind = 'welcome' OR kind = 'event'
                                    OR kind = 'expiry' OR kind = 'settlement'
                                    OR kind = 'opening' OR kind = 'reversal'),
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

-- From an instant to a place in the book: every 32nd transfer by its time. Times never run back
-- along the sequence, so the place lies within 32 of what this finds.
CREATE INDEX ledger_transfer_times ON ledger_transfer (posted_at) WHERE seq % 32 = 0;

-- ── Transfers ─────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER ledger_transfer_guard BEFORE INSERT ON ledger_transfer
BEGIN
  SELECT CASE
    WHEN NOT coalesce(
        (SELECT NEW.seq IS p.seq + 1 AND NEW.posted_at >= p.posted_at
           FROM ledger_transfer p ORDER BY p.seq DESC LIMIT 1), NEW.seq IS 1)
      OR EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.id)
      OR NEW.posted_at < (SELECT at FROM ledger_hold ORDER BY seq DESC LIMIT 1)
    THEN RAISE(ABORT, 'ledger: not the next transfer')

    -- A month is closed after its end, so nothing posted from then on lies in a closed month.
    -- The day of the help may: that is a late hour.
    WHEN NEW.posted_at < (SELECT at FROM ledger_period ORDER BY number DESC LIMIT 1)
    THEN RAISE(ABORT, 'ledger: the month is closed')

    WHEN EXISTS (SELECT 1 FROM ledger_refusal WHERE id = NEW.id)
    THEN RAISE(ABORT, 'ledger: a transfer of this id was refused')

    WHEN (SELECT count(*) IS NOT NEW.entries OR coalesce(sum(minutes), 1) <> 0
            FROM ledger_entry WHERE transfer = NEW.seq)
    THEN RAISE(ABORT, 'ledger: the transfer does not balance')

    -- Every entry of a reversal stands against an entry of the original, and all reversals of
    -- it together take back no more than it moved.
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
    THEN RAISE(ABORT, 'ledger: a reversal takes back no more than is left')

    -- A transfer that posts holds takes from each account no more than it promised, and where
    -- it was promised to somebody, nobody else gets any.
    WHEN EXISTS (
      SELECT 1 FROM ledger_hold s JOIN ledger_hold p ON p.seq = s.resolves
       WHERE s.transfer = NEW.seq AND (
            s.at <> NEW.posted_at
         OR NOT EXISTS (SELECT 1 FROM ledger_entry e
                         WHERE e.transfer = NEW.seq AND e.account = p.account
                           AND e.minutes BETWEEN -p.minutes AND -1)
         OR EXISTS (SELECT 1 FROM ledger_entry e
                     WHERE e.transfer = NEW.seq AND e.minutes > 0 AND e.account <> p.recipient)))
    THEN RAISE(ABORT, 'ledger: the transfer is not what was held')
  END;
END;

CREATE TRIGGER ledger_transfer_keep BEFORE UPDATE ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;
CREATE TRIGGER ledger_transfer_stay BEFORE DELETE ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'ledger: the book is append-only'); END;

-- ── Entries ───────────────────────────────────────────────────────────────────────────────────

DROP TRIGGER ledger_entry_next_transfer;
DROP TRIGGER ledger_entry_follows;
DROP TRIGGER ledger_entry_open_account;
DROP TRIGGER ledger_entry_within_limit;

CREATE TRIGGER ledger_entry_guard BEFORE INSERT ON ledger_entry
BEGIN
  SELECT CASE
    WHEN NEW.transfer IS NOT
         coalesce((SELECT seq FROM ledger_transfer ORDER BY seq DESC LIMIT 1), 0) + 1
    THEN RAISE(ABORT, 'ledger: entries belong to the next transfer only')

    WHEN NOT EXISTS (SELECT 1 FROM ledger_account WHERE key = NEW.account)
      OR EXISTS (SELECT 1 FROM ledger_closing WHERE account = NEW.account)
    THEN RAISE(ABORT, 'ledger: the account is not open')

    WHEN NOT coalesce(
      (SELECT NEW.transfer > p.transfer AND NEW.number = p.number + 1
              AND NEW.balance = p.balance + NEW.minutes
         FROM ledger_entry p WHERE p.account = NEW.account ORDER BY p.transfer DESC LIMIT 1),
      NEW.number = 1 AND NEW.balance = NEW.minutes)
    THEN RAISE(ABORT, 'ledger: an entry follows the one before it')

    -- An entry is held to the limit it moves towards, so that a lowered limit never stops
    -- anybody from coming back within it; and what is held counts as gone. A transfer that
    -- posts a hold takes what was counted when it was promised: it is not asked again.
    WHEN NEW.minutes > 0
     AND NEW.balance > (SELECT upper FROM ledger_limit WHERE account = NEW.account
                        ORDER BY number DESC LIMIT 1)
    THEN RAISE(ABORT, 'ledger: the entry passes a limit')
    WHEN NEW.minutes < 0
     AND NEW.balance - coalesce((SELECT held FROM ledger_hold WHERE account = NEW.account
                                 ORDER BY at DESC, seq DESC LIMIT 1), 0)
         < (SELECT lower FROM ledger_limit WHERE account = NEW.account
            ORDER BY number DESC LIMIT 1)
     AND NOT EXISTS (SELECT 1 FROM ledger_hold
                      WHERE transfer = NEW.transfer AND account = NEW.account
                        AND minutes <= NEW.minutes)
    THEN RAISE(ABORT, 'ledger: the entry passes a limit')
  END;
END;
