using Agents.Core.Executions;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;
using Agents.Silo.Workflows;

namespace Agents.Silo.Approvals;

/// <summary>A row of <c>approvals</c> as it is after an append.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Workflow">The workflow that it runs.</param>
/// <param name="Step">The step that waits, or waited until this append.</param>
/// <param name="Status">One of <see cref="Client.Approvals.ApprovalStatuses"/>.</param>
/// <param name="DecidedAt">When it ended; null while it waits.</param>
/// <param name="Payload">The payload as JSON, or a reference to a blob.</param>
internal sealed record ApprovalRow(
    ExecutionState Execution, StoredWorkflow Workflow, StepState Step, string Status, DateTimeOffset? DecidedAt, ReadOnlyMemory<byte> Payload) : JournalRow
{
    public override string Query => "UpsertApproval";

    public override void Write(RowStatement statement)
    {
        var wait = (ApprovalWait)Step.Wait!;
        statement.Bind(1, Step.Id.Value).Bind(2, Execution.Id).Bind(3, Execution.WorkflowId).Bind(4, Workflow.Plan.Name).Bind(5, Step.State).Bind(6, Status)
            .Bind(7, wait.Title).Bind(8, wait.Message).Bind(9, Payload.Span).Bind(10, wait.IsEditable ? 1L : 0L).Bind(11, Texts(wait.Approvers)).Bind(12, (long)wait.Quorum)
            .Bind(13, Votes(wait)).Bind(14, Delegations(wait)).Bind(15, wait.RequestedAt).Bind(16, wait.TimeoutAt)
            .Bind(17, wait.RemindedAt).Bind(18, wait.EscalatedAt).Bind(19, DecidedAt).Run();
    }

    private static string Texts(IEnumerable<string> texts) => JsonArray.From(texts.Select(static text => (JsonValue)text)).ToJson();

    private static string Votes(ApprovalWait wait) => JsonArray.From(wait.Votes.Select(static vote => (JsonValue)JsonObject.Of(
        ("actor", vote.Actor),
        ("decision", vote.IsApproval ? "approved" : "rejected"),
        ("at", TimeText.ToText(vote.At)),
        ("authenticated", vote.IsAuthenticated),
        ("via", vote.Via),
        ("comment", vote.Comment),
        ("edited", vote.Edited ?? JsonValue.Null)))).ToJson();

    private static string Delegations(ApprovalWait wait) => JsonArray.From(wait.Delegations.Select(static delegation => (JsonValue)JsonObject.Of(
        ("from", delegation.From), ("to", delegation.To), ("at", TimeText.ToText(delegation.At)), ("comment", delegation.Comment)))).ToJson();
}
