using System.Collections.Concurrent;
using System.Globalization;
using Agents.Chaos.Workflows;
using Agents.Client;
using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Chaos.Kills;

/// <summary>
/// Workflows made at random, on a silo that is killed at random: each ends as if nobody had killed anything, and nothing is done twice.
/// <c>AGENTS_CHAOS_SEEDS</c> says how many seeds, 10 by default, <c>AGENTS_CHAOS_FIRST</c> which is the first.
/// </summary>
public sealed class CohortTests
{
    // Most of the time a cohort waits: for a silo to start, for a slow model.
    private const int AtOnce = 3;

    // Among so many seeds some have agents that call tools.
    private const int EnoughSeeds = 5;

    [Fact]
    public async Task KilledCohort_EndsAsAnUndisturbedOneAndRepeatsNothing()
    {
        var (failed, called) = (new ConcurrentBag<Exception>(), new ConcurrentBag<int>());
        var seeds = Enumerable.Range(Setting("AGENTS_CHAOS_FIRST", 1), Setting("AGENTS_CHAOS_SEEDS", 10)).ToList();
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
        {
            try
            {
                called.Add(await CheckAsync(seed));
            }
            catch (InvalidOperationException problem)
            {
                failed.Add(problem);
            }
        });
        failed.ShouldBeEmpty(string.Join('\n', failed.Select(static problem => problem.Message)));
        (called.Sum() > 0 || seeds.Count < EnoughSeeds).ShouldBeTrue("No agent called a tool.");
    }

    private static async Task<int> CheckAsync(int seed)
    {
        await using var cohort = await Cohort.CreateAsync(seed);
        try
        {
            await cohort.RunAsync(silo => CheckRepliesAsync(cohort, silo));
            CheckCalls(cohort);
            CheckTools(cohort);
            CheckJournals(cohort);
            return cohort.Tool.Calls.Count;
        }
        catch (Exception problem)
        {
            cohort.KeepsData = true;
            throw new InvalidOperationException(
                $"Seed {seed} failed, its data is in {cohort.Data}: {problem.Message}\nAgain: AGENTS_CHAOS_FIRST={seed} AGENTS_CHAOS_SEEDS=1 dotnet test tests/Agents.Chaos --filter KilledCohort", problem);
        }
    }

    private static int Setting(string name, int otherwise)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static async Task CheckRepliesAsync(Cohort cohort, AgentsClient silo)
    {
        foreach (var (index, id) in cohort.Crowd.Started)
        {
            var (workflow, inputs) = cohort.Scenario.Starts[index];
            Outcome.Of(await silo.Executions.GetAsync(id)).ShouldBe(UninterruptedRun.Of(cohort.Scenario, workflow, inputs, order: 1), $"{id}, {workflow} with {inputs}");
        }

        foreach (var id in Journals.OfFolder(cohort.Data).Ids())
        {
            await CheckTimelineAsync(cohort.Data, silo, id);
        }
    }

    // What the API tells is what the journal tells.
    private static async Task CheckTimelineAsync(string data, AgentsClient silo, string id)
    {
        var journal = Journals.OfFolder(data).Events(id);
        var folded = Execution.Fold(ExecutionState.None, journal);
        var detail = await silo.Executions.GetAsync(id);
        (detail.Status, detail.LastSeq, detail.ModelCalls).ShouldBe((folded.Status.ToName(), folded.Seq, folded.Usage.ModelCalls), id);
        var context = await silo.Executions.GetContextAsync(id);
        JsonValue.Parse(context.Context.GetRawText()).ShouldBe(folded.Context, id);

        var events = await AllAsync(cursor => silo.Executions.GetEventsAsync(id, 200, cursor));
        events.Select(static one => $"{one.Seq} {one.Type} {one.At:O}").ShouldBe(journal.Select(static (one, index) => $"{index + 1} {one.Type} {one.At:O}"), ignoreOrder: false, id);

        var steps = await AllAsync(cursor => silo.Executions.GetStepsAsync(id, 200, cursor));
        var ended = Ended(journal).Order(StringComparer.Ordinal).ToList();
        steps.Select(static step => $"{step.StepId} {step.Status}").Order(StringComparer.Ordinal).ShouldBe(ended, ignoreOrder: false, id);
        Journals.OfFolder(data).StepRows(id).Order(StringComparer.Ordinal).ShouldBe(ended, ignoreOrder: false, id);
    }

    private static IEnumerable<string> Ended(IEnumerable<Core.Executions.Events.ExecutionEvent> journal)
    {
        var state = ExecutionState.None;
        var ended = new Dictionary<string, string>();
        foreach (var happened in journal)
        {
            foreach (var step in Execution.Ended(state, happened))
            {
                ended.TryAdd(step.Step.Id.Value, step.Status.ToName());
            }

            state = Execution.Fold(state, happened);
        }

        return ended.Select(static step => $"{step.Key} {step.Value}");
    }

    private static async Task<List<T>> AllAsync<T>(Func<string?, Task<Client.Paging.ItemPage<T>>> read)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            var page = await read(cursor);
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    private static void CheckCalls(Cohort cohort)
    {
        var calls = cohort.Calls;
        calls.GroupBy(static call => call).Where(static same => same.Count() > 1).Select(static same => same.Key).ShouldBeEmpty("One silo made a call twice.");
        for (var life = 0; life < cohort.Recorded.Count; life++)
        {
            calls.Where(call => call.Life > life && cohort.Recorded[life].Contains(call.Key)).ShouldBeEmpty("A recorded reply was asked for again.");
        }

        var recorded = Journals.OfFolder(cohort.Data).RecordedCalls();
        recorded.ShouldBeUnique();
        recorded.Except(calls.Select(static call => call.Key)).ShouldBeEmpty("A reply that nobody gave is recorded.");
        Journals.OfFolder(cohort.Data).SucceededSteps().ShouldBeUnique();
    }

    private static void CheckTools(Cohort cohort)
    {
        var calls = cohort.Tool.Calls;
        calls.GroupBy(static call => call).Where(static same => same.Count() > 1).Select(static same => same.Key).ShouldBeEmpty("One silo called a tool twice.");
        calls.Select(static call => call.Key).Distinct().GroupBy(Numbered).Where(static same => same.Count() > 1).Select(static same => same.Key).ShouldBeEmpty("A call was made under two keys.");
        for (var life = 0; life < cohort.Results.Count; life++)
        {
            calls.Where(call => call.Life > life && cohort.Results[life].Contains(Numbered(call.Key))).ShouldBeEmpty("A tool whose result is recorded was called again.");
        }

        var recorded = Journals.OfFolder(cohort.Data).RecordedResults();
        recorded.ShouldBeUnique();
        recorded.Except(calls.Select(static call => Numbered(call.Key))).ShouldBeEmpty("A result that no tool gave is recorded.");
    }

    // Without the attempt: numbers go on from one to the next.
    private static string Numbered(string key) => $"{key.Split(':')[0]}:{key.Split(':')[2]}";

    private static void CheckJournals(Cohort cohort)
    {
        Journals.OfFolder(cohort.Data).Gaps().ShouldBeEmpty();
        Journals.OfFolder(cohort.Data).Contradictions().ShouldBeEmpty();
        var top = Journals.OfFolder(cohort.Data).Ids().Where(id => Execution.Fold(ExecutionState.None, Journals.OfFolder(cohort.Data).Events(id)).Parent is null);
        top.Order(StringComparer.Ordinal).ShouldBe(cohort.Crowd.Started.Values.Order(StringComparer.Ordinal), ignoreOrder: false, "Each start counts once.");
        cohort.Crowd.Signals.Except(Journals.OfFolder(cohort.Data).Signals()).ShouldBeEmpty("An accepted signal is lost.");
        cohort.Crowd.Votes.Except(Journals.OfFolder(cohort.Data).Votes()).ShouldBeEmpty("An accepted vote is lost.");
    }
}
