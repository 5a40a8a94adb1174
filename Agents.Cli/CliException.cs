namespace Agents.Cli;

/// <summary>Something the user can mend: the message says what and how, the exit code says which kind.</summary>
internal sealed class CliException(string message, int exitCode = ExitCode.Invalid) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
