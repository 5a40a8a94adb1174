using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Agents.Gateway.Access;
using Agents.Gateway.Headers;
using Agents.Gateway.Upstreams;
using Agents.ServiceDefaults.Problems;
using Agents.ServiceDefaults.Tokens;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Containers;

/// <summary>A second address, for containers, which do not reach a gateway that is bound to loopback. It takes registrations and heartbeats and nothing else, always with a key.</summary>
internal static class ContainerListener
{
    /// <summary>Stands for the address of Docker's bridge.</summary>
    public const string Docker = "docker";

    private const int Port = 8081;

    private const string Bridge = "docker0";

    private const string Root = "/api/v1/deployments/";

    /// <summary>The address that a setting means; the setting itself where it means none.</summary>
    public static string? AddressOf(string? setting)
        => string.IsNullOrWhiteSpace(setting) ? null
            : setting.Equals(Docker, StringComparison.OrdinalIgnoreCase) ? BridgeAddress() is { } bridge ? $"http://{bridge}:{Port}" : setting
            : setting.TrimEnd('/');

    /// <summary>Call it before the gateway's own middleware: what comes in here is none of it.</summary>
    public static void UseContainerListener(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.ContainerBind is not { } bind)
        {
            return;
        }

        var address = new Uri(bind);
        var (ip, silo, forwarding) = (IPAddress.Parse(address.Host), app.Services.GetRequiredService<UpstreamSet>().Silo, app.Services.GetRequiredService<UpstreamForwarding>());
        app.MapWhen(
            context => context.Connection.LocalPort == address.Port && (ip.Equals(IPAddress.Any) || ip.Equals(context.Connection.LocalIpAddress?.MapToIPv4())),
            branch =>
            {
                branch.UseClientHeaderStripping();
                branch.Run(context => PassAsync(context, silo, forwarding));
            });
    }

    private static Task PassAsync(HttpContext context, Upstream silo, UpstreamForwarding forwarding)
    {
        var headers = context.Request.Headers;
        headers.Remove("Cookie");
        if (!HttpMethods.IsPost(context.Request.Method) || !IsReport(context.Request.Path.Value ?? ""))
        {
            return Problem.WriteAsync(context, StatusCodes.Status404NotFound, "Containers register and send heartbeats here, and nothing else.");
        }

        if (Credential.TakeKey(headers) is not { } key)
        {
            return Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, "A container's key is needed: AGENTS_DEPLOYMENT_KEY, as agents deploy makes it.");
        }

        headers[SiloClient.CredentialHeader] = key;
        return forwarding.ForwardAsync(context, silo);
    }

    private static bool IsReport(string path)
        => path == $"{Root}register" || (path.StartsWith(Root, StringComparison.Ordinal) && path[Root.Length..].Split('/') is [{ Length: > 0 }, "heartbeat"]);

    private static IPAddress? BridgeAddress()
        => NetworkInterface.GetAllNetworkInterfaces().FirstOrDefault(static one => one.Name == Bridge)?.GetIPProperties().UnicastAddresses
            .Select(static one => one.Address).FirstOrDefault(static address => address.AddressFamily == AddressFamily.InterNetwork);
}
