using Agents.Client.Deployments;
using Agents.Client.Executions;

namespace Agents.Silo.Aliases;

/// <summary>The words of <c>/deployments</c>: the columns of the tables <c>deployments</c> and <c>executions</c>.</summary>
internal static class RegistryReplies
{
    public static readonly ReplyShape Deployment = ReplyShape.Of(static deployment =>
    {
        deployment["deployment_id"] = deployment["id"]!.DeepClone();
        deployment["deployment_name"] = deployment["name"]!.DeepClone();
        deployment["deployment_metadata"] = deployment["metadata"]?.DeepClone();
        deployment["registered_at"] = deployment["created_at"]!.DeepClone();
        deployment["is_alive"] = deployment["health"]!.GetValue<string>() == DeploymentHealth.Alive;
    });

    public static readonly ReplyShape Execution = ReplyShape.Of(static execution =>
    {
        execution["execution_id"] = execution["id"]!.DeepClone();
        execution["status"] = StatusOf(execution["status"]!.GetValue<string>());
        execution["error_message"] = execution["error"]?["message"]?.DeepClone();
        execution["total_tokens"] = execution["total_tokens"]!["total"]!.DeepClone();
    });

    private static string StatusOf(string status) => status switch
    {
        ExecutionStatuses.Queued or ExecutionStatuses.Validating => "pending",
        ExecutionStatuses.Completed => status,
        _ when ExecutionStatuses.IsFinal(status) => ExecutionStatuses.Failed,
        _ => ExecutionStatuses.Running,
    };
}
