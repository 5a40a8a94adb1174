using Agents.Core.AgentFiles;
using Agents.Core.Workflows;

namespace Agents.Cli.AgentFiles;

/// <summary>Agents of the environment that a workflow file lies in: <c>environments/&lt;name&gt;/workflows</c> has its agents in <c>../agents</c>.</summary>
internal static class NeighbouringAgents
{
    private static readonly Dictionary<string, AgentDefinition> None = [];

    /// <summary>Those that can be used; what is wrong with others is told where they are checked themselves.</summary>
    public static IReadOnlyDictionary<string, AgentDefinition> Of(string workflowFile)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(workflowFile));
        if (folder is null || Path.GetFileName(folder) != "workflows" || Path.GetDirectoryName(folder) is not { } environment)
        {
            return None;
        }

        var agents = Path.Combine(environment, "agents");
        if (!Directory.Exists(agents))
        {
            return None;
        }

        var found = new Dictionary<string, AgentDefinition>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(agents, "*" + AgentFileReader.Extension).Order(StringComparer.Ordinal))
        {
            if (AgentFileReader.Read(File.ReadAllText(file), Path.GetFileName(file)) is { Definition: { } definition } load)
            {
                found.TryAdd(load.Name, definition);
                found.TryAdd($"{load.Name}@{Path.GetFileName(environment)}", definition);
            }
        }

        return found;
    }
}
