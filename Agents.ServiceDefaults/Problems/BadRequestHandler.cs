using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Agents.ServiceDefaults.Problems;

/// <summary>A request that the framework could not read is the caller's to mend: its status and place, not a 500.</summary>
internal sealed class BadRequestHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        await Problem.WriteAsync(httpContext, bad.StatusCode, Describe(bad));
        return true;
    }

    private static string Describe(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => "The request body is larger than this server accepts. Send less, or raise Service:MaxRequestBodyBytes.",
        { InnerException: JsonException json } => DescribeJson(json),
        _ => bad.Message,
    };

    // The serializer's own message names types of the program; path and line are what the caller can use.
    private static string DescribeJson(JsonException json)
        => $"The body is not the JSON that is expected here: look at {json.Path ?? "$"}, line {(json.LineNumber ?? 0) + 1}, column {(json.BytePositionInLine ?? 0) + 1}.";
}
