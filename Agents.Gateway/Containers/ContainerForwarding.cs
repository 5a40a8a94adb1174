using System.Net;
using Agents.Client.Access;
using Agents.Gateway.Access;
using Agents.Gateway.Deployments;
using Agents.ServiceDefaults.Problems;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace Agents.Gateway.Containers;

/// <summary><c>/d/{id}/**</c>: a container's own paths, for whoever may call it.</summary>
internal sealed class ContainerForwarding(
    DeploymentTable table, ContainerGuard guard, AccessMode mode, SiloAccess access, IHttpForwarder forwarder, IOptions<GatewayOptions> options) : IDisposable
{
    private readonly ForwarderRequestConfig _request = new()
    {
        ActivityTimeout = options.Value.ActivityTimeout,
        AllowResponseBuffering = false,
        Version = HttpVersion.Version11,
    };

    private readonly HttpMessageInvoker _connections = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.Value.ConnectTimeout,
    });

    public async Task ForwardAsync(HttpContext context, string id)
    {
        if (await RefusalAsync(context, id) is var (status, detail))
        {
            await Problem.WriteAsync(context, status, detail);
            return;
        }

        if (table.FindContainer(id) is not { } container)
        {
            await Problem.WriteAsync(context, StatusCodes.Status404NotFound, $"There is no container '{id}'. GET /api/v1/deployments?kind=container lists them.");
            return;
        }

        if (!guard.Allows(container))
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status403Forbidden, $"Container '{id}' says that it is at {container.Host}:{container.Port}, which is not called. Hosts besides this machine are named by the setting Gateway:ContainerHosts.");
            return;
        }

        await (container.IsAway ? SayAwayAsync(context, container) : SendAsync(context, container));
    }

    public void Dispose() => _connections.Dispose();

    private async Task SendAsync(HttpContext context, ContainerUpstream container)
    {
        // Relative links of a page need the folder that it is in.
        var prefix = $"/d/{container.Id}";
        if (context.Request.Path == prefix)
        {
            context.Response.Redirect($"{prefix}/", permanent: false, preserveMethod: true);
            return;
        }

        var error = await forwarder.SendAsync(context, container.Url, _connections, _request, new ContainerHeaders(prefix));
        if (error == ForwarderError.None)
        {
            container.Answered();
        }
        else if (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            // One that takes its time is not away.
            if (error != ForwarderError.RequestTimedOut)
            {
                container.WasRefused();
            }

            await SayAwayAsync(context, container);
        }
    }

    private static Task SayAwayAsync(HttpContext context, ContainerUpstream container)
    {
        context.Response.Headers.RetryAfter = "5";
        return Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"Container '{container.Id}' does not answer. Its log says more: agents deployments logs {container.Id}");
    }

    private async ValueTask<(int Status, string Detail)?> RefusalAsync(HttpContext context, string id)
    {
        if (Credential.Of(context.Request) is not { } credential)
        {
            return mode.IsOpen ? null : (StatusCodes.Status401Unauthorized, "A key is needed. Send it as 'Authorization: Bearer ak_...'.");
        }

        try
        {
            return await access.FindAsync(credential, context.RequestAborted) is not { } caller ? (StatusCodes.Status401Unauthorized, "The key is not one of this server, or works no more. Ask for a new one.")
                : caller.Scopes.Any(scope => scope is KeyScopes.Admin or KeyScopes.Operator || scope == KeyScopes.Invoke(id)) ? null
                : (StatusCodes.Status403Forbidden, $"This needs a key with the scope {KeyScopes.Operator} or {KeyScopes.Invoke(id)}.");
        }
        catch (HttpRequestException)
        {
            return (StatusCodes.Status503ServiceUnavailable, "Nobody can say whose key this is, because the silo does not answer. Try again in a moment.");
        }
    }
}
