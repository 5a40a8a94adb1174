using System.Text.Json.Serialization;
using Agents.Client.Retention;

namespace Agents.Client.Status;

/// <summary><c>GET /api/v1/status</c>: what an operator asks first. Answered with 200 also while the silo is degraded.</summary>
/// <param name="Status"><see cref="HealthStates"/>.</param>
public sealed record SystemStatus(string Status)
{
    /// <summary>Why it is not ready and how to mend it; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The silo's version.</summary>
    public string? Version { get; init; }

    /// <summary>When the silo started; null where it does not say.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The database; null where the silo does not say.</summary>
    public DatabaseStatus? Database { get; init; }

    /// <summary>The model that agents use where the definition names none; null where the silo does not say.</summary>
    public ModelStatus? Model { get; init; }

    /// <summary><c>open</c> (whoever reaches the gateway may do everything) or <c>keys</c>; null where the silo does not say.</summary>
    public string? Auth { get; init; }

    /// <summary>Executions that are not over, by status; statuses without any are left out.</summary>
    public IReadOnlyDictionary<string, long> ActiveExecutions { get; init; } = new Dictionary<string, long>();

    /// <summary>How many executions run in the silo that answered, and how many may; null where the silo does not say.</summary>
    public ConcurrencyStatus? Concurrency { get; init; }

    /// <summary>How long ended executions are kept, and what was removed; null where the silo does not say, or its database cannot be read.</summary>
    public RetentionRecord? Retention { get; init; }

    /// <summary>How many approvals wait for a decision.</summary>
    public long PendingApprovals { get; init; }

    /// <summary>How deployments stand; null where the database cannot be read.</summary>
    public DeploymentCounts? Deployments { get; init; }

    /// <summary>What the silo's process takes; null where the silo does not say.</summary>
    public ProcessUse? Process { get; init; }

    /// <summary>Whether nothing can be started or changed until <see cref="Reason"/> is mended; reading may work.</summary>
    [JsonIgnore]
    public bool IsDegraded => Status == HealthStates.Degraded;
}

/// <summary>The silo's database.</summary>
/// <param name="Provider"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Status"><see cref="HealthStates"/>.</param>
/// <param name="Reason">Why it cannot be used; null when it can.</param>
public sealed record DatabaseStatus(string Provider, string Status, string? Reason = null)
{
    /// <summary>How large it is; null where it cannot be read.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>How much of that is free pages, which new rows take first; null where the database does not say.</summary>
    public long? FreeBytes { get; init; }
}

/// <summary>How many executions run at once in one silo.</summary>
/// <param name="Active">How many run now. Those that only wait do not count; those that go on after a wait may bring it over the limit.</param>
/// <param name="Limit">How many may; new ones over it are queued.</param>
public sealed record ConcurrencyStatus(int Active, int Limit);

/// <summary>The default model.</summary>
/// <param name="Provider">E.g. <c>offline</c> or <c>openai</c>.</param>
/// <param name="Name">The model's name; null where the provider chooses.</param>
/// <param name="IsOffline">Whether answers are made up by the platform itself: deterministic, free and not from a model.</param>
public sealed record ModelStatus(string Provider, string? Name, bool IsOffline);
