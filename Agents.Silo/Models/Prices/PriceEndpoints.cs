using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Prices;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Settings;
using Agents.Silo.Storage;

namespace Agents.Silo.Models;

/// <summary><c>/api/v1/settings/prices</c>.</summary>
internal static class PriceEndpoints
{
    private const int MostPrices = 2_000;

    public static void AddPrices(this IServiceCollection services)
    {
        services.AddSingleton<SettingStore>();
        services.AddSingleton<StoredPrices>();
        services.AddHostedService(static provider => provider.GetRequiredService<StoredPrices>());
        services.AddSingleton(static provider => new DatabaseReadyWork("prices", _ => provider.GetRequiredService<StoredPrices>().RefreshAsync()));
    }

    public static void MapPrices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/settings/prices").WithTags("settings").NeedsToRead(KeyScopes.Viewer);
        group.MapGet("/", Show).WithName("GetPrices").WithSummary("What models cost, and where each price comes from.").Produces<PriceList>();
        group.MapPut("/", SetAsync).WithName("SetPrices").WithSummary("Sets the prices that lie over the configured ones, as a whole.")
            .Accepts<SetPrices>("application/json").Produces<PriceList>().Needs(KeyScopes.Admin);
    }

    private static IResult Show(ModelPrices prices, StoredPrices stored)
        => Results.Json(new PriceList([.. prices.All.Select(static item => Record(item.Provider, item.Model, item.Known))], stored.UpdatedAt), AgentsJson.Wire.PriceList);

    private static async Task<IResult> SetAsync(HttpContext http, ModelPrices prices, StoredPrices stored)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        PriceFile file;
        try
        {
            file = PriceFile.ReadStrictly(raw.Span);
        }
        catch (InvalidDataException wrong)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, $"{wrong.Message} Send {{\"prices\": {{\"openai\": {{\"gpt-4o\": {{\"input\": 2.5, \"output\": 10}}}}}}}}: dollars per million tokens.");
        }

        if (file.Prices.Sum(static provider => provider.Value.Count) > MostPrices)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, $"These are more than {MostPrices:N0} prices. '*' stands for every other model of a provider.");
        }

        await stored.SetAsync(file);
        return Show(prices, stored);
    }

    private static PriceRecord Record(string provider, string model, KnownPrice known) => new(provider, model, known.Price.Input, known.Price.Output, known.Origin)
    {
        CachedInput = known.Price.CachedInput,
        CacheWrite = known.Price.CacheWrite,
        LongPrompt = known.Price.LongPrompt is { } dear ? new LongPromptPriceRecord(dear.Above, dear.Input, dear.Output) { CachedInput = dear.CachedInput } : null,
        AsOf = known.Price.AsOf,
        Source = known.Price.Source,
    };
}
