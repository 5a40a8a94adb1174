using Agents.Silo.Executions;
using Microsoft.Extensions.Primitives;

namespace Agents.Silo.Deployments;

/// <summary>How long a call waits for its end before it is answered with 202.</summary>
internal static class CallPatience
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <summary><c>Prefer: wait=N</c> says it; <c>respond-async</c> without one means not at all; who says nothing waits 30 s.</summary>
    public static TimeSpan Of(StringValues prefer)
    {
        var parts = prefer.SelectMany(static value => (value ?? "").Split([',', ';'], StringSplitOptions.TrimEntries)).ToList();
        var hasWait = parts.Any(static part => part.StartsWith("wait", StringComparison.OrdinalIgnoreCase));
        return hasWait ? Preference.Wait(prefer)
            : parts.Contains("respond-async", StringComparer.OrdinalIgnoreCase) ? TimeSpan.Zero
            : Usual;
    }
}
