using Agents.Chaos.Kills;
using Agents.Testing;
using Microsoft.Data.Sqlite;

namespace Agents.Chaos.Faults;

/// <summary>The database stops working under a running silo, which says so, loses nothing that it acknowledged, and goes on when it is over.</summary>
public sealed class DatabaseFaultTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("agents-fault").FullName;

    private string File => Path.Combine(_data, "agents.db");

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [SkippableFact]
    public async Task FullDisk_StopsExecutionsUntilThereIsRoom()
    {
        using var disk = SmallDisk.Mount();
        var data = Path.Combine(disk.Folder, "data");
        await using (var chains = await Chains.BeginAsync(data))
        {
            disk.Fill();
            await chains.ShouldBeDegradedAsync();
            disk.Clear();

            await chains.ShouldCompleteAsync();
            chains.ShouldHaveAskedOnce();
        }
    }

    [Fact]
    public async Task LockedDatabase_StopsExecutionsUntilItIsLetGo()
    {
        await using var chains = await Chains.BeginAsync(_data);
        await using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE";
            await command.ExecuteNonQueryAsync();
            await chains.ShouldBeDegradedAsync();
        }

        await chains.ShouldCompleteAsync();
        chains.ShouldHaveAskedOnce();
    }

    [SkippableFact]
    public async Task ReadOnlyFiles_StopExecutionsUntilTheyCanBeWritten()
    {
        await using var chains = await Chains.BeginAsync(_data);
        string[] files = [File, $"{File}-wal"];
        var (succeeded, said) = Shell.Run("chattr", ["+i", .. files]);
        Requirement.Need("mount", succeeded, $"run it as root on a file system with attributes ({said.Trim()}).");
        try
        {
            await chains.ShouldBeDegradedAsync();
        }
        finally
        {
            Shell.Run("chattr", ["-i", .. files]);
        }

        await chains.ShouldCompleteAsync();
        chains.ShouldHaveAskedOnce();
    }

    // A transaction that was being written when the process died: part of a frame, whole frames of it, or any bytes at all.
    [Theory]
    [InlineData(100)]
    [InlineData(4_096 + 24)]
    [InlineData(50_000)]
    public async Task TornTail_IsIgnoredAndNothingThatWasRecordedIsAskedForAgain(int bytes)
    {
        await using var chains = await Chains.BeginAsync(_data);
        await chains.KillAsync();
        var left = Journals.Copy(_data);
        var recorded = Journals.OfFolder(left).RecordedCalls();
        Directory.Delete(left, recursive: true);
        var before = chains.Calls();
        await using (var log = new FileStream($"{File}-wal", FileMode.Append))
        {
            var garbage = new byte[bytes];
            new Random(bytes).NextBytes(garbage);
            log.Write(garbage);
        }

        await chains.StartSiloAsync();
        await chains.ShouldCompleteAsync();

        recorded.Count.ShouldBeGreaterThan(0);
        var calls = chains.Calls();
        recorded.Where(call => calls[call].Count() != before[call].Count()).ShouldBeEmpty("A recorded reply was asked for again.");
    }

    // A disk that lied about its last writes: the newest commits are gone, and what is left is whole.
    [Fact]
    public async Task CutTail_LeavesAnEarlierMomentFromWhichEverythingEnds()
    {
        await using var chains = await Chains.BeginAsync(_data);
        await chains.KillAsync();
        var log = new FileInfo($"{File}-wal");
        await using (var stream = log.OpenWrite())
        {
            // All that started is in the first part: only later commits are cut.
            stream.SetLength(log.Length - 6_000);
        }

        await chains.StartSiloAsync();
        await chains.ShouldCompleteAsync();
    }
}
