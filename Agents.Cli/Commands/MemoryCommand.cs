using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;
using Agents.Client.Memory;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents memory</c>: what agents on a server remember.</summary>
internal static class MemoryCommand
{
    private const int LongestShown = 80;

    public static Command Create() => new("memory", "List and delete what agents on a server remember.") { List(), Delete() };

    private static Command List()
    {
        var scope = new Option<string?>("--scope") { Description = "Only of this scope: agent, workflow or node." };
        scope.AcceptOnlyFromAmong("agent", "workflow", "node");
        var owner = new Option<string?>("--owner") { Description = "Only of this owner: WORKFLOW, or WORKFLOW/NAME of an agent or a node.", HelpName = "OWNER" };
        var key = new Option<string?>("--key") { Description = "Only under this key." };
        var query = new Option<string?>("--query", "-q") { Description = "Only what holds this text.", HelpName = "TEXT" };
        var limit = new Option<int?>("--limit") { Description = "How many, 1 to 200. Default: 50." };
        var command = new Command("list", "List records, the latest first.") { scope, owner, key, query, limit };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var page = await client.Memory.ListAsync(
                new MemoryFilter { Scope = parsed.GetValue(scope), Owner = parsed.GetValue(owner), Key = parsed.GetValue(key), Query = parsed.GetValue(query), Limit = parsed.GetValue(limit) },
                cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageMemoryRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("ID", "Scope", "Owner", "Key", "Value", "Updated");
            foreach (var record in page.Items)
            {
                var value = record.Value.GetRawText();
                table.AddTextRow(record.Id, record.Scope, record.Owner, record.Key, value.Length <= LongestShown ? value : value[..LongestShown] + "…", $"{record.UpdatedAt.UtcDateTime:u}");
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static Command Delete()
    {
        var id = new Argument<string>("ID") { Description = "The record." };
        var command = new Command("delete", "Delete a record.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            await client.Memory.DeleteAsync(parsed.GetRequiredValue(id), cancellationToken);
            output.People.MarkupLineInterpolated($"{parsed.GetRequiredValue(id)} is deleted.");
            return ExitCode.Completed;
        });
    }
}
