-- Encrypted hard facts and their trail (user-data.md 3.3 to 3.6, knowledge.md 3.5 and 18.5).

CREATE TABLE user_keys (
  user_id uuid PRIMARY KEY,
  encrypted_dek bytea NOT NULL,
  kek_id smallint NOT NULL,
  key_version smallint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  rotated_at timestamptz
);

CREATE TABLE user_knowledge (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_keys (user_id),
  encrypted_data bytea NOT NULL,
  iv bytea NOT NULL CHECK (octet_length(iv) = 12),
  auth_tag bytea NOT NULL CHECK (octet_length(auth_tag) = 16),
  key_version smallint NOT NULL,
  knowledge_type varchar(50) NOT NULL,
  -- Blind index: hex HMAC-SHA-256 of (type, key) under a key derived from the user's data key (U18).
  knowledge_key varchar(100) NOT NULL,
  version integer NOT NULL DEFAULT 1,
  extracted_from varchar(50) NOT NULL
    CHECK (extracted_from IN ('instant_pattern', 'batch_extraction', 'onboarding', 'explicit_input')),
  confidence numeric(3, 2) CHECK (confidence BETWEEN 0 AND 1),
  is_active boolean NOT NULL DEFAULT true,
  is_disputed boolean NOT NULL DEFAULT false,
  inactive_reason varchar(20)
    CHECK (inactive_reason IN ('superseded', 'denied', 'expired', 'forgotten', 'migrated')),
  inactivated_by uuid,
  evidence_message_ids uuid[] NOT NULL DEFAULT '{}',
  -- Time of the newest core evidence: a late or replayed message must not supersede a newer fact (knowledge.md O-37).
  evidence_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT chk_evidence_required CHECK (cardinality(evidence_message_ids) > 0 OR extracted_from = 'onboarding'),
  CONSTRAINT chk_life_event_expires CHECK (knowledge_type <> 'life_event' OR expires_at IS NOT NULL),
  CONSTRAINT chk_inactive_reason CHECK (NOT is_active OR inactive_reason IS NULL)
);

CREATE INDEX idx_knowledge_user_type ON user_knowledge (user_id, knowledge_type);
CREATE INDEX idx_knowledge_updated ON user_knowledge (updated_at DESC);
CREATE INDEX idx_knowledge_evidence_gin ON user_knowledge USING gin (evidence_message_ids);
CREATE UNIQUE INDEX idx_knowledge_active_unique ON user_knowledge (user_id, knowledge_type, knowledge_key)
  WHERE is_active;

-- BEFORE: after the insert the unique index would already have refused. Only for active rows (U15); copies of rows run
-- with session_replication_role = replica, which switches it off. The lock makes concurrent writes of one user follow
-- each other (U16); the statements below it see what the earlier one committed.
CREATE FUNCTION supersede_knowledge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newer_id uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.user_id::text, 0));
  SELECT coalesce(max(version), 0) + 1 INTO NEW.version
    FROM user_knowledge
   WHERE user_id = NEW.user_id AND knowledge_type = NEW.knowledge_type AND knowledge_key = NEW.knowledge_key;
  SELECT id INTO newer_id
    FROM user_knowledge
   WHERE user_id = NEW.user_id AND knowledge_type = NEW.knowledge_type AND knowledge_key = NEW.knowledge_key
     AND is_active AND evidence_at > NEW.evidence_at;
  IF newer_id IS NOT NULL THEN
    NEW.is_active := false;
    NEW.inactive_reason := 'superseded';
    NEW.inactivated_by := newer_id;
    RETURN NEW;
  END IF;
  UPDATE user_knowledge
     SET is_active = false, inactive_reason = 'superseded', inactivated_by = NEW.id, updated_at = now()
   WHERE user_id = NEW.user_id AND knowledge_type = NEW.knowledge_type AND knowledge_key = NEW.knowledge_key
     AND is_active;
  RETURN NEW;
END
$$;

