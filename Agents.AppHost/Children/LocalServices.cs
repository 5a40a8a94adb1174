using System.Reflection;
using System.Runtime.InteropServices;
using Agents.AppHost.Console;
using Agents.AppHost.Options;
using Agents.ServiceDefaults;

namespace Agents.AppHost.Children;

/// <summary>The services of one installation, in the order of their start. The stop goes the other way round.</summary>
internal static class LocalServices
{
    public static IReadOnlyList<ChildSpec> Plan(AppHostOptions options) =>
    [
        Service("silo", ServiceColour.Cyan, ServiceVariables.SiloUrl),
        .. options.HasDashboard ? [Service("dashboard", ServiceColour.Magenta, ServiceVariables.DashboardUrl)] : Array.Empty<ChildSpec>(),
        Service("gateway", ServiceColour.Green) with { Bind = options.Bind },
    ];

    /// <summary>Where the build put the service's assembly; the project file bakes it in.</summary>
    public static string AssemblyOf(string service)
        => typeof(LocalServices).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == $"Agents.Child.{service}")?.Value
            ?? throw new InvalidOperationException($"Agents.AppHost was built without the path of the {service}: build it with its project file.");

    private static ChildSpec Service(string name, ServiceColour colour, string? urlVariable = null)
        => new(name, Dotnet(), ["exec", AssemblyOf(name)], colour, urlVariable);

    // The host that runs us: three folders above its runtime. Not every installation is on PATH.
    private static string Dotnet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
