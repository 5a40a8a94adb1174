using System.Text.Json.Nodes;
using Agents.Client.Executions;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Aliases;

/// <summary>The words of <c>/api/v1/workflow-runs</c> and <c>/workflow-approvals</c>: <c>run_id</c>, <c>context</c>, upper-case statuses.</summary>
internal static class WorkflowRunReplies
{
    public static readonly ReplyShape Run = ReplyShape.Of(Rename) with { Problem = Refuse };

    public static readonly ReplyShape RunWithContext = Run with { Reply = AddContextAsync };

    public static readonly ReplyShape Runs = ReplyShape.OfItems(Rename);

    public static readonly ReplyShape Steps = ReplyShape.OfItems(RenameStep);

    public static readonly ReplyShape Approval = ReplyShape.Of(RenameApproval) with { Problem = Refuse };

    public static readonly ReplyShape Approvals = ReplyShape.OfItems(RenameApproval);

    private static void Rename(JsonObject run)
    {
        // What run_mode validate_only answers is no run.
        if (run["status"]?.GetValue<string>() is { } status && run["id"]?.GetValue<string>() is { } id)
        {
            run["status"] = StatusOf(status);
            run["run_id"] = id;
        }
    }

    private static async ValueTask<JsonNode> AddContextAsync(HttpContext http, JsonNode reply)
    {
        var run = reply.AsObject();
        var state = await http.RequestServices.GetRequiredService<JournalReader>().FoldAsync(run["id"]!.GetValue<string>());
        run["context"] = state.FindFrame("") is { } frame ? JsonNode.Parse(frame.Context.ToUtf8Bytes()) : null;
        Rename(run);
        return run;
    }

    private static void RenameStep(JsonObject step) => step["status"] = step["status"]!.GetValue<string>().ToUpperInvariant();

    private static void RenameApproval(JsonObject approval)
    {
        approval["run_id"] = approval["execution_id"]!.GetValue<string>();
        approval["status"] = approval["status"]!.GetValue<string>().ToUpperInvariant();
    }

    private static JsonObject Refuse(JsonObject problem)
    {
        if (problem["current_status"]?.GetValue<string>() is { } status)
        {
            problem["current_status"] = StatusOf(status);
        }

        return problem;
    }

    // Its clients know nine statuses; those that came later are the nearest of them.
    private static string StatusOf(string status) => status switch
    {
        ExecutionStatuses.Queued or ExecutionStatuses.Validating => "PENDING",
        ExecutionStatuses.WaitingTimer => "RUNNING",
        ExecutionStatuses.BudgetExceeded => "PAUSED",
        _ => status.ToUpperInvariant(),
    };
}
