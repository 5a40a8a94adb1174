namespace Agents.Gateway;

internal static class GatewayProgram
{
    public static Task<int> Main() => Task.FromResult(0);
}
