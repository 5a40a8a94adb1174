using Agents.Silo.Mcp;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary>Puts the tools into a host.</summary>
internal static class ToolRegistration
{
    /// <summary>Adds the tools that agents may call, configured by the section <c>Tools</c>.</summary>
    public static void AddTools(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ToolsOptions>().Bind(configuration.GetSection(ToolsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<ToolsOptions>>(new ToolsOptionsEnvironment(configuration));
        services.AddSingleton<IValidateOptions<ToolsOptions>, ToolsOptionsValidator>();
        services.AddSingleton<ToolCatalog>();
        services.AddSingleton<ToolCaller>();
        services.AddSingleton<AgentTools>();
        services.AddSingleton<McpServers>();
        services.AddSingleton<WorkflowTools>();
        services.AddBuiltInTools();
    }

    private static void AddBuiltInTools(this IServiceCollection services)
    {
        services.AddSingleton<GuardedHttp>();
        services.AddSingleton<HttpFetch>();
        services.AddSingleton<ArtifactFolder>();
        services.AddSingleton<ITool, HttpRequestTool>();
        services.AddSingleton<ITool, WebScrapeTool>();
        services.AddSingleton<ITool, WebSearchTool>();
        services.AddSingleton<ITool, JsonParseTool>();
        services.AddSingleton<ITool, YamlParseTool>();
        services.AddSingleton<ITool, CsvTool>();
        services.AddSingleton<ITool, CodeTool>();
        services.AddSingleton<ITool, FileReadTool>();
        services.AddSingleton<ITool, FileWriteTool>();
        services.AddSingleton<ITool, FileGlobTool>();
        services.AddSingleton<ITool, FileMoveTool>();
        services.AddSingleton<ProgramRunner>();
        services.AddSingleton<ITool, ShellTool>();
        services.AddSingleton<ITool, ProcessTool>();
        services.AddSingleton<ITool, EnvVarsTool>();
        services.AddSingleton<ITool, SqlQueryTool>();
    }
}
