-- How much has a kind of help or an area, kept beside it. Without these, each look at the two lists
-- would go through every exchange and member. A migration that makes one of the three tables anew
-- has to make its triggers anew, too.
ALTER TABLE category ADD COLUMN exchanges INTEGER NOT NULL DEFAULT 0; -- in whatever state
ALTER TABLE category ADD COLUMN open_listings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE area ADD COLUMN members INTEGER NOT NULL DEFAULT 0; -- who have not left

UPDATE category SET exchanges = n.n
  FROM (SELECT category, count(*) AS n FROM exchange GROUP BY category) n WHERE n.category = id;
UPDATE category SET open_listings = n.n
  FROM (SELECT category, count(*) AS n FROM listing WHERE state = 'open' GROUP BY category) n
 WHERE n.category = id;
UPDATE area SET members = n.n
  FROM (SELECT area, count(*) AS n FROM member WHERE state <> 'left' GROUP BY area) n
 WHERE n.area = id;

CREATE TRIGGER exchange_use_in AFTER INSERT ON exchange WHEN NEW.category IS NOT NULL BEGIN
  UPDATE category SET exchanges = exchanges + 1 WHERE id = NEW.category;
END;
CREATE TRIGGER exchange_use_change AFTER UPDATE OF category ON exchange
WHEN OLD.category IS NOT NEW.category BEGIN
  UPDATE category SET exchanges = exchanges - 1 WHERE id = OLD.category;
  UPDATE category SET exchanges = exchanges + 1 WHERE id = NEW.category;
END;
CREATE TRIGGER exchange_use_out AFTER DELETE ON exchange WHEN OLD.category IS NOT NULL BEGIN
  UPDATE category SET exchanges = exchanges - 1 WHERE id = OLD.category;
END;

CREATE TRIGGER listing_use_in AFTER INSERT ON listing WHEN NEW.state = 'open' BEGIN
  UPDATE category SET open_listings = open_listings + 1 WHERE id = NEW.category;
END;
CREATE TRIGGER listing_use_change AFTER UPDATE OF category, state ON listing
WHEN OLD.category IS NOT NEW.category OR OLD.state <> NEW.state BEGIN
  UPDATE category SET open_listings = open_listings - 1
   WHERE id = OLD.category AND OLD.state = 'open';
  UPDATE category SET open_listings = open_listings + 1
   WHERE id = NEW.category AND NEW.state = 'open';
END;
CREATE TRIGGER listing_use_out AFTER DELETE ON listing WHEN OLD.state = 'open' BEGIN
  UPDATE category SET open_listings = open_listings - 1 WHERE id = OLD.category;
END;

CREATE TRIGGER member_use_in AFTER INSERT ON member WHEN NEW.state <> 'left' BEGIN
  UPDATE area SET members = members + 1 WHERE id = NEW.area;
END;
CREATE TRIGGER member_use_change AFTER UPDATE OF area, state ON member
WHEN OLD.area IS NOT NEW.area OR OLD.state <> NEW.state BEGIN
  UPDATE area SET members = members - 1 WHERE id = OLD.area AND OLD.state <> 'left';
  UPDATE area SET members = members + 1 WHERE id = NEW.area AND NEW.state <> 'left';
END;
CREATE TRIGGER member_use_out AFTER DELETE ON member WHEN OLD.state <> 'left' BEGIN
  UPDATE area SET members = members - 1 WHERE id = OLD.area;
END;
