using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Running;
using Agents.Client;
using Agents.Client.Chat;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Core.Formats;
using Spectre.Console;

namespace Agents.Cli.Chat;

/// <summary>A conversation line by line: what is typed is said, a line that begins with <c>/</c> does something.</summary>
internal sealed class ChatTalk(AgentsClient client, CliOutput output, TextReader input)
{
    private const string Help = "/yaml shows the definition, /approve stores it, /run [key=value ...] runs it, /deploy [path] deploys it, /quit ends.";

    /// <summary>Talks until the input ends or somebody quits.</summary>
    /// <param name="sessionId">A conversation to go on with; null begins one.</param>
    /// <param name="first">What to say first; null waits for a line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<int> RunAsync(string? sessionId, string? first, CancellationToken cancellationToken)
    {
        var session = sessionId is null ? await client.Chat.StartAsync(new StartChat { UserIdentifier = "cli" }, cancellationToken) : await client.Chat.GetAsync(sessionId, cancellationToken);
        foreach (var message in session.Messages)
        {
            Show(message);
        }

        output.People.MarkupLineInterpolated($"[grey]chat {session.SessionId}. {Help}[/]");
        if (session.AwaitsReply)
        {
            await SayAsync(session.SessionId, new SendChatMessage { Resume = true }, cancellationToken);
        }

        for (var line = first; ; line = null)
        {
            line ??= await input.ReadLineAsync(cancellationToken);
            switch (line?.Trim())
            {
                case null or "/quit" or "/exit":
                    return ExitCode.Completed;
                case "":
                    break;
                case var text:
                    await TakeAsync(session.SessionId, text, cancellationToken);
                    break;
            }
        }
    }

    // What the server refuses is said, and the conversation goes on.
    private async Task TakeAsync(string id, string text, CancellationToken cancellationToken)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            switch (words[0])
            {
                case "/help":
                    output.People.WriteLine(Help);
                    break;
                case "/yaml":
                    output.People.WriteLine((await client.Chat.GetAsync(id, cancellationToken)).Workflow?.Yaml ?? "There is no workflow yet.");
                    break;
                case "/approve":
                    Show((await client.Chat.ApproveAsync(id, cancellationToken)).Messages[^1]);
                    break;
                case "/run":
                    await RunAsync(id, words[1..], cancellationToken);
                    break;
                case "/deploy":
                    var deployment = await client.Chat.DeployAsync(id, new DeployChat { EndpointPath = words.Length > 1 ? words[1] : null }, cancellationToken);
                    output.People.MarkupLineInterpolated($"[green]deployed[/] {deployment.Id}: POST {deployment.Url}");
                    break;
                case ['/', ..]:
                    output.People.WriteLine($"There is no '{words[0]}'. {Help}");
                    break;
                default:
                    await SayAsync(id, new SendChatMessage { Content = text }, cancellationToken);
                    break;
            }
        }
        catch (CliException wrong)
        {
            output.Fail(wrong.Message);
        }
        catch (AgentsApiException refused)
        {
            output.Fail(refused.Message);
            new DiagnosticLines(output.Errors).Write("(server)", refused.Problem.Diagnostics ?? []);
        }
    }

    private async Task RunAsync(string id, IReadOnlyList<string> inputs, CancellationToken cancellationToken)
    {
        var yaml = (await client.Chat.GetAsync(id, cancellationToken)).Workflow?.Yaml ?? throw new CliException("There is no workflow yet.");
        var load = WorkflowLoader.Load(yaml, new WorkflowLoadOptions { IsStored = true });
        var values = RunInputs.Of(load.Workflow ?? throw new CliException("The workflow needs agents of the server. Run it with: agents run"), inputs, fillsSample: false);
        var execution = await client.Chat.ExecuteAsync(id, new ExecuteChat { Inputs = JsonElement.Parse(values.ToUtf8Bytes()) }, cancellationToken: cancellationToken);
        await foreach (var update in client.Executions.StreamAsync(execution.Id, cancellationToken: cancellationToken))
        {
            if (update is EventUpdate { Event: { Type: "step.succeeded" or "step.evaluated" or "step.failed" } ended } && ended.Data.TryGetProperty("state", out var state))
            {
                output.People.WriteLine($"  {(ended.Type == "step.failed" ? "failed" : "done")} {state.GetString()}");
            }
        }

        var over = await client.Executions.GetAsync(execution.Id, cancellationToken);
        output.People.WriteLine($"{over.Status} in {over.DurationSeconds:0.0} s, {over.TotalTokens.Input + over.TotalTokens.Output} tokens, {(over.TotalCostUsd is { } cost ? $"${cost:0.####}" : "cost unknown")}: execution {over.Id}");
        if (over.Outputs is { ValueKind: not JsonValueKind.Undefined } outputs)
        {
            output.People.WriteLine(outputs.GetRawText());
        }

        if (over.Error is { } error)
        {
            output.Fail(error.Message);
        }
    }

    private async Task SayAsync(string id, SendChatMessage message, CancellationToken cancellationToken)
    {
        var hasText = false;
        await foreach (var update in client.Chat.TalkAsync(id, message, cancellationToken))
        {
            switch (update)
            {
                case ChatTextUpdate text:
                    hasText = true;
                    output.People.Write(text.Text);
                    break;
                case ChatMessageUpdate { Message: { Role: ChatRoles.Assistant } reply }:
                    if (hasText)
                    {
                        output.People.WriteLine();
                    }

                    Show(reply);
                    break;
            }
        }
    }

    private void Show(ChatMessageRecord message)
    {
        output.People.WriteLine(message.Role == ChatRoles.User ? $"> {message.Content}" : message.Content);
        foreach (var line in message.Metadata.Diff?.Hunks.SelectMany(static hunk => hunk.Lines).Where(static line => line.Kind != "context") ?? [])
        {
            output.People.WriteLine($"  {(line.Kind == "added" ? '+' : '-')} {line.Text}");
        }

        if (message.Metadata.Choices.Where(static choice => choice.Message is not null).ToList() is { Count: > 0 } choices)
        {
            output.People.MarkupLineInterpolated($"[grey]({string.Join(" · ", choices.Select(static choice => choice.Message))})[/]");
        }
    }
}
