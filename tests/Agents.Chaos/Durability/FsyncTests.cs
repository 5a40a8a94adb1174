using Agents.Client;
using Agents.Client.Executions;
using Agents.Testing;
using Agents.Testing.Processes;

namespace Agents.Chaos.Durability;

/// <summary>Counts what reaches the disk, as the kernel sees it.</summary>
public sealed class FsyncTests
{
    private const int Executions = 30;
    private const int Steps = 10;

    [SkippableFact]
    public async Task TenStepExecution_IsSyncedBeforeEachAcknowledgementAndNotMoreThanTwelveTimes()
    {
        Requirement.Need("strace", File.Exists("/usr/bin/strace"), "install Debian's package strace.");
        var folder = Directory.CreateTempSubdirectory("agents-fsync").FullName;
        var trace = Path.Combine(folder, "trace");
        var settings = new Dictionary<string, string> { ["Models__Offline__Latency"] = "00:00:00" };
        await using (var silo = await SiloProcess.StartAsync(
            Path.Combine(folder, "data"), settings, "strace", "-f", "-e", "trace=fsync,fdatasync", "-e", "signal=none", "-o", trace))
        {
            await silo.CreateWorkflowAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Examples, "ten-steps.workflow.yaml")));
            var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
            await RunAsync(client);
            var before = Syncs(trace);
            for (var execution = 0; execution < Executions; execution++)
            {
                await RunAsync(client);
            }

            // One commit with the start, one after each step; checkpoints add a few over all executions together.
            var perExecution = (Syncs(trace) - before) / (double)Executions;
            perExecution.ShouldBeInRange(Steps + 1, 12);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task RunAsync(AgentsClient client)
        => (await client.Executions.StartAsync(new StartExecution("ten-steps"), TimeSpan.FromSeconds(60))).Status.ShouldBe("completed");

    // A call that another thread interrupts in the trace has two lines; the one that begins it is counted.
    private static int Syncs(string trace) => File.ReadLines(trace).Count(static line => line.Contains("fsync(") || line.Contains("fdatasync("));
}
