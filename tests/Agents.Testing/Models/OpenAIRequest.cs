using System.Text.Json;

namespace Agents.Testing.Models;

/// <summary>A request that a <see cref="ScriptedOpenAIServer"/> got.</summary>
/// <param name="Path">The path with its base.</param>
/// <param name="Authorization">The header; empty where none came.</param>
/// <param name="IdempotencyKey">The header; empty where none came.</param>
/// <param name="TraceParent">The header; empty where none came.</param>
/// <param name="Body">The body.</param>
public sealed record OpenAIRequest(string Path, string Authorization, string IdempotencyKey, string TraceParent, JsonElement Body)
{
    /// <summary>Text of the last message.</summary>
    public string LastMessage => Body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
}
