using System.Text.Json.Nodes;
using Agents.Client.Executions;
using Agents.Silo.Deployments;

namespace Agents.Silo.Aliases;

/// <summary>The words of <c>/api/deployments</c>: designs, whole paths, and executions as log entries.</summary>
internal static class DesignReplies
{
    public static readonly ReplyShape Deployment = ReplyShape.Of(Rename);

    public static readonly ReplyShape Deployments = ReplyShape.OfList(Rename);

    public static readonly ReplyShape Log = new(static (_, reply) => ValueTask.FromResult<JsonNode>(LogOf(reply.AsObject())));

    public static readonly ReplyShape Logs = ReplyShape.OfNewList(LogOf);

    private static void Rename(JsonObject deployment)
    {
        deployment["design_id"] = deployment["workflow_id"]?.DeepClone();
        deployment["design_name"] = deployment["workflow_name"]?.DeepClone();
        if (deployment["endpoint_path"]?.GetValue<string>() is { } path)
        {
            deployment["endpoint_path"] = DeploymentViews.EndpointRoot + path;
        }
    }

    private static JsonObject LogOf(JsonObject execution) => new()
    {
        ["id"] = execution["id"]!.DeepClone(),
        ["deployment_id"] = execution["deployment_id"]?.DeepClone(),
        ["design_id"] = execution["workflow_id"]!.DeepClone(),
        ["execution_id"] = execution["id"]!.DeepClone(),
        ["status"] = StatusOf(execution["status"]!.GetValue<string>()),
        ["trigger_type"] = execution["trigger_type"]!.DeepClone(),
        ["triggered_by"] = execution["triggered_by"]?.DeepClone(),
        ["input_data"] = execution["inputs"]?.DeepClone(),
        ["result_data"] = execution["outputs"]?.DeepClone(),
        ["error"] = execution["error"]?["message"]?.DeepClone(),
        ["started_at"] = (execution["started_at"] ?? execution["created_at"])!.DeepClone(),
        ["completed_at"] = execution["completed_at"]?.DeepClone(),
        ["duration_ms"] = execution["duration_seconds"] is { } seconds ? Math.Round(seconds.GetValue<double>() * 1_000) : null,
    };

    private static string StatusOf(string status)
        => status == ExecutionStatuses.Completed ? status : ExecutionStatuses.IsFinal(status) ? ExecutionStatuses.Failed : ExecutionStatuses.Running;
}
