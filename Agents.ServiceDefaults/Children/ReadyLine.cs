using System.Text.Json;
using Agents.ServiceDefaults.Health;
using Agents.ServiceDefaults.Json;

namespace Agents.ServiceDefaults.Children;

/// <summary>The one line on standard output by which a child tells its supervisor where it listens.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Url">Its base address, with the port that the system chose.</param>
/// <param name="State">How far it is.</param>
/// <param name="Reason">Why it is not ready; null where it is.</param>
public sealed record ReadyLine(string Service, string Url, ReadinessState State, string? Reason)
{
    private const string Prefix = "AGENTS-READY ";

    /// <summary>The line, without its end.</summary>
    public override string ToString() => Prefix + JsonSerializer.Serialize(this, SnakeCaseJson.Options);

    /// <summary>Reads a line of a child's output. Null where it is an ordinary line or a broken one.</summary>
    public static ReadyLine? TryParse(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var ready = JsonSerializer.Deserialize<ReadyLine>(line.AsSpan(Prefix.Length), SnakeCaseJson.Options);
            return Uri.TryCreate(ready?.Url, UriKind.Absolute, out _) ? ready : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
