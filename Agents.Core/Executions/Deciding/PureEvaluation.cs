using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>What came of computing a pure state or a transition. A closed family.</summary>
internal abstract record PureEvaluation;

/// <summary>It has a result.</summary>
/// <param name="Output">The result; null where the state passes its input through.</param>
/// <param name="Writes">Parts of it that go into the context.</param>
/// <param name="Next">The next state; null at the end.</param>
/// <param name="Condition">The condition that decided; null where none did.</param>
internal sealed record Evaluated(JsonValue? Output, IReadOnlyList<ContextWrite> Writes, string? Next, string? Condition) : PureEvaluation;

/// <summary>It cannot be computed.</summary>
/// <param name="Error">Why.</param>
internal sealed record NotEvaluated(ExecutionError Error) : PureEvaluation;
