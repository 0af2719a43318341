-- Two offices beside being a member. A treasurer closes and signs months and has the second word
-- on grants; a reader (a trustee, a funder) sees figures and nobody's name, and takes no part.
-- Coordinators and administrators hold neither: their role stands in `role` as before.
ALTER TABLE member ADD COLUMN office TEXT
  CHECK (office IS NULL OR (office IN ('treasurer', 'reader') AND role = 'member'));

-- A treasurer signs months too: the same table with one role more. What was signed is kept.
CREATE TABLE month_signature_new (
  number      INTEGER PRIMARY KEY,                      -- in the order in which they signed
  step        INTEGER NOT NULL REFERENCES month_step (step),
  signer      BLOB    NOT NULL REFERENCES member (id),
  role        TEXT    NOT NULL CHECK (role IN ('treasurer', 'coordinator', 'administrator')),
  at          INTEGER NOT NULL,
  head_seq    INTEGER NOT NULL,
  head_digest BLOB    NOT NULL CHECK (length(head_digest) = 32),
  UNIQUE (step, signer)
) STRICT;
INSERT INTO month_signature_new (number, step, signer, role, at, head_seq, head_digest)
SELECT number, step, signer, role, at, head_seq, head_digest FROM month_signature;
DROP TRIGGER month_signature_stay;
DROP TABLE month_signature;
ALTER TABLE month_signature_new RENAME TO month_signature;

CREATE TRIGGER month_signature_two BEFORE INSERT ON month_signature
WHEN (SELECT count(*) FROM month_signature WHERE step = NEW.step) >= 2
  OR NOT EXISTS (SELECT 1 FROM ledger_period
                  WHERE number = NEW.step AND step = 'close'
                    AND head_seq = NEW.head_seq AND head_digest = NEW.head_digest)
BEGIN SELECT RAISE(ABORT, 'month_signature: two people sign the head of a closed month'); END;
CREATE TRIGGER month_signature_keep BEFORE UPDATE ON month_signature
BEGIN SELECT RAISE(ABORT, 'month_signature: append-only'); END;
CREATE TRIGGER month_signature_stay BEFORE DELETE ON month_signature
BEGIN SELECT RAISE(ABORT, 'month_signature: append-only'); END;
