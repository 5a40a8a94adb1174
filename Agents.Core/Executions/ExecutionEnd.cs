using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>How an execution ended.</summary>
/// <param name="At">When.</param>
/// <param name="Result">What came out; null where it did not complete.</param>
/// <param name="Error">Why it did not complete; null where it did, and where somebody cancelled it.</param>
public sealed record ExecutionEnd(DateTimeOffset At, JsonValue? Result, ExecutionError? Error);
