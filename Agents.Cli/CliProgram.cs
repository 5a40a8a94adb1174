namespace Agents.Cli;

internal static class CliProgram
{
    public static Task<int> Main() => Task.FromResult(0);
}
