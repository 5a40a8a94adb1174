using System.Text.RegularExpressions;
using Agents.Chaos.Kills;
using Agents.Client;
using Agents.Client.Executions;
using Agents.Testing;
using Agents.Testing.Processes;

namespace Agents.Chaos.PowerLoss;

/// <summary>
/// The power goes at any moment of a run: whatever somebody had been told by then is there afterwards. The run is recorded once; the disks that
/// it could have left are made from the record.
/// </summary>
public sealed partial class PowerLossTests
{
    private const int Executions = 8;
    private const int Moments = 60;

    [SkippableFact]
    public async Task LostPower_LosesNothingThatWasAcknowledged()
    {
        Requirement.Need("strace", File.Exists("/usr/bin/strace"), "install Debian's package strace.");
        var folder = Directory.CreateTempSubdirectory("agents-power").FullName;
        var data = Path.Combine(folder, "data");
        var trace = Path.Combine(folder, "trace");
        await RecordAsync(data, trace);
        var records = DiskTrace.Read(trace, data);
        var told = Told(records);
        told.Count(static one => one.What.StartsWith("step ", StringComparison.Ordinal)).ShouldBe(Executions * 10, "Every step was told to somebody.");

        var checkedSteps = 0;
        foreach (var (moment, index) in MomentsOf(records).Select(static (moment, index) => (moment, index)))
        {
            var left = Directory.CreateDirectory(Path.Combine(folder, $"left-{index}")).FullName;
            LostPower.Leave(records, moment, index % 2 == 0 ? null : new Random(index), left);
            var known = told.Where(one => one.Line <= moment).Select(static one => one.What).ToHashSet();
            if (known.Count > 0)
            {
                Journals.OfFolder(left).Damage().ShouldBeEmpty($"moment {moment}");
                Journals.OfFolder(left).Gaps().ShouldBeEmpty($"moment {moment}");
                known.Except([.. Journals.OfFolder(left).SucceededSteps().Select(static id => $"step {id}"), .. Journals.OfFolder(left).Ids().Select(static id => $"execution {id}")])
                    .ShouldBeEmpty($"Lost at moment {moment} of the trace.");
                checkedSteps += known.Count;
            }

            if (index == Moments / 2)
            {
                await FinishAsync(left);
            }

            Directory.Delete(left, recursive: true);
        }

        checkedSteps.ShouldBeGreaterThan(Executions * 10);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task RecordAsync(string data, string trace)
    {
        var settings = new Dictionary<string, string> { ["Models__Offline__Latency"] = "00:00:00" };
        await using var silo = await SiloProcess.StartAsync(data, settings, DiskTrace.Recorder(trace));
        await silo.CreateWorkflowAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Examples, "ten-steps.workflow.yaml")));
        var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
        await Task.WhenAll(Enumerable.Range(0, Executions).Select(async number =>
        {
            var execution = await client.Executions.StartAsync(new StartExecution("ten-steps"), idempotencyKey: $"{number}");
            await foreach (var _ in client.Executions.StreamAsync(execution.Id))
            {
                // It is told step by step.
            }
        }));
    }

    // What is left of a run can be run to its end.
    private static async Task FinishAsync(string left)
    {
        await using var silo = await SiloProcess.StartAsync(left, new Dictionary<string, string> { ["Models__Offline__Latency"] = "00:00:00" });
        var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
        foreach (var id in Journals.OfFolder(left).Ids())
        {
            await foreach (var _ in client.Executions.StreamAsync(id))
            {
                // The stream closes after the last event.
            }

            (await client.Executions.GetAsync(id)).Status.ShouldBe(ExecutionStatuses.Completed);
        }
    }

    private static List<(int Line, string What)> Told(IEnumerable<DiskRecord> records)
        => [.. records.OfType<Sent>().SelectMany(static sent => Succeeded().Matches(sent.Text).Select(match => (sent.Began, $"step {match.Groups["id"].Value}"))
            .Concat(Started().Matches(sent.Text).Select(match => (sent.Began, $"execution {match.Groups["id"].Value}"))))];

    // Just before and just after each sync and each telling; as many of them as there is time for, and always the same.
    private static IEnumerable<int> MomentsOf(IReadOnlyList<DiskRecord> records)
    {
        var all = records.Where(static record => record is Synced or Sent).SelectMany(static record => new[] { record.Began, record.Ended }).Distinct().Order().ToArray();
        var random = new Random(1);
        random.Shuffle(all);
        return all.Take(Moments);
    }

    [GeneratedRegex("\"type\":\"step\\.succeeded\",\"at\":\"[^\"]*\",\"data\":\\{\"step_id\":\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Succeeded();

    [GeneratedRegex("^HTTP/1\\.1 201.*?Location: /api/v1/executions/(?<id>[0-9a-f-]{36})", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Started();
}
