using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>
/// A part of a state's result that goes into the context. The journal records paths, not values:
/// the result is there once, and folding needs neither the definition nor an expression.
/// </summary>
/// <param name="To">Path in the context.</param>
/// <param name="From">Path in the result; <c>$</c> is the whole of it.</param>
public sealed record ContextWrite(string To, string From)
{
    /// <summary>Where every state's result goes, whatever else is said.</summary>
    public static string StepPath(string state)
        => state.All(static letter => char.IsLetterOrDigit(letter) || letter is '_' or '-') ? $"steps.{state}" : $"steps[\"{state}\"]";

    /// <summary>Whether it is that place, rather than one that the definition names.</summary>
    public bool IsImplicit(string state) => To == StepPath(state);

    /// <summary>The context with these parts of <paramref name="result"/> written; a part that the result lacks is not written.</summary>
    public static JsonObject Apply(JsonObject context, IReadOnlyList<ContextWrite> writes, JsonValue result)
    {
        foreach (var write in writes)
        {
            var value = write.From == "$" ? result : ContextPath.TryParse(write.From)?.Find(result);
            if (value is not null)
            {
                context = Paths.Get(write.To).Write(context, value);
            }
        }

        return context;
    }

    /// <summary>What was written, as an object of context path to value: the state's part of the context.</summary>
    public static JsonObject Written(IReadOnlyList<ContextWrite> writes, JsonValue result) => Apply(JsonObject.Empty, writes, result);
}
