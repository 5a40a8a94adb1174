using Agents.AppHost.Console;

namespace Agents.AppHost.Children;

/// <summary>A service that the supervisor keeps running.</summary>
/// <param name="Name">The service's name, which its ready line must carry.</param>
/// <param name="Program">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Colour">Colour of its prefix.</param>
/// <param name="UrlVariable">The variable by which services that start later learn its address; null where none needs it.</param>
/// <param name="Bind">Where it listens; null for a loopback port of the system's choice, which it then keeps over restarts.</param>
internal sealed record ChildSpec(
    string Name, string Program, IReadOnlyList<string> Arguments, ServiceColour Colour, string? UrlVariable = null, string? Bind = null);
