using System.CommandLine;
using Agents.Client.Deployments;

namespace Agents.Cli.Commands;

/// <summary><c>agents deployments traffic</c>: what the gateway holds callers of an endpoint to.</summary>
internal static class DeploymentTrafficCommand
{
    public static Command Create()
    {
        var id = DeploymentsCommand.Id();
        var rate = new Option<string?>("--rate") { Description = "How many calls all callers may make together, like 100/60: so many in so many seconds.", HelpName = "N/SECONDS" };
        var concurrent = new Option<int?>("--max-concurrent") { Description = "How many calls may be under way at once.", HelpName = "N" };
        var body = new Option<long?>("--max-body") { Description = "The largest body in bytes.", HelpName = "BYTES" };
        var timeout = DurationOption.Create("--timeout", "How long a reply may be silent.");
        var origins = new Option<string[]>("--cors") { Description = "An origin whose pages may call it from a browser, like https://shop.example.com. Repeatable.", HelpName = "ORIGIN" };
        var command = new Command("traffic", "Set what the gateway holds callers of an endpoint to, as a whole; without options nothing is set any more.") { id, rate, concurrent, body, timeout, origins };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var traffic = new DeploymentTraffic
            {
                RateLimit = RateOption.Read(parsed.GetValue(rate)),
                MaxConcurrent = parsed.GetValue(concurrent),
                MaxBodyBytes = parsed.GetValue(body),
                TimeoutSeconds = parsed.GetValue(timeout) is { } silence ? (int)Math.Ceiling(silence.TotalSeconds) : null,
                CorsOrigins = parsed.GetValue(origins) is { Length: > 0 } given ? given : null,
            };
            return DeploymentsCommand.Write(output, await client.Deployments.ChangeAsync(parsed.GetRequiredValue(id), new ChangeDeployment { Traffic = traffic }, cancellationToken));
        });
    }

    /// <summary>What callers are held to, in a line for people; null where nothing is set.</summary>
    public static string? Line(DeploymentTraffic? traffic)
        => traffic is null ? null : "callers: " + string.Join(", ", new[]
        {
            traffic.RateLimit is { } rate ? $"{rate.Requests} calls in {rate.PerSeconds} s" : null,
            traffic.MaxConcurrent is { } many ? $"{many} at once" : null,
            traffic.MaxBodyBytes is { } bytes ? $"bodies of {bytes} bytes" : null,
            traffic.TimeoutSeconds is { } seconds ? $"{seconds} s of silence" : null,
            traffic.CorsOrigins is { Count: > 0 } origins ? $"pages of {string.Join(" ", origins)}" : null,
        }.OfType<string>());
}
