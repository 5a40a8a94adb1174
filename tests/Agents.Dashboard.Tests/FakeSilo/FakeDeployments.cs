using System.Net.Http.Json;
using Agents.Client.Budgets;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Deployments of the fake silo: it keeps what is sent and judges nothing but the path.</summary>
internal static class FakeDeployments
{
    public static DeploymentRecord Article { get; } = new()
    {
        Id = "article",
        Name = "Article <writer>",
        Kind = DeploymentKinds.Endpoint,
        Status = DeploymentStatuses.Active,
        Health = DeploymentHealth.Alive,
        WorkflowId = "article_writer",
        WorkflowName = "article_writer",
        Version = 2,
        PreviousVersion = 1,
        EndpointPath = "articles/new",
        Url = "/api/deployed/articles/new",
        CreatedAt = FakeWorkflows.Now.AddDays(-2),
        UpdatedAt = FakeWorkflows.Now.AddDays(-1),
        ExecutionCount = 127,
    };

    public static DeploymentRecord DeadBot { get; } = Article with
    {
        Id = "bot",
        Name = "Research bot",
        Kind = DeploymentKinds.External,
        Status = DeploymentStatuses.Inactive,
        StatusReason = "Nothing was heard of it for more than 60 s.",
        Health = DeploymentHealth.Dead,
        WorkflowId = null,
        Version = null,
        EndpointPath = null,
        Url = "http://localhost:8090",
        LastHeartbeat = FakeWorkflows.Now.AddHours(-2),
        TtlSeconds = 60,
    };

    public static void MapDeployments(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        var group = app.MapGroup("/api/v1/deployments");
        group.MapGet("/", (HttpContext context, string? q) => context.Response.WriteAsJsonAsync(
            new ItemPage<DeploymentRecord>(
                [.. silo.Deployments.Values.Where(one => q is null || one.Name.Contains(q, StringComparison.OrdinalIgnoreCase)).OrderBy(static one => one.Id)], null, silo.Deployments.Count),
            AgentsJson.Wire.ItemPageDeploymentRecord));
        group.MapPost("/", (HttpContext context) => CreateAsync(context, silo));
        group.MapPost("/cleanup", context =>
        {
            var dead = silo.Deployments.Values.Where(static one => one.Health == DeploymentHealth.Dead).Select(static one => one.Id).ToList();
            dead.ForEach(id => silo.Deployments.TryRemove(id, out _));
            return context.Response.WriteAsJsonAsync(new CleanupReply(dead), AgentsJson.Wire.CleanupReply);
        });
        group.MapGet("/{id}", (HttpContext context, string id) => ShowAsync(context, silo, id));
        group.MapGet("/{id}/schema", (HttpContext context, string id) => context.Response.WriteAsJsonAsync(
            silo.Workflows[silo.Deployments[id].WorkflowId!].Schema, AgentsJson.Wire.WorkflowSchemaReply));
        group.MapPut("/{id}", async (HttpContext context, string id) =>
        {
            var change = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.ChangeDeployment))!;
            var before = silo.Deployments[id];
            silo.Deployments[id] = before with
            {
                Status = change.Status ?? before.Status,
                Budget = change.Budget ?? before.Budget,
                SpentToday = change.Budget is null ? before.SpentToday : new SpendingRecord(120, 0.25m, 3),
                Retention = change.Retention ?? before.Retention,
            };
            await ShowAsync(context, silo, id);
        });
        group.MapPost("/{id}/promote", async (HttpContext context, string id) =>
        {
            var promotion = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.PromoteDeployment))!;
            silo.Deployments[id] = silo.Deployments[id] with { Canary = new CanaryRecord(promotion.Version!.Value, promotion.Share!.Value) };
            await ShowAsync(context, silo, id);
        });
        group.MapPost("/{id}/rollback", (HttpContext context, string id) =>
        {
            silo.Deployments[id] = silo.Deployments[id] with { Version = silo.Deployments[id].PreviousVersion };
            return ShowAsync(context, silo, id);
        });
        group.MapPost("/{id}/execute", async (HttpContext context, string id) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            silo.Started.Enqueue((await reader.ReadToEndAsync(), context.Request.Headers["Idempotency-Key"]));
            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsJsonAsync(FakeExecutions.Article.Detail with { DeploymentId = id }, AgentsJson.Wire.ExecutionDetail);
        });
        group.MapDelete("/{id}", (HttpContext context, string id) =>
        {
            silo.Deployments.TryRemove(id, out _);
            return context.Response.WriteAsJsonAsync(new DeletedReply(id), AgentsJson.Wire.DeletedReply);
        });
    }

    private static async Task CreateAsync(HttpContext context, FakeSiloServer silo)
    {
        var create = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.CreateDeployment))!;
        if (silo.Deployments.Values.Any(one => one.EndpointPath == create.EndpointPath))
        {
            await FakeEndpoints.Refuse(context, new ProblemRecord { Status = 409, Title = "Conflict", Code = "conflict", Detail = "The path is taken." });
            return;
        }

        silo.Deployments["made"] = Article with { Id = "made", Name = create.Name!, EndpointPath = create.EndpointPath, Version = create.Version };
        context.Response.StatusCode = StatusCodes.Status201Created;
        await ShowAsync(context, silo, "made");
    }

    private static Task ShowAsync(HttpContext context, FakeSiloServer silo, string id) => silo.Deployments.TryGetValue(id, out var found)
        ? context.Response.WriteAsJsonAsync(found, AgentsJson.Wire.DeploymentRecord)
        : FakeEndpoints.Refuse(context, new ProblemRecord { Status = 404, Title = "Not Found", Code = "not_found", Detail = $"There is no deployment '{id}'." });
}
