using Agents.AppHost.Sessions;

namespace Agents.AppHost.Tests.Sessions;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SecondTaker_IsToldWhoHoldsIt()
    {
        using var first = DataFolder.Take(_folder, TimeProvider.System);
        using var second = DataFolder.Take(_folder, TimeProvider.System);

        first.Refusal.ShouldBeNull();
        second.Refusal!.ShouldContain($"process {Environment.ProcessId} ");
        second.Refusal!.ShouldContain("--data");
    }

    [Fact]
    public void Released_CanBeTakenAgain()
    {
        DataFolder.Take(_folder, TimeProvider.System).Dispose();

        using var again = DataFolder.Take(_folder, TimeProvider.System);
        again.Refusal.ShouldBeNull();
    }

    [Fact]
    public void LeftoverOfAKilledProcess_HoldsNothing()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "apphost.lock"), "");
        File.WriteAllText(Path.Combine(_folder, "apphost.json"), "not json");

        using var taken = DataFolder.Take(_folder, TimeProvider.System);
        taken.Refusal.ShouldBeNull();
    }

    [Fact]
    public void PathThatIsAFile_SaysSo()
    {
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        using var taken = DataFolder.Take(file, TimeProvider.System);

        taken.Refusal!.ShouldContain("cannot be made");
    }
}
