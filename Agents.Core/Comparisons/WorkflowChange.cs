using Agents.Core.Json;

namespace Agents.Core.Comparisons;

/// <summary>One difference in meaning between two versions of a workflow.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Subject">What kind of thing it happened to.</param>
/// <param name="Name">The thing: a setting's, an agent's or a schema's name; for states and transitions the state, with the states around it: <c>gather/pods/check</c>.</param>
/// <param name="Parts">What is different in it; empty where it came or went as a whole.</param>
public sealed record WorkflowChange(ChangeKind Kind, ChangeSubject Subject, string Name, IReadOnlyList<ChangedPart> Parts);

/// <summary>One value that is different.</summary>
/// <param name="Path">Where in the thing, with dots and indexes: <c>retry.maxAttempts</c>, <c>approvers[0]</c>; empty for the whole of it.</param>
/// <param name="Before">The older value; null where there was none.</param>
/// <param name="After">The newer value; null where there is none any more.</param>
public sealed record ChangedPart(string Path, JsonValue? Before, JsonValue? After);

/// <summary>What happened to a part of a workflow.</summary>
public enum ChangeKind
{
    /// <summary>Only the newer version has it.</summary>
    Added,

    /// <summary>Only the older version has it.</summary>
    Removed,

    /// <summary>Both have it, and it is different.</summary>
    Changed,
}

/// <summary>Parts of a workflow that are compared one by one.</summary>
public enum ChangeSubject
{
    /// <summary>A property of the workflow itself: name, timeout, budget, model and their like.</summary>
    Setting,

    /// <summary>The schema of the inputs or the outputs, or a field of a graph's state.</summary>
    Schema,

    /// <summary>An agent that the definition brings along.</summary>
    Agent,

    /// <summary>A state and all that it does, but not where it leads.</summary>
    State,

    /// <summary>Where the workflow starts, or where a state leads.</summary>
    Transition,
}
