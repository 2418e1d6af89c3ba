-- Run by start.sh when nothing ran before: what test runs left behind, and their templates.
\set ON_ERROR_STOP on
\set QUIET on

SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database
  WHERE datname LIKE 'test\_%' OR datname LIKE 'template\_%' \gexec
