using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Agents.Core.Json;
using Agents.Core.Secrets;

namespace Agents.Silo.Secrets;

/// <summary>
/// Takes every secret that this silo knows out of text: those of its configuration, the stored ones, those of executions that run here, and what looks like one.
/// </summary>
/// <remarks>
/// Journals are guarded where text comes in (<see cref="CommandRedaction"/>): tables, streams, exports, webhooks and pages are made of what is in them.
/// Logs, spans and problem details are guarded where they go out.
/// </remarks>
internal sealed class Redactor(IConfiguration configuration)
{
    private readonly HashSet<string> _values = [.. ConfiguredSecrets.In(configuration)];
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, SecretText> _executions = new(StringComparer.Ordinal);
    private volatile SecretText? _shared;

    /// <summary>What all executions have in common.</summary>
    public SecretText Shared => _shared ?? Know([]);

    /// <summary>These are secrets from here on. What was one before stays one: a key that was replaced may still be in use.</summary>
    public SecretText Know(IEnumerable<string> values)
    {
        lock (_gate)
        {
            var known = _values.Count;
            _values.UnionWith(values);
            return _shared is { } shared && known == _values.Count ? shared : _shared = new SecretText(_values);
        }
    }

    /// <summary>From here on this execution has these secrets.</summary>
    public SecretText Know(string executionId, IEnumerable<string> values) => _executions[executionId] = new SecretText(values);

    /// <summary>The execution's secrets are not here any more.</summary>
    public void Forget(string executionId) => _executions.TryRemove(executionId, out _);

    /// <summary>A value without the secrets that an execution's texts may hold: the same object where it has none.</summary>
    public JsonValue Redact(string executionId, JsonValue value)
    {
        value = Shared.Redact(value);
        return _executions.TryGetValue(executionId, out var own) ? own.Redact(value) : value;
    }

    /// <summary>The text without secrets, whichever they are: the same object where it has none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Redact(string? text)
    {
        text = Shared.Redact(text);
        if (!_executions.IsEmpty)
        {
            foreach (var (_, secrets) in _executions)
            {
                text = secrets.Redact(text);
            }
        }

        return text;
    }
}
