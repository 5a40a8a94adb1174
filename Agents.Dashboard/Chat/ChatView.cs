using Agents.Client;
using Agents.Client.Chat;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Dashboard.Silo;

namespace Agents.Dashboard.Chat;

/// <summary>A conversation with what its messages refer to.</summary>
public sealed record ChatView(ChatSessionDetail Session)
{
    // Older ones are a link: a page asks for no more than people look at.
    private const int MostExecutions = 3;

    /// <summary>The latest executions by id, with their steps.</summary>
    public IReadOnlyDictionary<string, (ExecutionDetail Execution, IReadOnlyList<StepRecord> Steps)> Executions { get; private init; }
        = new Dictionary<string, (ExecutionDetail, IReadOnlyList<StepRecord>)>();

    /// <summary>The deployments by id; one that was deleted is not among them.</summary>
    public IReadOnlyDictionary<string, DeploymentRecord> Deployments { get; private init; } = new Dictionary<string, DeploymentRecord>();

    /// <summary>The execution that is under way; null where none is.</summary>
    public ExecutionDetail? Running => Executions.Values.Select(static found => found.Execution).LastOrDefault(static execution => !ExecutionStatuses.IsFinal(execution.Status));

    public string Page => $"/chat/{Uri.EscapeDataString(Session.SessionId)}";

    public static async Task<(ChatView? View, ProblemRecord? Problem)> LoadAsync(AgentsClient client, string id)
    {
        var (session, problem) = await Reply.Of(client.Chat.GetAsync(id));
        if (session is null)
        {
            return (null, problem);
        }

        var executions = new Dictionary<string, (ExecutionDetail, IReadOnlyList<StepRecord>)>(StringComparer.Ordinal);
        foreach (var executionId in session.Messages.Select(static message => message.Metadata.ExecutionId).OfType<string>().TakeLast(MostExecutions))
        {
            if ((await Reply.Of(client.Executions.GetAsync(executionId))).Value is { } execution)
            {
                executions[executionId] = (execution, (await Reply.Of(client.Executions.GetStepsAsync(executionId))).Value?.Items ?? []);
            }
        }

        var deployments = new Dictionary<string, DeploymentRecord>(StringComparer.Ordinal);
        foreach (var deploymentId in session.Messages.Select(static message => message.Metadata.DeploymentId).OfType<string>().Distinct().TakeLast(MostExecutions))
        {
            if ((await Reply.Of(client.Deployments.GetAsync(deploymentId))).Value is { } deployment)
            {
                deployments[deploymentId] = deployment;
            }
        }

        return (new ChatView(session) { Executions = executions, Deployments = deployments }, null);
    }
}
