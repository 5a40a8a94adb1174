using System.Text.Json;

namespace Agents.Client.Memory;

/// <summary>Something that an agent remembers between executions.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Scope">Who shares it: <c>agent</c>, <c>workflow</c> or <c>node</c>.</param>
/// <param name="Owner">The workflow's id; for an agent or a node followed by a slash and its name.</param>
/// <param name="Key">What it is found by.</param>
/// <param name="Value">What is remembered.</param>
/// <param name="ExecutionId">The execution that wrote it last.</param>
/// <param name="CreatedAt">When it was first written, in UTC.</param>
/// <param name="UpdatedAt">When it was last written, in UTC.</param>
/// <param name="ExpiresAt">When it is forgotten, in UTC; null means never.</param>
public sealed record MemoryRecord(
    string Id, string Scope, string Owner, string Key, JsonElement Value, string ExecutionId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ExpiresAt);

/// <summary>Which records to list; null does not choose.</summary>
public sealed record MemoryFilter
{
    /// <summary><c>agent</c>, <c>workflow</c> or <c>node</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>As <see cref="MemoryRecord.Owner"/> has it.</summary>
    public string? Owner { get; init; }

    /// <summary>The whole key.</summary>
    public string? Key { get; init; }

    /// <summary>Text in owner, key or value.</summary>
    public string? Query { get; init; }

    /// <summary>How many, 1 to 200; null means 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to go on; null begins with the first.</summary>
    public string? Cursor { get; init; }
}
