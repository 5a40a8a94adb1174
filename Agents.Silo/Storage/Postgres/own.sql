-- Queries that only PostgreSQL needs. 4711 is our space of advisory locks: 1 migrates, 2 owns the database, 3 decides alone.

-- name: LockMigrations
-- One program migrates at a time, whichever process it is.
SELECT pg_advisory_xact_lock(4711, 1)

-- name: Own
SELECT pg_try_advisory_lock(4711, 2)

-- name: Disown
SELECT pg_advisory_unlock(4711, 2)

-- name: FindOwner
SELECT coalesce(nullif(activity.application_name, ''), 'a program without a name') AS Name, coalesce(host(activity.client_addr), 'this machine') AS Address,
  activity.backend_start AS Since
FROM pg_locks locks JOIN pg_stat_activity activity ON activity.pid = locks.pid
WHERE locks.locktype = 'advisory' AND locks.granted AND locks.classid = 4711 AND locks.objid = 2 AND locks.objsubid = 2
  AND locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())

-- name: DecideAlone
SELECT pg_advisory_xact_lock(4711, 3)

-- name: IsReadOnly
SELECT current_setting('transaction_read_only') = 'on'

-- name: LosesCommits
-- Whether this server acknowledges what a power cut takes back.
SELECT current_setting('fsync') = 'off' OR current_setting('full_page_writes') = 'off'

-- name: PrepareWriter
-- Acknowledged means on the disk, whatever the server's default is. The writer's statements find rows by their keys: a plan that was made while the
-- tables were small must not read them whole when they have grown.
SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false),
  set_config('enable_seqscan', 'off', false), set_config('enable_hashjoin', 'off', false), set_config('enable_mergejoin', 'off', false),
  set_config('plan_cache_mode', 'force_generic_plan', false)

-- name: PrepareOwner
-- A silo whose machine has gone must not keep the lock for hours.
SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)

-- name: PrepareNotices
-- A notice may be lost: it must not wait for the disk.
SELECT set_config('synchronous_commit', 'off', false)

-- name: Notify
SELECT pg_notify('agents_executions', $1)

-- name: Listen
LISTEN agents_executions

-- name: HasOrleans
SELECT to_regclass('orleansquery') IS NOT NULL
