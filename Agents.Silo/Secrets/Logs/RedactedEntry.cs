using System.Collections;

namespace Agents.Silo.Secrets.Logs;

/// <summary>A log line without its secrets.</summary>
/// <param name="text">The whole line.</param>
/// <param name="fields">Its fields as they were logged; null where it had none.</param>
/// <param name="redactor">Takes secrets out of the fields.</param>
internal sealed class RedactedEntry(string text, IReadOnlyList<KeyValuePair<string, object?>>? fields, Redactor redactor) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] _fields =
        [.. (fields ?? []).Select(field => field.Value is string or not (int or long or double or bool) ? new(field.Key, redactor.Redact(field.Value?.ToString())) : field)];

    public int Count => _fields.Length;

    public KeyValuePair<string, object?> this[int index] => _fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _fields.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => text;
}

/// <summary>Stands for an exception whose text held a secret.</summary>
/// <param name="text">Its text without it, stack trace included.</param>
internal sealed class RedactedException(string text) : Exception("An exception whose text held a secret.")
{
    /// <inheritdoc/>
    public override string ToString() => text;
}
