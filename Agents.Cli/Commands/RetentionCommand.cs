using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;
using Agents.Client.Retention;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents retention</c>: how long a server keeps executions that have ended.</summary>
internal static class RetentionCommand
{
    private const string Never = "never";

    public static Command Create() => new("retention", "See or set how long ended executions are kept on a server, or remove old ones now.") { Get(), Set(), Run() };

    private static Command Get()
    {
        var command = new Command("get", "Show how long ended executions are kept, what was removed, and how large the database is.");
        return command.OnServer(async (_, output, client, cancellationToken) =>
        {
            var code = Show(output, await client.Retention.GetAsync(cancellationToken));
            if (!output.IsJson && (await client.GetStatusAsync(cancellationToken)).Database is { SizeBytes: { } size } database)
            {
                output.People.MarkupLineInterpolated($"database: {Bytes(size)}{(database.FreeBytes is { } free ? $", {Bytes(free)} of it free pages" : "")}");
            }

            return code;
        });
    }

    private static Command Set()
    {
        var days = new Argument<string>("DAYS") { Description = "Days from their end, 1 to 36500, or never to keep them for ever." };
        days.Validators.Add(result =>
        {
            var text = result.Tokens[0].Value;
            if (text != Never && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                result.AddError($"'{text}' is no number of days. Write e.g. 30, or never.");
            }
        });
        var command = new Command("set", "Set how long ended executions are kept.") { days };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var given = parsed.GetRequiredValue(days);
            return Show(output, await client.Retention.SetAsync(given == Never ? null : int.Parse(given, CultureInfo.InvariantCulture), cancellationToken));
        });
    }

    private static Command Run()
    {
        var command = new Command("run", "Remove what is too old now, instead of within the hour.");
        return command.OnServer(async (_, output, client, cancellationToken) =>
        {
            var removed = 0L;
            RetentionRun run;
            do
            {
                run = await client.Retention.RunAsync(cancellationToken);
                removed += run.Removed;
            }
            while (!run.IsDone);

            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(new RetentionRun(removed, true), AgentsJson.Wire.RetentionRun));
            }
            else
            {
                output.People.MarkupLineInterpolated($"{removed} executions removed");
            }

            return ExitCode.Completed;
        });
    }

    private static int Show(CliOutput output, RetentionRecord retention)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(retention, AgentsJson.Wire.RetentionRecord));
            return ExitCode.Completed;
        }

        output.People.MarkupLine(retention.Days is { } days ? $"Executions are kept for {days} days after their end." : "Executions are kept for ever.");
        output.People.MarkupLineInterpolated($"removed so far: {retention.TotalRemoved} executions, {Bytes(retention.TotalRemovedBytes)}");
        if (retention.LastRunAt is { } at)
        {
            output.People.MarkupLineInterpolated($"last run: {at.UtcDateTime:u}, {retention.LastRemoved} executions, {Bytes(retention.LastRemovedBytes)}");
        }

        return ExitCode.Completed;
    }

    private static string Bytes(long bytes) => bytes < 1_000_000 ? $"{bytes / 1_000d:0.#} KB" : $"{bytes / 1_000_000d:0.#} MB";
}
