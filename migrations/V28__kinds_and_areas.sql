-- What a bank decides about its kinds of help: which it does not arrange, which ask for a paper
-- that a coordinator has seen, where somebody goes along the first time, and which became one.
ALTER TABLE category ADD COLUMN barred INTEGER NOT NULL DEFAULT 0 CHECK (barred IN (0, 1));
ALTER TABLE category ADD COLUMN evidence TEXT NOT NULL DEFAULT ''  -- the kind of check, or nothing
  CHECK (length(evidence) <= 80);
ALTER TABLE category ADD COLUMN accompanied INTEGER NOT NULL DEFAULT 0
  CHECK (accompanied IN (0, 1));
ALTER TABLE category ADD COLUMN merged_into INTEGER REFERENCES category (id);
