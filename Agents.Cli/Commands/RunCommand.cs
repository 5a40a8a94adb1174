using System.CommandLine;
using Agents.Cli.Output;
using Agents.Cli.Running;
using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Agents.Client.Executions;

namespace Agents.Cli.Commands;

/// <summary><c>agents run FILE</c>: checks a file, runs it, shows its states live, prints what came out.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = SharedOptions.File();
        var inputs = new Option<string[]>("--input", "-i") { Description = "An input, key=value; key=@file takes a file's content. Repeatable.", HelpName = "KEY=VALUE" };
        var sample = new Option<bool>("--sample") { Description = "Fill missing inputs from the schema's defaults, examples, enums and types, or, without a schema, from what the workflow reads." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Also show what models write, while they write it." };
        var json = SharedOptions.Json();
        var server = SharedOptions.Server();
        var provider = new Option<string?>("--provider") { Description = "Provider of every agent, over the file's own: openai, ollama, offline, ..." };
        var model = new Option<string?>("--model") { Description = "Model of every agent, over the file's own." };
        var timeout = DurationOption.Create("--timeout", "Cancel the execution when it takes longer, e.g. 30s, 5m, 1h30m.");
        var budget = BudgetOption.Create("What it may spend, over the file's own budget; repeatable: tokens=20000, cost_usd=0.5, time=10m, model_calls=30.");
        var env = new Option<string[]>("--env", "-e") { Description = "A value for the workflow's environment, recorded nowhere: NAME=value, or NAME for the value that this process has. Repeatable.", HelpName = "NAME" };
        var envFile = new Option<string[]>("--env-file") { Description = "A file of NAME=value lines for the workflow's environment. Repeatable.", HelpName = "FILE" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Approve whatever the workflow asks people for, in the name of its approvers." };
        var skip = new Option<bool>("--skip-timers") { Description = "Let timers and timeouts of signals pass at once; a signal without a timeout gets {}." };
        var mode = new Option<string>("--mode") { Description = "full, test_run (short answers, little time, few iterations), or validate_only (checks and estimates, starts nothing). Default: full.", DefaultValueFactory = static _ => RunModes.Full };
        mode.AcceptOnlyFromAmong(RunModes.Full, RunModes.TestRun, RunModes.ValidateOnly);
        var command = new Command("run", "Run a workflow file, here or on a server.") { file, inputs, sample, watch, json, server, provider, model, timeout, budget, env, envFile, yes, skip, mode };
        command.Validators.Add(result =>
        {
            if (result.GetValue(watch) && result.GetValue(json))
            {
                result.AddError("--watch and --json exclude each other: one writes for people, the other for programs.");
            }
        });
        command.Runs((parsed, cancellationToken) => RunAsync(
            new CliOutput(parsed, parsed.GetValue(json)),
            new RunRequest(parsed.GetRequiredValue(file), parsed.GetValue(inputs) ?? [])
            {
                FillsSample = parsed.GetValue(sample),
                ShowsTokens = parsed.GetValue(watch),
                Server = parsed.GetValue(server),
                Provider = parsed.GetValue(provider),
                Model = parsed.GetValue(model),
                Timeout = parsed.GetValue(timeout),
                Budget = parsed.GetValue(budget),
                Env = RunEnvironment.Of(parsed.GetValue(envFile) ?? [], parsed.GetValue(env) ?? [], Environment.GetEnvironmentVariable),
                ApprovesAll = parsed.GetValue(yes),
                SkipsTimers = parsed.GetValue(skip),
                Mode = parsed.GetRequiredValue(mode),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliOutput output, RunRequest request, CancellationToken cancellationToken)
    {
        var file = await WorkflowFile.ReadAsync(request.File, strict: false, cancellationToken);
        new DiagnosticLines(output.Errors).Write(file.Name, file.Diagnostics);
        if (file.Workflow is not { } workflow)
        {
            return ExitCode.Invalid;
        }

        var inputs = RunInputs.Of(workflow, request.Inputs, request.FillsSample);
        await using var server = await ServerChoice.ForRunningAsync(request.Server, cancellationToken);
        return await new ExecutionRun(server, output, request, TimeProvider.System).RunAsync(file, inputs, cancellationToken);
    }
}
