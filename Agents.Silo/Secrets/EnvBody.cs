using System.Text.RegularExpressions;
using Agents.Core.Json;

namespace Agents.Silo.Secrets;

/// <summary>The field <c>env</c> of a start. Messages never repeat a value.</summary>
internal static partial class EnvBody
{
    private const int MostVariables = 100;

    private const int LongestValue = 32 * 1024;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Problem(JsonValue? env) => env switch
    {
        null or JsonNull => null,
        not JsonObject => "'env' is an object of texts, like {\"GITHUB_TOKEN\": \"...\"}.",
        JsonObject { Count: > MostVariables } => $"'env' has more than {MostVariables} variables.",
        JsonObject given when given.Keys.Any(static name => !Name().IsMatch(name)) => "A name in 'env' is not 1 to 100 letters, digits and '_', or begins with a digit.",
        JsonObject given => given.Where(static pair => pair.Value is not JsonString { Value.Length: <= LongestValue }).Select(static pair => pair.Key).FirstOrDefault() is { } wrong
            ? $"'env.{wrong}' is a text of at most {LongestValue} characters."
            : null,
    };

    /// <summary>Reads what <see cref="Problem"/> found nothing wrong with; null where there is none.</summary>
    public static IReadOnlyDictionary<string, string>? Read(JsonValue? env)
        => env is JsonObject { Count: > 0 } given ? given.ToDictionary(static pair => pair.Key, static pair => ((JsonString)pair.Value).Value, StringComparer.Ordinal) : null;

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
