namespace Agents.Core.Executions.Commands;

/// <summary>A queued execution has its turn: begin. Asked of one that is not queued, it does nothing.</summary>
/// <param name="Now">When.</param>
public sealed record AdmitExecution(DateTimeOffset Now) : ExecutionCommand(Now)
{
    /// <summary>What <c>validating</c> finds wrong now outside the definition; empty lets the execution run.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];
}
