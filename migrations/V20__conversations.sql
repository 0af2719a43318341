-- What two members write each other about one exchange or one listing. Nobody else reads it;
-- coordinators do while one of the two has called them in, and each reading is written down.

CREATE TABLE conversation (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16), -- that of its first message
  exchange   BLOB    REFERENCES exchange (id),
  listing    BLOB    REFERENCES listing (id),
  one        BLOB    NOT NULL REFERENCES member (id),   -- the giver; the one who asks about a listing
  other      BLOB    NOT NULL REFERENCES member (id) CHECK (other <> one),
  begun_at   INTEGER NOT NULL,
  CHECK ((exchange IS NULL) <> (listing IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX conversation_exchange ON conversation (exchange) WHERE exchange IS NOT NULL;
CREATE UNIQUE INDEX conversation_listing ON conversation (listing, one) WHERE listing IS NOT NULL;
CREATE INDEX conversation_one ON conversation (one, begun_at);
CREATE INDEX conversation_other ON conversation (other, begun_at);

CREATE TABLE message (
  conversation BLOB    NOT NULL REFERENCES conversation (id),
  number       INTEGER NOT NULL CHECK (number > 0),     -- from 1 in each conversation
  id           BLOB    NOT NULL UNIQUE CHECK (length(id) = 16), -- made by the form
  writer       BLOB    NOT NULL REFERENCES member (id), -- one of the two, or a coordinator
  text         TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 2000), -- plain
  written_at   INTEGER NOT NULL,
  PRIMARY KEY (conversation, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_writer ON message (writer, written_at);
CREATE TRIGGER message_keep BEFORE UPDATE OF text, number, conversation, written_at ON message
BEGIN SELECT RAISE(ABORT, 'message: what was written stays'); END;

-- How far each of the two has read.
CREATE TABLE message_read (
  conversation BLOB    NOT NULL REFERENCES conversation (id),
  member       BLOB    NOT NULL REFERENCES member (id),
  number       INTEGER NOT NULL,                        -- of the last message read
  PRIMARY KEY (conversation, member)
) STRICT, WITHOUT ROWID;

-- One of the two asks a coordinator to join, or reports a message. Coordinators may read the
-- conversation while a call is open.
CREATE TABLE conversation_call (
  id           BLOB    PRIMARY KEY CHECK (length(id) = 16), -- made by the form
  conversation BLOB    NOT NULL REFERENCES conversation (id),
  member       BLOB    NOT NULL REFERENCES member (id), -- who asks
  message      INTEGER,                                 -- the message reported; none: asked to join
  reason       TEXT    NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
  at           INTEGER NOT NULL,
  settled_by   BLOB    REFERENCES member (id),          -- a coordinator
  settled_at   INTEGER,
  CHECK ((settled_by IS NULL) = (settled_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_call_open ON conversation_call (conversation) WHERE settled_at IS NULL;

-- More topics than three: each program knows its own list, so the file no longer names them.
CREATE TABLE told_by_topics (
  member BLOB NOT NULL REFERENCES member (id),
  topic  TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 20),
  way    TEXT NOT NULL CHECK (way IN ('mail', 'letter', 'here')),
  PRIMARY KEY (member, topic)
) STRICT, WITHOUT ROWID;
INSERT INTO told_by_topics (member, topic, way) SELECT member, topic, way FROM told_by;
DROP TABLE told_by;
ALTER TABLE told_by_topics RENAME TO told_by;
