namespace Agents.Gateway.Upstreams;

internal static class UpstreamsSetup
{
    public static void AddUpstreams(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.AddSingleton<UpstreamSet>();
        services.AddSingleton<UpstreamFailures>();
        services.AddSingleton<UpstreamForwarding>();
        services.AddHostedService<UpstreamProbe>();
    }
}
