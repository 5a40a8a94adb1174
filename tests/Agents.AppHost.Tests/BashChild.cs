using Agents.AppHost.Children;
using Agents.AppHost.Console;

namespace Agents.AppHost.Tests;

/// <summary>Small real programs that keep, or break, the child contract.</summary>
internal static class BashChild
{
    /// <summary>Says where it listens, then lives until its input ends.</summary>
    public static ChildSpec Good(string name, string url, string? urlVariable = null)
        => Script(name, $"echo {name} hears; {Ready(name, url)}; cat > /dev/null; echo {name} leaves", urlVariable);

    public static ChildSpec Script(string name, string script, string? urlVariable = null)
        => new(name, "bash", ["-c", script], ServiceColour.Cyan, urlVariable);

    /// <summary>The command that prints the ready line. A given address wins over <paramref name="url"/>, as for a real service.</summary>
    public static string Ready(string name, string url)
        => $$"""echo 'AGENTS-READY {"service":"{{name}}","url":"'${AGENTS_BIND:-{{url}}}'","state":"ready","reason":null}'""";
}
