using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>One change that somebody asks for.</summary>
internal abstract class WorkflowEdit
{
    /// <summary>What was done; known once it is.</summary>
    public string Summary { get; protected set; } = "";

    /// <exception cref="RefinementException">It cannot be done; the message says why.</exception>
    public abstract JsonObject Apply(JsonObject workflow);
}

/// <summary>Several changes in one sentence, in order.</summary>
internal sealed class SeveralEdits(IReadOnlyList<WorkflowEdit> edits) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var changed = edits.Aggregate(workflow, static (before, edit) => edit.Apply(before));
        Summary = string.Join(' ', edits.Select(static edit => edit.Summary));
        return changed;
    }
}
