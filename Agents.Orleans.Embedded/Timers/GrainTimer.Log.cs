using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

internal sealed partial class GrainTimer
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer of grain {GrainId} failed; it goes on with its next tick")]
    private static partial void LogTickFailed(ILogger logger, Exception error, GrainId grainId);
}
