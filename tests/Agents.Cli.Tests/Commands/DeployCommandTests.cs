using System.Net.Http.Json;
using System.Text.Json;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class DeployCommandTests
{
    private const string Sum = """
        id: sum
        name: Sum
        inputSchema: {type: object, required: [a], properties: {a: {type: integer}}}
        states:
          - {name: only, type: transform, expression: "{'x': ctx.a + 1}", end: true}
        """;

    [Fact]
    public async Task File_AnswersAtItsUrl_AndAgainAfterAChange()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        using var http = new HttpClient();
        var file = folder.Write("sum.workflow.yaml", Sum);

        var first = await CliRun.OfAsync("deploy", file, "--path", "math/sum", "--server", server.Url);
        var one = await CallAsync(http, $"{server.Url}/api/deployed/math/sum");
        folder.Write("sum.workflow.yaml", Sum.Replace("+ 1", "+ 10", StringComparison.Ordinal));
        var second = await CliRun.OfAsync("deploy", file, "--path", "math/sum", "--target", "endpoint", "--server", server.Url);
        var ten = await CallAsync(http, $"{server.Url}/api/deployed/math/sum");
        var unchanged = await CliRun.OfAsync("deploy", "sum", "--path", "math/sum", "--server", server.Url);

        first.Output.ShouldContain($"math-sum runs sum version 1 at {server.Url}/api/deployed/math/sum");
        second.Output.ShouldContain("version 2");
        unchanged.Output.ShouldContain("version 2");
        (one, ten).ShouldBe(("""{"x":2}""", """{"x":11}"""));
        (await CliRun.OfAsync("deployments", "rollback", "math-sum", "--server", server.Url)).Output.ShouldContain("version 1");
    }

    [Fact]
    public async Task Deployments_AreListedCalledAndRemoved()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        await CliRun.OfAsync("deploy", folder.Write("sum.workflow.yaml", Sum), "--server", server.Url);

        (await CliRun.OfAsync("deployments", "list", "--server", server.Url)).Output.ShouldContain("/api/deployed/sum");
        (await CliRun.OfAsync("deployments", "show", "sum", "--server", server.Url)).Output.ShouldContain("sum: active, alive");
        (await CliRun.OfAsync("deployments", "execute", "sum", "--inputs", """{"a":4}""", "--server", server.Url)).Output.ShouldBe("{\"x\":5}\n");
        (await CliRun.OfAsync("deployments", "execute", "sum", "--inputs", $"@{folder.Write("inputs.json", """{"a": 8}""")}", "--server", server.Url)).Output.ShouldBe("{\"x\":9}\n");
        (await CliRun.OfAsync("deployments", "execute", "sum", "--server", server.Url)).ExitCode.ShouldBe(ExitCode.Invalid);
        (await CliRun.OfAsync("deployments", "promote", "sum", "--to", "1", "--share", "20", "--server", server.Url)).Output.ShouldContain("20 %");
        var cleaned = await CliRun.OfAsync("deployments", "cleanup", "--json", "--server", server.Url);
        JsonDocument.Parse(cleaned.Output).RootElement.GetProperty("removed").GetArrayLength().ShouldBe(0);
        (await CliRun.OfAsync("deployments", "delete", "sum", "--server", server.Url)).Output.ShouldContain("executions are kept");
        (await CliRun.OfAsync("deployments", "show", "sum", "--server", server.Url)).ExitCode.ShouldBe(ExitCode.Invalid);
    }

    [Fact]
    public async Task Limits_AreSetShownAndTakenAway()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        await CliRun.OfAsync("deploy", folder.Write("sum.workflow.yaml", Sum), "--server", server.Url);

        var set = await CliRun.OfAsync("deployments", "limits", "sum", "--budget", "tokens=20000", "--budget", "cost_usd=0.5", "--retention", "7", "--server", server.Url);
        var forever = await CliRun.OfAsync("deployments", "limits", "sum", "--retention", "never", "--server", server.Url);
        var free = await CliRun.OfAsync("deployments", "limits", "sum", "--no-budget", "--retention", "default", "--server", server.Url);

        set.Output.ShouldContain("spent today: 0 of 20000 tokens, 0 of 0.5 USD");
        set.Output.ShouldContain("kept for 7 days");
        forever.Output.ShouldContain("of 20000 tokens");
        forever.Output.ShouldContain("kept for ever");
        free.Output.ShouldNotContain("spent today");
        free.Output.ShouldNotContain("kept for");
        (await CliRun.OfAsync("deployments", "limits", "sum", "--retention", "long", "--server", server.Url)).ExitCode.ShouldBe(ExitCode.Invalid);
        (await CliRun.OfAsync("deployments", "limits", "sum", "--no-budget", "--budget", "tokens=1", "--server", server.Url)).ExitCode.ShouldBe(ExitCode.Invalid);
    }

    [Fact]
    public async Task WhatIsNoWorkflow_IsNamed()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();

        var unknown = await CliRun.OfAsync("deploy", "nothing-here", "--server", server.Url);
        var broken = await CliRun.OfAsync("deploy", folder.Write("broken.yaml", "id: broken\nstates: 7\n"), "--server", server.Url);
        var elsewhere = await CliRun.OfAsync("deploy", "sum", "--target", "moon");
        var mixed = await CliRun.OfAsync("deploy", "sum", "--memory", "512m");

        (unknown.ExitCode, broken.ExitCode, elsewhere.ExitCode, mixed.ExitCode).ShouldBe((ExitCode.Invalid, ExitCode.Invalid, ExitCode.Invalid, ExitCode.Invalid));
        mixed.Error.ShouldContain("--target container");
        unknown.Error.ShouldContain("nothing-here");
        broken.Error.ShouldContain("states");
    }

    private static async Task<string> CallAsync(HttpClient http, string url)
    {
        using var reply = await http.PostAsJsonAsync(url, new { a = 1 });
        return await reply.Content.ReadAsStringAsync();
    }
}
