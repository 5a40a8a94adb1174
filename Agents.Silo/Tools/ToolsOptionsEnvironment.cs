using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary>The usual environment variables, where the section <c>Tools</c> says nothing.</summary>
internal sealed class ToolsOptionsEnvironment(IConfiguration configuration) : IPostConfigureOptions<ToolsOptions>
{
    public void PostConfigure(string? name, ToolsOptions options)
    {
        options.WebSearch.TavilyApiKey ??= configuration["TAVILY_API_KEY"];
        options.WebSearch.SerperApiKey ??= configuration["SERPER_API_KEY"];
    }
}
