using Agents.Core.Executions;
using Agents.Core.Json;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary><c>process</c>: one of the programs that the operator lists, with arguments that no shell reads. Off while none is listed.</summary>
internal sealed class ProcessTool(ProgramRunner runner, IOptions<ToolsOptions> options) : ITool
{
    public string Name => "process";

    public string Description => "Runs a program in the execution's folder and gives its exit code, output and errors. Arguments go to it as they are: there are no pipes, no patterns and no variables.";

    public JsonObject InputSchema => JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("program", JsonObject.Of(("type", "string"), ("enum", JsonArray.From(options.Value.Programs.Allowed.Select(static path => (JsonValue)Path.GetFileName(path)))))),
            ("arguments", JsonObject.Of(("type", "array"), ("items", JsonObject.Of(("type", "string"))))),
            ("input", JsonObject.Of(("type", "string"), ("description", "What it reads from its standard input; nothing unless given."))))),
        ("required", JsonArray.Create("program")),
        ("additionalProperties", false));

    public string? Absence => options.Value.Programs.Allowed.Count == 0
        ? $"It is off: list programs with their whole paths in {ToolsOptions.Section}:Programs:Allowed."
        : runner.Absence;

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var name = call.Arguments.Text("program");
        if (options.Value.Programs.Allowed.FirstOrDefault(path => Path.GetFileName(path) == name) is not { } program)
        {
            return Task.FromResult(ToolResult.Fail(ErrorCategory.Forbidden, "not_allowed", $"'{name}' is not among the programs that may run here."));
        }

        var arguments = (call.Arguments.Find("arguments") as JsonArray ?? JsonArray.Empty).Cast<JsonString>().Select(static argument => argument.Value);
        return runner.RunAsync(program, arguments, call.Arguments.OptionalText("input"), call, cancellationToken);
    }
}
