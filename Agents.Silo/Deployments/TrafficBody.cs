using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.Core.Json;

namespace Agents.Silo.Deployments;

/// <summary>What callers are held to, in bodies and in the table.</summary>
internal static class TrafficBody
{
    /// <summary>The field.</summary>
    public const string Field = "traffic";

    private const int MostOrigins = 100;

    private static readonly string[] Known = ["rate_limit", "max_concurrent", "max_body_bytes", "timeout_seconds", "cors_origins"];

    /// <summary>What is wrong with a body's traffic; null where nothing is.</summary>
    public static string? Problem(JsonObject body)
        => body.Find(Field) switch
        {
            null or JsonNull => null,
            JsonObject given => given.Keys.FirstOrDefault(static key => !Known.Contains(key)) is { } unknown ? $"'{Field}' has an unknown field '{unknown}'. Known are {string.Join(", ", Known)}."
                : given.Find("cors_origins") is not (null or JsonNull) and not JsonArray ? $"'cors_origins' of '{Field}' is a list of origins."
                : (given.Find("cors_origins") as JsonArray)?.Any(static origin => origin is not JsonString { Value: var text } || !IsOrigin(text)) == true
                    ? $"'cors_origins' of '{Field}' lists origins like https://shop.example.com, or *."
                : (given.Find("cors_origins") as JsonArray)?.Count > MostOrigins ? $"'cors_origins' of '{Field}' lists at most {MostOrigins} origins."
                : NumberProblem(given, "max_concurrent", 100_000) ?? NumberProblem(given, "max_body_bytes", long.MaxValue) ?? NumberProblem(given, "timeout_seconds", 3_600)
                ?? RateProblem(given.Find("rate_limit")),
            _ => $"'{Field}' is an object like {{\"rate_limit\": {{\"requests\": 100, \"per_seconds\": 60}}, \"max_concurrent\": 10}}; an empty one takes all limits away.",
        };

    /// <summary>Reads what has no <see cref="Problem"/>; null leaves it as it is.</summary>
    public static DeploymentTraffic? Read(JsonObject body) => body.Find(Field) is JsonObject given ? JsonSerializer.Deserialize(given.ToUtf8Bytes(), AgentsJson.Wire.DeploymentTraffic) : null;

    /// <summary>The column; null leaves it as it is.</summary>
    public static string? ToColumn(DeploymentTraffic? traffic) => traffic is null ? null : JsonSerializer.Serialize(traffic, AgentsJson.Wire.DeploymentTraffic);

    /// <summary>What a column says; null where it sets nothing.</summary>
    public static DeploymentTraffic? FromColumn(string? column)
        => column is null ? null : JsonSerializer.Deserialize(column, AgentsJson.Wire.DeploymentTraffic) is { } traffic && traffic != new DeploymentTraffic() ? traffic : null;

    private static string? NumberProblem(JsonObject given, string name, long most)
        => given.Find(name) is null or JsonNull || (given.Find(name) is JsonNumber number && number.TryGetInt64(out var value) && value >= 1 && value <= most) ? null
            : $"'{name}' of '{Field}' is a whole number from 1{(most == long.MaxValue ? "" : $" to {most}")}.";

    private static string? RateProblem(JsonValue? value)
        => value is null or JsonNull ? null
            : value is JsonObject { Count: 2 } rate && Number(rate, "requests") is { } requests && Number(rate, "per_seconds") is { } seconds
                ? Access.KeyMaking.RateProblem(new RateLimit(requests, seconds))
                : Access.KeyMaking.RateProblem(new RateLimit(0, 0));

    private static int? Number(JsonObject given, string name) => given.Find(name) is JsonNumber number && number.TryGetInt64(out var value) && value is >= 0 and <= int.MaxValue ? (int)value : null;

    private static bool IsOrigin(string text)
        => text == "*" || (Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https" && origin.GetLeftPart(UriPartial.Authority) == text);
}
