using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;

namespace Agents.Client.Approvals;

/// <summary>The approval endpoints.</summary>
public sealed class ApprovalsClient
{
    private const string Root = "api/v1/approvals";

    private readonly ApiConnection _connection;

    internal ApprovalsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Lists approvals, the one that has waited longest first.</summary>
    public Task<ItemPage<ApprovalRecord>> ListAsync(ApprovalFilter filter, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath(Root)
                .With("status", filter.Status)
                .With("assignee", string.Join(',', filter.Assignees))
                .With("execution_id", filter.ExecutionId)
                .With("limit", filter.Limit)
                .With("cursor", filter.Cursor)
                .ToString(),
            AgentsJson.Wire.ItemPageApprovalRecord,
            cancellationToken);

    /// <summary>One approval.</summary>
    public Task<ApprovalRecord> GetAsync(string id, CancellationToken cancellationToken = default)
        => _connection.GetAsync(Of(id), AgentsJson.Wire.ApprovalRecord, cancellationToken);

    /// <summary>Approves. The same actor approving twice is one vote.</summary>
    /// <exception cref="AgentsApiException">403 where the actor is not among the approvers, 409 where it is decided or the actor voted the other way.</exception>
    public Task<ApprovalRecord> ApproveAsync(string id, ApprovalDecision decision, CancellationToken cancellationToken = default)
        => DecideAsync($"{Of(id)}/approve", decision, cancellationToken);

    /// <summary>Rejects.</summary>
    /// <exception cref="AgentsApiException">As for <see cref="ApproveAsync"/>.</exception>
    public Task<ApprovalRecord> RejectAsync(string id, ApprovalDecision decision, CancellationToken cancellationToken = default)
        => DecideAsync($"{Of(id)}/reject", decision, cancellationToken);

    /// <summary>Hands the decision to somebody else.</summary>
    /// <exception cref="AgentsApiException">403 where the actor may not decide, 409 where it is decided or too few people would be left.</exception>
    public Task<ApprovalRecord> DelegateAsync(string id, ApprovalHandOver handOver, CancellationToken cancellationToken = default)
        => _connection.PostAsync(
            $"{Of(id)}/delegate", JsonContent.Create(handOver, AgentsJson.Wire.ApprovalHandOver), AgentsJson.Wire.ApprovalRecord, cancellationToken);

    /// <summary>Makes a link that casts one vote, for a mail or a chat.</summary>
    public Task<ApprovalLink> CreateLinkAsync(string id, ApprovalLinkRequest request, CancellationToken cancellationToken = default)
        => _connection.PostAsync(
            $"{Of(id)}/links", JsonContent.Create(request, AgentsJson.Wire.ApprovalLinkRequest), AgentsJson.Wire.ApprovalLink, cancellationToken);

    private Task<ApprovalRecord> DecideAsync(string path, ApprovalDecision decision, CancellationToken cancellationToken)
        => _connection.PostAsync(path, JsonContent.Create(decision, AgentsJson.Wire.ApprovalDecision), AgentsJson.Wire.ApprovalRecord, cancellationToken);

    private static string Of(string id) => $"{Root}/{ApiPath.Segment(id)}";
}
