using System.Diagnostics;
using Agents.ServiceDefaults.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Agents.ServiceDefaults.Problems;

/// <summary>
/// Writes every problem as JSON, whatever the request accepts: the framework's writer falls silent for
/// <c>Accept: text/event-stream</c> or <c>application/yaml</c>, where the reader needs the reason just as much.
/// </summary>
internal sealed class ProblemWriter(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        var problem = context.ProblemDetails;
        problem.Status ??= response.StatusCode;
        problem.Type = null;
        problem.Title = ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        problem.Detail ??= problem.Status == StatusCodes.Status415UnsupportedMediaType
            ? "Send definitions as Content-Type: application/yaml or application/json, everything else as application/json."
            : null;
        problem.Extensions.TryAdd("code", ProblemCode.Of(problem.Status.Value));
        problem.Extensions["traceId"] = Activity.Current?.Id ?? context.HttpContext.TraceIdentifier;
        options.Value.CustomizeProblemDetails?.Invoke(context);
        response.StatusCode = problem.Status.Value;
        response.Headers.CacheControl = "no-store";
        await (OpenAIError.IsWanted(context.HttpContext.Request)
            ? response.WriteAsJsonAsync(OpenAIError.Of(problem), SnakeCaseJson.Options, "application/json", context.HttpContext.RequestAborted)
            : response.WriteAsJsonAsync(problem, SnakeCaseJson.Options, "application/problem+json", context.HttpContext.RequestAborted));
    }
}
