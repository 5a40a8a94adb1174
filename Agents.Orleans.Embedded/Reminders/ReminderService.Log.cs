using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

internal sealed partial class ReminderService
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Reminder {Name} of grain {GrainId} was not delivered; the next tick comes with its period of {Period}")]
    private static partial void LogDeliveryFailed(ILogger logger, Exception error, string name, GrainId grainId, TimeSpan period);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reminder table could not be read and is tried again: reminders that are not known yet wait")]
    private static partial void LogTableUnreadable(ILogger logger, Exception error);
}
