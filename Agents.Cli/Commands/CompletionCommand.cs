using System.CommandLine;
using Agents.Cli.Output;

namespace Agents.Cli.Commands;

/// <summary><c>agents completion bash|zsh|fish</c>: a script that asks this program what could come next.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Write a completion script, e.g. for: source <(agents completion bash)") { shell };
        command.Runs((parsed, _) =>
        {
            new CliOutput(parsed, isJson: true).Results.Write(ScriptOf(parsed.GetRequiredValue(shell)));
            return Task.FromResult(ExitCode.Completed);
        });
        return command;
    }

    private static string ScriptOf(string shell)
    {
        using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"Agents.Cli.Completions.agents.{shell}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
