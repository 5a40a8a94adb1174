namespace Agents.Client.Access;

/// <summary>What a key may do. One that may more includes what it says here.</summary>
public static class KeyScopes
{
    /// <summary>Everything, settings, keys and secrets included.</summary>
    public const string Admin = "admin";

    /// <summary>Store workflows, start and stop executions, deploy. Includes <see cref="Viewer"/>; decides no approvals.</summary>
    public const string Operator = "operator";

    /// <summary>Decide approvals. Includes <see cref="Viewer"/>.</summary>
    public const string Approver = "approver";

    /// <summary>Read everything but settings that are secret.</summary>
    public const string Viewer = "viewer";

    /// <summary>What comes before a deployment's id in the scope that may call it, and read the executions that its calls started.</summary>
    public const string InvokePrefix = "invoke:";

    /// <summary>What comes before a deployment's id in the scope that may register it and send its heartbeats.</summary>
    public const string AgentPrefix = "agent:";

    /// <summary>The scopes that name no deployment.</summary>
    public static IReadOnlyList<string> General { get; } = [Admin, Operator, Approver, Viewer];

    /// <summary>The scope that may call a deployment.</summary>
    public static string Invoke(string deployment) => InvokePrefix + deployment;

    /// <summary>The scope of a deployment that runs elsewhere.</summary>
    public static string Agent(string deployment) => AgentPrefix + deployment;
}
