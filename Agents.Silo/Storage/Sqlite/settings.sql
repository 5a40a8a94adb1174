-- name: Read
SELECT value AS Value, updated_at AS UpdatedAt FROM settings WHERE name = @Name

-- name: Write
INSERT INTO settings (name, value, updated_at) VALUES (@Name, @Value, @Now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
