using System.CommandLine;
using Agents.AppHost;
using Agents.Cli.Output;

namespace Agents.Cli.Commands;

/// <summary><c>agents start</c> (or <c>ui</c>): gateway, silo and dashboard with one command; <c>agents deployments start</c> leaves the dashboard out. The same supervisor as AppHost.</summary>
internal static class StartCommand
{
    private const string Name = "start";

    /// <summary>Whether this command line starts the supervisor, which handles Ctrl+C and SIGTERM by itself.</summary>
    public static bool IsRunBy(ParseResult parsed) => parsed.CommandResult.Command.Name == Name;

    public static Command Create()
    {
        var open = new Option<bool>("--open") { Description = "Open the browser when everything runs." };
        var command = Create("Start Agents on this machine: web UI, API and engine.", parsed => parsed.GetValue(open) ? ["--open"] : []);
        command.Add(open);
        command.Aliases.Add("ui");
        return command;
    }

    /// <summary><c>agents deployments start</c>.</summary>
    public static Command CreateWithoutDashboard() => Create("Start the server of deployments on this machine: API and engine, without the web UI.", static _ => ["--no-dashboard"]);

    private static Command Create(string description, Func<ParseResult, string[]> more)
    {
        var host = new Option<string?>("--host") { Description = "Name or address to listen on. Default: localhost." };
        var port = new Option<int?>("--port") { Description = "Port of the server. Default: 8080; 0 = any free one." };
        var data = new Option<string?>("--data") { Description = "Where everything durable goes. Default: $AGENTS_DATA, else ./data.", HelpName = "FOLDER" };
        var command = new Command(Name, description) { host, port, data };
        command.Runs((parsed, _) => AppHostProgram.RunAsync([
            .. Given("--host", parsed.GetValue(host)),
            .. Given("--port", parsed.GetValue(port)?.ToString()),
            .. Given("--data", parsed.GetValue(data)),
            .. more(parsed),
        ]));
        return command;
    }

    private static string[] Given(string name, string? value) => value is null ? [] : [name, value];
}
