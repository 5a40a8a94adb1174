using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Secrets;
using Agents.Client.Json;
using Agents.Client.Secrets;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents secrets</c>: what a server keeps encrypted. Values go in and never come out.</summary>
internal static class SecretsCommand
{
    public static Command Create() => new("secrets", "Set, list, delete and re-encrypt secrets on a server.") { Set(), List(), Delete(), Rotate() };

    private static Command Set()
    {
        var name = new Argument<string>("NAME") { Description = "The secret's name; with --provider the provider's." };
        // Known so that it can be refused with a reason.
        var value = new Argument<string?>("VALUE") { Arity = ArgumentArity.ZeroOrOne, Hidden = true };
        var isProvider = new Option<bool>("--provider") { Description = "NAME is a model provider, the value its key: it is tested." };
        var file = new Option<string?>("--file") { Description = "Read the value from this file.", HelpName = "FILE" };
        var command = new Command("set", "Store a secret. The value comes from a prompt, from standard input, or from --file.") { name, value, isProvider, file };
        command.Validators.Add(result =>
        {
            if (result.GetResult(value) is { Tokens.Count: > 0 })
            {
                result.AddError("A value on the command line stays in the shell's history, and everybody on the machine can see it. Leave it out and type it, or pipe it: agents secrets set NAME < file");
            }
        });
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var given = parsed.GetRequiredValue(name);
            var secret = await SecretValue.ReadAsync(given, parsed.GetValue(file), output, cancellationToken);
            var reply = await client.Secrets.SetAsync(
                parsed.GetValue(isProvider) ? new SetSecret { Provider = given, ApiKey = secret } : new SetSecret { Name = given, Value = secret }, cancellationToken);
            return Report(output, reply);
        });
    }

    private static Command List()
    {
        var command = new Command("list", "List names and dates of the stored secrets.");
        return command.OnServer(async (_, output, client, cancellationToken) =>
        {
            var secrets = await client.Secrets.ListAsync(cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(new SecretList(secrets), AgentsJson.Wire.SecretList));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Name", "Created", "Updated", "");
            foreach (var secret in secrets)
            {
                table.AddTextRow(secret.Name, $"{secret.CreatedAt.UtcDateTime:u}", $"{secret.UpdatedAt.UtcDateTime:u}", secret.IsReadable ? "" : "cannot be decrypted: set it again");
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static Command Delete()
    {
        var name = new Argument<string>("NAME") { Description = "The secret; the key of a provider is provider:NAME." };
        var command = new Command("delete", "Delete a secret.") { name };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            await client.Secrets.DeleteAsync(parsed.GetRequiredValue(name), cancellationToken);
            output.People.MarkupLineInterpolated($"{parsed.GetRequiredValue(name)} is deleted.");
            return ExitCode.Completed;
        });
    }

    private static Command Rotate()
    {
        var only = new Option<bool>("--reencrypt-only") { Description = "Make no new key: encrypt with the one that is in use." };
        var command = new Command("rotate", "Make a new key for the server's key ring and encrypt all values with it. Older keys stay, to read what they encrypted.") { only };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var reply = parsed.GetValue(only) ? await client.Secrets.ReencryptAsync(cancellationToken) : await client.Secrets.RotateAsync(cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(reply, AgentsJson.Wire.RotationReply));
            }
            else
            {
                output.People.MarkupLineInterpolated($"Encrypted anew: {reply.Encrypted}. The newest key is {reply.Key}, active from {reply.ActiveAt.UtcDateTime:u}.");
            }

            foreach (var name in reply.Unreadable)
            {
                output.Errors.MarkupLineInterpolated($"[yellow]{name} cannot be decrypted: set it again.[/]");
            }

            return reply.Unreadable.Count == 0 ? ExitCode.Completed : ExitCode.Failed;
        });
    }

    private static int Report(CliOutput output, SetSecretReply reply)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(reply, AgentsJson.Wire.SetSecretReply));
        }
        else
        {
            output.People.MarkupLineInterpolated($"{reply.Name} is stored.{(reply.Message is null ? "" : " " + reply.Message)}");
        }

        return reply.Connected == false ? ExitCode.Failed : ExitCode.Completed;
    }
}
