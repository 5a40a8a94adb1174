using System.CommandLine;
using Agents.Cli.Containers;
using Agents.Cli.Output;
using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents serve FILE</c>: one workflow as a service of its own. What a container runs.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var file = SharedOptions.File();
        file.Arity = ArgumentArity.ZeroOrOne;
        var host = new Option<string?>("--host") { Description = "Name or address to listen on. Default: $AGENTS_HOST, else 127.0.0.1." };
        var port = new Option<int?>("--port") { Description = "Port to listen on. Default: $AGENTS_PORT, else 8090; 0 = any free one." };
        var data = new Option<string?>("--data") { Description = "Where runs are kept. Default: $AGENTS_DATA, else ./data.", HelpName = "FOLDER" };
        var check = new Option<bool>("--check") { Description = "Ask whether what is served here on that port is ready; exit code 0 where it is. For health checks." };
        var command = new Command("serve", "Serve one workflow: /run, /runs, /schema, /docs, /health, /metrics. This is what a container runs.") { file, host, port, data, check };
        command.Runs(async (parsed, cancellationToken) =>
        {
            var options = ServeOptions.Of(parsed.GetValue(host), parsed.GetValue(port), parsed.GetValue(data), Environment.GetEnvironmentVariable);
            var output = new CliOutput(parsed, isJson: false);
            return parsed.GetValue(check) ? await CheckAsync(options, output, cancellationToken)
                : parsed.GetValue(file) is { } path ? await ServeAsync(path, options, output, cancellationToken)
                : throw new CliException("Name the workflow's file: agents serve FILE.");
        });
        return command;
    }

    private static async Task<int> ServeAsync(string path, ServeOptions options, CliOutput output, CancellationToken cancellationToken)
    {
        var file = await WorkflowFile.ReadAsync(path, strict: false, cancellationToken);
        new DiagnosticLines(output.Errors).Write(file.Name, file.Diagnostics);
        if (!file.IsValid)
        {
            return ExitCode.Invalid;
        }

        await using var engine = await InProcessServer.StartAsync(options.DataFolder, cancellationToken);
        await using var app = ServedApi.Build(await ServedWorkflow.StoreAsync(file, engine, cancellationToken), options);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken)
        {
            throw new CliException($"{taken.Message} Choose another port with --port.", ExitCode.Failed);
        }

        output.People.MarkupLineInterpolated($"{file.Workflow!.Id} answers at {app.Urls.First()}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(CancellationToken.None);
        return ExitCode.Completed;
    }

    private static async Task<int> CheckAsync(ServeOptions options, CliOutput output, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = CheckTimeout };
        try
        {
            using var reply = await http.GetAsync(new Uri($"http://127.0.0.1:{options.Port}/health"), cancellationToken);
            output.People.WriteLine(await reply.Content.ReadAsStringAsync(cancellationToken));
            return reply.IsSuccessStatusCode ? ExitCode.Completed : ExitCode.Failed;
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"nothing answered within {CheckTimeout.TotalSeconds} s.", late);
        }
    }
}
