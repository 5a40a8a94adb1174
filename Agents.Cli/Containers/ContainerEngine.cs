using System.ComponentModel;
using System.Diagnostics;

namespace Agents.Cli.Containers;

/// <summary>Docker or Podman, by their command.</summary>
internal sealed class ContainerEngine
{
    private const string Variable = "AGENTS_CONTAINER_ENGINE";

    private static readonly string[] Known = ["docker", "podman"];

    private ContainerEngine(string program) => Program = program;

    /// <summary>The command, like <c>docker</c>.</summary>
    public string Program { get; }

    /// <summary>The one that <c>AGENTS_CONTAINER_ENGINE</c> names, else the first of docker and podman that answers.</summary>
    /// <exception cref="CliException">None does.</exception>
    public static async Task<ContainerEngine> FindAsync(CancellationToken cancellationToken)
    {
        var named = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;
        var reasons = new List<string>();
        foreach (var program in named is null ? Known : [named])
        {
            var engine = new ContainerEngine(program);
            try
            {
                var (code, _, error) = await engine.AskAsync(["version", "--format", "{{.Server.Version}}"], cancellationToken);
                if (code == 0)
                {
                    return engine;
                }

                reasons.Add($"{program}: {LastLine(error)}");
            }
            catch (Win32Exception)
            {
                reasons.Add($"{program} is not installed");
            }
        }

        throw new CliException($"No container engine answers ({string.Join("; ", reasons)}). Start Docker or Podman, name one with {Variable}, or write the files alone with --no-run.", ExitCode.Failed);
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public Task<(int Code, string Output, string Error)> AskAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => RunAsync(arguments, null, cancellationToken);

    /// <summary>Runs it to its end and tells each line as it comes.</summary>
    /// <exception cref="CliException">It failed; the message ends with its last line.</exception>
    public async Task<string> DoAsync(string what, IReadOnlyList<string> arguments, Action<string>? say, CancellationToken cancellationToken)
    {
        var (code, output, error) = await RunAsync(arguments, say, cancellationToken);
        return code == 0 ? output.Trim() : throw new CliException($"{what} failed: {LastLine(error.Length > 0 ? error : output)}", ExitCode.Failed);
    }

    /// <summary>Removes a container of ours; false where there is none.</summary>
    /// <exception cref="CliException">It could not be removed, or the container of that name is not ours.</exception>
    public async Task<bool> RemoveAsync(string container, CancellationToken cancellationToken)
    {
        if (!await IsOursAsync(container, cancellationToken))
        {
            return false;
        }

        await DoAsync($"Removing {container}", ["rm", "--force", container], null, cancellationToken);
        return true;
    }

    /// <summary>Whether there is a container of that name that a deployment made; false where there is none.</summary>
    /// <exception cref="CliException">There is one that is somebody else's.</exception>
    public async Task<bool> IsOursAsync(string container, CancellationToken cancellationToken)
    {
        var (code, output, _) = await AskAsync(["container", "inspect", "--format", "{{index .Config.Labels \"agents.deployment\"}}", container], cancellationToken);
        return code == 0 && (output.Trim().Length > 0 ? true : throw new CliException($"There is a container '{container}' that no deployment made. Rename or remove it, or deploy under another --name.", ExitCode.Failed));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(IReadOnlyList<string> arguments, Action<string>? say, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var (output, error) = (ReadAsync(process.StandardOutput, say, cancellationToken), ReadAsync(process.StandardError, say, cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? say, CancellationToken cancellationToken)
    {
        var all = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            all.Add(line);
            say?.Invoke(line);
        }

        return string.Join('\n', all);
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it said nothing";
}
