using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary>
/// Something that an agent may call. Whatever can go wrong in the world is a result; an exception is a bug, and is told to nobody but the log.
/// Called by many executions at once.
/// </summary>
public interface ITool
{
    /// <summary>The name that agents list and models call: letters, digits, <c>_</c> and <c>-</c>, at most 64.</summary>
    string Name { get; }

    /// <summary>What it does and when to use it, for the model.</summary>
    string Description { get; }

    /// <summary>JSON Schema of the arguments, an object. Calls that break it never reach the tool.</summary>
    JsonObject InputSchema { get; }

    /// <summary>Why no agent can call it here, and what to set; null where agents can.</summary>
    string? Absence => null;

    /// <summary>
    /// Calls it. A call that was interrupted by a crash is made again with the same <see cref="ToolCall.IdempotencyKey"/>: what has an effect must have it once per key.
    /// </summary>
    /// <param name="call">What is asked, and by whom.</param>
    /// <param name="cancellationToken">Ends the call: its time is over, or nobody wants its result any more.</param>
    Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken);
}
