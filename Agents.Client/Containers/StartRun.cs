using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agents.Client.Containers;

/// <summary>The body of <c>POST /run</c> of a container. An unknown field is refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StartRun
{
    /// <summary>A JSON object that fits the workflow's input schema; null means an empty one.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>Values that go before the container's own environment; null means none. Recorded nowhere.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>The same key with the same body starts once; null means the header <c>Idempotency-Key</c>, or none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <inheritdoc/>
    // The generated one would print the environment.
    public override string ToString() => nameof(StartRun);
}
