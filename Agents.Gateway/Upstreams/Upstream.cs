namespace Agents.Gateway.Upstreams;

/// <summary>
/// A service behind the gateway, as the last looks at it found it. Connections that are refused are answered by trying;
/// the count here is for a process that takes connections and never replies, which would hold every request for minutes.
/// </summary>
internal sealed class Upstream(string name, string url)
{
    private const int SilencesUntilHung = 3;

    private int _silences;

    public string Name => name;

    public string Url => url;

    public string HealthUrl { get; } = $"{url.TrimEnd('/')}/health";

    /// <summary>Three looks in a row that were not answered in time.</summary>
    public bool IsHung => Volatile.Read(ref _silences) >= SilencesUntilHung;

    public void Answered() => Volatile.Write(ref _silences, 0);

    public void WasSilent() => Interlocked.Increment(ref _silences);
}
