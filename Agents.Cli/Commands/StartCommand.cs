using System.CommandLine;
using Agents.AppHost;
using Agents.Cli.Output;

namespace Agents.Cli.Commands;

/// <summary><c>agents start</c> (or <c>ui</c>): gateway, silo and dashboard with one command; the same supervisor as AppHost.</summary>
internal static class StartCommand
{
    private const string Name = "start";

    /// <summary>Whether this command line starts the supervisor, which handles Ctrl+C and SIGTERM by itself.</summary>
    public static bool IsRunBy(ParseResult parsed) => parsed.CommandResult.Command.Name == Name;

    public static Command Create()
    {
        var host = new Option<string?>("--host") { Description = "Name or address to listen on. Default: localhost." };
        var port = new Option<int?>("--port") { Description = "Port of the web UI and the API. Default: 8080; 0 = any free one." };
        var data = new Option<string?>("--data") { Description = "Where everything durable goes. Default: $AGENTS_DATA, else ./data.", HelpName = "FOLDER" };
        var open = new Option<bool>("--open") { Description = "Open the browser when everything runs." };
        var command = new Command(Name, "Start Agents on this machine: web UI, API and engine.") { host, port, data, open };
        command.Aliases.Add("ui");
        command.Runs((parsed, _) => AppHostProgram.RunAsync([
            .. Given("--host", parsed.GetValue(host)),
            .. Given("--port", parsed.GetValue(port)?.ToString()),
            .. Given("--data", parsed.GetValue(data)),
            .. parsed.GetValue(open) ? ["--open"] : Array.Empty<string>(),
        ]));
        return command;
    }

    private static string[] Given(string name, string? value) => value is null ? [] : [name, value];
}
