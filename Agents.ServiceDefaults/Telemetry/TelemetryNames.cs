namespace Agents.ServiceDefaults.Telemetry;

/// <summary>
/// What is exported. A service names its own activity sources and meters <c>Agents.&lt;Noun&gt;</c> and needs no entry here.
/// </summary>
internal static class TelemetryNames
{
    public static readonly string[] Sources =
    [
        "Agents.*",
        "Experimental.Microsoft.Extensions.AI",
        "Microsoft.AspNetCore",
        "Microsoft.Orleans.Application",
        "Microsoft.Orleans.Runtime",
        "Npgsql",
        "System.Net.Http",
        "Yarp.ReverseProxy",
    ];

    public static readonly string[] Meters =
    [
        "Agents.*",
        "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Orleans",
        "Npgsql",
        "System.Net.Http",
        "System.Runtime",
    ];
}
