using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.ServiceDefaults.Problems;

/// <summary>RFC 9457 problem details: a status, a <c>code</c> that programs compare, a detail that tells people what to do.</summary>
public static class Problem
{
    /// <summary>A problem as an endpoint's result.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="detail">What is wrong and what to do about it; never a secret or a stack trace.</param>
    /// <param name="code">Null takes the status's own: see <see cref="ProblemCode"/>.</param>
    /// <param name="extensions">More members of the body, such as <c>diagnostics</c>.</param>
    public static IResult Result(int status, string detail, string? code = null, IDictionary<string, object?>? extensions = null)
        => Results.Problem(Details(status, detail, code, extensions));

    /// <summary>Writes a problem from middleware. Does nothing but cut the connection where the reply has begun.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string detail, string? code = null)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = Details(status, detail, code, extensions: null),
        });
    }

    private static ProblemDetails Details(int status, string detail, string? code, IDictionary<string, object?>? extensions)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = detail,
            Extensions = extensions ?? new Dictionary<string, object?>(),
        };
        problem.Extensions["code"] = code ?? ProblemCode.Of(status);
        return problem;
    }
}
