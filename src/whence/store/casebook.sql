-- The casebook: append only, but for `shown`, which is what the last runs showed.
-- in: nothing  out: tables of a new casebook; run inside one transaction
CREATE TABLE custody (
  seq INTEGER PRIMARY KEY,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  day TEXT NOT NULL
) STRICT;
CREATE TABLE judgement (
  seq INTEGER PRIMARY KEY REFERENCES custody (seq),
  candidate TEXT NOT NULL,
  verdict TEXT NOT NULL,
  handle TEXT NOT NULL,
  reason TEXT NOT NULL,
  why TEXT NOT NULL,
  day TEXT NOT NULL,
  left_hash TEXT NOT NULL,
  right_hash TEXT NOT NULL,
  left_text TEXT NOT NULL,
  right_text TEXT NOT NULL,
  shown TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_candidate ON judgement (candidate, day, seq);
CREATE TABLE finding_run (
  seq INTEGER PRIMARY KEY REFERENCES custody (seq),
  manifest TEXT NOT NULL,
  findings TEXT NOT NULL,
  as_of TEXT NOT NULL
) STRICT;
CREATE TABLE redirect (
  seq INTEGER PRIMARY KEY REFERENCES custody (seq),
  old TEXT NOT NULL,
  new TEXT NOT NULL
) STRICT;
CREATE TABLE shown (
  candidate TEXT PRIMARY KEY,
  left_text TEXT NOT NULL,
  right_text TEXT NOT NULL,
  left_hash TEXT NOT NULL,
  right_hash TEXT NOT NULL,
  p_same REAL NOT NULL,
  p_related REAL NOT NULL,
  explanation TEXT NOT NULL
) STRICT;
CREATE TRIGGER custody_stays BEFORE UPDATE ON custody
  BEGIN SELECT RAISE(ABORT, 'the custody log is append only'); END;
CREATE TRIGGER custody_kept BEFORE DELETE ON custody
  BEGIN SELECT RAISE(ABORT, 'the custody log is append only'); END;
CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement
  BEGIN SELECT RAISE(ABORT, 'a judgement is never changed, only followed'); END;
CREATE TRIGGER judgement_kept BEFORE DELETE ON judgement
  BEGIN SELECT RAISE(ABORT, 'a judgement is never deleted'); END;
CREATE TRIGGER finding_run_stays BEFORE UPDATE ON finding_run
  BEGIN SELECT RAISE(ABORT, 'a run is never changed'); END;
CREATE TRIGGER finding_run_kept BEFORE DELETE ON finding_run
  BEGIN SELECT RAISE(ABORT, 'a run is never deleted'); END;
CREATE TRIGGER redirect_stays BEFORE UPDATE ON redirect
  BEGIN SELECT RAISE(ABORT, 'a redirect is never changed, only followed'); END;
CREATE TRIGGER redirect_kept BEFORE DELETE ON redirect
  BEGIN SELECT RAISE(ABORT, 'a redirect is never deleted'); END;
