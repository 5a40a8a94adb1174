using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;

namespace Agents.Cli.Commands;

/// <summary><c>agents tools</c>: what agents on a server can call.</summary>
internal static class ToolsCommand
{
    public static Command Create() => new("tools", "List what agents on a server can call.") { List(), Servers() };

    private static Command List()
    {
        var command = new Command("list", "List tools, those of MCP servers included.");
        return command.OnServer(async (_, output, client, cancellationToken) =>
        {
            var page = await client.Tools.ListAsync(cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageToolRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Tool", "From", "What it does");
            foreach (var tool in page.Items)
            {
                table.AddTextRow(tool.Name, tool.Source, tool.Absence ?? tool.Description);
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static Command Servers()
    {
        var command = new Command("servers", "List MCP servers and their state.");
        return command.OnServer(async (_, output, client, cancellationToken) =>
        {
            var page = await client.Tools.ListServersAsync(cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageMcpServerRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Server", "Transport", "Status", "Tools", "Problem");
            foreach (var server in page.Items)
            {
                table.AddTextRow(server.Name, server.Transport, server.Status, $"{server.Tools.Count}", server.Problem ?? "");
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }
}
