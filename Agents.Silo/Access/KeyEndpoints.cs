using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Secrets;
using Agents.ServiceDefaults.Problems;
using Agents.ServiceDefaults.Tokens;
using Agents.Silo.Deployments;
using Agents.Silo.Hosting;

namespace Agents.Silo.Access;

/// <summary><c>/api/v1/settings/keys</c>, and the keys of one deployment. A key is shown once, in the answer that makes it.</summary>
internal static class KeyEndpoints
{
    private static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(1);

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/settings/keys").WithTags("settings").Needs(KeyScopes.Admin);
        group.MapGet("/", async (KeyStore store, TimeProvider time) => List(await store.ListAsync(), time)).WithName("ListKeys").WithSummary("All keys, without themselves.").Produces<KeyList>();
        group.MapPost("/", (HttpContext http, KeyStore store, KeyBook book, KeyMaking making, TimeProvider time) => CreateAsync(http, null, store, book, making, time))
            .WithName("CreateKey").WithSummary("Makes a key; the answer is the only time that it is shown.").Accepts<CreateKey>("application/json").Produces<CreatedKey>(StatusCodes.Status201Created).CarriesSecrets();
        group.MapPost("/{id}/rotate", RotateAsync).WithName("RotateKey").WithSummary("Makes a key that may the same; the old one works for a day more, or as long as is said.")
            .Accepts<RotateKey>("application/json").Produces<CreatedKey>(StatusCodes.Status201Created).CarriesSecrets();
        group.MapDelete("/{id}", (string id, KeyStore store, KeyBook book) => RevokeAsync(id, store, book)).WithName("RevokeKey").WithSummary("Ends a key at once.").Produces<DeletedReply>();

        var nested = routes.MapGroup("/api/v1/deployments/{id}/keys").WithTags("deployments").Needs(KeyScopes.Operator);
        nested.MapGet("/", ListOfDeploymentAsync).WithName("ListDeploymentKeys").WithSummary("The keys that may call it.").Produces<KeyList>();
        nested.MapPost("/", CreateOfDeploymentAsync).WithName("CreateDeploymentKey").WithSummary("Makes a key that may call it; the answer is the only time that it is shown.")
            .Accepts<CreateKey>("application/json").Produces<CreatedKey>(StatusCodes.Status201Created).CarriesSecrets();
        nested.MapDelete("/{key_id}", RevokeOfDeploymentAsync).WithName("RevokeDeploymentKey").WithSummary("Ends one of its keys at once.").Produces<DeletedReply>();
    }

    private static IResult List(IEnumerable<KeyRow> rows, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return Results.Json(new KeyList([.. rows.Select(row => row.ToRecord(now))]), AgentsJson.Wire.KeyList);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, string? deployment, KeyStore store, KeyBook book, KeyMaking making, TimeProvider time)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.CreateKey);
        if (body is null)
        {
            return unreadable!;
        }

        if (KeyMaking.Problem(body, deployment is not null) is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var (key, row) = making.New(body, Maker(http), deployment);
        await store.AddAsync(row);
        await book.RefreshAsync();
        return Created(http, key, row, time);
    }

    private static async Task<IResult> RotateAsync(HttpContext http, string id, KeyStore store, KeyBook book, KeyMaking making, TimeProvider time)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.RotateKey, new RotateKey());
        if (body is null)
        {
            return unreadable!;
        }

        if (KeyMaking.OverlapProblem(body) is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if ((await store.ListAsync()).FirstOrDefault(row => row.Id == id) is not { } old)
        {
            return NotFound(id);
        }

        var (key, row) = making.Successor(old, Maker(http));
        var overlap = body.OverlapSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : UsualOverlap;
        if (!old.IsActive(time.GetUtcNow()) || !await store.ReplaceAsync(row, time.GetUtcNow() + overlap))
        {
            return Problem.Result(StatusCodes.Status409Conflict, $"Key '{id}' works no more, so nothing would go over from it. Make a new one: POST /api/v1/settings/keys.");
        }

        await book.RefreshAsync();
        return Created(http, key, row, time);
    }

    private static async Task<IResult> RevokeAsync(string id, KeyStore store, KeyBook book)
    {
        if (!await store.RevokeAsync(id))
        {
            return NotFound(id);
        }

        await book.RefreshAsync();
        return Results.Json(new DeletedReply(id), AgentsJson.Wire.DeletedReply);
    }

    private static async Task<IResult> ListOfDeploymentAsync(string id, DeploymentStore deployments, KeyStore store, TimeProvider time)
        => await deployments.FindAsync(id) is null ? DeploymentEndpoints.NotFound(id) : List((await store.ListAsync()).Where(row => row.DeploymentId == id), time);

    private static async Task<IResult> CreateOfDeploymentAsync(
        HttpContext http, string id, DeploymentStore deployments, KeyStore store, KeyBook book, KeyMaking making, TimeProvider time)
        => await deployments.FindAsync(id) is null ? DeploymentEndpoints.NotFound(id) : await CreateAsync(http, id, store, book, making, time);

    private static async Task<IResult> RevokeOfDeploymentAsync(string id, string key_id, KeyStore store, KeyBook book)
        => (await store.ListAsync()).Any(row => row.Id == key_id && row.DeploymentId == id) ? await RevokeAsync(key_id, store, book) : NotFound(key_id);

    private static IResult Created(HttpContext http, string key, KeyRow row, TimeProvider time)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new CreatedKey(key, row.ToRecord(time.GetUtcNow())), AgentsJson.Wire.CreatedKey, statusCode: StatusCodes.Status201Created);
    }

    private static string Maker(HttpContext http) => http.Caller().Principal ?? SiloClient.OpenPrincipal;

    private static IResult NotFound(string id) => Problem.Result(StatusCodes.Status404NotFound, $"There is no key '{id}'. GET /api/v1/settings/keys lists them.");
}
