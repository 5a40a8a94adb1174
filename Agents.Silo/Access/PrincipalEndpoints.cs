using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Core.Approvals;
using Agents.ServiceDefaults.Problems;
using Agents.ServiceDefaults.Tokens;
using Agents.Silo.Hosting;

namespace Agents.Silo.Access;

/// <summary><c>/api/v1/whoami</c> and <c>/api/v1/settings/principals</c>: who asks, and who is in which team.</summary>
internal static class PrincipalEndpoints
{
    private const int Most = 10_000;

    private const int MostTeams = 50;

    public static void MapPrincipals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/whoami", WhoAmI).WithTags("settings").WithName("GetCaller").WithSummary("Who asks, and what may be asked.").Produces<CallerRecord>().Needs(Scopes.AnyKey);
        var group = routes.MapGroup("/api/v1/settings/principals").WithTags("settings").Needs(KeyScopes.Admin);
        group.MapGet("/", async (KeyStore store) => Reply(await store.ListPrincipalsAsync())).WithName("ListPrincipals").WithSummary("Who is in which team.").Produces<PrincipalList>();
        group.MapPut("/", SetAsync).WithName("SetPrincipals").WithSummary("Says it, for all of them at once.").Accepts<PrincipalList>("application/json").Produces<PrincipalList>();
    }

    private static IResult WhoAmI(HttpContext http)
    {
        var caller = http.Caller();
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new CallerRecord(caller.Principal ?? SiloClient.OpenPrincipal, caller.Scopes, caller.Teams, caller.IsAuthenticated ? "key" : "open", caller.KeyId), AgentsJson.Wire.CallerRecord);
    }

    private static async Task<IResult> SetAsync(HttpContext http, KeyStore store, KeyBook book)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.PrincipalList);
        if (body is null)
        {
            return unreadable!;
        }

        if (ProblemOf(body) is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        await store.SetPrincipalsAsync(
            [.. body.Items.Select(static item => new PrincipalRecord(Actor.FullName(item.Name), [.. item.Teams.Select(static team => Actor.FullTeamName(team.Trim())).Distinct()]))]);
        await book.RefreshAsync();
        return Reply(await store.ListPrincipalsAsync());
    }

    private static string? ProblemOf(PrincipalList body)
        => body.Items is not { Count: <= Most } items ? $"'items' lists at most {Most} principals, each like {{\"name\": \"ada\", \"teams\": [\"sre\"]}}."
            : items.Select(static item => item.Name is null ? "'name' says who is in the teams." : KeyMaking.PrincipalProblem(item.Name)?.Replace("'principal'", "'name'", StringComparison.Ordinal)).FirstOrDefault(static problem => problem is not null) is { } wrong ? wrong
            : items.FirstOrDefault(static item => item.Teams is not { Count: <= MostTeams } || item.Teams.Any(static team => string.IsNullOrWhiteSpace(team) || team.Length > Actor.LongestName || team.Any(char.IsControl))) is { } many
                ? $"'teams' of '{many.Name}' names at most {MostTeams} teams like sre or team:sre."
            : items.GroupBy(static item => Actor.FullName(item.Name)).FirstOrDefault(static same => same.Count() > 1) is { } twice ? $"'{twice.Key}' is listed twice."
            : null;

    private static IResult Reply(IReadOnlyList<PrincipalRecord> principals) => Results.Json(new PrincipalList(principals), AgentsJson.Wire.PrincipalList);
}
