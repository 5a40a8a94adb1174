using Agents.Client.Executions;
using Agents.Dashboard.Display;

namespace Agents.Dashboard.Graphs;

/// <summary>What became of a state, in a few words.</summary>
internal static class StateText
{
    private static readonly string[] Ended = [StepStatuses.Succeeded, StepStatuses.Failed, StepStatuses.TimedOut, StepStatuses.Cancelled, StepStatuses.Skipped];

    public static IEnumerable<string> Facts(StateProgress state)
    {
        yield return Progress(state) ?? (DurationText.Of(state.DurationSeconds) is var time && time != DurationText.None ? time : StatusLook.Of(state.Status).Word);
        if (state.Tokens.Total > 0)
        {
            yield return state.CostUsd is null ? "cost unknown" : MoneyText.Of(state.CostUsd);
        }

        if (state.Attempts > 1)
        {
            yield return $"{state.Attempts} attempts";
        }
    }

    /// <summary>How many branches or visits are over, and how many failed; null where there is only one.</summary>
    public static string? Progress(StateProgress state)
    {
        if (state.Branches is { } branches)
        {
            return Counts(branches.Done, branches.Total, branches.Failed);
        }

        var visits = state.Counts.Values.Sum();
        var done = state.Counts.Where(static count => Ended.Contains(count.Key)).Sum(static count => count.Value);
        return visits > 1 ? Counts(done, visits, state.Counts.GetValueOrDefault(StepStatuses.Failed) + state.Counts.GetValueOrDefault(StepStatuses.TimedOut)) : null;
    }

    public static string Counts(long done, long total, long failed) => $"{done:#,0}/{total:#,0}{(failed > 0 ? $", {failed:#,0} failed" : "")}";
}
