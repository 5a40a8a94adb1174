using Agents.Client.Executions;
using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Chaos.Workflows;

/// <summary>How an execution ended, without what differs from run to run: ids, times and the words of messages.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Outputs">Its outputs; null where it has none.</param>
/// <param name="Error">Category, code and state of its failure; null where it has none.</param>
internal sealed record Outcome(string Status, string? Outputs, (string Category, string? Code, string? State)? Error)
{
    public static Outcome Of(ExecutionState state)
        => new(state.Status.ToName(), state.Result?.ToJson(), state.Error is { } error ? (error.Category, error.Code, error.State) : null);

    public static Outcome Of(ExecutionDetail detail) => new(
        detail.Status,
        detail.Outputs is { } outputs ? JsonValue.Parse(outputs.GetRawText()).ToJson() : null,
        detail.Error is { } error ? (error.Category, error.Code, error.State) : null);
}
