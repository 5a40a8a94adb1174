using System.Globalization;
using Agents.Client.Json;
using Agents.Client.Schedules;
using Agents.Core.Schedules;
using Agents.ServiceDefaults.Problems;

namespace Agents.Silo.Schedules;

/// <summary><c>/api/v1/schedules/preview</c> and <c>/zones</c>: for forms, before there is a schedule.</summary>
internal static class PreviewEndpoints
{
    private const int MostFirings = 100;

    public static void MapPreviews(this RouteGroupBuilder schedules)
    {
        schedules.MapGet("/preview", Preview).WithName("PreviewSchedule").WithSummary("When a cron expression or an interval would be due.").Produces<SchedulePreview>();
        schedules.MapGet("/zones", static () => Results.Json(new TimeZoneList(TimeZones.Names), AgentsJson.Wire.TimeZoneList)).WithName("ListTimeZones")
            .WithSummary("The time zones that schedules can have.").Produces<TimeZoneList>();
    }

    private static IResult Preview(TimeProvider time, string? cron = null, int? interval_seconds = null, string? timezone = null, string? from = null, int count = 10)
    {
        var after = time.GetUtcNow();
        var zone = timezone ?? "UTC";
        var problem = cron is null == interval_seconds is null ? "Give 'cron' or 'interval_seconds'."
            : count is < 1 or > MostFirings ? $"'count' is from 1 to {MostFirings}."
            : from is not null && !DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out after) ? "'from' is a time like 2026-03-28T12:00:00Z."
            : (cron is null ? ScheduleRules.IntervalProblem(interval_seconds!.Value) : ScheduleRules.CronProblem(cron)) ?? ScheduleRules.ZoneProblem(zone);
        if (problem is not null || !TimeZones.TryFind(zone, out var found, out _))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem!);
        }

        ScheduleTiming timing = cron is not null && CronExpression.TryParse(cron, out var expression, out _)
            ? new CronTiming(expression, found)
            : new IntervalTiming(TimeSpan.FromSeconds(interval_seconds!.Value), after);
        var firings = timing.Preview(after, count).Select(due => ScheduleViews.Previewed(TimeZoneInfo.ConvertTime(due, found))).ToList();
        return Results.Json(new SchedulePreview(cron, interval_seconds, zone, firings), AgentsJson.Wire.SchedulePreview);
    }
}
