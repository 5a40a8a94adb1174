using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Agents.ServiceDefaults.Children;

namespace Agents.Testing.Processes;

/// <summary>A silo in a process of its own, from the folder of the calling test, which references <c>Agents.Silo</c>.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>Where it answers.</summary>
    public Uri Url { get; }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a silo on a data folder and waits until it says that it is ready.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="settings">Environment variables, e.g. <c>Models__Offline__Latency</c>.</param>
    /// <param name="wrapper">A program that runs it, e.g. <c>strace -c</c>; empty for none.</param>
    public static async Task<SiloProcess> StartAsync(string data, IReadOnlyDictionary<string, string> settings, params string[] wrapper)
    {
        string[] command = [.. wrapper, "dotnet", Path.Combine(AppContext.BaseDirectory, "Agents.Silo.dll")];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AGENTS_CHILD"] = "1";
        start.Environment["AGENTS_BIND"] = "http://127.0.0.1:0";
        start.Environment["AGENTS_DATA"] = data;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The silo did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (ReadyLine.TryParse(line) is { } ready)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new SiloProcess(process, new Uri(ready.Url));
            }
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException($"The silo ended with code {process.ExitCode} before it was ready.");
    }

    /// <summary>Stores a workflow.</summary>
    public async Task CreateWorkflowAsync(string definition)
    {
        using var http = new HttpClient();
        using var content = new StringContent(definition, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        using var reply = await http.PostAsync(new Uri(Url, "/api/v1/workflows"), content);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as its supervisor would: the silo stops when its standard input closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
