namespace Agents.Dashboard;

internal static class DashboardProgram
{
    public static Task<int> Main() => Task.FromResult(0);
}
