using System.CommandLine;
using Agents.Cli.Chat;
using Agents.Cli.Output;
using Agents.Cli.Servers;

namespace Agents.Cli.Commands;

/// <summary><c>agents chat</c>: describes a workflow in plain words, line by line.</summary>
internal static class ChatCommand
{
    public static Command Create()
    {
        var message = new Argument<string?>("MESSAGE") { Description = "What to say first.", Arity = ArgumentArity.ZeroOrOne };
        var session = new Option<string?>("--session") { Description = "Go on with this conversation.", HelpName = "ID" };
        var server = SharedOptions.Server();
        var command = new Command("chat", "Describe a workflow in plain words: it is drawn, refined, approved, run and deployed. Reads lines from standard input.") { message, session, server };
        command.Runs(async (parsed, cancellationToken) =>
        {
            await using var connection = ServerChoice.Running(parsed.GetValue(server));
            var talk = new ChatTalk(connection.Client, new CliOutput(parsed, isJson: false), Console.In);
            return await talk.RunAsync(parsed.GetValue(session), parsed.GetValue(message), cancellationToken);
        });
        return command;
    }
}
