namespace Agents.ServiceDefaults.Health;

/// <summary>How far a service is.</summary>
public enum ReadinessState
{
    /// <summary>Everything that was reported works.</summary>
    Ready,

    /// <summary>Some part is still coming up.</summary>
    Starting,

    /// <summary>The service runs, but some part of it does not work; the reason says which and how to mend it.</summary>
    Degraded,
}

/// <summary>A service's state and, where it is not ready, the reason in words for people. It must hold no secret.</summary>
public sealed record ReadinessReport(ReadinessState State, string? Reason);

/// <summary>
/// What decides <c>/health</c>. A part of the service reports itself by name, as often as its state changes; the worst
/// report counts. A service whose parts report nothing is ready.
/// </summary>
public sealed class Readiness
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, ReadinessReport> _parts = new(StringComparer.Ordinal);

    /// <summary>The worst of all reports; of equal ones the first by name.</summary>
    public ReadinessReport Current
    {
        get
        {
            lock (_gate)
            {
                return _parts.Values.MaxBy(report => report.State) ?? new(ReadinessState.Ready, null);
            }
        }
    }

    /// <summary>The part works.</summary>
    public void Ready(string part) => Report(part, new(ReadinessState.Ready, null));

    /// <summary>The part is coming up and will report again.</summary>
    public void Starting(string part, string reason) => Report(part, new(ReadinessState.Starting, reason));

    /// <summary>The part does not work; the service goes on without it.</summary>
    public void Degraded(string part, string reason) => Report(part, new(ReadinessState.Degraded, reason));

    private void Report(string part, ReadinessReport report)
    {
        lock (_gate)
        {
            _parts[part] = report;
        }
    }
}
