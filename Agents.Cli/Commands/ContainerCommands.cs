using System.CommandLine;
using System.Net;
using Agents.Cli.Containers;
using Agents.Cli.Output;
using Agents.Cli.Servers;
using Agents.Client.Problems;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents deployments stop|logs|remove</c>: containers that <c>agents deploy</c> runs on this machine.</summary>
internal static class ContainerCommands
{
    public static Command Stop()
    {
        var id = DeploymentsCommand.Id();
        var command = new Command("stop", "Stop a container of this machine; agents deploy starts it again.") { id };
        command.Runs(async (parsed, cancellationToken) =>
        {
            var (engine, container) = await FindAsync(parsed.GetRequiredValue(id), cancellationToken);
            await engine.DoAsync($"Stopping {container}", ["stop", container], null, cancellationToken);
            new CliOutput(parsed, isJson: false).People.MarkupLineInterpolated($"{container} is stopped.");
            return ExitCode.Completed;
        });
        return command;
    }

    public static Command Logs()
    {
        var id = DeploymentsCommand.Id();
        var lines = new Option<int>("--tail") { Description = "How many of the last lines. Default: 100.", DefaultValueFactory = static _ => 100 };
        var command = new Command("logs", "Show what a container of this machine has written.") { id, lines };
        command.Runs(async (parsed, cancellationToken) =>
        {
            var (engine, container) = await FindAsync(parsed.GetRequiredValue(id), cancellationToken);
            var output = new CliOutput(parsed, isJson: false);
            await engine.DoAsync($"Reading the log of {container}", ["logs", "--tail", $"{parsed.GetValue(lines)}", container], output.Results.WriteLine, cancellationToken);
            return ExitCode.Completed;
        });
        return command;
    }

    public static Command Remove()
    {
        var id = DeploymentsCommand.Id();
        var server = SharedOptions.Server();
        var keep = new Option<bool>("--keep-data") { Description = "Keep the volume with its runs." };
        var command = new Command("remove", "Remove a container of this machine with its image and runs, and what a server knows of it.") { id, server, keep };
        command.Runs(async (parsed, cancellationToken) =>
        {
            var (name, output) = (parsed.GetRequiredValue(id), new CliOutput(parsed, isJson: false));
            var (engine, container) = await FindAsync(name, cancellationToken);
            await engine.RemoveAsync(container, cancellationToken);
            await engine.DoAsync("Removing the image", ["image", "rm", "--force", container], null, cancellationToken);
            if (!parsed.GetValue(keep))
            {
                await engine.DoAsync("Removing the volume", ["volume", "rm", "--force", $"{container}-data"], null, cancellationToken);
            }

            output.People.MarkupLineInterpolated($"{container} is removed.");
            return ServerChoice.KnownUrl(parsed.GetValue(server)) is { } url ? await ForgetAsync(url, name, output, cancellationToken) : ExitCode.Completed;
        });
        return command;
    }

    private static async Task<(ContainerEngine Engine, string Container)> FindAsync(string id, CancellationToken cancellationToken)
    {
        var engine = await ContainerEngine.FindAsync(cancellationToken);
        var container = ContainerPlan.NameOf(id);
        return await engine.IsOursAsync(container, cancellationToken) ? (engine, container) : throw new CliException($"There is no container '{container}' on this machine.");
    }

    private static async Task<int> ForgetAsync(Uri server, string id, CliOutput output, CancellationToken cancellationToken)
    {
        await using var connection = ServerConnection.To(server);
        try
        {
            await connection.Client.Deployments.DeleteAsync(id, cancellationToken);
            output.People.MarkupLineInterpolated($"{server} knows it no more; its executions are kept.");
        }
        catch (AgentsApiException unknown) when (unknown.Status == HttpStatusCode.NotFound)
        {
            // It never registered, or is removed already.
        }

        return ExitCode.Completed;
    }
}
