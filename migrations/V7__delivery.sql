-- What becomes of a notice outside the bank: a mail or a letter. A notice that its member reads
-- here only has no row. Mail and letters never hold back the change they tell of.

CREATE TABLE delivery (
  notice     INTEGER PRIMARY KEY REFERENCES outbox (id),
  way        TEXT    NOT NULL CHECK (way IN ('mail', 'letter')),
  -- waiting → trying → sent | waiting again | failed; a letter goes from waiting to sent
  state      TEXT    NOT NULL CHECK (state IN ('waiting', 'trying', 'sent', 'failed', 'dropped')),
  attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  due_at     INTEGER NOT NULL,                          -- not tried before this instant
  reason     TEXT    NOT NULL DEFAULT '',               -- a code: why it is not there yet
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_member ON outbox (member, id);
CREATE INDEX delivery_state ON delivery (way, state, due_at);

-- How a member wants to be told; without a row, by mail where there is an address.
CREATE TABLE told_by (
  member BLOB NOT NULL REFERENCES member (id),
  topic  TEXT NOT NULL CHECK (topic IN ('answer', 'outcome', 'hours')),
  way    TEXT NOT NULL CHECK (way IN ('mail', 'letter', 'here')),
  PRIMARY KEY (member, topic)
) STRICT, WITHOUT ROWID;
