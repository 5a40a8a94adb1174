-- name: List
SELECT xml FROM key_ring ORDER BY created_at, name

-- name: Add
INSERT INTO key_ring (name, xml, created_at) VALUES (@Name, @Xml, @Now) ON CONFLICT (name) DO NOTHING
