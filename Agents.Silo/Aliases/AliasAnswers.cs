using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agents.ServiceDefaults.Aliases;

namespace Agents.Silo.Aliases;

/// <summary>
/// Answers requests that came by an older path in that path's words. The routes themselves know nothing of it: names of the query are turned before they read it,
/// and their JSON after they wrote it. Who may call is what the route says.
/// </summary>
internal static class AliasAnswers
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    /// <summary>Call it after the check of keys, before anything is mapped.</summary>
    public static void UseAliases(this WebApplication app)
        => app.Use(static (http, next) => http.Request.Headers[Alias.Header].ToString() is { Length: > 0 } alias ? AnswerAsync(http, alias, next) : next(http));

    private static async Task AnswerAsync(HttpContext http, string alias, RequestDelegate next)
    {
        var route = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";
        AliasRequests.Translate(http.Request, alias, route);
        if (AliasReplies.Find(alias, route) is not { } shape)
        {
            await next(http);
            return;
        }

        var client = http.Response.Body;
        using var written = new MemoryStream();
        http.Response.Body = written;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = client;
        }

        await WriteAsync(http, shape, written);
    }

    private static async Task WriteAsync(HttpContext http, ReplyShape shape, MemoryStream written)
    {
        written.Position = 0;
        if (written.Length == 0 || http.Response.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            await written.CopyToAsync(http.Response.Body, http.RequestAborted);
            return;
        }

        var reply = JsonNode.Parse(written, documentOptions: new JsonDocumentOptions { MaxDepth = Readable.MaxDepth })!;
        var shaped = http.Response.StatusCode < StatusCodes.Status400BadRequest ? await shape.Reply(http, reply) : shape.Problem?.Invoke(reply.AsObject()) ?? reply;
        http.Response.ContentLength = null;
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(shaped, Readable), http.RequestAborted);
    }
}
