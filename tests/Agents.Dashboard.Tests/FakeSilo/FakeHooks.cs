using System.Net.Http.Json;
using Agents.Client.Hooks;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Incoming webhooks of the fake silo: it keeps what is sent.</summary>
internal static class FakeHooks
{
    private static readonly HookEventRecord[] Events =
    [
        new() { Id = "e-2", Name = "issues", EventId = "d-2", EventType = "issues", Status = HookEventStatuses.Refused, Detail = "Workflow <x> is disabled.", ExecutionId = "run-2", ReceivedAt = FakeWorkflows.Now },
        new() { Id = "e-1", Name = "issues", EventId = "d-1", Status = HookEventStatuses.Started, ExecutionId = "run-1", ExecutionStatus = "completed", ReceivedAt = FakeWorkflows.Now.AddHours(-1) },
    ];

    public static void MapHooks(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        var group = app.MapGroup("/api/v1/webhooks");
        group.MapGet("/", context => context.Response.WriteAsJsonAsync(new ItemPage<HookRecord>([.. silo.Hooks.Values.OrderBy(static one => one.Name)]), AgentsJson.Wire.ItemPageHookRecord));
        group.MapGet("/events", context => context.Response.WriteAsJsonAsync(new ItemPage<HookEventRecord>(Events), AgentsJson.Wire.ItemPageHookEventRecord));
        group.MapPost("/events/{id}/replay", (HttpContext context, string id) => context.Response.WriteAsJsonAsync(new HookReceipt("e-3", id, HookEventStatuses.Started, "run-3"), AgentsJson.Wire.HookReceipt));
        group.MapPost("/", async (HttpContext context) =>
        {
            var add = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.AddHook))!;
            silo.Hooks[add.Name] = new HookRecord
            {
                Name = add.Name,
                Url = $"/hooks/{add.Name}",
                Scheme = add.Scheme,
                Secret = add.Secret,
                WorkflowId = add.WorkflowId,
                DeploymentId = add.DeploymentId,
                Inputs = add.Inputs,
                ToleranceSeconds = 300,
                CreatedAt = FakeWorkflows.Now,
            };
            await context.Response.WriteAsJsonAsync(silo.Hooks[add.Name], AgentsJson.Wire.HookRecord);
        });
        group.MapDelete("/{name}", (HttpContext context, string name) =>
        {
            silo.Hooks.TryRemove(name, out _);
            return context.Response.WriteAsJsonAsync(new DeletedReply(name), AgentsJson.Wire.DeletedReply);
        });
    }
}
