using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Secrets;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Hosting;
using Agents.Silo.Models;

namespace Agents.Silo.Secrets;

/// <summary><c>/api/v1/settings/secrets</c>: values go in and never come out.</summary>
internal static class SecretEndpoints
{
    public static void MapSecrets(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/settings/secrets").WithTags("settings").Needs(KeyScopes.Admin);
        group.MapGet("/", ListAsync).WithName("ListSecrets").WithSummary("Names and dates of the stored secrets.").Produces<SecretList>().Needs(KeyScopes.Operator);
        group.MapPost("/", SetAsync).WithName("SetSecret").WithSummary("Stores a secret, or the key of a provider, which is tested.").Accepts<SetSecret>("application/json").Produces<SetSecretReply>().CarriesSecrets();
        group.MapDelete("/{name}", DeleteAsync).WithName("DeleteSecret").WithSummary("Deletes a secret.").Produces<DeletedReply>();
        group.MapPost("/rotate", async (SecretRotation rotation) => Reply(await rotation.RotateAsync())).WithName("RotateSecrets")
            .WithSummary("Makes a new key for the key ring and encrypts all values with it.").Produces<RotationReply>();
        group.MapPost("/reencrypt", async (SecretRotation rotation) => Reply(await rotation.ReencryptAsync())).WithName("ReencryptSecrets")
            .WithSummary("Encrypts all values with the key that is in use.").Produces<RotationReply>();
    }

    private static async Task<IResult> ListAsync(SecretStore store, SecretBook book)
        => Results.Json(
            new SecretList([.. (await store.ListAsync()).Select(row => new SecretRecord(row.Name, !book.Unreadable.Contains(row.Name), row.CreatedAt, row.UpdatedAt))]),
            AgentsJson.Wire.SecretList);

    private static async Task<IResult> SetAsync(HttpContext http, SecretStore store, SecretBook book, ProviderTests tests, Redactor redactor)
    {
        var (body, problem) = await JsonBody.ReadAsync(http, AgentsJson.Wire.SetSecret);
        if (body is null)
        {
            return problem!;
        }

        if (ProblemOf(body) is { } wrong)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, wrong);
        }

        var value = (body.ApiKey ?? body.Value)!.Trim();
        // Before anything can fail and say so.
        redactor.Know([value]);
        var row = await store.SetAsync(body.Provider is { } of ? SecretNames.OfProvider(of) : body.Name!, value);
        await book.RefreshAsync();
        var health = body.Provider is { } provider ? await tests.TestAsync(provider, http.RequestAborted) : null;
        return Results.Json(new SetSecretReply(row.Name, health?.IsConnected, health?.Message, row.UpdatedAt), AgentsJson.Wire.SetSecretReply);
    }

    private static async Task<IResult> DeleteAsync(string name, SecretStore store, SecretBook book)
    {
        if (!await store.DeleteAsync(name))
        {
            return Problem.Result(StatusCodes.Status404NotFound, "There is no secret of that name. GET /api/v1/settings/secrets lists them.");
        }

        await book.RefreshAsync();
        return Results.Json(new DeletedReply(name), AgentsJson.Wire.DeletedReply);
    }

    private static string? ProblemOf(SetSecret body) => body switch
    {
        { Provider: null, Name: null } => "The body is {\"provider\": \"openai\", \"api_key\": \"...\"}, or {\"name\": \"GITHUB_TOKEN\", \"value\": \"...\"}.",
        { Provider: not null, Name: not null } or { Provider: not null, Value: not null } or { Name: not null, ApiKey: not null }
            => "The body has 'provider' and 'api_key', or 'name' and 'value'; not some of both.",
        { Provider: { } provider } => SecretNames.ProviderProblem(provider) ?? ProviderRules.NameProblem(provider) ?? SecretNames.ValueProblem(body.ApiKey?.Trim(), "api_key"),
        _ => SecretNames.NameProblem(body.Name) ?? SecretNames.ValueProblem(body.Value?.Trim(), "value"),
    };

    private static IResult Reply(Rotated rotated)
        => Results.Json(new RotationReply(rotated.Key, rotated.ActiveAt, rotated.Encrypted, rotated.Unreadable), AgentsJson.Wire.RotationReply);
}
