using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;
using Agents.Client.Schedules;
using Agents.Core.Schedules;

namespace Agents.Cli.Commands;

/// <summary><c>agents schedule preview "0 9 * * 1-5"</c>: when a cron expression fires, without a server.</summary>
internal static class SchedulePreviewCommand
{
    private const int Most = 1000;

    public static Command Create()
    {
        var cron = new Argument<string>("CRON") { Description = "Five fields, six with seconds first, or a macro such as @daily." };
        var zone = new Option<string>("--zone") { Description = "An IANA time zone. Default: UTC.", HelpName = "ZONE", DefaultValueFactory = static _ => "UTC" };
        var from = new Option<DateTimeOffset?>("--from")
        {
            Description = "After this time, such as 2026-03-28T12:00:00Z. Default: now.",
            HelpName = "TIME",
            CustomParser = static result =>
            {
                if (DateTimeOffset.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                {
                    return time;
                }

                result.AddError($"'{result.Tokens.Single().Value}' is not a time. Write one like 2026-03-28T12:00:00Z.");
                return null;
            },
        };
        var count = new Option<int>("--count") { Description = $"How many, 1 to {Most}. Default: 10.", HelpName = "N", DefaultValueFactory = static _ => 10 };
        var json = SharedOptions.Json();
        var command = new Command("preview", "Show when a cron expression fires. Needs no server.") { cron, zone, from, count, json };
        command.Runs((parsed, _) => Task.FromResult(Write(
            new CliOutput(parsed, parsed.GetValue(json)), parsed.GetRequiredValue(cron), parsed.GetRequiredValue(zone),
            parsed.GetValue(from) ?? TimeProvider.System.GetUtcNow(), parsed.GetValue(count))));
        return command;
    }

    private static int Write(CliOutput output, string cron, string zone, DateTimeOffset from, int count)
    {
        if (!CronExpression.TryParse(cron, out var expression, out var problem))
        {
            throw new CliException($"The cron expression '{cron}' {problem}.", ExitCode.Invalid);
        }

        if (!TimeZones.TryFind(zone, out var found, out problem))
        {
            throw new CliException($"--zone '{zone}' {problem}.", ExitCode.Invalid);
        }

        if (count is < 1 or > Most)
        {
            throw new CliException($"--count is from 1 to {Most}.", ExitCode.Invalid);
        }

        var firings = new CronTiming(expression, found).Preview(from, count).Select(static due => new PreviewedFiring(due.ToUniversalTime(), $"{due:yyyy-MM-ddTHH:mm:sszzz}")).ToList();
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(new SchedulePreview(cron, null, zone, firings), AgentsJson.Wire.SchedulePreview));
            return ExitCode.Completed;
        }

        foreach (var firing in firings)
        {
            output.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{firing.Local}  {firing.DueAt.UtcDateTime:u}"));
        }

        return ExitCode.Completed;
    }
}
