using Agents.AppHost.Children;
using Agents.ServiceDefaults.Children;

namespace Agents.AppHost.Tests.Children;

public class RestartPolicyTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Fact]
    public void RapidDeaths_WaitLongerAndEndInGivingUp()
    {
        var delays = new List<double>();
        var deaths = 0;
        while (RestartPolicy.Decide(deaths, Short, exitCode: 1) is RestartDecision.Restart restart)
        {
            delays.Add(restart.After.TotalSeconds);
            deaths = restart.RapidDeaths;
        }

        delays.ShouldBe([0.5, 1, 2, 4]);
        deaths.ShouldBe(RestartPolicy.MostRapidDeaths - 1);
    }

    [Fact]
    public void DeathAfterALongLife_StartsCountingAnew()
        => RestartPolicy.Decide(rapidDeathsBefore: 4, TimeSpan.FromHours(1), exitCode: 137)
            .ShouldBe(new RestartDecision.Restart(TimeSpan.FromSeconds(0.5), RapidDeaths: 1));

    [Fact]
    public void WrongSettings_AreNotTriedAgain()
        => RestartPolicy.Decide(rapidDeathsBefore: 0, Short, ServiceRun.ConfigurationExitCode).ShouldBeOfType<RestartDecision.GiveUp>();

    [Fact]
    public void CleanExitThatNobodyAskedFor_IsADeathToo()
        => RestartPolicy.Decide(rapidDeathsBefore: 0, Short, exitCode: 0).ShouldBeOfType<RestartDecision.Restart>();
}
