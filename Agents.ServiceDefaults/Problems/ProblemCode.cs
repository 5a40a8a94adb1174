namespace Agents.ServiceDefaults.Problems;

/// <summary>The <c>code</c> that a status has where nothing more exact is known.</summary>
public static class ProblemCode
{
    /// <summary>The code of an HTTP status, such as <c>not_found</c> for 404.</summary>
    public static string Of(int status) => status switch
    {
        400 => "validation_error",
        401 => "unauthorized",
        402 => "budget_exceeded",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        409 => "conflict",
        413 => "request_too_large",
        415 => "unsupported_media_type",
        421 => "unknown_host",
        422 => "invalid_definition",
        429 => "rate_limited",
        502 => "provider_error",
        503 => "unavailable",
        504 => "timeout",
        < 500 => "validation_error",
        _ => "internal_error",
    };
}
