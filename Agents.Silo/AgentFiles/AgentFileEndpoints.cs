using Agents.Client.Access;
using Agents.Client.AgentFiles;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Environments;
using Agents.Silo.Storage;

namespace Agents.Silo.AgentFiles;

/// <summary><c>/api/v1/agents</c> and <c>/api/v1/sync</c>: the files of environments.</summary>
internal static class AgentFileEndpoints
{
    public static void AddAgentFiles(this IServiceCollection services)
    {
        services.AddSingleton<EnvironmentFolder>();
        services.AddSingleton<AgentFolder>();
        services.AddSingleton<AgentStore>();
        services.AddSingleton<AgentBinding>();
        services.AddSingleton<AgentSync>();
        services.AddSingleton<AgentFileViews>();
        services.AddSingleton<SyncedFileStore>();
        services.AddSingleton<WorkflowSync>();
        services.AddSingleton<EnvironmentSync>();
        services.AddSingleton<EnvironmentWatch>();
        services.AddHostedService(static provider => provider.GetRequiredService<EnvironmentWatch>());
        services.AddSingleton(static provider => new DatabaseReadyWork("environments", stop => provider.GetRequiredService<EnvironmentWatch>().BeginAsync(stop)));
    }

    public static void MapAgentFiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/agents").WithTags("agents").NeedsToRead(KeyScopes.Viewer);
        group.MapGet("/", ListAsync).WithName("ListAgents").WithSummary("Agent files of all environments, those that are wrong or gone included.").Produces<ItemPage<AgentRecord>>();
        group.MapGet("/{name}", GetAsync).WithName("GetAgent").WithSummary("One agent with its text and versions: name, or name@environment.").Produces<AgentDetail>();
        routes.MapPost("/api/v1/sync", SyncAsync).WithTags("agents").WithName("SyncEnvironments")
            .WithSummary("Reads the files of environments now and stores what has changed; ?dry_run=true only says what would be done.").Produces<SyncReport>().Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> ListAsync(AgentFileViews views)
    {
        var agents = await views.ListAsync();
        return Results.Json(new ItemPage<AgentRecord>(agents, null, agents.Count), AgentsJson.Wire.ItemPageAgentRecord);
    }

    private static async Task<IResult> GetAsync(string name, AgentFileViews views, EnvironmentFolder environments)
    {
        var at = name.LastIndexOf('@');
        return await views.FindAsync(at > 0 ? name[(at + 1)..] : environments.Own, at > 0 ? name[..at] : name) is { } found
            ? Results.Json(found, AgentsJson.Wire.AgentDetail)
            : Problem.Result(StatusCodes.Status404NotFound, $"There is no agent '{name}'. GET /api/v1/agents lists them.");
    }

    private static async Task<IResult> SyncAsync(EnvironmentSync sync, CancellationToken cancellationToken, bool dry_run = false)
        => Results.Json(await sync.RunAsync(dry_run, cancellationToken), AgentsJson.Wire.SyncReport);
}
