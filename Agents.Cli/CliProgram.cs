using Agents.Cli.Commands;

namespace Agents.Cli;

/// <summary>The <c>agents</c> command.</summary>
internal static class CliProgram
{
    public static Task<int> Main(string[] args) => AgentsCommand.InvokeAsync(args, Console.Out, Console.Error);
}
