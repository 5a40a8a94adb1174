using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Agents.ServiceDefaults.Problems;

/// <summary>A problem as clients of OpenAI's API read one. Everything below <c>/v1</c> answers like that, whoever refuses: gateway, key check or endpoint.</summary>
internal static class OpenAIError
{
    private static readonly PathString Root = "/v1";

    /// <summary>Whether who asks is such a client.</summary>
    public static bool IsWanted(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    public static Dictionary<string, object?> Of(ProblemDetails problem)
    {
        var error = new Dictionary<string, object?>
        {
            ["message"] = problem.Detail ?? problem.Title,
            ["type"] = TypeOf(problem.Status ?? StatusCodes.Status500InternalServerError),
            ["param"] = null,
        };
        foreach (var (name, value) in problem.Extensions)
        {
            error[name] = value;
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            error["code"] = "invalid_api_key";
        }

        return new Dictionary<string, object?> { ["error"] = error };
    }

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        < 500 => "invalid_request_error",
        _ => "server_error",
    };
}
