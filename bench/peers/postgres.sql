-- A plain ledger in PostgreSQL: one function that posts a transfer between two accounts, with
-- guarded balances in a column, an id that is taken once, and no running balances or digests.
CREATE TABLE account (
  key int PRIMARY KEY, balance bigint NOT NULL, lower bigint NOT NULL, upper bigint NOT NULL,
  CHECK (balance BETWEEN lower AND upper));
INSERT INTO account SELECT n, 0, -1000000, 1000000 FROM generate_series(1, 10000) n;
CREATE TABLE transfer (
  seq bigserial PRIMARY KEY, id uuid NOT NULL UNIQUE, kind text NOT NULL, done_on date NOT NULL,
  posted_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE entry (
  transfer bigint NOT NULL REFERENCES transfer, account int NOT NULL REFERENCES account,
  minutes bigint NOT NULL CHECK (minutes <> 0), PRIMARY KEY (transfer, account));
CREATE INDEX entry_account ON entry (account, transfer);

CREATE FUNCTION post(one uuid, giver int, receiver int, length int) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE number bigint;
BEGIN
  INSERT INTO transfer (id, kind, done_on) VALUES (one, 'help', '2026-06-15')
    RETURNING seq INTO number;
  -- In order of key, so that two that meet wait and do not lock each other out.
  UPDATE account SET balance = balance + CASE WHEN key = giver THEN length ELSE -length END
   WHERE key = least(giver, receiver);
  UPDATE account SET balance = balance + CASE WHEN key = giver THEN length ELSE -length END
   WHERE key = greatest(giver, receiver);
  INSERT INTO entry VALUES (number, giver, length), (number, receiver, -length);
  RETURN number;
END $$;
