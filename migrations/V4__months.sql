-- What the community says about the months that the book has closed: who closed or opened them
-- again, the report as it stood, and who signed. Each row belongs to a step of ledger_period.
-- Instants are whole seconds since 1970 in UTC; lengths are whole minutes. Nothing here changes.

CREATE TABLE month_step (
  step         INTEGER PRIMARY KEY REFERENCES ledger_period (number),
  actor        BLOB REFERENCES member (id),             -- nobody: the command line
  note         TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 400), -- opened again: why
  exchanges    INTEGER,                                 -- closed: of the help done in the month
  minutes      INTEGER,                                 -- closed: its hours, as they stood
  coordinators INTEGER CHECK (coordinators >= 0),       -- closed: how many could have signed
  report       TEXT CHECK (json_valid(report)),         -- closed: the report as it stood
  CHECK ((exchanges IS NULL) = (minutes IS NULL)),
  CHECK ((exchanges IS NULL) = (coordinators IS NULL)),
  CHECK ((exchanges IS NULL) = (report IS NULL))
) STRICT;

-- The two who signed the end of a month, and the head they signed.
CREATE TABLE month_signature (
  number      INTEGER PRIMARY KEY,                      -- in the order in which they signed
  step        INTEGER NOT NULL REFERENCES month_step (step),
  signer      BLOB    NOT NULL REFERENCES member (id),
  role        TEXT    NOT NULL CHECK (role IN ('coordinator', 'administrator')),
  at          INTEGER NOT NULL,
  head_seq    INTEGER NOT NULL,
  head_digest BLOB    NOT NULL CHECK (length(head_digest) = 32),
  UNIQUE (step, signer)
) STRICT;

CREATE TRIGGER month_signature_two BEFORE INSERT ON month_signature
WHEN (SELECT count(*) FROM month_signature WHERE step = NEW.step) >= 2
  OR NOT EXISTS (SELECT 1 FROM ledger_period
                  WHERE number = NEW.step AND step = 'close'
                    AND head_seq = NEW.head_seq AND head_digest = NEW.head_digest)
BEGIN SELECT RAISE(ABORT, 'month_signature: two people sign the head of a closed month'); END;

CREATE TRIGGER month_step_keep BEFORE UPDATE ON month_step
BEGIN SELECT RAISE(ABORT, 'month_step: append-only'); END;
CREATE TRIGGER month_step_stay BEFORE DELETE ON month_step
BEGIN SELECT RAISE(ABORT, 'month_step: append-only'); END;
CREATE TRIGGER month_signature_keep BEFORE UPDATE ON month_signature
BEGIN SELECT RAISE(ABORT, 'month_signature: append-only'); END;
CREATE TRIGGER month_signature_stay BEFORE DELETE ON month_signature
BEGIN SELECT RAISE(ABORT, 'month_signature: append-only'); END;
