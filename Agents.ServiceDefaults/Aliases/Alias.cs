namespace Agents.ServiceDefaults.Aliases;

/// <summary>
/// Older names of routes, each set as its specification has it. The gateway turns their paths into those of the API and says in a header which set was meant;
/// the silo answers in that set's words.
/// </summary>
public static class Alias
{
    /// <summary>The header that names the set; only the gateway sets it.</summary>
    public const string Header = "X-Agents-Alias";

    /// <summary><c>/api/v1/workflow-runs</c> and <c>/api/v1/workflow-approvals</c>: runs with upper-case statuses.</summary>
    public const string WorkflowRuns = "workflow-runs";

    /// <summary><c>/runs</c>, <c>/workflows</c> and <c>/settings</c>: runs that are polled, lists without pages.</summary>
    public const string Runs = "runs";

    /// <summary><c>/api/deployments</c>: deployed designs with execution logs.</summary>
    public const string Designs = "designs";

    /// <summary><c>/deployments</c>: the registry of containers.</summary>
    public const string Registry = "registry";

    /// <summary><c>/status/stream</c>: workflows, agents and system in one event.</summary>
    public const string Status = "status";
}
