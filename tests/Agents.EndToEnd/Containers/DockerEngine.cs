using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Agents.Testing;

namespace Agents.EndToEnd.Containers;

/// <summary>
/// A real Docker engine: the one that runs, else one that is started here, with a folder of its own, and ends with the test. As no image can be pulled everywhere, the base
/// image is made of this machine's own files.
/// </summary>
internal sealed class DockerEngine : IAsyncDisposable
{
    public const string BaseImage = "agents-test-base";

    private readonly Process? _daemon;
    private readonly DirectoryInfo? _folder;

    private DockerEngine(Process? daemon, DirectoryInfo? folder) => (_daemon, _folder) = (daemon, folder);

    /// <summary>Where it listens, for <c>DOCKER_HOST</c>; null is the usual place.</summary>
    public string? Host => _folder is null ? null : $"unix://{Path.Combine(_folder.FullName, "docker.sock")}";

    /// <summary>The address of its bridge, which containers know as <c>host.docker.internal</c>.</summary>
    public static string BridgeAddress => NetworkInterface.GetAllNetworkInterfaces().Single(static one => one.Name == "docker0").GetIPProperties().UnicastAddresses
        .Select(static one => one.Address).First(static address => address.AddressFamily == AddressFamily.InterNetwork).ToString();

    public static async Task<DockerEngine> StartAsync()
    {
        Requirement.Need("docker", OperatingSystem.IsLinux() && IsOnPath("docker"), "install Debian's package docker.io.");
        var engine = new DockerEngine(null, null);
        if (!await engine.AnswersAsync())
        {
            Requirement.Need("docker", IsOnPath("dockerd") && Environment.UserName == "root", "start Docker, or run the tests as root where dockerd is installed.");
            engine = StartDaemon();
            await engine.UntilItAnswersAsync();
        }

        await engine.RunAsync("bash", Path.Combine(Repository.Root, "tests", "Agents.EndToEnd", "Containers", "base-image.sh"), BaseImage, DotnetRoot());
        return engine;
    }

    /// <summary>Runs <c>docker</c> to its end.</summary>
    public Task<string> DockerAsync(params string[] arguments) => RunAsync(["docker", .. arguments]);

    /// <summary>Runs a program that uses this engine; gives what it wrote, and fails where it did.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        var (code, output) = await TryAsync(command);
        return code == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {code}:\n{output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is null)
        {
            return;
        }

        using (var stop = Process.Start("kill", ["-TERM", _daemon.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
        }

        await _daemon.WaitForExitAsync();
        _daemon.Dispose();
        _folder!.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync() => (await TryAsync("docker", "version")).Code == 0;

    private static DockerEngine StartDaemon()
    {
        var folder = Directory.CreateTempSubdirectory("agents-docker-");
        string In(string name) => Path.Combine(folder.FullName, name);
        var start = new ProcessStartInfo("dockerd", ["--data-root", In("root"), "--exec-root", In("exec"), "--pidfile", In("pid"), "--host", $"unix://{In("docker.sock")}", "--log-level", "error"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var daemon = Process.Start(start)!;
        _ = daemon.StandardOutput.ReadToEndAsync();
        _ = daemon.StandardError.ReadToEndAsync();
        return new DockerEngine(daemon, folder);
    }

    private async Task UntilItAnswersAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await AnswersAsync())
        {
            Requirement.Need("docker", !_daemon!.HasExited, "start Docker: dockerd does not run here.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), deadline.Token);
        }
    }

    private async Task<(int Code, string Output)> TryAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Host is { } host)
        {
            start.Environment["DOCKER_HOST"] = host;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static bool IsOnPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));

    // Three folders above the runtime that runs us.
    private static string DotnetRoot() => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
