using System.ComponentModel;
using System.Diagnostics;

namespace Agents.AppHost.Console;

internal static class Browser
{
    /// <summary>Opens the user's browser. Returns what to tell the user where there is none; nothing depends on it.</summary>
    public static string? Open(string url)
    {
        try
        {
            using var started = Process.Start(Command(url));
            return null;
        }
        catch (Exception missing) when (missing is Win32Exception or FileNotFoundException)
        {
            return $"No browser could be opened: {missing.Message}.";
        }
    }

    private static ProcessStartInfo Command(string url)
        => OperatingSystem.IsWindows() ? new(url) { UseShellExecute = true }
            : new(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [url]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
}
