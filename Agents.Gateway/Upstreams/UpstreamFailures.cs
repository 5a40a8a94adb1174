using Agents.Gateway.Limits;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Problems;
using Yarp.ReverseProxy.Forwarder;

namespace Agents.Gateway.Upstreams;

/// <summary>What a client reads when the service behind the gateway is away: when to come back, in its own language.</summary>
internal sealed partial class UpstreamFailures(ServiceDefaultsOptions service, ILogger<UpstreamFailures> logger)
{
    private const string RetryAfterSeconds = "2";

    /// <summary>Where the client has left or the reply has begun there is nobody to tell: YARP has cut the connection.</summary>
    public Task ExplainAsync(HttpContext context, IForwarderErrorFeature failure, Upstream upstream)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        Log.Failed(logger, upstream.Name, failure.Error, context.Request.Method, context.Request.Path, failure.Exception?.GetBaseException().Message);
        return context.Response.HasStarted ? Task.CompletedTask : TellAsync(context, failure, upstream);
    }

    private Task TellAsync(HttpContext context, IForwarderErrorFeature failure, Upstream upstream)
    {
        if (FindBadRequest(failure.Exception) is { } bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? BodyLimit.RefuseAsync(context, service.MaxRequestBodyBytes)
                : Problem.WriteAsync(context, bad.StatusCode, bad.Message);
        }

        return failure.Error == ForwarderError.RequestTimedOut
            ? SayTimeoutAsync(context, upstream)
            : SayUnavailableAsync(context, upstream);
    }

    public static Task SayUnavailableAsync(HttpContext context, Upstream upstream)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return UnavailablePage.IsWanted(context.Request)
            ? UnavailablePage.WriteAsync(context, upstream)
            : Problem.WriteAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                $"The {upstream.Name} is not running or is just starting. Ask again in {RetryAfterSeconds} seconds, a write with the same Idempotency-Key.");
    }

    private static Task SayTimeoutAsync(HttpContext context, Upstream upstream)
        => Problem.WriteAsync(
            context,
            StatusCodes.Status504GatewayTimeout,
            $"The {upstream.Name} did not answer in time. Its log says what it was doing.");

    private static BadHttpRequestException? FindBadRequest(Exception? exception) => exception switch
    {
        null => null,
        BadHttpRequestException bad => bad,
        AggregateException many => many.InnerExceptions.Select(FindBadRequest).FirstOrDefault(bad => bad is not null),
        _ => FindBadRequest(exception.InnerException),
    };
}
