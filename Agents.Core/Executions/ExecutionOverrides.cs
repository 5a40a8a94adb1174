using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>Settings of one execution that go before the definition's; null means: as defined.</summary>
/// <param name="Provider">The provider that every agent uses.</param>
/// <param name="Model">The model that every agent uses.</param>
public sealed record ExecutionOverrides(string? Provider, string? Model)
{
    /// <summary>As defined.</summary>
    public static readonly ExecutionOverrides None = new(null, null);

    internal JsonObject ToJson() => JsonObject.Of(("provider", Provider), ("model", Model));

    internal static ExecutionOverrides FromJson(JsonObject? json)
        => json is null ? None : new ExecutionOverrides(json.OptionalText("provider"), json.OptionalText("model"));
}
