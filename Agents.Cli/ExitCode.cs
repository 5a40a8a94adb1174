namespace Agents.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done; an execution completed.</summary>
    public const int Completed = 0;

    /// <summary>An execution failed, was cancelled or timed out; a server could not be reached.</summary>
    public const int Failed = 1;

    /// <summary>The command line, the definition or the inputs are wrong: nothing was run.</summary>
    public const int Invalid = 2;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
