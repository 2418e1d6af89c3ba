-- One group role a collector; each writes its own columns only (catalog.md 10, Roles).

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['apify', 'downloader', 'ximilar', 'collage', 'scraper', 'jobs_rw', 'metrics_ro'] LOOP
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
GRANT USAGE, CREATE ON SCHEMA jobs TO jobs_rw, scraper;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT ALL ON TABLES TO jobs_rw, scraper;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT ALL ON SEQUENCES TO jobs_rw, scraper;
ALTER DEFAULT PRIVILEGES IN SCHEMA jobs GRANT EXECUTE ON FUNCTIONS TO jobs_rw, scraper;

GRANT USAGE ON SCHEMA public TO apify, downloader, ximilar, collage, scraper, jobs_rw, metrics_ro;
GRANT SELECT ON schema_migrations TO apify, downloader, ximilar, collage, scraper, jobs_rw, metrics_ro;

GRANT SELECT, INSERT, UPDATE, DELETE ON raw_products, scraper_logs TO apify;
GRANT SELECT, INSERT, UPDATE, DELETE ON raw_products TO collage;
GRANT SELECT, INSERT, UPDATE, DELETE ON raw_products, raw_stores, raw_availability, scraper_logs TO scraper;

GRANT SELECT ON raw_products TO downloader, ximilar;
GRANT UPDATE (image_urls, images, images_hash, images_missing, image_status, image_error, image_error_stage,
  image_attempts, image_next_attempt_at, error_message, claimed_by, claimed_until) ON raw_products TO downloader;
GRANT UPDATE (ximilar_status, ximilar_synced_at, ximilar_error, ximilar_attempts, ximilar_next_attempt_at,
  error_message, claimed_by, claimed_until) ON raw_products TO ximilar;
-- Every scheduled job writes one row a run.
GRANT SELECT, INSERT, UPDATE ON scraper_logs TO downloader, ximilar, collage;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO apify, downloader, ximilar, collage, scraper;
