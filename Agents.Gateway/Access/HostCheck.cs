using System.Net;
using Agents.ServiceDefaults.Addresses;
using Agents.ServiceDefaults.Problems;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Access;

/// <summary>
/// Answers only to names that it was told of. A page of a foreign site can point its own name at this machine
/// (DNS rebinding) and then counts as same-origin with us; its Host header gives it away.
/// </summary>
internal static class HostCheck
{
    public static void UseHostCheck(this WebApplication app)
    {
        var hosts = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.Hosts.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var mode = app.Services.GetRequiredService<AccessMode>();
        app.Use((context, next) => Accepts(context.Request.Host.Host, hosts) || IsAddress(context.Request.Host.Host, mode) ? next(context) : RefuseAsync(context));
    }

    private static bool Accepts(string host, HashSet<string> configured)
        => LoopbackAddress.IsLoopbackHost(host) || configured.Contains(host);

    // Nobody can point an address of a number anywhere else. An open gateway has no business with those of other machines.
    private static bool IsAddress(string host, AccessMode mode) => !mode.IsOpen && IPAddress.TryParse(host.Trim('[', ']'), out _);

    private static Task RefuseAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return host.Length == 0
            ? Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "The request has no Host header. Send the name that the gateway is reached by.")
            : Problem.WriteAsync(
                context,
                StatusCodes.Status421MisdirectedRequest,
                $"This gateway does not answer to the name '{host}'. Call it by localhost, or add the name to the setting Gateway:Hosts "
                + $"(environment: Gateway__Hosts__0={host}).");
    }
}
