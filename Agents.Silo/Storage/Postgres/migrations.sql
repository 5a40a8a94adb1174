-- name: CreateTable
CREATE TABLE IF NOT EXISTS schema_migrations (version integer NOT NULL PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)

-- name: ReadVersion
SELECT coalesce(max(version), 0) FROM schema_migrations

-- name: Record
INSERT INTO schema_migrations (version, name, applied_at) VALUES (@Version, @Name, @Now)
