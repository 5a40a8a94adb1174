using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Webhooks;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Executions;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Webhooks;

/// <summary><c>/api/v1/webhooks/dead</c>: messages that were given up.</summary>
internal static class WebhookEndpoints
{
    public static void AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<WebhookOptions>>(new WebhookOptionsEnvironment(configuration));
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<WebhookRows>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService<WebhookSweep>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/webhooks/dead").WithTags("webhooks").NeedsToRead(KeyScopes.Viewer);
        group.MapGet("/", ListAsync).WithName("ListDeadWebhooks").WithSummary("Messages that were given up, the latest first.").Produces<ItemPage<OutgoingWebhook>>();
        group.MapPost("/{id}/retry", RetryAsync).WithName("RetryDeadWebhook").WithSummary("Makes a message that was given up owed again.").Produces<OutgoingWebhook>(StatusCodes.Status202Accepted).Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> ListAsync(WebhookStore store, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit || !TimeCursor.TryRead(cursor, out var afterTime, out var afterId))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var rows = await store.ListDeadAsync(afterTime, afterId, limit + 1);
        var items = rows.Take(limit).ToList();
        var next = rows.Count > limit ? TimeCursor.After(items[^1].DiedAt!.Value, items[^1].Id) : null;
        long? total = afterTime is null ? await store.CountDeadAsync() : null;
        return Results.Json(new ItemPage<OutgoingWebhook>(items, next, total), AgentsJson.Wire.ItemPageOutgoingWebhook);
    }

    private static async Task<IResult> RetryAsync(string id, WebhookStore store)
        => await store.ReviveAsync(id) is { } owed
            ? Results.Json(owed, AgentsJson.Wire.OutgoingWebhook, statusCode: StatusCodes.Status202Accepted)
            : Problem.Result(StatusCodes.Status404NotFound, $"There is no dead message '{id}'. GET /api/v1/webhooks/dead lists them.");
}
