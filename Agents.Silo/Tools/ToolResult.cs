using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary>What came of a call. A closed family.</summary>
public abstract record ToolResult
{
    private ToolResult()
    {
    }

    /// <summary>The tool did what was asked.</summary>
    /// <param name="Output">What the model is told: text as a string, anything else as JSON.</param>
    public sealed record Succeeded(JsonValue Output) : ToolResult;

    /// <summary>The tool did not do it.</summary>
    /// <param name="Error">Why, in words that the model may read: what was wrong and what to do instead; never a secret.</param>
    public sealed record Failed(ExecutionError Error) : ToolResult;

    /// <summary>A result for the model.</summary>
    public static ToolResult Of(JsonValue output) => new Succeeded(output);

    /// <summary>A failure.</summary>
    /// <param name="category">One of <see cref="ErrorCategory"/>.</param>
    /// <param name="code">Finer than the category.</param>
    /// <param name="message">What was wrong and what to do instead.</param>
    public static ToolResult Fail(string category, string code, string message) => new Failed(new ExecutionError(category, message) { Code = code });
}
