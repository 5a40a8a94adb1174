using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Client.Json;
using Agents.Client.Schedules;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents schedules</c>: what a server starts by the clock.</summary>
internal static class SchedulesCommand
{
    public static Command Create()
    {
        var command = new Command("schedules", "Start workflows and deployments by the clock.")
        {
            List(),
            Show(),
            ScheduleCreateCommand.Create(),
            Pause(),
            Resume(),
            Delete(),
            Firings(),
            SchedulePreviewCommand.Create(),
        };
        command.Aliases.Add("schedule");
        return command;
    }

    /// <summary>Writes one as JSON or as lines.</summary>
    public static int Write(CliOutput output, ScheduleRecord schedule)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(schedule, AgentsJson.Wire.ScheduleRecord));
            return ExitCode.Completed;
        }

        output.People.MarkupLineInterpolated($"{schedule.Id}: {schedule.Status}{(schedule.PauseReason is { } reason ? $" ({reason})" : "")}, {Timing(schedule)}, starts {Target(schedule)}");
        foreach (var due in schedule.NextDueAt)
        {
            output.People.MarkupLineInterpolated($"due {due.UtcDateTime:u}");
        }

        return ExitCode.Completed;
    }

    private static Argument<string> Id() => new("ID") { Description = "The schedule." };

    private static Option<string?> Cursor() => new("--cursor") { Description = "Where to go on: next_cursor of the page before.", HelpName = "CURSOR" };

    private static Command List()
    {
        var (workflow, deployment, cursor) = (
            new Option<string?>("--workflow") { Description = "Only those of this workflow.", HelpName = "ID" },
            new Option<string?>("--deployment") { Description = "Only those of this deployment.", HelpName = "ID" },
            Cursor());
        var command = new Command("list", "List schedules by id.") { workflow, deployment, cursor };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var page = await client.Schedules.ListAsync(parsed.GetValue(workflow), parsed.GetValue(deployment), parsed.GetValue(cursor), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageScheduleRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("ID", "Status", "Timing", "Starts", "Next");
            foreach (var row in page.Items)
            {
                table.AddTextRow(row.Id, row.Status, Timing(row), Target(row), row.NextDueAt is [var next, ..] ? $"{next.UtcDateTime:u}" : "");
            }

            output.People.Write(table);
            More(output, page.NextCursor);
            return ExitCode.Completed;
        });
    }

    private static Command Show()
    {
        var id = Id();
        var command = new Command("show", "Show one and when it fires next.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) => Write(output, await client.Schedules.GetAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }

    private static Command Pause()
    {
        var (id, reason) = (Id(), new Option<string?>("--reason") { Description = "Why.", HelpName = "TEXT" });
        var command = new Command("pause", "Let one fire no more.") { id, reason };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => Write(output, await client.Schedules.PauseAsync(parsed.GetRequiredValue(id), parsed.GetValue(reason), cancellationToken)));
    }

    private static Command Resume()
    {
        var id = Id();
        var command = new Command("resume", "Let one fire again, from now on.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) => Write(output, await client.Schedules.ResumeAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }

    private static Command Delete()
    {
        var id = Id();
        var command = new Command("delete", "Remove one; its executions are kept.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var deleted = await client.Schedules.DeleteAsync(parsed.GetRequiredValue(id), cancellationToken);
            output.People.MarkupLineInterpolated($"Schedule {deleted.Deleted} is deleted.");
            return ExitCode.Completed;
        });
    }

    private static Command Firings()
    {
        var (id, cursor) = (Id(), Cursor());
        var command = new Command("firings", "List what became of one's due times, the latest first.") { id, cursor };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var page = await client.Schedules.ListFiringsAsync(parsed.GetRequiredValue(id), parsed.GetValue(cursor), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageScheduleFiringRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Due", "Until", "Status", "Reason", "Execution", "Its status");
            foreach (var row in page.Items)
            {
                table.AddTextRow(
                    $"{row.DueAt.UtcDateTime:u}", row.UntilAt is { } until ? $"{until.UtcDateTime:u}" : "", row.Status, row.Detail ?? row.Reason ?? "", row.ExecutionId ?? "", row.ExecutionStatus ?? "");
            }

            output.People.Write(table);
            More(output, page.NextCursor);
            return ExitCode.Completed;
        });
    }

    private static string Timing(ScheduleRecord schedule) => schedule.Cron is { } cron ? $"{cron} {schedule.Timezone}" : $"every {TimeSpan.FromSeconds(schedule.IntervalSeconds ?? 0)}";

    private static string Target(ScheduleRecord schedule) => schedule.DeploymentId is { } deployment ? $"deployment {deployment}" : $"workflow {schedule.WorkflowId}";

    private static void More(CliOutput output, string? next)
    {
        if (next is not null)
        {
            output.People.MarkupLineInterpolated($"more: --cursor {next}");
        }
    }
}
