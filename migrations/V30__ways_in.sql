-- Ways in beside the password: a link by e-mail, a printed code. And devices of one's own.

ALTER TABLE session ADD COLUMN own_device INTEGER NOT NULL DEFAULT 0 CHECK (own_device IN (0, 1));
ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'password'
  CHECK (way IN ('password', 'link', 'code'));              -- how it was begun

-- Made when the mail leaves, so that the file never holds what the mail says.
CREATE TABLE sign_in_link (
  token      BLOB    PRIMARY KEY CHECK (length(token) = 32), -- SHA-256 of the address's secret
  member     BLOB    NOT NULL REFERENCES member (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_link_member ON sign_in_link (member);

-- One for each member: a new one takes the place of the old one. Used, it is deleted.
CREATE TABLE sign_in_code (
  member     BLOB    PRIMARY KEY REFERENCES member (id),
  hash       TEXT    NOT NULL,                          -- PHC string, argon2id: it is short
  tries      INTEGER NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5), -- counted before a look
  made_by    BLOB    NOT NULL REFERENCES member (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
