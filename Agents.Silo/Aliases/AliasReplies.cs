using System.Text.Json.Nodes;
using Agents.ServiceDefaults.Aliases;
using Microsoft.Extensions.Primitives;

namespace Agents.Silo.Aliases;

/// <summary>How one route answers in an alias's words.</summary>
/// <param name="Reply">Its reply, changed.</param>
/// <param name="Problem">Its problem, changed; null leaves it as it is.</param>
internal sealed record ReplyShape(Func<HttpContext, JsonNode, ValueTask<JsonNode>> Reply, Func<JsonObject, JsonNode>? Problem = null)
{
    /// <summary>A shape that changes one record.</summary>
    public static ReplyShape Of(Action<JsonObject> change) => new((_, reply) =>
    {
        change(reply.AsObject());
        return ValueTask.FromResult(reply);
    });

    /// <summary>A shape that changes each record of a page.</summary>
    public static ReplyShape OfItems(Action<JsonObject> change) => new((_, reply) =>
    {
        Items(reply).ToList().ForEach(change);
        return ValueTask.FromResult(reply);
    });

    /// <summary>A shape that makes a list of a page, with a new record for each; where there are more, a link says where.</summary>
    public static ReplyShape OfNewList(Func<JsonObject, JsonNode> make) => new((http, reply) =>
    {
        if (reply["next_cursor"]?.GetValue<string>() is { } next)
        {
            var query = http.Request.Query.Where(static parameter => parameter.Key != "cursor").Append(KeyValuePair.Create("cursor", new StringValues(next)));
            http.Response.Headers.Link = $"<{QueryString.Create(query)}>; rel=\"next\"";
        }

        return ValueTask.FromResult<JsonNode>(new JsonArray([.. Items(reply).Select(make)]));
    });

    /// <summary>A shape that makes a list of a page and changes each record.</summary>
    public static ReplyShape OfList(Action<JsonObject> change) => OfNewList(record =>
    {
        change(record);
        return record.DeepClone();
    });

    private static IEnumerable<JsonObject> Items(JsonNode page) => page["items"]?.AsArray().Select(static item => item!.AsObject()) ?? [];
}

/// <summary>Which routes answer in which words. What is not here answers as it is: streams, schemas, settings.</summary>
internal static class AliasReplies
{
    private static readonly Dictionary<(string Alias, string Route), ReplyShape> Shapes = new()
    {
        [(Alias.WorkflowRuns, "StartExecution")] = WorkflowRunReplies.Run,
        [(Alias.WorkflowRuns, "GetExecution")] = WorkflowRunReplies.RunWithContext,
        [(Alias.WorkflowRuns, "ListExecutions")] = WorkflowRunReplies.Runs,
        [(Alias.WorkflowRuns, "ListSteps")] = WorkflowRunReplies.Steps,
        [(Alias.WorkflowRuns, "PauseExecution")] = WorkflowRunReplies.Run,
        [(Alias.WorkflowRuns, "ResumeExecution")] = WorkflowRunReplies.Run,
        [(Alias.WorkflowRuns, "CancelExecution")] = WorkflowRunReplies.Run,
        [(Alias.WorkflowRuns, "SendSignal")] = WorkflowRunReplies.Run,
        [(Alias.WorkflowRuns, "SendSignalByOlderName")] = WorkflowRunReplies.Run,
        [(Alias.WorkflowRuns, "ListApprovals")] = WorkflowRunReplies.Approvals,
        [(Alias.WorkflowRuns, "ListApprovalsOfExecution")] = WorkflowRunReplies.Approvals,
        [(Alias.WorkflowRuns, "GetApproval")] = WorkflowRunReplies.Approval,
        [(Alias.WorkflowRuns, "Approve")] = WorkflowRunReplies.Approval,
        [(Alias.WorkflowRuns, "Reject")] = WorkflowRunReplies.Approval,
        [(Alias.WorkflowRuns, "DelegateApproval")] = WorkflowRunReplies.Approval,
        [(Alias.WorkflowRuns, "ApproveOfExecution")] = WorkflowRunReplies.Approval,
        [(Alias.WorkflowRuns, "RejectOfExecution")] = WorkflowRunReplies.Approval,
        [(Alias.Runs, "StartExecution")] = RunReplies.Run,
        [(Alias.Runs, "GetExecution")] = RunReplies.RunWithArtifacts,
        [(Alias.Runs, "ListArtifacts")] = RunReplies.Artifacts,
        [(Alias.Runs, "ListWorkflows")] = RunReplies.Workflows,
        [(Alias.Designs, "CreateDeployment")] = DesignReplies.Deployment,
        [(Alias.Designs, "GetDeployment")] = DesignReplies.Deployment,
        [(Alias.Designs, "ChangeDeployment")] = DesignReplies.Deployment,
        [(Alias.Designs, "ListDeployments")] = DesignReplies.Deployments,
        [(Alias.Designs, "ExecuteDeployment")] = DesignReplies.Log,
        [(Alias.Designs, "ListDeploymentExecutions")] = DesignReplies.Logs,
        [(Alias.Designs, "GetDeploymentExecution")] = DesignReplies.Log,
        [(Alias.Registry, "RegisterDeployment")] = RegistryReplies.Deployment,
        [(Alias.Registry, "ExecuteDeployment")] = RegistryReplies.Execution,
    };

    /// <summary>How a route answers; null where it answers as it is.</summary>
    public static ReplyShape? Find(string alias, string route) => Shapes.GetValueOrDefault((alias, route));
}
