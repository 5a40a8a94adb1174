using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;
using Agents.Client.Prices;

namespace Agents.Cli.Commands;

/// <summary><c>agents prices</c>: what models cost on a server.</summary>
internal static class PricesCommand
{
    public static Command Create() => new("prices", "See or set what models cost on a server, in US dollars per million tokens.") { List(), Set() };

    private static Command List()
    {
        var own = new Option<bool>("--own") { Description = "Only those that were set on the server." };
        var command = new Command("list", "List prices by provider and model, and where each comes from.") { own };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var prices = await client.Prices.GetAsync(cancellationToken);
            return Show(output, parsed.GetValue(own) ? prices with { Items = [.. prices.Items.Where(static price => price.Origin == PriceOrigins.Settings)] } : prices);
        });
    }

    private static Command Set()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A price file: all prices that lie over the configured ones, in the place of those that were set before." };
        file.AcceptExistingOnly();
        var command = new Command("set", "Set the server's own prices from a file, as a whole.") { file };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var text = await File.ReadAllTextAsync(parsed.GetRequiredValue(file).FullName, cancellationToken);
            var prices = await client.Prices.SetAsync(text, cancellationToken);
            return Show(output, prices with { Items = [.. prices.Items.Where(static price => price.Origin == PriceOrigins.Settings)] });
        });
    }

    private static int Show(CliOutput output, PriceList prices)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(prices, AgentsJson.Wire.PriceList));
            return ExitCode.Completed;
        }

        var table = Tables.Of("Provider", "Model", "Input", "Cached", "Output", "As of", "From");
        foreach (var price in prices.Items)
        {
            table.AddTextRow(price.Provider, price.Model, Text(price.Input), Text(price.CachedInput), Text(price.Output), price.AsOf ?? "", price.Origin);
        }

        output.People.Write(table);
        return ExitCode.Completed;
    }

    private static string Text(decimal? amount) => amount?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
