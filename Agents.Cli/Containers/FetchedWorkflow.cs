using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Agents.Client;
using Agents.Client.Workflows;
using Agents.Core.Workflows;

namespace Agents.Cli.Containers;

/// <summary>A workflow of a server, and what it runs, as files of a folder that goes when this does.</summary>
internal sealed class FetchedWorkflow : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agents-deploy-");

    /// <summary>The workflow's file.</summary>
    public string Path { get; private set; } = "";

    public static async Task<FetchedWorkflow> FetchAsync(ContainerRequest request, CancellationToken cancellationToken)
    {
        await using var connection = ServerChoice.Running(request.Server);
        var fetched = new FetchedWorkflow();
        try
        {
            fetched.Path = await fetched.WriteAsync(request.What, connection.Client, [request.What], cancellationToken);
            return fetched;
        }
        catch
        {
            fetched.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> WriteAsync(string id, AgentsClient client, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var workflow = await client.Workflows.GetAsync(id, cancellationToken);
        var path = System.IO.Path.Combine(_folder.FullName, $"{id}.workflow.{(workflow.MediaType == WorkflowsClient.JsonDocument ? "json" : "yaml")}");
        await File.WriteAllTextAsync(path, workflow.Definition, cancellationToken);
        var file = await WorkflowFile.ReadAsync(path, strict: false, cancellationToken);
        foreach (var needed in file.Workflow?.AllStates().OfType<WorkflowState>().Select(static state => state.Workflow).Where(seen.Add).ToList() ?? [])
        {
            await WriteAsync(needed, client, seen, cancellationToken);
        }

        return path;
    }
}
