-- A kind of help may stand under another one, its heading: two levels, no deeper.
ALTER TABLE category ADD COLUMN moved_at INTEGER; -- under another heading, or took in another kind
CREATE INDEX category_parent ON category (parent) WHERE parent IS NOT NULL;
CREATE TRIGGER category_levels_insert BEFORE INSERT ON category WHEN NEW.parent IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'category: a heading stands under no other')
   WHERE EXISTS (SELECT 1 FROM category WHERE id = NEW.parent AND parent IS NOT NULL);
END;
CREATE TRIGGER category_levels_update BEFORE UPDATE OF parent ON category
WHEN NEW.parent IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'category: a heading stands under no other')
   WHERE NEW.parent = NEW.id
      OR EXISTS (SELECT 1 FROM category WHERE id = NEW.parent AND parent IS NOT NULL)
      OR EXISTS (SELECT 1 FROM category WHERE parent = NEW.id);
END;
