using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

internal sealed partial class Activation
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Grain {GrainId} could not be activated")]
    private static partial void LogActivationFailed(ILogger logger, Exception error, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "OnDeactivateAsync of grain {GrainId} failed; it is deactivated all the same")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception error, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Grain {GrainId} could not be disposed")]
    private static partial void LogDisposalFailed(ILogger logger, Exception error, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call} of grain {GrainId} left an inconsistent state: the grain is deactivated")]
    private static partial void LogInconsistentState(ILogger logger, Exception error, Call call, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "One-way call {Call} of grain {GrainId} failed")]
    private static partial void LogOneWayFailed(ILogger logger, Exception error, Call call, GrainId grainId);
}
