namespace Agents.Dashboard.Security;

internal static partial class FormKeys
{
    [LoggerMessage(LogLevel.Warning, "{Folder} cannot be written ({Reason}): a form that is open while the dashboard restarts must be loaded again before it can be sent. Mend the folder or set AGENTS_DATA.")]
    private static partial void KeysAreKeptInMemory(ILogger logger, string folder, string reason);
}
