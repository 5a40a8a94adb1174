-- name: ReadReminders
SELECT grain_id AS GrainId, name AS Name, grain_hash AS GrainHash, start_at AS StartAt, period_ms AS PeriodMs, etag AS ETag FROM reminders WHERE grain_id = @GrainId

-- name: ReadReminder
SELECT grain_id AS GrainId, name AS Name, grain_hash AS GrainHash, start_at AS StartAt, period_ms AS PeriodMs, etag AS ETag FROM reminders
WHERE grain_id = @GrainId AND name = @Name

-- name: ReadReminderRange
-- (begin, end] on a ring: where begin is not less than end the range runs over the top.
SELECT grain_id AS GrainId, name AS Name, grain_hash AS GrainHash, start_at AS StartAt, period_ms AS PeriodMs, etag AS ETag FROM reminders
WHERE CASE WHEN @Begin < @End THEN grain_hash > @Begin AND grain_hash <= @End ELSE grain_hash > @Begin OR grain_hash <= @End END

-- name: UpsertReminder
INSERT INTO reminders (grain_id, name, grain_hash, start_at, period_ms, etag) VALUES (@GrainId, @Name, @GrainHash, @StartAt, @PeriodMs, @ETag)
ON CONFLICT (grain_id, name) DO UPDATE SET
  grain_hash = excluded.grain_hash, start_at = excluded.start_at, period_ms = excluded.period_ms, etag = excluded.etag

-- name: RemoveReminder
DELETE FROM reminders WHERE grain_id = @GrainId AND name = @Name AND etag = @ETag

-- name: ClearReminders
DELETE FROM reminders

-- name: ReadState
SELECT state AS State, etag AS ETag FROM grain_state WHERE grain_id = @GrainId AND name = @Name

-- name: InsertState
INSERT INTO grain_state (grain_id, name, state, etag, updated_at) VALUES (@GrainId, @Name, @State, @Next, @Now)
ON CONFLICT (grain_id, name) DO NOTHING

-- name: UpdateState
UPDATE grain_state SET state = @State, etag = @Next, updated_at = @Now WHERE grain_id = @GrainId AND name = @Name AND etag = @Expected

-- name: ClearState
DELETE FROM grain_state WHERE grain_id = @GrainId AND name = @Name AND etag = @Expected
