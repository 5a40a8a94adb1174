using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Hooks;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents webhooks</c>: what other systems may send to a server, and what came in.</summary>
internal static class WebhooksCommand
{
    public static Command Create() => new("webhooks", "Let other systems start workflows and deployments; see and replay what they sent.") { List(), Add(), Delete(), Events(), Replay() };

    private static Command List()
    {
        var cursor = Cursor();
        var command = new Command("list", "List incoming webhooks by name.") { cursor };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var page = await client.Hooks.ListAsync(parsed.GetValue(cursor), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageHookRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Name", "Scheme", "Starts", "Secret", "Path");
            foreach (var row in page.Items)
            {
                table.AddTextRow(row.Name, row.Scheme, row.DeploymentId is { } deployment ? $"deployment {deployment}" : $"workflow {row.WorkflowId}", row.Secret, row.Url);
            }

            output.People.Write(table);
            More(output, page.NextCursor);
            return ExitCode.Completed;
        });
    }

    private static Command Add()
    {
        var name = Name();
        var scheme = new Option<string>("--scheme") { Description = "How the sender signs: generic (default), github, slack or whatsapp.", DefaultValueFactory = static _ => HookSchemes.Generic };
        scheme.AcceptOnlyFromAmong([.. HookSchemes.All]);
        var secret = new Option<string>("--secret") { Description = "The name of the stored secret that it signs with.", HelpName = "NAME", Required = true };
        var verify = new Option<string?>("--verify-secret") { Description = "WhatsApp: the name of the stored secret that it asks with.", HelpName = "NAME" };
        var workflow = new Option<string?>("--workflow") { Description = "The workflow that it starts.", HelpName = "ID" };
        var deployment = new Option<string?>("--deployment") { Description = "The deployment that it starts.", HelpName = "ID" };
        var inputs = new Option<string?>("--inputs") { Description = "How the inputs are made: JSON with templates such as {{ body.issue.title }}, or @FILE. Default: the body.", HelpName = "JSON" };
        var command = new Command("add", "Let other systems send to /hooks/NAME.") { name, scheme, secret, verify, workflow, deployment, inputs };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var hook = await client.Hooks.AddAsync(
                new AddHook(parsed.GetRequiredValue(name), parsed.GetRequiredValue(scheme), parsed.GetRequiredValue(secret))
                {
                    VerifySecret = parsed.GetValue(verify),
                    WorkflowId = parsed.GetValue(workflow),
                    DeploymentId = parsed.GetValue(deployment),
                    Inputs = JsonArgument.Read("--inputs", parsed.GetValue(inputs)),
                },
                cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(hook, AgentsJson.Wire.HookRecord));
            }
            else
            {
                output.People.MarkupLineInterpolated($"Webhook {hook.Name} is at {hook.Url}.");
            }

            return ExitCode.Completed;
        });
    }

    private static Command Delete()
    {
        var name = Name();
        var command = new Command("delete", "Remove one with what came in; executions are kept.") { name };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var deleted = await client.Hooks.DeleteAsync(parsed.GetRequiredValue(name), cancellationToken);
            output.People.MarkupLineInterpolated($"Webhook {deleted.Deleted} is deleted.");
            return ExitCode.Completed;
        });
    }

    private static Command Events()
    {
        var (name, cursor) = (new Option<string?>("--name") { Description = "Only what came through this one.", HelpName = "NAME" }, Cursor());
        var command = new Command("events", "List what came in, the latest first.") { name, cursor };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var page = await client.Hooks.ListEventsAsync(parsed.GetValue(name), parsed.GetValue(cursor), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageHookEventRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("ID", "Webhook", "Event", "Type", "Received", "Status", "Execution");
            foreach (var row in page.Items)
            {
                table.AddTextRow(row.Id, row.Name, row.EventId, row.EventType ?? "", $"{row.ReceivedAt.UtcDateTime:u}", row.Detail ?? row.Status, row.Status == HookEventStatuses.Refused ? "" : row.ExecutionId);
            }

            output.People.Write(table);
            More(output, page.NextCursor);
            return ExitCode.Completed;
        });
    }

    private static Command Replay()
    {
        var id = new Argument<string>("EVENT") { Description = "The event: its id in the list." };
        var command = new Command("replay", "Start another execution with what came in.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var receipt = await client.Hooks.ReplayAsync(parsed.GetRequiredValue(id), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(receipt, AgentsJson.Wire.HookReceipt));
            }
            else
            {
                output.People.MarkupLineInterpolated($"Execution {receipt.ExecutionId} is started.");
            }

            return ExitCode.Completed;
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "The webhook." };

    private static Option<string?> Cursor() => new("--cursor") { Description = "Where to go on: next_cursor of the page before.", HelpName = "CURSOR" };

    private static void More(CliOutput output, string? next)
    {
        if (next is not null)
        {
            output.People.MarkupLineInterpolated($"more: --cursor {next}");
        }
    }
}
