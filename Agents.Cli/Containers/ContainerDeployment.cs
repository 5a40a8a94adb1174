using System.Globalization;
using System.Text.Json;
using Agents.Cli.Commands;
using Agents.Cli.Output;
using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Agents.Core.Workflows;
using Agents.ServiceDefaults.Addresses;
using Spectre.Console;

namespace Agents.Cli.Containers;

/// <summary><c>agents deploy --target container</c>.</summary>
internal static class ContainerDeployment
{
    /// <summary>Where the gateway of this machine listens for containers, as they see it.</summary>
    private const string LocalPlatform = "http://host.docker.internal:8081";

    public static async Task<int> DeployAsync(ContainerRequest request, CliOutput output, CancellationToken cancellationToken)
    {
        using var fetched = DeployCommand.IsId(request.What) ? await FetchedWorkflow.FetchAsync(request, cancellationToken) : null;
        var file = await WorkflowFile.ReadAsync(fetched?.Path ?? request.What, strict: false, cancellationToken);
        new DiagnosticLines(output.Errors).Write(file.Name, file.Diagnostics);
        if (file.Workflow is not { } workflow)
        {
            return ExitCode.Invalid;
        }

        var id = ContainerPlan.IdOf(request.Name ?? workflow.Id) ?? throw new CliException("The name has no letter and no digit to name a container by. Give another --name.");
        var folder = Path.GetFullPath(request.Output ?? Path.Combine("containers", id));
        var engine = request.Runs ? await ContainerEngine.FindAsync(cancellationToken) : null;
        var before = ContainerEnvironment.Read(folder);
        var plan = new ContainerPlan(id, request.Name ?? workflow.Name, file.FileName ?? "workflow.yaml", PortOf(request, before))
        {
            BaseImage = request.BaseImage,
            Memory = request.Memory,
            Cpus = request.Cpus,
        };
        var deploy = new ContainerDeploy(plan, folder, output, TimeProvider.System);
        var server = request.Registers ? ServerChoice.KnownUrl(request.Server) : null;
        IReadOnlyDictionary<string, string> environment = Environment(plan, before, request, server);
        if (server is not null)
        {
            await using var platform = ServerConnection.To(server);
            environment = await deploy.WithKeyAsync(environment, platform.Client, cancellationToken);
        }

        await deploy.WriteAsync(await FilesAsync(file, cancellationToken), environment, ContainerEnvironment.Example(Asked(workflow)), request.Program, cancellationToken);
        if (engine is not null)
        {
            await deploy.RunAsync(engine, cancellationToken);
        }

        Show(output, plan, folder, environment, isRunning: engine is not null);
        return ExitCode.Completed;
    }

    private static int PortOf(ContainerRequest request, IReadOnlyDictionary<string, string> before)
        => request.Port
            ?? (int.TryParse(before.GetValueOrDefault(ContainerEnvironment.DeploymentPort), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : FreePort.From(ServeOptions.DefaultPort));

    private static Dictionary<string, string> Environment(ContainerPlan plan, IReadOnlyDictionary<string, string> before, ContainerRequest request, Uri? server)
    {
        var all = new Dictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var (name, value) in request.Environment ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        all[ContainerEnvironment.DeploymentId] = plan.Id;
        all[ContainerEnvironment.DeploymentName] = plan.Name;
        all[ContainerEnvironment.DeploymentPort] = plan.Port.ToString(CultureInfo.InvariantCulture);
        if (server is not null)
        {
            all[ContainerEnvironment.PlatformUrl] = request.Platform ?? (LoopbackAddress.IsLoopbackHost(server.Host) ? LocalPlatform : server.ToString());
        }
        else if (!request.Registers)
        {
            all.Remove(ContainerEnvironment.PlatformUrl);
        }

        return all;
    }

    private static async Task<IReadOnlyList<(string Name, string Text)>> FilesAsync(WorkflowFile file, CancellationToken cancellationToken)
        => [(file.FileName ?? "workflow.yaml", file.Text), .. (await NeighbouringWorkflows.OfAsync(file, cancellationToken)).Select(static needed => (needed.FileName!, needed.Text))];

    private static IEnumerable<(string Name, string? Description)> Asked(Workflow workflow)
        => workflow.Environment.Select(static variable => (variable.Name, variable.Description));

    private static void Show(CliOutput output, ContainerPlan plan, string folder, IReadOnlyDictionary<string, string> environment, bool isRunning)
    {
        var platform = environment.GetValueOrDefault(ContainerEnvironment.PlatformUrl);
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(new
            {
                id = plan.Id,
                name = plan.Name,
                container = plan.ContainerName,
                url = $"http://127.0.0.1:{plan.Port}",
                folder,
                running = isRunning,
                platform,
            }));
            return;
        }

        output.People.MarkupLineInterpolated(isRunning
            ? (FormattableString)$"{plan.ContainerName} runs at http://127.0.0.1:{plan.Port}"
            : $"{folder} is written. Run it: docker compose --project-directory {folder} up -d --build");
        output.People.MarkupLineInterpolated($"call: curl -sS -H 'Content-Type: application/json' -d '{{\"inputs\": {{}}}}' http://127.0.0.1:{plan.Port}/run");
        output.People.MarkupLineInterpolated(platform is null ? (FormattableString)$"No server is told of it: name one with --server." : $"It registers itself as {plan.Id} at {platform}");
    }
}
