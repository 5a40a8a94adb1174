using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Agents.Core.Executions;
using Agents.Core.Json;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary>
/// Runs a program in the folder of its execution, with a clean environment, and ends it with all that it started when its time is over. What it prints is kept up to
/// a limit and read to the end, so that it never waits for a reader.
/// </summary>
internal sealed class ProgramRunner(IOptions<ToolsOptions> options, ArtifactFolder files, TimeProvider time)
{
    // Something that it started may still hold its outputs open.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private static readonly string[] Handed = ["PATH", "LANG", "TZ", "SystemRoot"];

    /// <summary>Why nothing can run here; null where programs can.</summary>
    public string? Absence => files.Absence;

    public async Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, string? input, ToolCall call, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments, call) };
        try
        {
            process.Start();
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or UnauthorizedAccessException)
        {
            // The system's own words have the silo's paths in them.
            return ToolResult.Fail(ErrorCategory.Provider, "not_started", $"'{Path.GetFileName(program)}' could not be started.");
        }

        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outputs = Task.WhenAll(ReadAsync(process.StandardOutput.BaseStream, reading.Token), ReadAsync(process.StandardError.BaseStream, reading.Token));
        try
        {
            await WriteAsync(process, input, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await Task.WhenAny(outputs, Task.Delay(LastWords, time, cancellationToken));
        }
        finally
        {
            Kill(process);
            await reading.CancelAsync();
        }

        var texts = await outputs;
        var (output, errors) = (texts[0], texts[1]);
        var result = JsonObject.Of(("exit_code", (long)process.ExitCode), ("output", output.Text), ("errors", errors.Text));
        return ToolResult.Of(output.IsCut || errors.IsCut ? result.With("cut", true) : result);
    }

    private ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, ToolCall call)
    {
        var folder = files.Of(call.ExecutionId);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var environment = start.Environment;
        var handed = Handed.Where(environment.ContainsKey).ToDictionary(static name => name, name => environment[name]);
        environment.Clear();
        foreach (var (name, value) in handed)
        {
            environment[name] = value;
        }

        foreach (var (name, value) in options.Value.Programs.Environment)
        {
            environment[name] = value;
        }

        (environment["HOME"], environment["TMPDIR"], environment["IDEMPOTENCY_KEY"]) = (folder, folder, call.IdempotencyKey);
        return start;
    }

    private static async Task WriteAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync((input ?? "").AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It does not read its input, or is over: what it prints says why.
        }
    }

    // What was read counts, however the reading ends.
    private async Task<(string Text, bool IsCut)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var (kept, buffer, isCut) = (new MemoryStream(), new byte[8_192], false);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                var room = (int)Math.Min(read, options.Value.Programs.MaxOutputBytes - kept.Length);
                kept.Write(buffer, 0, room);
                isCut |= room < read;
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or ObjectDisposedException)
        {
            isCut = true;
        }

        return (Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length), isCut);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception over) when (over is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is over, or a part of it is somebody else's by now.
        }
    }
}
