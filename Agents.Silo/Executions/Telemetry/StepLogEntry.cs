using System.Collections;
using System.Globalization;
using Agents.Core.Executions;

namespace Agents.Silo.Executions.Telemetry;

/// <summary>What a log line says of a step. Its keys are part of what operators rely on.</summary>
/// <param name="executionId">The execution.</param>
/// <param name="ended">The step, and how its attempt ended.</param>
/// <param name="executor">The state's type, which says what ran it; null where the state is not in the definition any more.</param>
/// <param name="duration">Since its first attempt began.</param>
internal sealed class StepLogEntry(string executionId, EndedStep ended, string? executor, TimeSpan duration) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] _fields =
    [
        new("execution_id", executionId),
        new("step_id", ended.Step.Id.Value),
        new("state", ended.Step.State),
        new("attempt", ended.Step.Attempt),
        new("executor", executor),
        new("duration_ms", (long)duration.TotalMilliseconds),
        new("status", ended.Status.ToName()),
        new("error_type", ended.Error?.Category),
    ];

    public int Count => _fields.Length;

    public KeyValuePair<string, object?> this[int index] => _fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _fields.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join(
        ' ', _fields.Where(static field => field.Value is not null).Select(static field => string.Create(CultureInfo.InvariantCulture, $"{field.Key}={field.Value}")));
}
