namespace Agents.Silo.Deployments;

/// <summary>
/// Heartbeats touch no disk here: <see cref="Heartbeats"/> writes those of all deployments together. The reminder notes that one is silent; readers need not wait
/// for it, they compare the last heartbeat with the TTL themselves.
/// </summary>
internal sealed class DeploymentGrain(DeploymentStore store, Heartbeats heartbeats, TimeProvider time) : Grain, IDeploymentGrain, IRemindable
{
    private const string ReminderName = "expiry";

    // The shortest that Orleans has.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private DeploymentRow? _row;
    private DateTimeOffset _heardAt;
    private bool _hasReminder;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<bool> Beat()
    {
        _row ??= await store.FindAsync(Id);
        if (_row is null or { IsEndpoint: true })
        {
            _row = null;
            return false;
        }

        _heardAt = time.GetUtcNow();
        if (!_hasReminder)
        {
            await this.RegisterOrUpdateReminder(ReminderName, _row.Ttl, ReminderPeriod);
            _hasReminder = true;
        }

        heartbeats.Add(Id, _heardAt);
        return true;
    }

    /// <inheritdoc/>
    public Task Forget()
    {
        _row = null;
        _heardAt = default;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _row = await store.FindAsync(Id);
        if (_row is { IsEndpoint: false } row)
        {
            var heardAt = row.LastHeartbeat > _heardAt ? row.LastHeartbeat.Value : _heardAt;
            if (time.GetUtcNow() <= heardAt + row.Ttl)
            {
                return;
            }

            await store.ExpireAsync(Id, time.GetUtcNow() - row.Ttl);
        }

        // The next heartbeat registers it again.
        _hasReminder = false;
        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
