-- name: ListKeys
SELECT id AS Id, name AS Name, principal AS Principal, scopes AS Scopes, hash AS Hash, hint AS Hint, rate_limit AS RateLimit, deployment_id AS DeploymentId,
  replaces AS Replaces, created_at AS CreatedAt, created_by AS CreatedBy, expires_at AS ExpiresAt, revoked_at AS RevokedAt, last_used_at AS LastUsedAt
FROM api_keys ORDER BY id DESC

-- name: CountKeys
SELECT count(*) FROM api_keys

-- name: AddKey
INSERT INTO api_keys (id, name, principal, scopes, hash, hint, rate_limit, deployment_id, replaces, created_at, created_by, expires_at)
VALUES (@Id, @Name, @Principal, @Scopes, @Hash, @Hint, @RateLimit, @DeploymentId, @Replaces, @CreatedAt, @CreatedBy, @ExpiresAt)

-- name: EndKey
-- One that ends sooner by itself keeps to that.
UPDATE api_keys SET expires_at = CASE WHEN expires_at IS NULL OR expires_at > @At THEN @At ELSE expires_at END
WHERE id = @Id AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @Now)

-- name: RevokeKey
UPDATE api_keys SET revoked_at = coalesce(revoked_at, @Now) WHERE id = @Id

-- name: UseKey
UPDATE api_keys SET last_used_at = @At WHERE id = @Id AND (last_used_at IS NULL OR last_used_at < @At)

-- name: AddSession
INSERT INTO sessions (hash, key_id, created_at, expires_at) VALUES (@Hash, @KeyId, @CreatedAt, @ExpiresAt)

-- name: FindSession
SELECT key_id FROM sessions WHERE hash = @Hash AND expires_at > @Now

-- name: RemoveSession
DELETE FROM sessions WHERE hash = @Hash

-- name: SweepSessions
DELETE FROM sessions WHERE expires_at <= @Now

-- name: ListPrincipals
SELECT name AS Name, teams AS Teams FROM principals ORDER BY name

-- name: ForgetPrincipals
DELETE FROM principals

-- name: AddPrincipal
INSERT INTO principals (name, teams) VALUES (@Name, @Teams)
