using System.CommandLine;

namespace Agents.Cli.Commands;

/// <summary>The root command: a table of contents.</summary>
internal static class AgentsCommand
{
    // An engine in this process finishes what it is writing before it goes.
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(25);

    public static RootCommand Create() => new("Describe AI-agent workflows in YAML, run them durably, see them live.")
    {
        RunCommand.Create(),
        ValidateCommand.Create(),
        TestCommand.Create(),
        NewCommand.Create(),
        GraphCommand.Create(),
        WorkflowsCommand.Create(),
        ExecutionsCommand.Create(),
        ChatCommand.Create(),
        DeployCommand.Create(),
        DeploymentsCommand.Create(),
        ServeCommand.Create(),
        SchedulesCommand.Create(),
        WebhooksCommand.Create(),
        ApprovalsCommand.Create(),
        RetentionCommand.Create(),
        MemoryCommand.Create(),
        ProvidersCommand.Create(),
        PricesCommand.Create(),
        SecretsCommand.Create(),
        KeysCommand.Create(),
        LoginCommands.Login(),
        LoginCommands.Logout(),
        LoginCommands.WhoAmI(),
        ToolsCommand.Create(),
        AgentFilesCommand.Create(),
        AgentFilesCommand.Sync(),
        McpCommand.Create(),
        SchemaCommand.Create(),
        CompletionCommand.Create(),
        StartCommand.Create(),
    };

    /// <summary>Parses and runs; a wrong command line is <see cref="ExitCode.Invalid"/>.</summary>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        // @FILE is a value of ours, not a file of more arguments.
        var parsed = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed, error);
        }

        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = StartCommand.IsRunBy(parsed) ? null : StopDeadline,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    private static int Refuse(ParseResult parsed, TextWriter error)
    {
        foreach (var problem in parsed.Errors)
        {
            error.WriteLine($"error: {problem.Message}");
        }

        var path = parsed.CommandResult.Command is RootCommand ? "agents" : $"agents {parsed.CommandResult.Command.Name}";
        error.WriteLine($"See: {path} --help");
        return ExitCode.Invalid;
    }
}
