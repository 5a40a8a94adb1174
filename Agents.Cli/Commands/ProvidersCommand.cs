using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;
using Agents.Client.Models;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents providers</c>: the model providers of a server.</summary>
internal static class ProvidersCommand
{
    public static Command Create() => new("providers", "List, test and set the model providers of a server.") { List(), Test(), Set(), Delete() };

    private static Command List()
    {
        var command = new Command("list", "List providers, and whether they can be used.");
        return command.OnServer(async (_, output, client, cancellationToken) =>
        {
            var providers = await client.Providers.ListAsync(cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(providers, AgentsJson.Wire.IReadOnlyListProviderRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Name", "State", "Key", "Model", "Address", "");
            foreach (var provider in providers)
            {
                table.AddTextRow(provider.Name, State(provider), provider.KeyFrom ?? "", provider.DefaultModel ?? "", provider.BaseUrl ?? "", provider.IsDefault ? "default" : "");
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static Command Test()
    {
        var name = Name();
        var command = new Command("test", "Ask a provider for its models, which costs no tokens.") { name };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var provider = await client.Providers.TestAsync(parsed.GetRequiredValue(name), cancellationToken);
            Write(output, provider);
            return provider.Connected == true ? ExitCode.Completed : ExitCode.Failed;
        });
    }

    private static Command Set()
    {
        var name = Name();
        var kind = new Option<string?>("--kind") { Description = "The wire protocol: openai for every compatible server." };
        var url = new Option<string?>("--base-url") { Description = "Where it is asked. Another server than before loses the stored key.", HelpName = "URL" };
        var model = new Option<string?>("--default-model") { Description = "Model of agents that name none." };
        var version = new Option<string?>("--api-version") { Description = "The version of its API to ask for." };
        var command = new Command("set", "Set a provider as a whole; what is left out goes back to the server's configuration. Keys: agents secrets set NAME --provider.") { name, kind, url, model, version };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var settings = new SetProvider
            {
                Kind = parsed.GetValue(kind),
                BaseUrl = parsed.GetValue(url),
                DefaultModel = parsed.GetValue(model),
                ApiVersion = parsed.GetValue(version),
            };
            return Write(output, await client.Providers.SetAsync(parsed.GetRequiredValue(name), settings, cancellationToken));
        });
    }

    private static Command Delete()
    {
        var name = Name();
        var command = new Command("delete", "Forget what was set of a provider, its stored key included.") { name };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            await client.Providers.DeleteAsync(parsed.GetRequiredValue(name), cancellationToken);
            output.People.MarkupLineInterpolated($"What was set of {parsed.GetRequiredValue(name)} is forgotten.");
            return ExitCode.Completed;
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "The provider, as workflows name it." };

    private static int Write(CliOutput output, ProviderRecord provider)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(provider, AgentsJson.Wire.ProviderRecord));
        }
        else
        {
            output.People.MarkupLineInterpolated($"{provider.Name}: {State(provider)}.{(provider.Message is null ? "" : " " + provider.Message)}");
        }

        return ExitCode.Completed;
    }

    private static string State(ProviderRecord provider) => provider switch
    {
        { Configured: false } => "not configured",
        { Connected: true } => "connected",
        { Connected: false } => "not connected",
        _ => "not tested",
    };
}
