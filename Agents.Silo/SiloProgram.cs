namespace Agents.Silo;

internal static class SiloProgram
{
    public static Task<int> Main() => Task.FromResult(0);
}
