using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>A failure as data: it outlives the process, the attempt and the provider that caused it.</summary>
/// <param name="Category">One of <see cref="ErrorCategory"/>.</param>
/// <param name="Message">What went wrong and what to do, for people; never a stack trace, never a secret.</param>
public sealed record ExecutionError(string Category, string Message)
{
    /// <summary>The definition's own code (<c>fail</c> states); null elsewhere.</summary>
    public string? Code { get; init; }

    /// <summary>The state that failed; null where the whole execution did.</summary>
    public string? State { get; init; }

    /// <summary>Whether another attempt cannot succeed whatever the category (a quota that is used up, for example).</summary>
    public bool IsPermanent { get; init; }

    /// <summary>How long the provider asked to wait; null where it said nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The failure as the journal and the API write it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObjectBuilder();
        json.Set("category", Category);
        json.Set("message", Message);
        SetIfPresent(json, "code", Code);
        SetIfPresent(json, "state", State);
        if (IsPermanent)
        {
            json.Set("permanent", true);
        }

        if (RetryAfter is { } wait)
        {
            json.Set("retry_after_seconds", wait.TotalSeconds);
        }

        return json.Build();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Category or message is missing.</exception>
    public static ExecutionError FromJson(JsonObject json) => new(json.Text("category"), json.Text("message"))
    {
        Code = json.OptionalText("code"),
        State = json.OptionalText("state"),
        IsPermanent = json.Find("permanent") is JsonBoolean { Value: true },
        RetryAfter = json.OptionalNumber("retry_after_seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    private static void SetIfPresent(JsonObjectBuilder json, string key, string? value)
    {
        if (value is not null)
        {
            json.Set(key, value);
        }
    }
}
