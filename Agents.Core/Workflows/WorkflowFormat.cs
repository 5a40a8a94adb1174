namespace Agents.Core.Workflows;

/// <summary>The file formats a workflow can be written in (docs/formats).</summary>
public enum WorkflowFormat
{
    /// <summary>Recognised by <c>states</c>; the canonical one.</summary>
    StateMachine,

    /// <summary>Recognised by <c>schema_version</c>.</summary>
    Graph,

    /// <summary>Recognised by <c>blocks</c> and <c>connections</c>.</summary>
    Design,
}
