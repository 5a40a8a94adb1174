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
    /// <summary>Text of the first message of the user: what an agent was asked, whatever was said since.</summary>
    public string Prompt => Messages.First(static message => message.GetProperty("role").GetString() == "user").GetProperty("content").GetString()!;

    /// <summary>Text of the last message.</summary>
    public string LastMessage => Body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;

    /// <summary>How many answers the conversation has.</summary>
    public int Answers => Messages.Count(static message => message.GetProperty("role").GetString() == "assistant");

    /// <summary>Ids of the tool calls that the conversation has results of, in order.</summary>
    public IReadOnlyList<string> Results
        => [.. Messages.Where(static message => message.GetProperty("role").GetString() == "tool").Select(static message => message.GetProperty("tool_call_id").GetString()!)];

    private IEnumerable<JsonElement> Messages => Body.GetProperty("messages").EnumerateArray();
}
