using Agents.Client;
using Agents.Client.Schedules;
using Agents.Testing.Processes;

namespace Agents.Chaos.Kills;

/// <summary>A silo that is killed while it fires: every due time has one execution, and every execution one due time.</summary>
public sealed class KilledScheduleTests
{
    private const int Schedules = 60;
    private const int Kills = 4;

    private const string Pure = """
        id: pure
        states:
          - {name: set, type: inject, data: {n: 2}, end: true}
        """;

    private static readonly Dictionary<string, string> Settings = [];

    [Fact]
    public async Task KilledWhileFiring_MissesNothingAndDoublesNothing()
    {
        var random = new Random(1);
        var data = Directory.CreateTempSubdirectory("agents-schedules").FullName;
        for (var life = 0; life < Kills; life++)
        {
            await using var silo = await SiloProcess.StartAsync(data, Settings);
            if (life == 0)
            {
                await silo.CreateWorkflowAsync(Pure);
                await ScheduleAsync(Client(silo));
            }

            // A schedule a second each: whenever that is, some are about to fire.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_200, 3_000)), TimeProvider.System);
            await silo.KillAsync();
        }

        await using (var silo = await SiloProcess.StartAsync(data, Settings))
        {
            await CheckAsync(Client(silo), data);
        }

        Directory.Delete(data, recursive: true);
    }

    private static AgentsClient Client(SiloProcess silo) => new(new HttpClient { BaseAddress = silo.Url });

    private static async Task ScheduleAsync(AgentsClient client)
    {
        for (var at = 0; at < Schedules; at++)
        {
            await client.Schedules.CreateAsync(new CreateSchedule
            {
                Id = $"s{at}",
                WorkflowId = "pure",
                IntervalSeconds = 1,
                Overlap = OverlapPolicies.Allow,
                CatchUp = CatchUpPolicies.All,
                CatchUpLimit = 1000,
            });
        }
    }

    private static async Task CheckAsync(AgentsClient client, string data)
    {
        for (var at = 0; at < Schedules; at++)
        {
            await client.Schedules.PauseAsync($"s{at}");
        }

        var executions = new List<string>();
        for (var at = 0; at < Schedules; at++)
        {
            var schedule = await client.Schedules.GetAsync($"s{at}");
            var firings = await SettledAsync(client, schedule.Id);
            // Due a second after it was made, and every second since: none is missing, none is there twice.
            firings.Select(static firing => firing.DueAt).ShouldBe(Enumerable.Range(1, firings.Count).Select(second => schedule.CreatedAt.AddSeconds(second)), schedule.Id);
            firings.Count.ShouldBeGreaterThan(Kills);
            firings.ShouldAllBe(static firing => firing.Status == FiringStatuses.Started);
            executions.AddRange(firings.Select(static firing => firing.ExecutionId!));
        }

        executions.ShouldBeUnique();
        Journals.OfFolder(data).Ids().Order(StringComparer.Ordinal).ShouldBe(executions.Order(StringComparer.Ordinal));
    }

    // What is about to start has some time left: on a busy machine a start may be tried again.
    private static async Task<IReadOnlyList<ScheduleFiringRecord>> SettledAsync(AgentsClient client, string id)
    {
        for (var attempt = 0; attempt < 1_200; attempt++)
        {
            var firings = await FiringsAsync(client, id);
            if (firings.All(static firing => firing.Status != FiringStatuses.Pending))
            {
                return firings;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new TimeoutException($"Firings of {id} do not start.");
    }

    private static async Task<IReadOnlyList<ScheduleFiringRecord>> FiringsAsync(AgentsClient client, string id)
    {
        var firings = new List<ScheduleFiringRecord>();
        string? cursor = null;
        do
        {
            var page = await client.Schedules.ListFiringsAsync(id, cursor);
            firings.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        firings.Reverse();
        return firings;
    }
}
