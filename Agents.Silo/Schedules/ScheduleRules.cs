using System.Text.Json;
using System.Text.RegularExpressions;
using Agents.Client.Schedules;
using Agents.Core.Schedules;

namespace Agents.Silo.Schedules;

/// <summary>What schedules may say. Each rule gives what is wrong; null where nothing is.</summary>
internal static partial class ScheduleRules
{
    public const int LongestInterval = 366 * 24 * 60 * 60;

    private const int LongestName = 200;
    private const int LongestReason = 1000;

    public static string? Problem(CreateSchedule body)
        => body.Id is { } id && !Id().IsMatch(id) ? "'id' is 1 to 100 letters, digits, '-', '_' and '.', a letter or digit first; preview and zones are taken."
            : body.WorkflowId is null == body.DeploymentId is null ? "A schedule starts one thing: give 'workflow_id' or 'deployment_id'."
            : body is { DeploymentId: not null, Version: not null } ? "'version' goes with 'workflow_id'; a deployment chooses its version itself."
            : body.Version is < 1 ? "'version' is the server's number of a version, from 1."
            : body.Cron is null == body.IntervalSeconds is null ? "A schedule has one timing: give 'cron', such as \"0 9 * * 1-5\", or 'interval_seconds'."
            : CommonProblem(body.Name, body.Cron, body.IntervalSeconds, body.Timezone, body.Inputs)
                ?? PolicyProblem(body.Overlap, body.CatchUp, body.CatchUpLimit, body.JitterSeconds);

    public static string? Problem(ChangeSchedule body)
        => body is { Cron: not null, IntervalSeconds: not null } ? "A schedule has one timing: give 'cron' or 'interval_seconds'."
            : CommonProblem(body.Name, body.Cron, body.IntervalSeconds, body.Timezone, body.Inputs)
                ?? PolicyProblem(body.Overlap, body.CatchUp, body.CatchUpLimit, body.JitterSeconds);

    public static string? ReasonProblem(string? reason) => reason?.Length > LongestReason ? $"'reason' has at most {LongestReason} characters." : null;

    public static string? CronProblem(string cron) => CronExpression.TryParse(cron, out _, out var problem) ? null : $"The cron expression '{cron}' {problem}.";

    public static string? IntervalProblem(int seconds) => seconds is < 1 or > LongestInterval ? $"'interval_seconds' is from 1 to {LongestInterval}." : null;

    public static string? ZoneProblem(string zone) => TimeZones.TryFind(zone, out _, out var problem) ? null : $"'timezone' '{zone}' {problem}. Use an IANA name such as Europe/Berlin or UTC.";

    /// <summary>An id made of what a schedule starts.</summary>
    public static string IdOf(string target) => NotInIds().Replace(target, "-").TrimStart('-', '_', '.') is { Length: > 0 } id ? id[..Math.Min(id.Length, 90)] : "schedule";

    private static string? CommonProblem(string? name, string? cron, int? interval, string? zone, JsonElement? inputs)
        => name is { Length: 0 or > LongestName } || name?.Any(char.IsControl) == true ? $"'name' is a text of at most {LongestName} characters in one line."
            : inputs is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) } ? "'inputs' is a JSON object."
            : (cron is null ? null : CronProblem(cron)) ?? (interval is { } seconds ? IntervalProblem(seconds) : null) ?? (zone is null ? null : ZoneProblem(zone));

    private static string? PolicyProblem(string? overlap, string? catchUp, int? limit, int? jitter)
        => overlap is not null && !OverlapPolicies.All.Contains(overlap) ? $"'overlap' is one of {string.Join(", ", OverlapPolicies.All)}."
            : catchUp is not null && !CatchUpPolicies.Each.Contains(catchUp) ? $"'catch_up' is one of {string.Join(", ", CatchUpPolicies.Each)}."
            : limit is < 1 or > 1000 ? "'catch_up_limit' is from 1 to 1000."
            : jitter is < 0 or > 3600 ? "'jitter_seconds' is from 0 to 3600."
            : null;

    [GeneratedRegex(@"\A(?!(preview|zones)\z)[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NotInIds();
}
