-- name: CreateTable
CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)

-- name: ReadVersion
SELECT coalesce(max(version), 0) FROM schema_migrations

-- name: Record
INSERT INTO schema_migrations (version, name, applied_at) VALUES (@Version, @Name, @Now)
