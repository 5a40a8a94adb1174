using System.Globalization;
using Agents.Gateway.Access;
using Agents.Gateway.Limits;
using Agents.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Agents.Gateway.Deployments;

/// <summary>Holds keys and the callers of endpoints to their limits, before anything behind the gateway hears of a call.</summary>
internal static class CallLimits
{
    public static void AddDeploymentTable(this IServiceCollection services)
    {
        services.AddSingleton<DeploymentTable>();
        services.AddHostedService<DeploymentTableFeed>();
    }

    /// <summary>Call it after credentials are known.</summary>
    public static void UseCallLimits(this WebApplication app)
    {
        var table = app.Services.GetRequiredService<DeploymentTable>();
        app.Use((context, next) =>
        {
            var (calls, key) = (table.Find(context.Request.Path), table.FindKey(Credential.Of(context.Request)));
            return calls is null && key is null ? next(context) : LimitAsync(context, calls, key, next);
        });
    }

    private static async Task LimitAsync(HttpContext context, EndpointCalls? calls, CallBucket? key, RequestDelegate next)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (calls is not null && origin.Length > 0 && calls.Allows(origin))
        {
            CrossOrigin.Tell(context, origin);
            if (CrossOrigin.IsQuestion(context.Request))
            {
                CrossOrigin.Answer(context);
                return;
            }
        }

        if (calls is not null && await IsStrangerAsync(context))
        {
            // The silo refuses it. It takes nothing from those who may call.
            await next(context);
            return;
        }

        foreach (var (bucket, whose) in new[] { (key, "This key"), (calls?.Bucket, "This endpoint") })
        {
            if (bucket is not null && !await TakeAsync(context, bucket, whose))
            {
                return;
            }
        }

        if (calls is null)
        {
            await next(context);
            return;
        }

        if (calls.Traffic.MaxBodyBytes is { } most && !await FitsAsync(context, most))
        {
            return;
        }

        if (calls.Traffic.TimeoutSeconds is { } seconds)
        {
            context.Features.Set(new CallTimeout(TimeSpan.FromSeconds(seconds)));
        }

        if (!calls.TryEnter())
        {
            context.Response.Headers.RetryAfter = "1";
            await Problem.WriteAsync(context, StatusCodes.Status429TooManyRequests, $"{calls.Traffic.MaxConcurrent} calls of this endpoint are under way, which is all that it takes at once. Try again in a moment.");
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            calls.Leave();
        }
    }

    private static async ValueTask<bool> IsStrangerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<AccessMode>().IsOpen)
        {
            return false;
        }

        try
        {
            return Credential.Of(context.Request) is not { } credential || await services.GetRequiredService<SiloAccess>().FindAsync(credential, context.RequestAborted) is null;
        }
        catch (HttpRequestException)
        {
            // Nobody can tell; the call itself finds the silo away and says so.
            return true;
        }
    }

    private static async ValueTask<bool> TakeAsync(HttpContext context, CallBucket bucket, string whose)
    {
        var isTaken = bucket.TryTake(out var retryAfter);
        bucket.Tell(context.Response.Headers);
        if (isTaken)
        {
            return true;
        }

        var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        await Problem.WriteAsync(
            context,
            StatusCodes.Status429TooManyRequests,
            $"{whose} takes {bucket.Limit.Requests} requests in {bucket.Limit.PerSeconds} s. Try again in {seconds} s.");
        return false;
    }

    private static async ValueTask<bool> FitsAsync(HttpContext context, long most)
    {
        if (context.Request.ContentLength > most)
        {
            await BodyLimit.RefuseCallAsync(context, most);
            return false;
        }

        // A body that does not say how long it is is cut there.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit && !(limit.MaxRequestBodySize <= most))
        {
            limit.MaxRequestBodySize = most;
        }

        return true;
    }
}

/// <summary>How long a reply to this request may be silent.</summary>
internal sealed record CallTimeout(TimeSpan Silence);

/// <summary>What browsers are told about calls from pages of other origins.</summary>
internal static class CrossOrigin
{
    private const string Exposed = "Execution-Id, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";

    /// <summary>Whether a browser only asks whether it may call.</summary>
    public static bool IsQuestion(HttpRequest request)
        => HttpMethods.IsOptions(request.Method) && !StringValues.IsNullOrEmpty(request.Headers.AccessControlRequestMethod);

    // No credentials: the gateway's own login is nothing that another site's page may use.
    public static void Tell(HttpContext context, string origin)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = Exposed;
        headers.Append("Vary", "Origin");
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    public static void Answer(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Idempotency-Key, Prefer, X-API-Key";
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
