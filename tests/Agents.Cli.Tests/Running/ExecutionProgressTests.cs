using System.Text.Json;
using Agents.Client.Executions;
using Spectre.Console;
using ExecutionProgress = Agents.Cli.Running.ExecutionProgress;

namespace Agents.Cli.Tests.Running;

public sealed class ExecutionProgressTests
{
    [Theory]
    [InlineData("branch.skipped", """{"key": "review [b]"}""", "review [b] is skipped")]
    [InlineData("model.replied", """{"provider": "anthropic", "degraded": ["/score: is missing"]}""", "breaks its schema and was accepted: /score: is missing")]
    [InlineData(
        "model.replied", """{"provider": "anthropic", "skipped": [{"provider": "openai", "model": "gpt-4o", "category": "provider_error", "message": "down"}]}""",
        "openai/gpt-4o gave no answer: down")]
    public void WhatIsLeftOutOrDoubtful_IsALine(string type, string data, string line)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;

        new ExecutionProgress(console, showsTokens: false).Show(new EventUpdate(new EventRecord(3, type, DateTimeOffset.UnixEpoch, JsonElement.Parse(data))));

        text.ToString().ShouldContain(line);
    }
}
