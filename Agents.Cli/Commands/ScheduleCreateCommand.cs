using System.CommandLine;
using Agents.Client.Schedules;

namespace Agents.Cli.Commands;

/// <summary><c>agents schedules create</c>.</summary>
internal static class ScheduleCreateCommand
{
    public static Command Create()
    {
        var id = new Option<string?>("--id") { Description = "Its id. Default: made of what it starts.", HelpName = "ID" };
        var name = new Option<string?>("--name") { Description = "Its name for people.", HelpName = "TEXT" };
        var workflow = new Option<string?>("--workflow") { Description = "The workflow that it starts.", HelpName = "ID" };
        var version = new Option<int?>("--version-number") { Description = "The workflow's version. Default: the one that is current when it fires.", HelpName = "N" };
        var deployment = new Option<string?>("--deployment") { Description = "The deployment that it starts.", HelpName = "ID" };
        var cron = new Option<string?>("--cron") { Description = "When: five fields, six with seconds first, or a macro such as @daily.", HelpName = "CRON" };
        var every = DurationOption.Create("--every", "How often, in place of --cron: 30s, 15m, 1h30m.");
        var zone = new Option<string?>("--zone") { Description = "An IANA time zone. Default: UTC.", HelpName = "ZONE" };
        var inputs = new Option<string?>("--inputs") { Description = "The inputs as JSON, or @FILE.", HelpName = "JSON" };
        var overlap = new Option<string?>("--overlap") { Description = "While an execution before it goes on: skip (default), queue, replace or allow." };
        overlap.AcceptOnlyFromAmong([.. OverlapPolicies.All]);
        var catchUp = new Option<string?>("--catch-up") { Description = "What was missed while the server was down: none, last (default) or all." };
        catchUp.AcceptOnlyFromAmong([.. CatchUpPolicies.Each]);
        var limit = new Option<int?>("--catch-up-limit") { Description = "With --catch-up all: how many at most, 1 to 1000. Default: 100.", HelpName = "N" };
        var jitter = new Option<int?>("--jitter") { Description = "Fires up to so many seconds late, always the same. Default: 0.", HelpName = "SECONDS" };
        var paused = new Option<bool>("--paused") { Description = "It does not fire until it is resumed." };
        var command = new Command("create", "Make a schedule: --workflow or --deployment, --cron or --every.")
        {
            id, name, workflow, version, deployment, cron, every, zone, inputs, overlap, catchUp, limit, jitter, paused,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(every) is { } interval && interval.Ticks % TimeSpan.TicksPerSecond != 0)
            {
                result.AddError("--every is a whole number of seconds, at least one.");
            }
        });
        return command.OnServer(async (parsed, output, client, cancellationToken) => SchedulesCommand.Write(output, await client.Schedules.CreateAsync(
            new CreateSchedule
            {
                Id = parsed.GetValue(id),
                Name = parsed.GetValue(name),
                WorkflowId = parsed.GetValue(workflow),
                Version = parsed.GetValue(version),
                DeploymentId = parsed.GetValue(deployment),
                Cron = parsed.GetValue(cron),
                IntervalSeconds = parsed.GetValue(every) is { } interval ? (int)interval.TotalSeconds : null,
                Timezone = parsed.GetValue(zone),
                Inputs = JsonArgument.Read("--inputs", parsed.GetValue(inputs)),
                Overlap = parsed.GetValue(overlap),
                CatchUp = parsed.GetValue(catchUp),
                CatchUpLimit = parsed.GetValue(limit),
                JitterSeconds = parsed.GetValue(jitter),
                Enabled = !parsed.GetValue(paused),
            },
            cancellationToken)));
    }
}
