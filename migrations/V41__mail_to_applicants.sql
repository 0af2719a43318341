-- Mail to people who asked to join and are no members: they have no row in the outbox, which is of
-- members. What is not sent by mail is printed.
CREATE TABLE application_mail (
  id          INTEGER PRIMARY KEY,
  application BLOB    NOT NULL REFERENCES application (id),
  kind        TEXT    NOT NULL,                          -- application.declined
  -- waiting → trying → sent | waiting again | failed
  state       TEXT    NOT NULL CHECK (state IN ('waiting', 'trying', 'sent', 'failed')),
  attempts    INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  due_at      INTEGER NOT NULL,                          -- not tried before this instant
  reason      TEXT    NOT NULL DEFAULT '',               -- a code: why it is not there
  at          INTEGER NOT NULL,
  changed_at  INTEGER NOT NULL,
  UNIQUE (application, kind)
) STRICT;
CREATE INDEX application_mail_state ON application_mail (state, due_at);
CREATE INDEX pot_grant_decided ON pot_grant (decided_at) WHERE outcome IS NOT NULL;
