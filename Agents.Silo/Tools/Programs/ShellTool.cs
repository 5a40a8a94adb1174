using Agents.Core.Json;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary><c>shell</c>: a command of <c>/bin/sh</c> in the execution's folder. Off unless it is switched on.</summary>
internal sealed class ShellTool(ProgramRunner runner, IOptions<ToolsOptions> options) : ITool
{
    private const string Shell = "/bin/sh";

    public string Name => "shell";

    public string Description => "Runs a command with /bin/sh in the execution's folder and gives its exit code, output and errors. Whatever the exit code is, it is a result.";

    public JsonObject InputSchema { get; } = ToolArguments.Schema(
        ("command", "string", "The command.", true), ("input", "string", "What it reads from its standard input; nothing unless given.", false));

    public string? Absence => !options.Value.Programs.Shell ? $"It is off: set {ToolsOptions.Section}:Programs:Shell to true, and read what that means in docs/tools.md."
        : File.Exists(Shell) ? runner.Absence : $"This system has no {Shell}.";

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
        => runner.RunAsync(Shell, ["-c", call.Arguments.Text("command")], call.Arguments.OptionalText("input"), call, cancellationToken);
}
