namespace Agents.Silo.Tools;

/// <summary>Puts the tools into a host.</summary>
internal static class ToolRegistration
{
    public static void AddTools(this IServiceCollection services) => services.AddSingleton<ToolCatalog>();
}
