using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Access;
using Agents.Cli.Output;
using Agents.Cli.Secrets;
using Agents.Cli.Servers;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents login</c>, <c>logout</c> and <c>whoami</c>: the key that commands send to a server.</summary>
internal static class LoginCommands
{
    public static Command Login()
    {
        var file = new Option<string?>("--file") { Description = "Read the key from this file.", HelpName = "FILE" };
        var server = SharedOptions.Server();
        var command = new Command("login", "Keep a key for a server. It comes from a prompt, from standard input, or from --file.") { file, server };
        command.Runs(async (parsed, cancellationToken) =>
        {
            var output = new CliOutput(parsed, isJson: false);
            var url = ServerChoice.RunningUrl(parsed.GetValue(server));
            var key = (await SecretValue.ReadAsync($"the key for {url}", parsed.GetValue(file), output, cancellationToken)).Trim();
            await using var connection = ServerConnection.To(url, key);
            var caller = await connection.Client.Keys.WhoAmIAsync(cancellationToken);
            if (caller.KeyId is null)
            {
                throw new CliException($"{url} did not take it for a key. Keys begin with ak_.");
            }

            KeptKeys.Keep(url, key);
            output.People.MarkupLineInterpolated($"{url} knows you as {caller.Principal} ({string.Join(", ", caller.Scopes)}). The key is kept in {KeptKeys.File}.");
            return ExitCode.Completed;
        });
        return command;
    }

    public static Command Logout()
    {
        var server = SharedOptions.Server();
        var command = new Command("logout", "Forget the key for a server. The key itself still works: agents keys revoke ends it.") { server };
        command.Runs((parsed, _) =>
        {
            var url = ServerChoice.RunningUrl(parsed.GetValue(server));
            var isForgotten = KeptKeys.Keep(url, null);
            new CliOutput(parsed, isJson: false).People.MarkupLineInterpolated($"{(isForgotten ? "Forgotten: the key for" : "No key was kept for")} {url}.");
            return Task.FromResult(ExitCode.Completed);
        });
        return command;
    }

    public static Command WhoAmI() => new Command("whoami", "Show who a server takes you for, and what you may do there.").OnServer(async (_, output, client, cancellationToken) =>
    {
        var caller = await client.Keys.WhoAmIAsync(cancellationToken);
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(caller, AgentsJson.Wire.CallerRecord));
            return ExitCode.Completed;
        }

        output.People.MarkupLineInterpolated($"{caller.Principal} ({string.Join(", ", caller.Scopes)}){(caller.Auth == "open" ? ": the server asks nobody for a key" : "")}");
        return ExitCode.Completed;
    });
}
