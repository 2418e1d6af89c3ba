-- Run by start.sh as the superuser at every start; safe to repeat. The passwords are set by start.sh afterwards.
-- The service roles are made by the migrations, with the login `admin` (user-data.md 11).
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;

SELECT 'CREATE ROLE admin' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'admin') \gexec
-- REPLICATION: since PostgreSQL 16 one may hand on only what one has, and `replicator` needs it.
ALTER ROLE admin LOGIN CREATEDB CREATEROLE REPLICATION;
GRANT pg_monitor, pg_signal_backend TO admin WITH ADMIN OPTION;

SELECT 'CREATE ROLE pgbouncer' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pgbouncer') \gexec
ALTER ROLE pgbouncer LOGIN;
CREATE SCHEMA IF NOT EXISTS pgbouncer;
GRANT USAGE ON SCHEMA pgbouncer TO pgbouncer;
CREATE OR REPLACE FUNCTION pgbouncer.find_login(wanted text) RETURNS TABLE (name text, secret text)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT rolname::text, rolpassword FROM pg_authid WHERE rolname = wanted AND rolcanlogin $$;
REVOKE ALL ON FUNCTION pgbouncer.find_login(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pgbouncer.find_login(text) TO pgbouncer;

SELECT format('CREATE DATABASE %I OWNER admin', wanted)
  FROM unnest(ARRAY['unde_shard', 'unde_shard_1', 'unde_production', 'unde_staging']) AS wanted
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = wanted) \gexec
