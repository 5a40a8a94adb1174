using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>How many agents a pattern needs.</summary>
internal static class PatternNeeds
{
    /// <summary>What is missing and how to mend it; null where nothing is.</summary>
    public static string? Missing(PatternState pattern) => (pattern.Pattern, pattern.Agents.Count) switch
    {
        (_, 0) => "Name the agents that work together: 'agents: [writer, critic]'.",
        ("hierarchical", 1) => "Name a manager and at least one worker: 'agents: [manager, worker]'.",
        ("routing", 1) when pattern.Choices.Count == 0 => "Name a router and at least one specialist: 'agents: [router, specialist]'.",
        ("debate", 1) => "Name at least two who debate: 'agents: [for, against]'.",
        _ => null,
    };
}
