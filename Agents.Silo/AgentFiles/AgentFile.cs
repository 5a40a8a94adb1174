using Agents.Core.AgentFiles;
using Agents.Core.Workflows;

namespace Agents.Silo.AgentFiles;

/// <summary>An agent file of an environment as it was read last.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Text">Its text; empty where it cannot be read.</param>
/// <param name="ContentHash">SHA-256 of the text, lower-case hex.</param>
/// <param name="Load">What reading it gave.</param>
internal sealed record AgentFile(string Environment, string FileName, string Text, string ContentHash, AgentFileLoad Load)
{
    public string Name => Load.Name;

    /// <summary>The agent; null where the file is wrong.</summary>
    public AgentDefinition? Definition => Load.Definition;
}

/// <summary>A row of <c>agent_versions</c> without its text.</summary>
internal sealed record AgentVersionRow
{
    public required string Environment { get; init; }

    public required string Name { get; init; }

    public required long Version { get; init; }

    public required string ContentHash { get; init; }

    public required string FileName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
