namespace Agents.Benchmarks;

internal static class BenchmarkProgram
{
    public static Task<int> Main() => Task.FromResult(0);
}
