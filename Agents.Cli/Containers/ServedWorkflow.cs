using Agents.Cli.Servers;
using Agents.Cli.Workflows;

namespace Agents.Cli.Containers;

/// <summary>The workflow that a container runs, stored in its engine.</summary>
/// <param name="Id">The workflow's id.</param>
/// <param name="Version">The version that is served.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Description">What it does; null where the definition does not say.</param>
/// <param name="Engine">The engine in this process.</param>
internal sealed record ServedWorkflow(string Id, int Version, string Name, string? Description, ServerConnection Engine)
{
    /// <summary>What the definition's <c>environment</c> asks for and this process has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Stores a file, and what it runs from files beside it. The same content again is the same version.</summary>
    public static async Task<ServedWorkflow> StoreAsync(WorkflowFile file, ServerConnection engine, CancellationToken cancellationToken)
    {
        foreach (var needed in await NeighbouringWorkflows.OfAsync(file, cancellationToken))
        {
            await engine.Client.Workflows.CreateAsync(needed.Text, fileName: needed.FileName, cancellationToken: cancellationToken);
        }

        var stored = await engine.Client.Workflows.CreateAsync(file.Text, fileName: file.FileName, cancellationToken: cancellationToken);
        var plan = file.Workflow!;
        var id = stored.Id ?? plan.Id;
        var schema = await engine.Client.Workflows.GetSchemaAsync(id, cancellationToken: cancellationToken);
        return new ServedWorkflow(id, stored.Version, plan.Name, plan.Description, engine)
        {
            Environment = schema.Environment
                .Select(static field => (field.Name, Value: System.Environment.GetEnvironmentVariable(field.Name)))
                .Where(static field => !string.IsNullOrEmpty(field.Value))
                .ToDictionary(static field => field.Name, static field => field.Value!, StringComparer.Ordinal),
        };
    }

    // The generated one would print the environment.
    public override string ToString() => $"{Id} version {Version}";
}
