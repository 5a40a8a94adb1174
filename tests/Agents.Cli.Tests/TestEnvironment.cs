using System.Runtime.CompilerServices;

namespace Agents.Cli.Tests;

/// <summary>What the developer's shell has set must not decide how a test ends, and offline answers take no time.</summary>
internal static class TestEnvironment
{
    [ModuleInitializer]
    internal static void Clear()
    {
        foreach (var name in new[] { "AGENTS_DATA", "AGENTS_SERVER", "AGENTS_KEY", "AGENTS_ADMIN_KEY", "AGENTS_INTERNAL_TOKEN", "OPENAI_API_KEY", "AGENTS_OPENAI_BASE_URL", "AGENTS_OLLAMA_BASE_URL" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Environment.SetEnvironmentVariable("AGENTS_CONFIG", Directory.CreateTempSubdirectory("agents-config").FullName);
        Environment.SetEnvironmentVariable("Models__Offline__Latency", "00:00:00");
    }
}
