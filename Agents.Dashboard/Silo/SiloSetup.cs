using Agents.Client;
using Agents.ServiceDefaults.Tokens;

namespace Agents.Dashboard.Silo;

internal static class SiloSetup
{
    // The silo is on the same machine or in the same cluster: one that cannot be reached at once is down, and the page says so.
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(2);

    public static void AddSilo(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient<AgentsClient>()
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { ConnectTimeout = ConnectTime })
            .CallsSilo();
        builder.Services.AddScoped<SiloStatus>();
    }
}
