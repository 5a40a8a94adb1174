using System.Text.Json;
using Agents.Client.Problems;

namespace Agents.Client.AgentFiles;

/// <summary>An agent file of an environment.</summary>
public sealed record AgentRecord
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its environment. Workflows name agents of the silo's own environment by name alone, those of others as <c>name@environment</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary><c>active</c>, <c>invalid</c> (the file is wrong, and no execution gets it) or <c>disabled</c> (the file is gone): <see cref="AgentStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What it is for; null where the file does not say.</summary>
    public string? Description { get; init; }

    /// <summary>Words to filter by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Its provider; null means the workflow's.</summary>
    public string? Provider { get; init; }

    /// <summary>Its model; null means the workflow's.</summary>
    public string? Model { get; init; }

    /// <summary>Tools that it may call.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The number of its content among all that it had, from 1; null while it is not stored.</summary>
    public int? Version { get; init; }

    /// <summary>SHA-256 of its content in hex; executions record it.</summary>
    public required string Hash { get; init; }

    /// <summary>What is wrong with the file, or worth knowing.</summary>
    public IReadOnlyList<DiagnosticRecord> Diagnostics { get; init; } = [];
}

/// <summary>An agent file with its text.</summary>
public sealed record AgentDetail
{
    /// <summary>What the list shows.</summary>
    public required AgentRecord Agent { get; init; }

    /// <summary>The file's text; null where the file is gone or cannot be read.</summary>
    public string? Definition { get; init; }

    /// <summary>JSON Schema of its input; null accepts anything.</summary>
    public JsonElement? InputSchema { get; init; }

    /// <summary>JSON Schema of its output; null means text.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>What its content was, newest first.</summary>
    public IReadOnlyList<AgentVersionRecord> Versions { get; init; } = [];
}

/// <summary>A version of an agent file.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Hash">SHA-256 of its content in hex.</param>
/// <param name="CreatedAt">When the silo first saw it.</param>
public sealed record AgentVersionRecord(int Version, string Hash, DateTimeOffset CreatedAt);

/// <summary>The values of <see cref="AgentRecord.Status"/>.</summary>
public static class AgentStatuses
{
    /// <summary>Executions get it.</summary>
    public const string Active = "active";

    /// <summary>The file is wrong.</summary>
    public const string Invalid = "invalid";

    /// <summary>The file is gone.</summary>
    public const string Disabled = "disabled";
}
