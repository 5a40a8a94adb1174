using System.Runtime.CompilerServices;
using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>
/// Patterns as the engine runs them (formats §D): each is a block of ordinary states, so that every model call of it is a durable step with the
/// retries, limits and events that any step has, and nothing else needs to know of patterns.
/// </summary>
internal static class PatternBlocks
{
    /// <summary>What a block's first state is given, as its expressions see it.</summary>
    public const string Given = "_given";

    // They live as long as the plan, and are asked for with every event of every execution.
    private static readonly ConditionalWeakTable<PatternState, StateBlock> Known = [];

    public static StateBlock Of(PatternState pattern) => Known.GetValue(pattern, Build);

    private static StateBlock Build(PatternState pattern) => pattern.Pattern switch
    {
        "sequential" => SequentialPattern.Build(pattern),
        "parallel" => ParallelPattern.Build(pattern),
        "hierarchical" => HierarchicalPattern.Build(pattern),
        "debate" => DebatePattern.Build(pattern),
        "routing" => RoutingPattern.Build(pattern),
        "reflection" => ReflectionPattern.Build(pattern),
        _ => throw new InvalidOperationException($"There is no pattern '{pattern.Pattern}'."),
    };
}
