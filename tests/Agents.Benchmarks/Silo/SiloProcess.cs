using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Agents.ServiceDefaults.Children;

namespace Agents.Benchmarks.Silo;

/// <summary>A silo in a process of its own, with a zero-latency model and an empty data folder.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>The process's resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time that the silo has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<SiloProcess> StartAsync(string data)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Agents.Silo.dll")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AGENTS_CHILD"] = "1";
        start.Environment["AGENTS_BIND"] = "http://127.0.0.1:0";
        start.Environment["AGENTS_DATA"] = data;
        start.Environment["Models__Offline__Latency"] = "00:00:00";
        start.Environment["Models__Offline__Mode"] = "Echo";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The silo did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (ReadyLine.TryParse(line) is { } ready)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new SiloProcess(process, new Uri(ready.Url));
            }
        }

        throw new InvalidOperationException("The silo ended before it was ready.");
    }

    /// <summary>Stores a workflow.</summary>
    public async Task CreateWorkflowAsync(string definition)
    {
        using var http = new HttpClient();
        using var content = new StringContent(definition, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        using var reply = await http.PostAsync(new Uri(Url, "/api/v1/workflows"), content);
        reply.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        // The silo stops when its standard input closes.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
