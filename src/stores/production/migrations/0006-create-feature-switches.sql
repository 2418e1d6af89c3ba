-- Parts that the house switches off by itself and that only a person switches on again (knowledge.md 8.9).

CREATE TABLE feature_switches (
  name varchar(50) PRIMARY KEY,
  is_off boolean NOT NULL,
  reason varchar(200) NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE ON feature_switches TO app_rw, jobs_rw;