CREATE TRIGGER trg_supersede_knowledge BEFORE INSERT ON user_knowledge
  FOR EACH ROW WHEN (NEW.is_active) EXECUTE FUNCTION supersede_knowledge();

CREATE TABLE memory_correction_log (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  trigger_message_id uuid NOT NULL,
  corrected_message_id uuid,
  deactivated_knowledge_id uuid,
  disputed_knowledge_id uuid,
  correction_type varchar(30) NOT NULL
    CHECK (correction_type IN ('user_denied', 'wrong_subject', 'outdated', 'ambiguous')),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT chk_correction_target CHECK (deactivated_knowledge_id IS NULL OR disputed_knowledge_id IS NULL)
);

CREATE INDEX idx_correction_user ON memory_correction_log (user_id, created_at DESC);

CREATE TABLE knowledge_extraction_log (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  triggered_by varchar(30) NOT NULL CHECK (triggered_by IN ('session_gap', 'pending_threshold', 'cron')),
  messages_analyzed integer NOT NULL,
  deltas_applied integer NOT NULL DEFAULT 0,
  llm_model varchar(50),
  prompt_version varchar(50),
  input_tokens integer,
  output_tokens integer,
  duration_ms integer,
  first_message_id uuid,
  last_message_id uuid,
  watermark_from timestamptz,
  watermark_to timestamptz,
  status varchar(20) NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'applied', 'failed', 'abandoned')),
  lease_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- The first run of a user has no watermark yet; two of them must collide as well.
  UNIQUE NULLS NOT DISTINCT (user_id, watermark_from)
);

CREATE INDEX idx_extraction_user ON knowledge_extraction_log (user_id, created_at DESC);

CREATE TABLE knowledge_candidates (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_keys (user_id),
  run_id uuid NOT NULL,
  operation varchar(10) NOT NULL CHECK (operation IN ('ADD', 'UPDATE', 'REMOVE', 'CONFIRM')),
  knowledge_type varchar(50) NOT NULL,
  knowledge_key varchar(100) NOT NULL,
  target_knowledge_id uuid,
  encrypted_data bytea NOT NULL,
  iv bytea NOT NULL CHECK (octet_length(iv) = 12),
  auth_tag bytea NOT NULL CHECK (octet_length(auth_tag) = 16),
  key_version smallint NOT NULL,
  subject varchar(10) NOT NULL CHECK (subject IN ('user', 'other', 'unknown')),
  confidence numeric(3, 2) NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  core_evidence_ids uuid[] NOT NULL CHECK (cardinality(core_evidence_ids) > 0),
  independent_count integer NOT NULL DEFAULT 1,
  status varchar(10) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'promoted', 'rejected', 'expired')),
  reject_reason varchar(20) CHECK (reject_reason IN (
    'low_confidence', 'no_anchor', 'bad_evidence', 'wrong_subject', 'wrong_role', 'unknown_type', 'soft_type',
    'sensitive', 'not_independent', 'suppressed', 'stale')),
  prompt_version varchar(50),
  llm_model varchar(50),
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL DEFAULT now() + interval '90 days'
);

CREATE INDEX idx_candidates_user ON knowledge_candidates (user_id, status);
CREATE INDEX idx_candidates_evidence_gin ON knowledge_candidates USING gin (core_evidence_ids);

-- A forgotten fact is not learned again from older evidence. The HMAC is the knowledge_key of the fact.
CREATE TABLE knowledge_suppressions (
  user_id uuid NOT NULL,
  knowledge_key varchar(100) NOT NULL,
  forgotten_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, knowledge_key)
);

-- Explicit choices; one row a setting. They are not knowledge: nothing is inferred here but the cultural level (O-6).
CREATE TABLE user_settings (
  user_id uuid NOT NULL,
  key varchar(50) NOT NULL,
  value jsonb NOT NULL,
  source varchar(20) NOT NULL CHECK (source IN ('settings', 'dialogue', 'onboarding')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
