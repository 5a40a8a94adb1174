using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Secrets;
using Agents.Silo.Tools;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tests.Tools;

/// <summary>Calls one tool as an agent does.</summary>
internal static class ToolHost
{
    public static Redactor Redactor { get; } = new(new ConfigurationBuilder().Build());

    /// <summary>Finds nothing, and therefore reads no database.</summary>
    public static SecretResolver NoSecrets { get; } = new(new OpenSecrets(null!, Redactor), new SecretBook(null!, null!, null!, Redactor, NullLogger<SecretBook>.Instance));

    public static Task<ToolResult> CallAsync(ITool tool, object arguments, JsonObject? config = null, string key = "s:1:1", string execution = "e1")
        => tool.CallAsync(CallOf(arguments, key, execution) with { Config = config }, CancellationToken.None);

    public static ToolCall CallOf(object arguments, string key = "s:1:1", string execution = "e1")
        => new((JsonObject)JsonValue.Parse(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(arguments)), key)
        {
            ExecutionId = execution,
            WorkflowId = "w",
            StepId = new StepId("s"),
            State = "work",
            Agent = new AgentDefinition("helper"),
        };

    public static IOptions<ToolsOptions> Options(Action<ToolsOptions>? change = null)
    {
        var options = new ToolsOptions();
        change?.Invoke(options);
        return Microsoft.Extensions.Options.Options.Create(options);
    }

    public static JsonValue Output(this ToolResult result) => result.ShouldBeOfType<ToolResult.Succeeded>((result as ToolResult.Failed)?.Error.Message).Output;

    public static ExecutionError Error(this ToolResult result) => result.ShouldBeOfType<ToolResult.Failed>().Error;
}
