using System.Net.Http.Json;
using Agents.Client.Json;
using Agents.Client.Models;
using Agents.Client.Prices;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Settings of the fake silo: a provider whose key is stored, and secrets that are remembered as they came, which a real one never shows.</summary>
internal static class FakeSettings
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static void MapSettings(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        app.MapGet("/api/v1/settings/providers", context => context.Response.WriteAsJsonAsync<IReadOnlyList<ProviderRecord>>(
            [
                new ProviderRecord("openai", false, At, []) { Configured = true, IsDefault = true, KeyFrom = KeySources.Stored, Message = "refused <the> key", TestedAt = At },
                new ProviderRecord("offline", true, null, []) { Configured = true },
            ],
            AgentsJson.Wire.IReadOnlyListProviderRecord));
        app.MapGet("/api/v1/settings/secrets", context => context.Response.WriteAsJsonAsync(new SecretList([new SecretRecord("GITHUB_TOKEN", true, At, At)]), AgentsJson.Wire.SecretList));
        app.MapPost("/api/v1/settings/secrets", async (HttpContext context) =>
        {
            var secret = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.SetSecret))!;
            if ((secret.ApiKey ?? secret.Value)!.Length < 8)
            {
                await FakeEndpoints.Refuse(context, new ProblemRecord { Status = 400, Title = "Bad Request", Code = "validation_error", Detail = "That is too short." });
                return;
            }

            silo.Secrets.Add(secret);
            await context.Response.WriteAsJsonAsync(new SetSecretReply(secret.Name ?? $"provider:{secret.Provider}", null, null, At), AgentsJson.Wire.SetSecretReply);
        });
        app.MapGet("/api/v1/settings/prices", context => context.Response.WriteAsJsonAsync(Prices(silo), AgentsJson.Wire.PriceList));
        app.MapPut("/api/v1/settings/prices", async (HttpContext context) =>
        {
            silo.OwnPrices = (await context.Request.ReadFromJsonAsync(AgentsJson.Wire.SetPrices))!;
            await context.Response.WriteAsJsonAsync(Prices(silo), AgentsJson.Wire.PriceList);
        });
        app.MapDelete("/api/v1/settings/secrets/{name}", (HttpContext context, string name) =>
        {
            silo.DeletedSecrets.Add(name);
            return context.Response.WriteAsJsonAsync(new DeletedReply(name), AgentsJson.Wire.DeletedReply);
        });
    }

    private static PriceList Prices(FakeSiloServer silo) => new(
        [
            new PriceRecord("openai", "gpt-4o", 2.5m, 10, PriceOrigins.BuiltIn) { AsOf = "2025-08-01" },
            .. silo.OwnPrices.Prices.SelectMany(static provider => provider.Value.Select(model
                => new PriceRecord(provider.Key, model.Key, model.Value.Input, model.Value.Output, PriceOrigins.Settings) { CachedInput = model.Value.CachedInput })),
        ],
        At);
}
