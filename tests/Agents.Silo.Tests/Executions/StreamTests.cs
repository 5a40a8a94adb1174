using System.Net;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions;

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_GivesEveryEventOnceResumesAndEndsWith204()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await silo.RunAsync("two-steps", new { topic = "x" }, TimeSpan.Zero);

        var seqs = new List<long>();
        await foreach (var update in silo.Client.Executions.StreamAsync(execution.Id))
        {
            if (update is EventUpdate { Event: var happened })
            {
                seqs.Add(happened.Seq);
            }
        }

        seqs.ShouldBe(Enumerable.Range(1, seqs.Count).Select(static seq => (long)seq));
        using var resumed = await ResumeAsync(silo, execution.Id, seqs[^2]);
        (await resumed.Content.ReadAsStringAsync()).ShouldStartWith($"id: {seqs[^1]}\nevent: execution.completed\n");
        using var past = await ResumeAsync(silo, execution.Id, seqs[^1]);
        past.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static Task<HttpResponseMessage> ResumeAsync(SiloHost silo, string id, long after)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/executions/{id}/stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", after.ToString());
        return silo.Http.SendAsync(request);
    }
}
