using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Agents.Testing;

namespace Agents.EndToEnd.Browser;

/// <summary>The whole product as the README starts it, on a free port and a folder of its own.</summary>
internal sealed partial class Product : IAsyncDisposable
{
    private readonly Process _apphost;
    private readonly DirectoryInfo _data;

    private Product(Process apphost, DirectoryInfo data, string url) => (_apphost, _data, Url) = (apphost, data, url);

    /// <summary>The gateway's address.</summary>
    public string Url { get; }

    public static async Task<Product> StartAsync(params (string Name, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("agents-product-");
        var start = new ProcessStartInfo("dotnet", [AppHostPath(), "--port", "0", "--data", data.FullName]) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var apphost = Process.Start(start) ?? throw new InvalidOperationException("AppHost did not start.");
        var said = new List<string>();
        while (await apphost.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (Running().Match(line) is { Success: true } found)
            {
                _ = apphost.StandardOutput.ReadToEndAsync();
                return new Product(apphost, data, found.Groups["url"].Value);
            }
        }

        throw new InvalidOperationException($"AppHost ended before everything ran:\n{string.Join('\n', said)}");
    }

    /// <summary>SIGKILL to the silo; AppHost starts it again.</summary>
    public void KillSilo()
    {
        // A child belongs to the thread that started it.
        var children = Directory.GetDirectories($"/proc/{_apphost.Id}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var silo = children.First(id => File.ReadAllText($"/proc/{id}/cmdline").Contains("Agents.Silo"));
        Process.GetProcessById(int.Parse(silo, CultureInfo.InvariantCulture)).Kill();
    }

    public async ValueTask DisposeAsync()
    {
        using (var stop = Process.Start("kill", ["-TERM", _apphost.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
        }

        await _apphost.WaitForExitAsync();
        _apphost.Dispose();
        _data.Delete(recursive: true);
    }

    // Its own build folder: beside it lie the files that it starts its children by.
    private static string AppHostPath()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "Agents.AppHost", "bin", here.Parent!.Parent!.Name, here.Parent.Name, here.Name, "Agents.AppHost.dll");
    }

    [GeneratedRegex("Agents runs at (?<url>http://[^ ]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Running();
}
