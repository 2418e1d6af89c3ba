-- How the avatar behaves with this person (user-data.md 3.7 to 3.10). Written by the Persona Agent only.

CREATE TABLE persona_profile (
  user_id uuid PRIMARY KEY,
  fields jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  contract_version varchar(20) NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE relationship_stage (
  user_id uuid PRIMARY KEY,
  stage integer NOT NULL DEFAULT 0 CHECK (stage BETWEEN 0 AND 3),
  stage_updated_at timestamptz NOT NULL DEFAULT now(),
  sessions_count integer NOT NULL DEFAULT 0,
  total_exchanges integer NOT NULL DEFAULT 0,
  positive_signals_count integer NOT NULL DEFAULT 0,
  last_active_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE persona_temp_blocks (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  key varchar(50) NOT NULL,
  until timestamptz NOT NULL,
  reason varchar(100) NOT NULL,
  signal_id uuid,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_temp_blocks_user ON persona_temp_blocks (user_id);

CREATE TABLE signal_daily_deltas (
  user_id uuid NOT NULL,
  field varchar(50) NOT NULL,
  date date NOT NULL DEFAULT CURRENT_DATE,
  total_delta double precision NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, field, date)
);

-- Signals that took effect, so that a repeated flush changes nothing (persona.md P-15); kept 72 hours.
CREATE TABLE persona_applied_signals (
  user_id uuid NOT NULL,
  signal_id uuid NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, signal_id)
);
