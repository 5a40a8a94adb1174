using System.Text.Json;
using Agents.Cli.Running;
using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Agents.Client.Executions;
using Agents.Core.Json;
using Agents.Core.WorkflowTests;

namespace Agents.Cli.WorkflowTests;

/// <summary>
/// Answers of real models in a file: <c>{"state": [answer, ...]}</c>, the file that a case's <c>record</c> names. Written by a run on the configured provider,
/// played afterwards without one.
/// </summary>
internal static class RecordedReplies
{
    /// <summary>The case with the recorded answers for all that it does not mock itself.</summary>
    /// <exception cref="CliException">The file is missing or not of this form.</exception>
    public static async Task<WorkflowTestCase> PlayAsync(WorkflowTestCase test, string folder, CancellationToken cancellationToken)
    {
        if (test.Record is null)
        {
            return test;
        }

        var path = Path.Combine(folder, test.Record);
        if (!File.Exists(path))
        {
            throw new CliException($"Case '{test.Name}' plays the answers in '{path}', which is not there. Make it: agents test FILE --record");
        }

        try
        {
            var recorded = (JsonObject)JsonValue.Parse(await File.ReadAllBytesAsync(path, cancellationToken));
            var mocks = new Dictionary<string, IReadOnlyList<MockReply>>(test.Mocks, StringComparer.Ordinal);
            foreach (var (state, answers) in recorded)
            {
                mocks.TryAdd(state, [.. ((JsonArray)answers).Select(static answer => new MockReply(answer, null))]);
            }

            return test with { Mocks = mocks };
        }
        catch (Exception broken) when (broken is JsonException or InvalidCastException)
        {
            throw new CliException($"'{path}' holds no recorded answers: {broken.Message} Make it again: agents test FILE --record");
        }
    }

    /// <summary>Runs the case on a server and writes what its agents answered, state by state in the order of the visits.</summary>
    /// <exception cref="CliException">The execution did not complete: its answers are not worth keeping.</exception>
    public static async Task RecordAsync(ServerConnection server, WorkflowFile file, WorkflowTestCase test, string folder, CancellationToken cancellationToken)
    {
        var workflow = await server.Client.Workflows.CreateAsync(file.Text, fileName: file.FileName, cancellationToken: cancellationToken);
        var execution = await server.Client.Executions.StartAsync(
            new StartExecution(workflow.Id ?? file.Workflow!.Id)
            {
                Version = workflow.Version,
                Inputs = JsonElement.Parse(test.Inputs.ToUtf8Bytes()),
                Overrides = new ExecutionOverridesRecord { SkipTimers = true },
                TriggerType = TriggerTypes.Manual,
            },
            cancellationToken: cancellationToken);
        await foreach (var update in server.Client.Executions.StreamAsync(execution.Id, cancellationToken: cancellationToken))
        {
            if (update is EventUpdate { Event: { Type: EventTypes.ApprovalRequested } asked })
            {
                await new GivenApproval(server.Client.Approvals).GiveAsync(asked.Data.GetProperty("step_id").GetString()!, cancellationToken);
            }
        }

        var ended = await server.Client.Executions.GetAsync(execution.Id, cancellationToken);
        if (ended.Status != ExecutionStatuses.Completed)
        {
            throw new CliException($"Case '{test.Name}' was not recorded: the execution {ended.Status}. {ended.Error?.Message}", ExitCode.Failed);
        }

        var answers = await AnswersAsync(server, execution.Id, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, test.Record!), answers.ToIndentedJson() + "\n", cancellationToken);
    }

    private static async Task<JsonObject> AnswersAsync(ServerConnection server, string id, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, List<JsonValue>>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var page = await server.Client.Executions.GetStepsAsync(id, 200, cursor, cancellationToken);
            foreach (var step in page.Items.Where(static step => step is { Type: "agent" or "workflow", Output: not null }))
            {
                if (!answers.TryGetValue(step.State, out var list))
                {
                    answers.Add(step.State, list = []);
                }

                list.Add(JsonValue.Parse(JsonSerializer.SerializeToUtf8Bytes(step.Output!.Value)));
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return JsonObject.From(answers.Select(static state => KeyValuePair.Create(state.Key, (JsonValue)JsonArray.From(state.Value))));
    }
}
