using System.Collections.Concurrent;
using System.Diagnostics;
using Agents.ServiceDefaults;

namespace Agents.AppHost.Children;

/// <summary>The variables that every child gets, growing as services tell their addresses.</summary>
internal sealed class ChildEnvironment
{
    // Set in container images and by launch profiles for the process that reads them first, which is us.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS", "DOTNET_HTTP_PORTS", "DOTNET_HTTPS_PORTS", "URLS"];

    private readonly ConcurrentDictionary<string, string> _shared = new(StringComparer.Ordinal);

    public void Set(string name, string value) => _shared[name] = value;

    public void ApplyTo(ProcessStartInfo start, string? bind)
    {
        foreach (var name in NotInherited)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in _shared)
        {
            start.Environment[name] = value;
        }

        start.Environment[ServiceVariables.Child] = "1";
        start.Environment[ServiceVariables.Bind] = bind;
    }
}
