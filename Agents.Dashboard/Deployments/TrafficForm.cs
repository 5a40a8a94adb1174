using System.Globalization;
using Agents.Client.Access;
using Agents.Client.Deployments;

namespace Agents.Dashboard.Deployments;

/// <summary>Reads the form of what callers are held to; null and what is wrong where it is none. An empty field sets nothing.</summary>
internal static class TrafficForm
{
    private static readonly string[] Numbers = ["rate_requests", "rate_seconds", "max_concurrent", "max_body_bytes", "timeout_seconds"];

    public static DeploymentTraffic? Read(IFormCollection form, out string problem)
    {
        problem = Numbers.FirstOrDefault(name => form[name].ToString().Trim().Length > 0 && Number(form, name) is null) is { } wrong
            ? $"'{wrong}' is a whole number from 1, or empty."
            : Number(form, "rate_requests") is null != Number(form, "rate_seconds") is null ? "A rate is so many calls in so many seconds: give both, or neither."
            : "";
        return problem.Length > 0 ? null : new DeploymentTraffic
        {
            RateLimit = Number(form, "rate_requests") is { } requests ? new RateLimit((int)requests, (int)Number(form, "rate_seconds")!) : null,
            MaxConcurrent = (int?)Number(form, "max_concurrent"),
            MaxBodyBytes = Number(form, "max_body_bytes"),
            TimeoutSeconds = (int?)Number(form, "timeout_seconds"),
            CorsOrigins = form["cors_origins"].ToString().Split([' ', ',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } origins ? origins : null,
        };
    }

    private static long? Number(IFormCollection form, string name)
        => long.TryParse(form[name].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= int.MaxValue ? number : null;
}
