-- Somebody asks to put right what stands in the book: that waits as well, so it has a stage and a
-- time limit like every other wait. Where one was asked for before, the limit begins at the next
-- sweep.
ALTER TABLE exchange ADD COLUMN asked_stage TEXT NOT NULL DEFAULT 'fresh'
  CHECK (asked_stage IN ('fresh', 'reminded', 'handed'));
ALTER TABLE exchange ADD COLUMN asked_due_at INTEGER;   -- asked: when something happens by itself
