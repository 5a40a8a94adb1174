using Agents.Core.Evaluation;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Starlark;

namespace Agents.Silo.Tools;

/// <summary><c>code</c>: a Starlark program, without files, network or clock, within limits.</summary>
internal sealed class CodeTool : ITool
{
    public string Name => "code";

    public string Description => "Runs a program in Starlark, a small Python without imports, files or network. Its result is its last expression or what it assigns to 'result'. Use it to compute, count, sort or reshape data exactly.";

    public JsonObject InputSchema { get; } = JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("code", JsonObject.Of(("type", "string"), ("description", "The program."))),
            ("inputs", JsonObject.Of(("type", "object"), ("description", "Values that the program reads as 'inputs'."))))),
        ("required", JsonArray.Create("code")),
        ("additionalProperties", false));

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        try
        {
            var inputs = call.Arguments.Find("inputs") ?? JsonObject.Empty;
            var program = StarlarkProgram.ParseProgram(call.Arguments.Text("code"), StarlarkDialect.Programs, "code").OrThrow();
            var run = program.Execute(StarlarkScope.Of(name => name == "inputs" ? StarlarkJson.View(inputs) : null), StarlarkLimits.Default, cancellationToken);
            return Task.FromResult(ToolResult.Of(StarlarkJson.ToJson(run.Globals.GetValueOrDefault("result") ?? run.Value)));
        }
        catch (StarlarkException problem)
        {
            return Task.FromResult(ToolResult.Fail(ErrorCategory.Validation, "code_failed", $"{problem.Error.Message} (line {problem.Error.Line}, column {problem.Error.Column})"));
        }
    }
}
