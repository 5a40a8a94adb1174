using Agents.Core.Patterns;
using Agents.Starlark;

namespace Agents.Core.Workflows;

/// <summary>Runs agents in a pattern (formats §D).</summary>
/// <param name="Name">The state's name.</param>
public sealed record PatternState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "pattern";

    /// <summary><c>sequential</c>, <c>parallel</c>, <c>hierarchical</c>, <c>debate</c>, <c>routing</c> or <c>reflection</c>.</summary>
    public required string Pattern { get; init; }

    /// <summary>The agents in order, at least one.</summary>
    public required IReadOnlyList<PatternAgent> Agents { get; init; }

    /// <summary>What to do, with templates.</summary>
    public Template? Task { get; init; }

    /// <summary>Rounds of debate or reflection. Default: 3.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>The agent that sums up parallel answers; null means none.</summary>
    public PatternAgent? Aggregator { get; init; }

    /// <summary>The agent that judges a debate; null means none.</summary>
    public PatternAgent? Judge { get; init; }

    /// <summary>A condition that ends a debate early; null means that all rounds are held.</summary>
    public PatternEnd? Until { get; init; }

    /// <summary>What a router without specialists of its own chooses from: the blocks of a design that follow it.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<StateBlock> Blocks() => [PatternBlocks.Of(this)];
}

/// <summary>A condition that ends the rounds of a debate.</summary>
/// <param name="Condition">As it was written.</param>
/// <param name="Program">Parsed; it also sees <c>_rounds</c>, <c>_last</c> and <c>_round</c>.</param>
public sealed record PatternEnd(string Condition, StarlarkProgram Program);
