namespace Agents.Silo.Models;

/// <summary>What a resolved model can do; decides how it is asked.</summary>
/// <param name="Tools">It can call tools.</param>
/// <param name="JsonSchema">It takes a JSON schema as response format.</param>
/// <param name="StreamUsage">It reports tokens at the end of a stream.</param>
/// <param name="IsOffline">It is the offline provider: nothing leaves the machine, nothing costs.</param>
public sealed record ModelCapabilities(bool Tools, bool JsonSchema, bool StreamUsage, bool IsOffline = false)
{
    /// <summary>What <c>offline</c> can do.</summary>
    public static readonly ModelCapabilities Offline = new(Tools: false, JsonSchema: true, StreamUsage: true, IsOffline: true);

    /// <summary>It takes a choice of tools: none, any, one by name.</summary>
    public bool ToolChoice { get; init; } = true;

    /// <summary>It takes a JSON schema also in calls with tools.</summary>
    public bool JsonSchemaWithTools { get; init; } = true;

    /// <summary>It takes sampling parameters: temperature and the like.</summary>
    public bool Sampling { get; init; } = true;

    /// <summary>Whether the model can be held to a schema; where not, it is told in words.</summary>
    public bool TakesSchema(bool withTools) => JsonSchema && (JsonSchemaWithTools || !withTools);
}
