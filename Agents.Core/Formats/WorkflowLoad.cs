using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>What came of loading a definition: a workflow unless there are errors, and every diagnostic at once.</summary>
/// <param name="Workflow">The plan; null exactly where a diagnostic is an error.</param>
/// <param name="Format">The format that the text was recognised as; null where it was none.</param>
/// <param name="Diagnostics">All problems, in the order of the text.</param>
public sealed record WorkflowLoad(Workflow? Workflow, WorkflowFormat? Format, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether any diagnostic is an error.</summary>
    public bool HasErrors => Diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}

/// <summary>How a definition is loaded.</summary>
public sealed record WorkflowLoadOptions
{
    /// <summary>The text's name; without its extensions it is the id of a definition that gives none.</summary>
    public string FileName { get; init; } = "workflow.yaml";

    /// <summary>Turns unknown keys and undefined agents into errors. Default: false.</summary>
    public bool Strict { get; init; }

    /// <summary>
    /// Whether the text was accepted before, perhaps by an earlier version of this program: then it is read as it was, and what later states read from
    /// earlier ones is not judged again. Default: false.
    /// </summary>
    public bool IsStored { get; init; }

    /// <summary>
    /// Agents that the environment has, as states name them (<c>name</c> or <c>name@environment</c>); an agent that is neither here nor inline gets a warning.
    /// Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, AgentDefinition> EnvironmentAgents { get; init; } = new Dictionary<string, AgentDefinition>();
}
