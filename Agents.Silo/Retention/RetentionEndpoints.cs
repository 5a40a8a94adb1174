using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Retention;
using Agents.Core.Json;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Hosting;

namespace Agents.Silo.Retention;

/// <summary><c>/api/v1/settings/retention</c>.</summary>
internal static class RetentionEndpoints
{
    private const string Days = "days";

    /// <summary>The longest that executions are kept but for ever.</summary>
    public const long MostDays = 36_500;

    // As long as a request may wait.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(5);

    public static void AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<RetentionStore>();
        services.AddSingleton<RetentionSweep>();
        services.AddHostedService(static provider => provider.GetRequiredService<RetentionSweep>());
    }

    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/settings/retention").WithTags("settings").Needs(KeyScopes.Admin);
        group.MapGet("/", async (RetentionStore store) => Reply(await store.ReadAsync())).WithName("GetRetention")
            .WithSummary("How long ended executions are kept, and what was removed.").Produces<RetentionRecord>().Needs(KeyScopes.Viewer);
        group.MapPut("/", SetAsync).WithName("SetRetention").WithSummary("Sets how long; null keeps them for ever.")
            .Accepts<SetRetention>("application/json").Produces<RetentionRecord>();
        group.MapPost("/run", RunAsync).WithName("RunRetention").WithSummary("Removes some of what is too old now.").Produces<RetentionRun>();
    }

    /// <summary>A row as the API shows it.</summary>
    public static RetentionRecord Record(RetentionRow row) => new((int?)row.Days)
    {
        NextRunAt = row.NextRunAt,
        LastRunAt = row.LastRunAt,
        LastRemoved = row.LastRemoved,
        LastRemovedBytes = row.LastRemovedBytes,
        TotalRemoved = row.TotalRemoved,
        TotalRemovedBytes = row.TotalRemovedBytes,
    };

    private static async Task<IResult> SetAsync(HttpContext http, RetentionStore store)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (!TryRead(raw.Span, out var days, out var problem))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        await store.SetDaysAsync(days);
        return Reply(await store.ReadAsync());
    }

    private static async Task<IResult> RunAsync(HttpContext http, RetentionSweep sweep)
    {
        await sweep.BeginAsync();
        var (removed, isDone) = await sweep.RunAsync(LongestRun, http.RequestAborted);
        return Results.Json(new RetentionRun(removed, isDone), AgentsJson.Wire.RetentionRun);
    }

    // What is left out is not taken for "for ever": too much would be kept by a typing error, or too little.
    private static bool TryRead(ReadOnlySpan<byte> utf8, out int? days, out string problem)
    {
        days = null;
        if (!JsonBody.TryParse(utf8, out var value, out problem))
        {
            return false;
        }

        if (value is not JsonObject { Count: 1 } body || body.Find(Days) is not { } given)
        {
            problem = "The body is a JSON object like {\"days\": 30}, or {\"days\": null} to keep executions for ever.";
            return false;
        }

        problem = $"'{Days}' is a whole number from 1 to {MostDays}, or null to keep executions for ever.";
        days = given is JsonNumber number && number.TryGetInt64(out var count) && count is >= 1 and <= MostDays ? (int)count : null;
        return days is not null || given is JsonNull;
    }

    private static IResult Reply(RetentionRow row) => Results.Json(Record(row), AgentsJson.Wire.RetentionRecord);
}
