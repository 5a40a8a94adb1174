using System.Text.Json;
using Agents.Client.Executions;
using Agents.Core.Json;
using Agents.Silo.Executions;
using Agents.Silo.Workflows;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Agents.Silo.Mcp;

/// <summary>Every enabled workflow as an MCP tool: its inputs are the arguments, its outputs the result.</summary>
internal sealed class WorkflowTools(WorkflowStore store, WorkflowCatalog catalog, ExecutionStarts starts, IdGenerator ids, TimeProvider time)
{
    private const int PageSize = 100;
    private const string KeyName = "idempotency-key";

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(2);

    // A call that takes longer is answered with where to look.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(9);

    /// <summary>One page of tools, by workflow id.</summary>
    public async ValueTask<ListToolsResult> ListAsync(ListToolsRequestParams? request)
    {
        var rows = await store.ListAsync(new WorkflowFilter("active", null, null, null, request?.Cursor, PageSize + 1));
        var tools = new List<Tool>();
        foreach (var row in rows.Take(PageSize))
        {
            if (await catalog.FindCurrentVersionAsync(row.Id) is { } version && await catalog.FindAsync(row.Id, version) is { Plan: var plan })
            {
                tools.Add(new Tool
                {
                    Name = plan.Id,
                    Title = plan.Name,
                    Description = plan.Description ?? $"Runs the workflow '{plan.Name}'.",
                    InputSchema = JsonElement.Parse((plan.InputSchema is JsonObject schema && schema.Find("type") is JsonString { Value: "object" } ? schema : JsonObject.Of(("type", "object"))).ToUtf8Bytes()),
                });
            }
        }

        return new ListToolsResult { Tools = tools, NextCursor = rows.Count > PageSize ? rows[PageSize - 1].Id : null };
    }

    /// <summary>Runs a workflow to its end, or until it waits for people. Asked again with the same idempotency key in <c>_meta</c> it starts nothing anew.</summary>
    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, string? actor, CancellationToken cancellationToken)
    {
        var call = request.Params!;
        var raw = Body(call);
        if (StartBody.Read(raw, out var problem) is not { } body)
        {
            return Failure(problem);
        }

        var key = call.Meta?[KeyName]?.GetValue<string>() is { Length: > 0 } given ? $"mcp:{given}" : $"mcp:{ids.Next()}";
        var started = time.GetTimestamp();
        for (var steps = 1; ; steps++)
        {
            switch (await starts.StartAsync(body, raw, key, ProgressEvery, actor, cancellationToken))
            {
                case Started { Execution: var execution } when IsOver(execution.Status) || time.GetElapsedTime(started) > LongestWait:
                    return Result(execution);
                case Started { Execution: var execution }:
                    await TellAsync(request, steps, execution, cancellationToken);
                    break;
                case UnknownWorkflow:
                    throw new McpProtocolException($"Unknown tool: '{call.Name}'", McpErrorCode.InvalidParams);
                case DisabledWorkflow:
                    return Failure($"The workflow '{call.Name}' is disabled.");
                case InputsRefused refused:
                    return Failure($"The arguments do not fit the workflow's inputs: {string.Join("; ", refused.Problems.Select(static found => $"{found.Path} {found.Message}"))}");
                case KeyReused:
                    return Failure("This idempotency key came with other arguments before.");
                case var outcome:
                    throw new InvalidOperationException($"'{outcome.GetType().Name}' is not an outcome of a start.");
            }
        }
    }

    private static byte[] Body(CallToolRequestParams call) => JsonObject.Of(
        ("workflow_id", call.Name),
        ("inputs", JsonObject.From((call.Arguments ?? new Dictionary<string, JsonElement>()).Select(static argument => KeyValuePair.Create(argument.Key, JsonValue.Parse(argument.Value.GetRawText())))))).ToUtf8Bytes();

    // What waits for somebody is told at once: nobody should hold a connection for a day.
    private static bool IsOver(string status)
        => ExecutionStatuses.IsFinal(status) || status is ExecutionStatuses.WaitingApproval or ExecutionStatuses.WaitingSignal or ExecutionStatuses.Paused or ExecutionStatuses.BudgetExceeded;

    private static async Task TellAsync(RequestContext<CallToolRequestParams> request, int steps, ExecutionDetail execution, CancellationToken cancellationToken)
    {
        if (request.Params!.ProgressToken is { } token)
        {
            var progress = new ProgressNotificationValue { Progress = steps, Message = $"{execution.Status}{(execution.CurrentState is { } state ? $" in {state}" : "")}" };
            await request.Server.NotifyProgressAsync(token, progress, cancellationToken: cancellationToken);
        }
    }

    private static CallToolResult Result(ExecutionDetail execution) => execution.Status == ExecutionStatuses.Completed
        ? new CallToolResult
        {
            Content = [new TextContentBlock { Text = Text(execution.Outputs) }],
            StructuredContent = execution.Outputs is { ValueKind: JsonValueKind.Object } outputs ? outputs : null,
            Meta = Meta(execution),
        }
        : new CallToolResult
        {
            IsError = ExecutionStatuses.IsFinal(execution.Status),
            Content = [new TextContentBlock { Text = execution.Error?.Message is { } message ? $"The execution {execution.Id} ended as {execution.Status}: {message}" : $"The execution {execution.Id} is {execution.Status}. It goes on by itself; look at it under /executions/{execution.Id}." }],
            Meta = Meta(execution),
        };

    private static string Text(JsonElement? outputs) => outputs switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } value => value.GetRawText(),
    };

    private static System.Text.Json.Nodes.JsonObject Meta(ExecutionDetail execution) => new() { ["execution_id"] = execution.Id, ["status"] = execution.Status };

    private static CallToolResult Failure(string message) => new() { IsError = true, Content = [new TextContentBlock { Text = message }] };
}
