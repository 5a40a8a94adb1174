using Agents.Client.Json;
using Agents.Client.Metrics;
using Agents.Client.Paging;
using Agents.Client.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>A week with a bad day and a model whose price nobody knows, tools and a server that does not start.</summary>
internal static class FakeMetrics
{
    private static readonly DateTimeOffset Today = new(FakeWorkflows.Now.Date, TimeSpan.Zero);

    public static MetricsSummary Week { get; } = new(Today.AddDays(-6), Today.AddDays(1), Usage(1_240, 61, 4, 12.4m, 3))
    {
        ByWorkflow =
        [
            new("article_writer", "article_writer", Usage(900, 60, 1, 12.1m, 0)),
            new("summary-ar", "ملخص الأخبار اليومية", Usage(340, 1, 3, null, 340)),
        ],
        ByDay = [.. Enumerable.Range(0, 6).Select(static day => new DayMetrics(DateOnly.FromDateTime(FakeWorkflows.Now.Date.AddDays(day - 5)), Usage(100 + (day * 40), day == 3 ? 55 : 1, 1, 2.02m, 1)))],
        ByModel =
        [
            new("openai", "gpt-5-mini") { Calls = 2_100, InputTokens = 1_400_000, OutputTokens = 210_000, CostUsd = 12.4m, AverageSeconds = 2.1 },
            new("local", "qwen3-32b-instruct-with-a-rather-long-name") { Calls = 40, InputTokens = 9_000, OutputTokens = 800, UnknownCosts = 40, AverageSeconds = 8 },
        ],
        ModelExecutions = 2_000,
        ModelsAreOfNewestOnly = true,
    };

    public static void MapMetrics(this IEndpointRouteBuilder app, FakeSiloServer silo)
    {
        app.MapGet("/api/v1/metrics/summary", (HttpContext context) => silo.Refusal is { } refusal
            ? FakeEndpoints.Refuse(context, refusal)
            : context.Response.WriteAsJsonAsync(silo.Metrics, AgentsJson.Wire.MetricsSummary));
        app.MapGet("/api/v1/tools", (HttpContext context) => context.Response.WriteAsJsonAsync(
            new ItemPage<ToolRecord>(
            [
                new() { Name = "csv", Description = "Reads <tables>.", Source = "built-in", InputSchema = Json.Parse("""{"type":"object","required":["text"],"properties":{"text":{"type":"string"}}}""") },
                new() { Name = "web_search", Description = "Searches the web.", Source = "built-in", Absence = "Set AGENTS_SEARCH_KEY.", InputSchema = Json.Parse("{}") },
                new() { Name = "files__read", Description = "Reads a file.", Source = "mcp:files", InputSchema = Json.Parse("{}") },
            ]),
            AgentsJson.Wire.ItemPageToolRecord));
        app.MapGet("/api/v1/mcp-servers", (HttpContext context) => context.Response.WriteAsJsonAsync(
            new ItemPage<McpServerRecord>(
            [
                new() { Name = "files", File = "mcp-servers/files.json", Transport = "stdio", Status = "connected", Tools = ["read"] },
                new() { Name = "tickets", File = "mcp-servers/tickets.json", Transport = "http", Status = "failed", Problem = "http://localhost:9 does not answer." },
            ]),
            AgentsJson.Wire.ItemPageMcpServerRecord));
    }

    private static UsageMetrics Usage(long executions, long failed, long cancelled, decimal? cost, long unknown) => new()
    {
        Executions = executions,
        Completed = executions - failed - cancelled,
        Failed = failed,
        Cancelled = cancelled,
        SuccessRate = (double)(executions - failed - cancelled) / (executions - cancelled),
        InputTokens = executions * 1_130,
        OutputTokens = executions * 170,
        CostUsd = cost,
        UnknownCosts = unknown,
        AverageSeconds = 6.3,
    };
}
