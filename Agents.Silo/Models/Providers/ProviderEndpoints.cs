using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Models;
using Agents.Client.Secrets;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Hosting;
using Agents.Silo.Secrets;

namespace Agents.Silo.Models;

/// <summary><c>/api/v1/settings/providers</c>: everything of a provider but its key.</summary>
internal static class ProviderEndpoints
{
    public static void MapProviders(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/settings/providers").WithTags("settings").Needs(KeyScopes.Admin);
        group.MapGet("/", async (ProviderViews views) => Results.Json(await views.ListAsync(), AgentsJson.Wire.IReadOnlyListProviderRecord))
            .WithName("ListProviders").WithSummary("The providers that are known, and whether they can be used.").Produces<IReadOnlyList<ProviderRecord>>().Needs(KeyScopes.Viewer);
        group.MapPut("/{name}", SetAsync).WithName("SetProvider").WithSummary("Sets address, default model and version of a provider, as a whole.")
            .Accepts<SetProvider>("application/json").Produces<ProviderRecord>();
        group.MapPost("/{name}/test", TestAsync).WithName("TestProvider").WithSummary("Asks a provider for its models, which costs no tokens.").Produces<ProviderRecord>();
        group.MapDelete("/{name}", DeleteAsync).WithName("DeleteProvider").WithSummary("Forgets what was set of a provider, its key included.").Produces<DeletedReply>();
    }

    private static async Task<IResult> SetAsync(HttpContext http, string name, ProviderStore store, SecretStore secrets, SecretBook book, ModelProviders models, ProviderViews views)
    {
        name = name.ToLowerInvariant();
        var (body, problem) = await JsonBody.ReadAsync(http, AgentsJson.Wire.SetProvider);
        if (body is null)
        {
            return problem!;
        }

        var wrong = ProviderRules.Problem(name, body, out var stored);
        if ((SecretNames.ProviderProblem(name) ?? wrong) is { } reason)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, reason);
        }

        var before = models.Current.All.GetValueOrDefault(name);
        // A key belongs to the server that it was set for: who may change addresses must not learn it. Deleted before the address is there to ask.
        if (!IsSameServer(before?.BaseUrl, stored.BaseUrl))
        {
            await secrets.DeleteAsync(SecretNames.OfProvider(name));
        }

        await store.SetAsync(stored);
        await book.RefreshAsync();
        return Results.Json(await views.FindAsync(name), AgentsJson.Wire.ProviderRecord);
    }

    private static async Task<IResult> TestAsync(string name, ProviderTests tests, ProviderViews views, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(name) is null)
        {
            return NotFound(name);
        }

        await tests.TestAsync(name, cancellationToken);
        return Results.Json(await views.FindAsync(name), AgentsJson.Wire.ProviderRecord);
    }

    private static async Task<IResult> DeleteAsync(string name, ProviderStore store, SecretStore secrets, SecretBook book)
    {
        name = name.ToLowerInvariant();
        var hadKey = await secrets.DeleteAsync(SecretNames.OfProvider(name));
        if (!await store.ForgetAsync(name) && !hadKey)
        {
            return NotFound(name);
        }

        await book.RefreshAsync();
        return Results.Json(new DeletedReply(name), AgentsJson.Wire.DeletedReply);
    }

    private static bool IsSameServer(Uri? before, Uri? after)
        => before is null ? after is null : after is not null && Uri.Compare(before, after, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static IResult NotFound(string name)
        => Problem.Result(StatusCodes.Status404NotFound, $"Nothing is set of a provider '{name}'. GET /api/v1/settings/providers lists them.");
}
