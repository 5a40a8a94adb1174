namespace Agents.AppHost;

internal static class ExitCode
{
    public const int Stopped = 0;
    public const int GaveUp = 1;
    public const int NeedsChange = 2;
    public const int Forced = 130;
}
