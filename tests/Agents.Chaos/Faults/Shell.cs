using System.Diagnostics;

namespace Agents.Chaos.Faults;

/// <summary>Programs that change what the kernel lets others do.</summary>
internal static class Shell
{
    /// <summary>Runs a program; whether it succeeded, and what it said.</summary>
    public static (bool Succeeded, string Said) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode == 0, said);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (false, missing.Message);
        }
    }
}
