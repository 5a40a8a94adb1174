using Agents.Core.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Secrets;

/// <summary>The row that goes when its execution ends, in the transaction of the last event: no crash leaves it behind.</summary>
/// <param name="ExecutionId">The execution.</param>
internal sealed record ForgottenSecrets(string ExecutionId) : JournalRow
{
    public override string Query => "ForgetSecrets";

    public static IReadOnlyList<JournalRow> Of(ExecutionState before, ExecutionState after)
        => after.Origin.Secrets.Count > 0 && after.Status.IsFinal() && !before.Status.IsFinal() ? [new ForgottenSecrets(after.Id)] : [];

    public override void Write(RowStatement statement) => statement.Bind(1, ExecutionId).Run();
}
