using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Agents.ServiceDefaults.Logging;

internal static class LineLogging
{
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",

        // Every client that closes its tab is a warning with a stack trace to YARP; the gateway says in one line what matters.
        ["Logging:LogLevel:Yarp"] = "Error",
    };

    /// <summary>One event, one line: the supervisor puts a prefix before each and grep finds all of it.</summary>
    public static void AddLineLogging(this WebApplicationBuilder builder)
    {
        // First in the list, so that appsettings and the environment win.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
