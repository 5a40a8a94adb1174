using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Running;
using Agents.Client.Executions;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents executions rerun, replay, events</c> and <c>context</c>: an execution's past, and another future of it.</summary>
internal static class ExecutionTimeCommands
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(300);

    public static Command Rerun()
    {
        var id = Id();
        var fromStep = new Option<string?>("--from-step") { Description = "Do this again and what comes after: a step's id, or a state's name for its failed steps or else its latest one.", HelpName = "STEP" };
        var atSeq = new Option<long?>("--at-seq") { Description = "Go on after this event instead.", HelpName = "N" };
        var inputs = new Option<string?>("--inputs") { Description = "Other inputs, a whole JSON object or @FILE. Default: the same.", HelpName = "JSON" };
        var version = new Option<int?>("--workflow-version") { Description = "Run the rest on this version. Default: the same.", HelpName = "N" };
        var provider = new Option<string?>("--provider") { Description = "The provider that every agent of the rest uses." };
        var model = new Option<string?>("--model") { Description = "The model that every agent of the rest uses." };
        var wait = new Option<int?>("--wait") { Description = "Seconds to wait for the end, at most 300. Default: none.", HelpName = "SECONDS" };
        var command = new Command("rerun", "Run an execution again, from the start or with what it has done up to a step.") { id, fromStep, atSeq, inputs, version, provider, model, wait };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var (wantedProvider, wantedModel) = (parsed.GetValue(provider), parsed.GetValue(model));
            var rerun = new RerunExecution
            {
                FromStep = parsed.GetValue(fromStep),
                AtSeq = parsed.GetValue(atSeq),
                Inputs = JsonArgument.Read("--inputs", parsed.GetValue(inputs)),
                Version = parsed.GetValue(version),
                Overrides = wantedProvider is null && wantedModel is null ? null : new ExecutionOverridesRecord(wantedProvider, wantedModel),
                TriggerType = TriggerTypes.Manual,
            };
            var held = parsed.GetValue(wait) is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestWait.TotalSeconds)) : (TimeSpan?)null;
            var execution = await client.Executions.RerunAsync(parsed.GetRequiredValue(id), rerun, held, cancellationToken: cancellationToken);
            if (!output.IsJson && execution.ForkedFrom is { ReusedSteps: > 0 } saved)
            {
                var cost = saved.ReusedCostUsd is { } dollars ? $"${dollars:0.####}" : "an unknown cost";
                output.People.MarkupLineInterpolated($"Reused {saved.ReusedSteps} steps: {saved.ReusedTokens.Total} tokens and {cost} saved.");
            }

            return ExecutionsCommand.Show(output, execution);
        });
    }

    public static Command Replay()
    {
        var id = Id();
        var command = new Command("replay", "Decide an execution's journal again and compare. Changes nothing and asks no model.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var reply = await client.Executions.ReplayAsync(parsed.GetRequiredValue(id), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(reply, AgentsJson.Wire.ReplayReply));
            }
            else if (reply.FirstDifference is { } difference)
            {
                output.People.MarkupLineInterpolated($"[red]different[/] in {difference.Where}{(difference.AtSeq is { } seq ? $" at event {seq}" : "")}");
                output.People.MarkupLineInterpolated($"  recorded: {difference.Expected}");
                output.People.MarkupLineInterpolated($"  now:      {difference.Actual ?? "nothing"}");
            }
            else
            {
                output.People.MarkupLineInterpolated($"[green]identical[/]: {reply.Events} events, {reply.Decided} of them decided again");
            }

            return reply.Identical ? ExitCode.Completed : ExitCode.Failed;
        });
    }

    public static Command Events()
    {
        var id = Id();
        var jsonl = new Option<bool>("--jsonl") { Description = "The whole journal as JSON lines." };
        var limit = new Option<int?>("--limit") { Description = "How many, 1 to 200. Default: 50." };
        var cursor = new Option<string?>("--cursor") { Description = "Only events after this number.", HelpName = "N" };
        var command = new Command("events", "Show an execution's journal.") { id, jsonl, limit, cursor };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            if (parsed.GetValue(jsonl))
            {
                using var lines = new MemoryStream();
                await client.Executions.ExportEventsAsync(parsed.GetRequiredValue(id), lines, cancellationToken);
                output.Results.Write(System.Text.Encoding.UTF8.GetString(lines.GetBuffer(), 0, (int)lines.Length));
                return ExitCode.Completed;
            }

            var page = await client.Executions.GetEventsAsync(parsed.GetRequiredValue(id), parsed.GetValue(limit), parsed.GetValue(cursor), cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageEventRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("Event", "Type", "At", "State");
            foreach (var happened in page.Items)
            {
                var state = happened.Data.TryGetProperty("state", out var name) ? name.GetString() ?? "" : "";
                table.AddTextRow($"{happened.Seq}", happened.Type, $"{happened.At.UtcDateTime:u}", state);
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    public static Command Context()
    {
        var id = Id();
        var atSeq = new Option<long?>("--at-seq") { Description = "As it was after this event. Default: as it is.", HelpName = "N" };
        var branch = new Option<string?>("--branch") { Description = "Of a branch that was open then. Default: the workflow's own.", HelpName = "PATH" };
        var command = new Command("context", "Show an execution's context, now or at an event.") { id, atSeq, branch };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var reply = await client.Executions.GetContextAsync(parsed.GetRequiredValue(id), parsed.GetValue(atSeq), parsed.GetValue(branch), cancellationToken);
            output.Results.WriteLine(output.IsJson
                ? JsonSerializer.Serialize(reply, AgentsJson.Wire.ContextReply)
                : JsonSerializer.Serialize(reply.Context, ExecutionRun.Indented));
            return ExitCode.Completed;
        });
    }

    private static Argument<string> Id() => new("ID") { Description = "The execution." };
}
