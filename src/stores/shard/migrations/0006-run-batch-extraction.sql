-- What a run of the batch extraction needs beside its log row (knowledge.md 8, O-40, O-41) and the review sample (8.9).

-- Replayed messages come with their old time, behind the watermark: a run takes those that arrived since the run before.
ALTER TABLE knowledge_extraction_log
  ADD COLUMN replayed_from timestamptz,
  ADD COLUMN replayed_to timestamptz,
  ADD COLUMN error_code varchar(50);

-- A range is analysed by one run only; runs that failed or were abandoned stay as history and do not stand in the way.
ALTER TABLE knowledge_extraction_log DROP CONSTRAINT knowledge_extraction_log_user_id_watermark_from_key;
CREATE UNIQUE INDEX uq_extraction_range ON knowledge_extraction_log (user_id, watermark_from, replayed_from)
  NULLS NOT DISTINCT WHERE status IN ('running', 'applied');
-- Two workers never process one user at once.
CREATE UNIQUE INDEX uq_extraction_running ON knowledge_extraction_log (user_id) WHERE status = 'running';

CREATE INDEX idx_messages_replayed ON messages (conversation_id, replayed_at) WHERE replayed_at IS NOT NULL;

-- What a person looks at: ids only, never text. The words are read at the time of the review, so that a message that was
-- forgotten meanwhile cannot be seen.
CREATE TABLE knowledge_review_samples (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  run_id uuid NOT NULL,
  knowledge_id uuid NOT NULL,
  core_evidence_ids uuid[] NOT NULL CHECK (cardinality(core_evidence_ids) > 0),
  language varchar(10) NOT NULL CHECK (language IN ('ru', 'en', 'ar', 'arabizi', 'mixed')),
  verdict varchar(20) CHECK (verdict IN ('correct', 'wrong_subject', 'false_fact', 'missed_sarcasm')),
  decided_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, knowledge_id)
);

CREATE INDEX idx_review_samples_user ON knowledge_review_samples (user_id, created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge_review_samples TO app_rw, jobs_rw;
