using System.CommandLine;
using Agents.Cli.Output;
using Agents.Cli.Servers;
using Agents.Client;

namespace Agents.Cli.Commands;

/// <summary>A command that talks to a running server: adds <c>--server</c> and <c>--json</c>.</summary>
internal static class ServerCommand
{
    public static Command OnServer(this Command command, Func<ParseResult, CliOutput, AgentsClient, CancellationToken, Task<int>> body)
    {
        var server = SharedOptions.Server();
        var json = SharedOptions.Json();
        command.Add(server);
        command.Add(json);
        command.Runs(async (parsed, cancellationToken) =>
        {
            await using var connection = ServerChoice.Running(parsed.GetValue(server));
            return await body(parsed, new CliOutput(parsed, parsed.GetValue(json)), connection.Client, cancellationToken);
        });
        return command;
    }
}
