-- The first day of a bank: what somebody said is done, where the program cannot know it. The row
-- `begun` is written when the bank is made; a bank without it has no list. `away`: put away.
CREATE TABLE first_day (
  task    TEXT    PRIMARY KEY CHECK (length(task) BETWEEN 1 AND 20),
  said_by BLOB    REFERENCES member (id),               -- nobody: the program itself
  said_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
