using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.ServiceDefaults.Json;

/// <summary>The wire's JSON: snake_case names and enum values, dictionary keys as they are, text readable.</summary>
public static class SnakeCaseJson
{
    /// <summary>For code that writes JSON outside of endpoints, such as server-sent events.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Makes <paramref name="options"/> write and read the wire's JSON.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        // Values of executions nest up to 64 levels, and replies wrap them.
        options.MaxDepth = 256;
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));

        // Replies are application/json and never pasted into HTML, so umlauts and quotes stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    internal static void AddSnakeCaseJson(this IServiceCollection services)
        => services.ConfigureHttpJsonOptions(json => Apply(json.SerializerOptions));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
