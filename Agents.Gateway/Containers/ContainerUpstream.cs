using Agents.Client.Deployments;

namespace Agents.Gateway.Containers;

/// <summary>A container as the last looks and calls found it.</summary>
internal sealed class ContainerUpstream(GatewayContainer container)
{
    private const int FailuresUntilAway = 2;

    private int _failures;

    public string Id => container.Id;

    public string Host => container.Host;

    public int Port => container.Port;

    public string Url { get; } = $"http://{(container.Host.Contains(':') ? $"[{container.Host}]" : container.Host)}:{container.Port}";

    /// <summary>Whether it does not answer: two looks in a row, or one call that found nobody.</summary>
    public bool IsAway => Volatile.Read(ref _failures) >= FailuresUntilAway;

    public bool IsAt(GatewayContainer other) => container == other;

    public void Answered() => Volatile.Write(ref _failures, 0);

    public void WasSilent() => Interlocked.Increment(ref _failures);

    /// <summary>A call found nobody there. No further one is kept waiting until a look finds it back.</summary>
    public void WasRefused() => Volatile.Write(ref _failures, FailuresUntilAway);
}
