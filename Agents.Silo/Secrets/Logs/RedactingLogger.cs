namespace Agents.Silo.Secrets.Logs;

/// <summary>
/// Passes on what is clean as it came. Where a field, the message or the exception holds a secret, the fields and the text without it are passed on instead.
/// </summary>
internal sealed class RedactingLogger(ILogger inner, Redactor redactor) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
        {
            return;
        }

        var isClean = state is IReadOnlyList<KeyValuePair<string, object?>> fields ? IsClean(fields) : IsClean(formatter(state, exception));
        if (isClean && (exception is null || IsClean(exception.ToString())))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        inner.Log(
            logLevel,
            eventId,
            new RedactedEntry(redactor.Redact(formatter(state, exception)), state as IReadOnlyList<KeyValuePair<string, object?>>, redactor),
            exception is null ? null : new RedactedException(redactor.Redact(exception.ToString())),
            static (entry, _) => entry.ToString());
    }

    // Fields are looked through as they are: most lines have only short ones, and their text is never made twice.
    private bool IsClean(IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index].Value is { } value and not (int or long or double or bool or DateTimeOffset or TimeSpan or Enum) && !IsClean(value as string ?? value.ToString()))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsClean(string? text) => ReferenceEquals(redactor.Redact(text), text);
}
