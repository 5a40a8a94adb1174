using System.ClientModel.Primitives;
using System.Text.Json;

namespace Agents.Silo.Models.Wires;

/// <summary>A provider's answer on its way: the head is there, the body is still coming.</summary>
internal sealed class WireAnswer(int status, Func<string, string?> header, Stream body, IDisposable owner) : IDisposable
{
    private const int LongestError = 64 * 1024;

    public int Status => status;

    public bool IsSuccess => status is >= 200 and < 300;

    public Stream Body => body;

    /// <summary>The answer is one document and no stream of events.</summary>
    public bool IsWhole => IsOfType("application/json");

    /// <summary>The answer is a page for people: some proxy's, or of another server.</summary>
    public bool IsPage => IsOfType("text/html");

    public static WireAnswer Of(PipelineResponse response)
        => new(response.Status, name => response.Headers.TryGetValue(name, out var value) ? value : null, response.ContentStream ?? Stream.Null, response);

    public static async Task<WireAnswer> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
        => new((int)response.StatusCode, name => HeaderOf(response, name), await response.Content.ReadAsStreamAsync(cancellationToken), response);

    /// <summary>A header's value; null where it is missing.</summary>
    public string? Header(string name) => header(name);

    /// <summary>The body as JSON, as long as an error may be; null where it is anything else.</summary>
    public async Task<JsonElement?> ReadErrorAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[LongestError];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            return JsonElement.Parse(bytes.AsSpan(0, length));
        }
        catch (JsonException)
        {
            // A proxy's page, or nothing: the status says enough.
            return null;
        }
    }

    public void Dispose() => owner.Dispose();

    private bool IsOfType(string type) => header("content-type")?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;

    private static string? HeaderOf(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? values.FirstOrDefault() : null;
}
