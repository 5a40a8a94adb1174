using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Problems;

namespace Agents.Gateway.Limits;

/// <summary>Says 413 at once where the request announces its size; a body without one is cut by the server at the limit.</summary>
internal static class BodyLimit
{
    public static void UseBodyLimit(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<ServiceDefaultsOptions>().MaxRequestBodyBytes;
        app.Use((context, next) => context.Request.ContentLength > limit ? RefuseAsync(context, limit) : next(context));
    }

    /// <summary>The same for an endpoint with a limit of its own.</summary>
    public static Task RefuseCallAsync(HttpContext context, long limit)
        => Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"The request body is larger than the {limit} bytes that this endpoint takes.");

    public static Task RefuseAsync(HttpContext context, long limit)
        => Problem.WriteAsync(
            context,
            StatusCodes.Status413PayloadTooLarge,
            $"The request body is larger than {limit} bytes. Send less, or raise the setting Service:MaxRequestBodyBytes of gateway and silo.");
}
