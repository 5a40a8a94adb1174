using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agents.ServiceDefaults.Children;

/// <summary>
/// The agreement between a service and the supervisor that started it (<c>AGENTS_CHILD=1</c>):
/// it listens on a port that the system chooses, prints one <see cref="ReadyLine"/> when it does, leaves Ctrl+C to the
/// supervisor (the terminal sends it to both, and order matters), and stops in good order when its standard input ends.
/// The last is also what happens when the supervisor is killed, so no child outlives it.
/// </summary>
public static class ChildContract
{
    /// <summary>Where a child listens unless it is told otherwise.</summary>
    public const string AnyLoopbackPort = "http://127.0.0.1:0";

    internal static void AddChildContract(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[ServiceVariables.Child] != "1")
        {
            return;
        }

        builder.WebHost.UseUrls(builder.Configuration[ServiceVariables.Bind] is { Length: > 0 } bind ? bind : AnyLoopbackPort);
        builder.Services.AddSingleton<IHostLifetime, ChildLifetime>();
        builder.Services.AddHostedService<ReadyAnnouncement>();
    }
}
