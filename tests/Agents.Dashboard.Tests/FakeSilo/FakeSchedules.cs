using System.Net.Http.Json;
using System.Text.Json;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Schedules;
using Agents.Client.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Schedules of the fake silo: it keeps what is sent and judges nothing but one expression.</summary>
internal static class FakeSchedules
{
    public static ScheduleRecord Report { get; } = new()
    {
        Id = "report",
        Name = "Morning <report>",
        WorkflowId = "article_writer",
        Cron = "0 9 * * 1-5",
        Timezone = "Europe/Berlin",
        Inputs = JsonElement.Parse("{}"),
        Overlap = OverlapPolicies.Skip,
        CatchUp = CatchUpPolicies.Last,
        CatchUpLimit = 100,
        JitterSeconds = 30,
        Status = ScheduleStatuses.Active,
        Source = ScheduleSources.Api,
        NextDueAt = [FakeWorkflows.Now.AddHours(3)],
        CreatedAt = FakeWorkflows.Now.AddDays(-2),
        UpdatedAt = FakeWorkflows.Now.AddDays(-1),
    };

    private static readonly ScheduleFiringRecord[] Firings =
    [
        new() { ScheduleId = "report", DueAt = FakeWorkflows.Now.AddDays(-1), Status = FiringStatuses.Skipped, Reason = FiringReasons.Overlap, DecidedAt = FakeWorkflows.Now.AddDays(-1) },
        new()
        {
            ScheduleId = "report",
            DueAt = FakeWorkflows.Now.AddDays(-2),
            Status = FiringStatuses.Started,
            ExecutionId = "run-1",
            ExecutionStatus = "completed",
            DecidedAt = FakeWorkflows.Now.AddDays(-2),
        },
    ];

    public static void MapSchedules(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        var group = app.MapGroup("/api/v1/schedules");
        group.MapGet("/", context => context.Response.WriteAsJsonAsync(
            new ItemPage<ScheduleRecord>([.. silo.Schedules.Values.OrderBy(static one => one.Id)], null, silo.Schedules.Count), AgentsJson.Wire.ItemPageScheduleRecord));
        group.MapGet("/zones", context => context.Response.WriteAsJsonAsync(new TimeZoneList(["Europe/Berlin", "UTC"]), AgentsJson.Wire.TimeZoneList));
        group.MapGet("/preview", (HttpContext context, string cron, string? timezone) => cron == "wrong"
            ? FakeEndpoints.Refuse(context, new ProblemRecord { Status = 400, Title = "Bad Request", Code = "validation_error", Detail = "The cron expression 'wrong' has 1 fields." })
            : context.Response.WriteAsJsonAsync(
                new SchedulePreview(cron, null, timezone ?? "UTC", [new PreviewedFiring(FakeWorkflows.Now.AddHours(3), $"2026-03-29T09:00:00+02:00 {timezone}")]), AgentsJson.Wire.SchedulePreview));
        group.MapGet("/{id}", (HttpContext context, string id) => ShowAsync(context, silo, id));
        group.MapGet("/{id}/firings", context => context.Response.WriteAsJsonAsync(new ItemPage<ScheduleFiringRecord>(Firings), AgentsJson.Wire.ItemPageScheduleFiringRecord));
        group.MapPost("/", async (HttpContext context) =>
        {
            var create = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.CreateSchedule))!;
            silo.Schedules["made"] = Report with
            {
                Id = "made",
                Name = create.Name ?? "made",
                WorkflowId = create.WorkflowId,
                DeploymentId = create.DeploymentId,
                Cron = create.Cron,
                Timezone = create.Timezone!,
                Inputs = create.Inputs!.Value,
                Overlap = create.Overlap!,
            };
            await ShowAsync(context, silo, "made");
        });
        group.MapPost("/{id}/pause", (HttpContext context, string id) => SetAsync(context, silo, id, ScheduleStatuses.Paused));
        group.MapPost("/{id}/resume", (HttpContext context, string id) => SetAsync(context, silo, id, ScheduleStatuses.Active));
        group.MapDelete("/{id}", (HttpContext context, string id) =>
        {
            silo.Schedules.TryRemove(id, out _);
            return context.Response.WriteAsJsonAsync(new DeletedReply(id), AgentsJson.Wire.DeletedReply);
        });
    }

    private static Task SetAsync(HttpContext context, FakeSiloServer silo, string id, string status)
    {
        silo.Schedules[id] = silo.Schedules[id] with { Status = status };
        return ShowAsync(context, silo, id);
    }

    private static Task ShowAsync(HttpContext context, FakeSiloServer silo, string id) => silo.Schedules.TryGetValue(id, out var found)
        ? context.Response.WriteAsJsonAsync(found, AgentsJson.Wire.ScheduleRecord)
        : FakeEndpoints.Refuse(context, new ProblemRecord { Status = 404, Title = "Not Found", Code = "not_found", Detail = $"There is no schedule '{id}'." });
}
