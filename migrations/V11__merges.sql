-- Two entries of one person became one: the number of the one that went means the one that stays.

CREATE TABLE member_merge (
  goes       BLOB    PRIMARY KEY REFERENCES member (id),
  stays      BLOB    NOT NULL REFERENCES member (id) CHECK (stays <> goes),
  merged_by  BLOB    NOT NULL REFERENCES member (id),
  merged_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX member_merge_stays ON member_merge (stays);
CREATE TRIGGER member_merge_keep BEFORE UPDATE ON member_merge
BEGIN SELECT RAISE(ABORT, 'member_merge: what was merged stays merged'); END;
CREATE TRIGGER member_merge_stay BEFORE DELETE ON member_merge
BEGIN SELECT RAISE(ABORT, 'member_merge: what was merged stays merged'); END;
