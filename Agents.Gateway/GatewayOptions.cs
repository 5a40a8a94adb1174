using Agents.Gateway.Containers;
using Agents.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Agents.Gateway;

/// <summary>Settings of the gateway: section <c>Gateway</c>, and the addresses of the services behind it.</summary>
public sealed class GatewayOptions
{
    /// <summary>Names that clients may use for this gateway besides loopback ones. Default none; a name more is a name that an attacker may point here.</summary>
    public string[] Hosts { get; set; } = [];

    /// <summary>Whether a key is asked for on loopback, too. Default false; true where others reach this machine's loopback, such as through a proxy.</summary>
    public bool RequireKey { get; set; }

    /// <summary>
    /// IP addresses of the proxies that end TLS in front of the gateway: <c>AGENTS_TRUST_PROXY</c>, with commas. Default none; each may say of any request that it came encrypted, and from where.
    /// </summary>
    public string[] TrustProxy { get; set; } = [];

    /// <summary>Whether a dashboard runs behind it. Default true; false serves the API alone.</summary>
    public bool HasDashboard { get; set; } = true;

    /// <summary>
    /// Where containers register and send heartbeats: <c>AGENTS_CONTAINER_BIND</c>, an address such as <c>http://172.17.0.1:8081</c>, or <c>docker</c> for port 8081 of Docker's bridge.
    /// Default none; it serves nothing else and always asks for a key.
    /// </summary>
    public string? ContainerBind { get; set; }

    /// <summary>Hosts besides this machine whose containers are called at <c>/d/{id}/</c>. Default none; whoever may register a container chooses what is called there.</summary>
    public string[] ContainerHosts { get; set; } = [];

    /// <summary>Time between two looks at each container. Default 5 s; more notices later that one is back.</summary>
    public TimeSpan ContainerProbeInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a reply may be silent. Default 10 min; less cuts quiet event streams, more keeps dead ones.</summary>
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long connecting to a service may take. Default 3 s; more lets requests to a dead machine wait.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Time between two looks at each service. Default 1 s; more notices a change later.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a service may take to say how it is. Default 5 s; less takes a busy service for a dead one.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Address of the silo: <c>AGENTS_SILO_URL</c>. No default.</summary>
    public string SiloUrl { get; set; } = "";

    /// <summary>Address of the dashboard, where there is one: <c>AGENTS_DASHBOARD_URL</c>. No default.</summary>
    public string DashboardUrl { get; set; } = "";
}

internal static class GatewayOptionsSetup
{
    public static void AddGatewayOptions(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddOptions<GatewayOptions>()
            .Bind(configuration.GetSection("Gateway"))
            .Configure(options =>
            {
                options.SiloUrl = configuration[ServiceVariables.SiloUrl] ?? options.SiloUrl;
                options.DashboardUrl = configuration[ServiceVariables.DashboardUrl] ?? options.DashboardUrl;
                options.ContainerBind = ContainerListener.AddressOf(configuration[ServiceVariables.ContainerBind] ?? options.ContainerBind);
                options.TrustProxy = configuration[ServiceVariables.TrustProxy]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? options.TrustProxy;
            })
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidation>();
    }
}

internal sealed class GatewayOptionsValidation : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        string[] failures =
        [
            .. CheckAddress(ServiceVariables.SiloUrl, options.SiloUrl),
            .. options.HasDashboard ? CheckAddress(ServiceVariables.DashboardUrl, options.DashboardUrl) : [],
            .. options.TrustProxy.Where(static proxy => !System.Net.IPAddress.TryParse(proxy, out _))
                .Select(static proxy => $"{ServiceVariables.TrustProxy} has '{proxy}': set it to IP addresses, such as 10.0.0.5."),
            .. CheckBind(options.ContainerBind),
            .. CheckPositive(nameof(options.ContainerProbeInterval), options.ContainerProbeInterval),
            .. CheckPositive(nameof(options.ActivityTimeout), options.ActivityTimeout),
            .. CheckPositive(nameof(options.ConnectTimeout), options.ConnectTimeout),
            .. CheckPositive(nameof(options.ProbeInterval), options.ProbeInterval),
            .. CheckPositive(nameof(options.ProbeTimeout), options.ProbeTimeout),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> CheckAddress(string key, string value)
        => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? []
            : [$"{key} is '{value}': set it to an http address, such as http://127.0.0.1:5081."];

    private static IEnumerable<string> CheckBind(string? value)
        => value is null || (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme == "http" && System.Net.IPAddress.TryParse(address.Host, out _)) ? []
            : [$"{ServiceVariables.ContainerBind} is '{value}': set it to an address such as http://172.17.0.1:8081, or to {ContainerListener.Docker} where Docker runs."];

    private static IEnumerable<string> CheckPositive(string key, TimeSpan value)
        => value > TimeSpan.Zero ? [] : [$"Gateway:{key} is {value}: set it to more than zero, such as 00:00:05."];
}
