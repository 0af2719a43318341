-- Who would rather not meet whom, and who may see how to reach somebody.

-- Nobody but the one who blocks, and coordinators, learns of it.
CREATE TABLE member_block (
  blocker  BLOB    NOT NULL REFERENCES member (id),
  blocked  BLOB    NOT NULL REFERENCES member (id) CHECK (blocked <> blocker),
  at       INTEGER NOT NULL,
  PRIMARY KEY (blocker, blocked)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_block_blocked ON member_block (blocked, blocker);

-- Without a row, coordinators only.
CREATE TABLE contact_audience (
  member   BLOB NOT NULL REFERENCES member (id),
  field    TEXT NOT NULL CHECK (field IN ('phone', 'email', 'address')),
  audience TEXT NOT NULL CHECK (audience IN ('coordinators', 'exchanged', 'members')),
  PRIMARY KEY (member, field)
) STRICT, WITHOUT ROWID;
