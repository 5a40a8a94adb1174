using Agents.ServiceDefaults.Children;

namespace Agents.AppHost.Children;

/// <summary>What follows a child's death.</summary>
internal abstract record RestartDecision
{
    public sealed record Restart(TimeSpan After, int RapidDeaths) : RestartDecision;

    public sealed record GiveUp(string Reason) : RestartDecision;
}

/// <summary>
/// Restarts a child that died, later each time, and gives up when it keeps dying soon after its start.
/// A child that lived long enough starts with a clean slate.
/// </summary>
internal static class RestartPolicy
{
    public const int MostRapidDeaths = 5;

    private static readonly TimeSpan LongLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public static RestartDecision Decide(int rapidDeathsBefore, TimeSpan lived, int exitCode)
    {
        var rapidDeaths = lived >= LongLife ? 1 : rapidDeathsBefore + 1;
        return exitCode == ServiceRun.ConfigurationExitCode
                ? new RestartDecision.GiveUp("its settings are wrong, which starting it again would not change; its last lines above say what to change")
            : rapidDeaths >= MostRapidDeaths
                ? new RestartDecision.GiveUp($"it died {rapidDeaths} times in a row soon after its start; its last lines above say why")
            : new RestartDecision.Restart(Delay(rapidDeaths), rapidDeaths);
    }

    private static TimeSpan Delay(int rapidDeaths)
    {
        var delay = FirstDelay * Math.Pow(2, rapidDeaths - 1);
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
