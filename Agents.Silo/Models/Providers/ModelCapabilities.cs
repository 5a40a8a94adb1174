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
}
