using System.Net;
using System.Text.Json;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Deployments;

public sealed class DeployedCallTests
{
    private const string Path = "/api/deployed/two-steps";

    private const string Body = """{"topic":"rain"}""";

    private const string Failing = """
        id: failing
        name: Failing
        states:
          - {name: stop, type: fail, error: {code: nope, message: "No way"}}
        """;

    [Fact]
    public async Task Call_IsAnsweredWithTheOutputs()
    {
        await using var silo = await DeployedAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "sums/double" });

        using var reply = await silo.PostAsync("/api/deployed/sums/double", "");

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reply.Content.ReadAsStringAsync()).ShouldBe("""{"n":4}""");
        (await silo.Client.Executions.GetAsync(ExecutionOf(reply))).ShouldSatisfyAllConditions(
            static execution => execution.DeploymentId.ShouldBe("sums-double"), static execution => execution.TriggerType.ShouldBe("api"));
    }

    [Theory]
    [InlineData("respond-async")]
    [InlineData("wait=0")]
    [InlineData("respond-async, wait=0")]
    public async Task CallThatDoesNotWait_SaysWhereToAsk(string prefer)
    {
        await using var silo = await DeployedAsync();

        using var reply = await silo.PostAsync(Path, Body, headers: ("Prefer", prefer));

        reply.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var accepted = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;
        accepted.GetProperty("status_url").GetString().ShouldBe(reply.Headers.Location!.ToString());
        await silo.EndAsync(accepted.GetProperty("execution_id").GetString()!);
        using var end = await silo.Http.GetAsync(reply.Headers.Location);
        (await end.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"completed\"");
    }

    [Fact]
    public async Task WaitThatEndsFirst_IsAcceptedAndNeverStartsAgain()
    {
        await using var silo = await DeployedAsync("--Models:Offline:Latency", "00:00:01");

        using var early = await silo.PostAsync(Path, Body, headers: [("Prefer", "wait=1"), ("Idempotency-Key", "k")]);
        using var late = await silo.PostAsync(Path, Body, headers: ("Idempotency-Key", "k"));

        (early.StatusCode, late.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.OK));
        ExecutionOf(late).ShouldBe(ExecutionOf(early));
        (await silo.Client.Executions.ListAsync(new ExecutionFilter())).Total.ShouldBe(1);
    }

    [Fact]
    public async Task SameKey_JoinsReplaysAndRefusesAnotherBody()
    {
        await using var silo = await DeployedAsync();
        var joined = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => silo.PostAsync(Path, Body, headers: ("Idempotency-Key", "k"))));
        await silo.Client.Deployments.ChangeAsync("two-steps", new ChangeDeployment { Status = "inactive" });
        using var replayed = await silo.PostAsync(Path, Body, headers: ("Idempotency-Key", "k"));
        using var other = await silo.PostAsync(Path, """{"topic":"sun"}""", headers: ("Idempotency-Key", "k"));

        joined.Append(replayed).Select(ExecutionOf).Distinct().ShouldHaveSingleItem();
        var texts = await Task.WhenAll(joined.Append(replayed).Select(static reply => reply.Content.ReadAsStringAsync()));
        texts.Distinct().ShouldHaveSingleItem();
        replayed.StatusCode.ShouldBe(HttpStatusCode.OK);
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.Content.ReadAsStringAsync()).ShouldContain("idempotency_mismatch");
        (await silo.Client.Executions.ListAsync(new ExecutionFilter())).Total.ShouldBe(1);
    }

    [Fact]
    public async Task SameKeyElsewhere_IsAnotherOne()
    {
        await using var silo = await DeployedAsync();
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps") { EndpointPath = "other" });

        using var here = await silo.PostAsync(Path, Body, headers: ("Idempotency-Key", "k"));
        using var there = await silo.PostAsync("/api/deployed/other", Body, headers: ("Idempotency-Key", "k"));

        ExecutionOf(there).ShouldNotBe(ExecutionOf(here));
    }

    [Fact]
    public async Task Stream_SendsTheEventsToTheEnd()
    {
        await using var silo = await DeployedAsync();

        using var reply = await silo.PostAsync(Path, Body, headers: ("Accept", "text/event-stream"));

        reply.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var text = await reply.Content.ReadAsStringAsync();
        text.ShouldContain("event: execution.created");
        text.ShouldContain("event: execution.completed");
        (await silo.Client.Executions.GetAsync(ExecutionOf(reply))).Status.ShouldBe("completed");
    }

    [Theory]
    [InlineData(Path, "{}", 400, "topic")]
    [InlineData(Path, "[1]", 400, "JSON object")]
    [InlineData(Path, "{", 400, "JSON")]
    [InlineData("/api/deployed/nobody", "{}", 404, "nobody")]
    [InlineData("/api/deployed/off", Body, 409, "Being mended")]
    public async Task BadCall_IsRefusedWithTheFixAndStartsNothing(string path, string body, int status, string said)
    {
        await using var silo = await DeployedAsync();
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps") { EndpointPath = "off" });
        await silo.Client.Deployments.ChangeAsync("off", new ChangeDeployment { Status = "inactive", Reason = "Being mended" });

        using var reply = await silo.PostAsync(path, body);

        ((int)reply.StatusCode).ShouldBe(status);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(said);
        (await silo.Client.Executions.ListAsync(new ExecutionFilter())).Total.ShouldBe(0);
    }

    [Fact]
    public async Task FailedExecution_IsAProblemOfTheServersSide()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Failing);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("failing"));

        using var reply = await silo.PostAsync("/api/deployed/failing", "");

        ((int)reply.StatusCode).ShouldBe(500);
        var problem = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("detail").GetString()!.ShouldContain("No way");
        problem.GetProperty("execution_id").GetString().ShouldBe(ExecutionOf(reply));
    }

    [Fact]
    public async Task ChangedPath_AnswersAtOnce()
    {
        await using var silo = await DeployedAsync();
        using var before = await silo.PostAsync(Path, Body);
        await silo.Client.Deployments.ChangeAsync("two-steps", new ChangeDeployment { EndpointPath = "moved" });

        using var old = await silo.PostAsync(Path, Body);
        using var moved = await silo.PostAsync("/api/deployed/moved", Body);
        await silo.Client.Deployments.DeleteAsync("two-steps");
        using var gone = await silo.PostAsync("/api/deployed/moved", Body);

        (before.StatusCode, old.StatusCode, moved.StatusCode, gone.StatusCode).ShouldBe(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound));
        (await silo.Http.GetStringAsync("/api/v1/deployments/two-steps/logs")).ShouldContain(ExecutionOf(moved));
    }

    private static async Task<SiloHost> DeployedAsync(params string[] settings)
    {
        var silo = await SiloHost.StartAsync(settings);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps"));
        return silo;
    }

    private static string ExecutionOf(HttpResponseMessage reply) => reply.Headers.GetValues("Execution-Id").Single();
}
