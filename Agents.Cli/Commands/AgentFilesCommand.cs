using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.AgentFiles;
using Agents.Client.Json;
using Agents.Client.Problems;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents agent</c> and <c>agents sync</c>: the files of a server's environments.</summary>
internal static class AgentFilesCommand
{
    public static Command Create() => new("agent", "List and read the agents of a server's environments.") { List(), Show() };

    /// <summary><c>agents sync</c>.</summary>
    public static Command Sync()
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be done." };
        var command = new Command("sync", "Let a server read the files of its environments now, and store what has changed.") { dry };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var report = await client.AgentFiles.SyncAsync(parsed.GetValue(dry), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(report, AgentsJson.Wire.SyncReport));
            }
            else
            {
                Write(output.People, report);
            }

            return report.Files.Any(static file => file.Outcome == SyncOutcomes.Invalid) ? ExitCode.Invalid : ExitCode.Completed;
        });
    }

    private static Command List()
    {
        var command = new Command("list", "List agents, those whose files are wrong or gone included.");
        return command.OnServer(async (_, output, client, cancellationToken) =>
        {
            var page = await client.AgentFiles.ListAsync(cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageAgentRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Agent", "Environment", "Status", "Version", "Model", "Tools", "What it is for");
            foreach (var agent in page.Items)
            {
                table.AddTextRow(
                    agent.Name, agent.Environment, agent.Status, agent.Version is { } version ? $"{version}" : "", ModelOf(agent), string.Join(", ", agent.Tools), agent.Description ?? "");
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static Command Show()
    {
        var name = new Argument<string>("NAME") { Description = "The agent: name, or name@environment." };
        var command = new Command("show", "Show an agent's file, its versions, and what is wrong with it.") { name };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var found = await client.AgentFiles.GetAsync(parsed.GetRequiredValue(name), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(found, AgentsJson.Wire.AgentDetail));
                return ExitCode.Completed;
            }

            output.People.MarkupLineInterpolated($"[bold]{found.Agent.Name}@{found.Agent.Environment}[/] {found.Agent.Status}, {found.Versions.Count} stored version(s)");
            new DiagnosticLines(output.People).Write(found.Agent.File, found.Agent.Diagnostics);
            if (found.Definition is { } text)
            {
                output.Results.WriteLine(text);
            }

            return ExitCode.Completed;
        });
    }

    private static void Write(IAnsiConsole console, SyncReport report)
    {
        var lines = new DiagnosticLines(console);
        foreach (var file in report.Files)
        {
            console.MarkupLineInterpolated($"{file.Outcome,-9} {file.File}{(file.Version is { } version ? $" (version {version})" : "")}");
            lines.Write(file.File, file.Diagnostics.Where(static found => found.Severity != DiagnosticSeverities.Info));
        }

        if (report.Files.Count == 0)
        {
            console.WriteLine("There are no files of environments on that server: environments/<name>/agents and environments/<name>/workflows.");
        }
    }

    private static string ModelOf(AgentRecord agent) => (agent.Provider, agent.Model) switch
    {
        (null, null) => "",
        ({ } provider, { } model) => $"{provider}/{model}",
        var (provider, model) => provider ?? model!,
    };
}
