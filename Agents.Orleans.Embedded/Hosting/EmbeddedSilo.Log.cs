using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

internal sealed partial class EmbeddedSilo
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Embedded grain runtime started with {Count} grain classes")]
    private static partial void LogStarted(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} grains did not deactivate in time and are left behind")]
    private static partial void LogLeftBehind(ILogger logger, int count);
}
