-- Group roles without login (user-data.md 11, U45, U79); the deployment grants them to its logins.
-- Roles belong to the whole server: another database may have made them, at this very moment too.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['app_rw', 'knowledge_rw', 'persona_rw', 'jobs_rw', 'retrieval_ro', 'metrics_ro'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
  IF NOT pg_has_role('metrics_ro', 'pg_read_all_stats', 'MEMBER') THEN
    BEGIN
      GRANT pg_read_all_stats TO metrics_ro;
    EXCEPTION WHEN internal_error OR unique_violation OR insufficient_privilege THEN
      RAISE WARNING 'metrics_ro may not read statistics: grant it pg_read_all_stats';
    END;
  END IF;
END
$$;

-- The queue's own tables; they are created by the queue itself.
CREATE SCHEMA jobs;
GRANT USAGE, CREATE ON SCHEMA jobs TO jobs_rw, app_rw;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT ALL ON TABLES TO jobs_rw, app_rw;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT ALL ON SEQUENCES TO jobs_rw, app_rw;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT EXECUTE ON FUNCTIONS TO jobs_rw, app_rw;

GRANT USAGE ON SCHEMA public TO app_rw, knowledge_rw, persona_rw, jobs_rw, retrieval_ro, metrics_ro;
GRANT SELECT ON schema_migrations TO app_rw, knowledge_rw, persona_rw, jobs_rw, retrieval_ro, metrics_ro;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  conversations, messages, user_keys, user_knowledge, memory_correction_log, knowledge_extraction_log,
  knowledge_candidates, knowledge_suppressions, user_settings, persona_profile, relationship_stage,
  persona_temp_blocks, signal_daily_deltas, persona_applied_signals
  TO app_rw;

GRANT SELECT, INSERT, UPDATE, DELETE ON user_knowledge, user_keys TO knowledge_rw;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  relationship_stage, persona_temp_blocks, signal_daily_deltas, persona_profile, persona_applied_signals
  TO persona_rw;
GRANT SELECT ON user_knowledge TO persona_rw;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  user_knowledge, user_keys, memory_correction_log, knowledge_extraction_log, knowledge_candidates,
  knowledge_suppressions
  TO jobs_rw;
GRANT SELECT ON messages, conversations, user_settings TO jobs_rw;
GRANT UPDATE (embedding, embedding_model, memory_snippet, enrichment_retry_count, last_retry_at, contested_at)
  ON messages TO jobs_rw;
GRANT UPDATE (last_extraction_at, pending_extraction_count, updated_at) ON conversations TO jobs_rw;

GRANT SELECT ON messages, conversations TO retrieval_ro;
