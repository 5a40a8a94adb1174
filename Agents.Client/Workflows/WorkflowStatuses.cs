namespace Agents.Client.Workflows;

/// <summary>The values of <see cref="WorkflowSummary.Status"/>.</summary>
public static class WorkflowStatuses
{
    /// <summary>Executions may start.</summary>
    public const string Active = "active";

    /// <summary>No execution starts; running ones go on.</summary>
    public const string Disabled = "disabled";
}
