using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agents.Core.Json;
using Agents.ServiceDefaults.Problems;

namespace Agents.Silo.Hosting;

/// <summary>Small request bodies: those of the contract's own records, and those that are read by hand.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body; where it is none, null and the reply that says what is wrong. An empty body is the fallback, where there is one.</summary>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, T? fallback = null)
        where T : class
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (raw.IsEmpty && fallback is not null)
        {
            return (fallback, null);
        }

        try
        {
            return JsonSerializer.Deserialize(raw.Span, type) is { } value
                ? (value, null)
                : (null, Problem.Result(StatusCodes.Status400BadRequest, "The body is a JSON object, not null."));
        }
        catch (JsonException broken)
        {
            return (null, Problem.Result(StatusCodes.Status400BadRequest, $"The body cannot be read at '{broken.Path ?? "$"}': {Reason(broken)}"));
        }
    }

    /// <summary>Parses a body that is read by hand; false, and what is wrong with it, where it is not JSON.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JsonValue? value, out string problem)
    {
        try
        {
            (value, problem) = (JsonValue.Parse(utf8), "");
            return true;
        }
        catch (JsonException broken)
        {
            (value, problem) = (null, $"The body is not JSON: {broken.Message}");
            return false;
        }
    }

    // The exception's own text repeats the place and names types of ours.
    private static string Reason(JsonException broken)
        => broken.InnerException is null && broken.Message.Contains("missing required", StringComparison.Ordinal)
            ? "a required field is missing."
            : "it is not JSON of the documented form.";
}
