using Agents.ServiceDefaults.Health;

namespace Agents.ServiceDefaults.Tests.Health;

public class ReadinessTests
{
    private readonly Readiness _readiness = new();

    [Fact]
    public void NothingReported_IsReady() => _readiness.Current.ShouldBe(new(ReadinessState.Ready, null));

    [Fact]
    public void WorstPart_Decides()
    {
        _readiness.Ready("database");
        _readiness.Starting("recovery", "12 executions to go");
        _readiness.Degraded("blobs", "the folder is read-only");

        _readiness.Current.ShouldBe(new(ReadinessState.Degraded, "the folder is read-only"));
    }

    [Fact]
    public void PartThatRecovers_IsForgiven()
    {
        _readiness.Degraded("database", "locked");
        _readiness.Ready("database");

        _readiness.Current.State.ShouldBe(ReadinessState.Ready);
    }
}
