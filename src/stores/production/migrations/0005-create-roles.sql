-- Group roles without login; they belong to the whole server, so another database may have made them.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['app_rw', 'jobs_rw', 'metrics_ro', 'scraper'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
END
$$;

CREATE SCHEMA jobs;
GRANT USAGE, CREATE ON SCHEMA jobs TO jobs_rw, app_rw;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT ALL ON TABLES TO jobs_rw, app_rw;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT ALL ON SEQUENCES TO jobs_rw, app_rw;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT EXECUTE ON FUNCTIONS TO jobs_rw, app_rw;

GRANT USAGE ON SCHEMA public TO app_rw, jobs_rw, metrics_ro, scraper;
GRANT SELECT ON schema_migrations TO app_rw, jobs_rw, metrics_ro, scraper;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  shards, routing_table, deleted_messages_registry, instant_patterns, canonical_concepts, malls, stores, products,
  availability_latest, events, devices, sessions, link_codes
  TO app_rw;
GRANT USAGE ON SEQUENCE instant_patterns_id_seq TO app_rw;
GRANT SELECT ON routing_table, shards, deleted_messages_registry TO jobs_rw;
GRANT UPDATE (status, applied_at) ON deleted_messages_registry TO jobs_rw;
-- The publishing job writes the catalogue and nothing of a person.
GRANT SELECT, INSERT, UPDATE, DELETE ON malls, stores, products, availability_latest, events TO scraper;
