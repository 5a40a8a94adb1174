using System.Net;
using Agents.Client.Problems;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Executions.Forks;

public sealed class ReplayTests
{
    private const string Mixed = """
        id: mixed
        name: Mixed
        agents: {writer: {instructions: "Write."}}
        states:
          - name: both
            type: parallel
            branches:
              - {name: left, states: [{name: l, type: agent, agent: writer, task: "Left"}]}
              - {name: right, states: [{name: r, type: agent, agent: writer, task: "Right", next: shape}, {name: shape, type: transform, expression: "'x'", end: true}]}
            next: rest
          - {name: rest, type: timer, duration: 10ms, next: last}
          - {name: last, type: agent, agent: writer, task: "Last", end: true}
        """;

    [Fact]
    public async Task EndedExecution_IsIdenticalWithWhatIsShownOfIt()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Mixed);
        var execution = await silo.RunAsync("mixed");
        execution.Status.ShouldBe("completed", execution.Error?.Message);

        var reply = await silo.Client.Executions.ReplayAsync(execution.Id);

        reply.FirstDifference.ShouldBeNull();
        reply.Identical.ShouldBeTrue();
        reply.Events.ShouldBe(execution.LastSeq);
        reply.Decided.ShouldBe(execution.LastSeq);
    }

    [Fact]
    public async Task ForkThatWentOnAfterARestart_IsIdentical()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Mixed);
        var execution = await silo.RunAsync("mixed");
        var fork = await silo.Client.Executions.RerunAsync(execution.Id, new() { FromStep = "r" }, TimeSpan.FromSeconds(60));
        await silo.RestartAsync();

        (await silo.Client.Executions.ReplayAsync(fork.Id)).FirstDifference.ShouldBeNull();
    }

    [Theory]
    [InlineData("UPDATE executions SET total_cost_usd = 77, output_tokens = output_tokens + 1", "execution")]
    [InlineData("UPDATE executions SET status = 'failed'", "execution")]
    [InlineData("UPDATE steps SET status = 'failed' WHERE state = 'l'", "steps")]
    [InlineData("DELETE FROM steps WHERE state = 'last'", "steps")]
    public async Task TableThatSaysSomethingElse_IsTold(string change, string where)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Mixed);
        var execution = await silo.RunAsync("mixed");
        await Change(silo, change);

        var reply = await silo.Client.Executions.ReplayAsync(execution.Id);

        reply.Identical.ShouldBeFalse();
        reply.FirstDifference!.Where.ShouldBe(where);
    }

    [Fact]
    public async Task UnknownExecution_IsNotFound()
    {
        await using var silo = await SiloHost.StartAsync();

        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.ReplayAsync("gone"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Bottleneck_IsStoredWithTheExecutionAndShown()
    {
        await using var silo = await SiloHost.StartAsync("--Models:Offline:Latency", "00:00:00.020");
        await silo.CreateAsync(Mixed);

        var execution = await silo.Client.Executions.GetAsync((await silo.RunAsync("mixed")).Id);

        var path = execution.BottleneckInfo!.CriticalPath;
        path.Steps.Count.ShouldBe(3);
        path.Steps.Select(static step => step.State).Skip(1).ShouldBe(["rest", "last"]);
        path.Share.ShouldBeInRange(0, 1);
        Tables.Count(silo, "SELECT count(*) FROM executions WHERE bottleneck_info LIKE '%\"step_count\":3%'").ShouldBe(1);
    }

    private static async Task Change(SiloHost silo, string sql)
    {
        await using var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
