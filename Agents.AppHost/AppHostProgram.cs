namespace Agents.AppHost;

internal static class AppHostProgram
{
    public static Task<int> Main() => Task.FromResult(0);
}
