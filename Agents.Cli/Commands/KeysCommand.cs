using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Access;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents keys</c>: who may call a server.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Make, list, rotate and revoke keys of a server.") { Make(), List(), Rotate(), Revoke() };

    private static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "What people call it." };
        var scopes = new Option<string[]>("--scope") { Description = "What it may do: admin, operator, approver, viewer, invoke:DEPLOYMENT or agent:DEPLOYMENT. Can be given several times.", HelpName = "SCOPE" };
        var deployment = new Option<string?>("--deployment") { Description = "In place of --scope: it may call this deployment and nothing else.", HelpName = "ID" };
        var principal = new Option<string?>("--as") { Description = "Who acts with it, like ada; the key's name unless given.", HelpName = "PRINCIPAL" };
        var expires = DurationOption.Create("--expires", "How long it works, like 2160h; for ever unless given.");
        var rate = new Option<string?>("--rate") { Description = "How many requests it may make, like 100/60: so many in so many seconds.", HelpName = "N/SECONDS" };
        var command = new Command("create", "Make a key. It is shown this once.") { name, scopes, deployment, principal, expires, rate };
        command.Validators.Add(result =>
        {
            if (result.GetValue(deployment) is null == (result.GetValue(scopes) is not { Length: > 0 }))
            {
                result.AddError("Give --scope, or --deployment with the id of one.");
            }
        });
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var body = new CreateKey
            {
                Name = parsed.GetRequiredValue(name),
                Principal = parsed.GetValue(principal),
                Scopes = parsed.GetValue(deployment) is null ? parsed.GetValue(scopes) : null,
                ExpiresInSeconds = parsed.GetValue(expires)?.TotalSeconds,
                RateLimit = RateOption.Read(parsed.GetValue(rate)),
            };
            Show(output, parsed.GetValue(deployment) is { } id
                ? await client.Keys.CreateOfDeploymentAsync(id, body, cancellationToken)
                : await client.Keys.CreateAsync(body, cancellationToken));
            return ExitCode.Completed;
        });
    }

    private static Command List()
    {
        var deployment = new Option<string?>("--deployment") { Description = "Only the keys of this deployment.", HelpName = "ID" };
        var command = new Command("list", "List keys, without themselves.") { deployment };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var keys = parsed.GetValue(deployment) is { } id ? await client.Keys.ListOfDeploymentAsync(id, cancellationToken) : await client.Keys.ListAsync(cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(new KeyList(keys), AgentsJson.Wire.KeyList));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Id", "Name", "Principal", "Scopes", "Ends with", "Status", "Last used", "Expires");
            foreach (var key in keys)
            {
                table.AddTextRow(key.Id, key.Name, key.Principal, string.Join(" ", key.Scopes), key.Hint, key.Status, Time(key.LastUsedAt), Time(key.ExpiresAt));
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static Command Rotate()
    {
        var id = new Argument<string>("ID") { Description = "The key to replace." };
        var overlap = DurationOption.Create("--overlap", "How long the old key still works; one day unless given.");
        var command = new Command("rotate", "Make a key that may the same; both work for a while.") { id, overlap };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            Show(output, await client.Keys.RotateAsync(parsed.GetRequiredValue(id), parsed.GetValue(overlap), cancellationToken));
            return ExitCode.Completed;
        });
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = "The key." };
        var command = new Command("revoke", "End a key at once.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            await client.Keys.RevokeAsync(parsed.GetRequiredValue(id), cancellationToken);
            output.People.MarkupLineInterpolated($"{parsed.GetRequiredValue(id)} works no more.");
            return ExitCode.Completed;
        });
    }

    private static void Show(CliOutput output, CreatedKey made)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(made, AgentsJson.Wire.CreatedKey));
            return;
        }

        output.Results.WriteLine(made.Key);
        output.Errors.MarkupLineInterpolated($"It is shown this once. {made.Record.Name} acts as {made.Record.Principal} and may: {string.Join(", ", made.Record.Scopes)}.");
    }

    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) ?? "";
}
