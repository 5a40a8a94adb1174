using Agents.Core.Diagnostics;

namespace Agents.Core.Formats.Graph;

/// <summary>
/// Reads <c>sandbox</c>. Code runs as Starlark, which has no network and no files whatever the sandbox says; what remains is how long it may take.
/// </summary>
internal static class SandboxReader
{
    private const string DefaultPreset = "medium";

    private static readonly Dictionary<string, TimeSpan> Presets = new(StringComparer.Ordinal)
    {
        ["low"] = TimeSpan.FromSeconds(30),
        ["medium"] = TimeSpan.FromSeconds(60),
        ["high"] = TimeSpan.FromSeconds(120),
        ["max"] = TimeSpan.FromSeconds(300),
    };

    public static TimeSpan Read(MappingReader? keys)
    {
        if (keys is null)
        {
            return Presets[DefaultPreset];
        }

        if (keys.Choice("mode", "python", "docker") == "docker")
        {
            keys.Bag.Inform(DiagnosticCodes.IgnoredSetting, keys.Find("mode")!.Place, "'mode: docker' has no effect: code runs as Starlark, which can reach nothing outside.");
        }

        var preset = keys.Choice("preset", "low", "medium", "high", "max") ?? DefaultPreset;
        var seconds = keys.Integer("timeout", 1, 3_600) ?? Resources(keys.Mapping("resources"));
        keys.Finish("enabled", "network");
        return seconds is { } own ? TimeSpan.FromSeconds(own) : Presets[preset];
    }

    private static long? Resources(MappingReader? keys)
    {
        var seconds = keys?.Integer("timeout", 1, 3_600);
        keys?.Finish("cpu", "memory");
        return seconds;
    }
}
