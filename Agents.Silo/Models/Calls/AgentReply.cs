using Agents.Core.Budgets;
using Agents.Core.Json;

namespace Agents.Silo.Models;

/// <summary>How an agent's turn ended. A closed family.</summary>
/// <param name="Calls">Every call that was answered, in order; their tokens count whatever came of them.</param>
public abstract record AgentReply(IReadOnlyList<ModelCallRecord> Calls)
{
    /// <summary>A usable answer.</summary>
    /// <param name="Output">Matches the output schema where there is one.</param>
    /// <param name="Calls">Every call that was answered.</param>
    public sealed record Succeeded(JsonValue Output, IReadOnlyList<ModelCallRecord> Calls) : AgentReply(Calls);

    /// <summary>No usable answer.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="Calls">Every call that was answered.</param>
    public sealed record Failed(ModelFailure Failure, IReadOnlyList<ModelCallRecord> Calls) : AgentReply(Calls);

    /// <summary>A budget did not allow the next call, and it was not made.</summary>
    /// <param name="Shortfall">Which budget, and what is left of it.</param>
    /// <param name="Calls">Every call that was answered before.</param>
    public sealed record NotAllowed(BudgetShortfall Shortfall, IReadOnlyList<ModelCallRecord> Calls) : AgentReply(Calls);
}
