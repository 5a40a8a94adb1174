using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Agents.Testing.Postgres;

/// <summary>
/// A private PostgreSQL server: a new cluster in a folder of its own, on a loopback port, with everything as installed (<c>fsync</c> on). It ends with
/// this process. PostgreSQL does not run as root, so a test process that does runs it as the user <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    private readonly string _folder;
    private readonly int _port;
    private int _databases;

    private PostgresServer(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Whether Debian's package <c>postgresql</c> is installed.</summary>
    public static bool IsInstalled => Programs is not null;

    private static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(static version => Path.Combine(version, "bin")).LastOrDefault(static bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    /// <summary>Skips the calling test where PostgreSQL is missing, or fails it where it is required.</summary>
    public static void Need() => Requirement.Need("postgres", IsInstalled, "install Debian's package postgresql.");

    /// <summary>One server for all tests of this process. Do not stop it: start one of your own for that.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Makes and starts a server.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        Need();
        var folder = Directory.CreateTempSubdirectory("agents-postgres").FullName;
        var server = new PostgresServer(folder, FreePort());
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", folder);
        }

        await RunProgramAsync("initdb", "--pgdata", server.Data, "--username", "agents", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8");
        await server.RestartAsync(stop: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Stop();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>A new, empty database; gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Stops it as a crash would, without a checkpoint, and starts it on the same port.</summary>
    public Task RestartAsync() => RestartAsync(stop: true);

    /// <summary>Stops it as a crash would.</summary>
    public Task StopAsync() => RunProgramAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    /// <summary>Starts it after <see cref="StopAsync"/>.</summary>
    public Task ContinueAsync() => RestartAsync(stop: false);

    /// <summary>Stops it and removes its folder.</summary>
    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Database={database};Username=agents;Password=not-told-to-anybody";

    private async Task RestartAsync(bool stop)
    {
        if (stop)
        {
            await StopAsync();
        }

        await RunProgramAsync("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-o", $"-p {_port} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections=200", "start");
    }

    // In one child: where this process is ended while it cleans up, the child goes on. Removing the folder is what ends a server that does not stop.
    private void Stop()
    {
        if (Directory.Exists(_folder))
        {
            var stop = string.Join(' ', Command("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]).Select(static part => $"'{part}'"));
            RunAsync("/bin/sh", "-c", $"{stop}; rm -rf '{_folder}'").GetAwaiter().GetResult();
        }
    }

    private static Task RunProgramAsync(string program, params string[] arguments)
    {
        var command = Command(program, arguments);
        return RunAsync(command[0], command[1..]);
    }

    private static string[] Command(string program, string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
    }

    // Output goes to files: the server inherits the streams, and a pipe would stay open as long as it runs.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$0\" \"$@\" > /dev/null 2>&1 < /dev/null", program, .. arguments]) { UseShellExecute = false, WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with code {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
