using System.Globalization;
using System.Text.Json;
using Agents.Client.Containers;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Problems;
using Agents.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Cli.Containers;

/// <summary><c>POST /run</c>, <c>GET /runs/{id}</c>, <c>GET /runs/{id}/events</c> and <c>POST /runs/{id}/cancel</c>.</summary>
internal static class ServedRuns
{
    private const int MostSteps = 200;

    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(300);

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/run", RunAsync);
        routes.MapGet("/runs/{id}", (string id, ServedWorkflow served, CancellationToken cancellationToken)
            => AskAsync(async () => Show(await ReadAsync(served, await served.Engine.Client.Executions.GetAsync(id, cancellationToken), cancellationToken))));
        routes.MapPost("/runs/{id}/cancel", (string id, ServedWorkflow served, CancellationToken cancellationToken)
            => AskAsync(async () => Show(await ReadAsync(served, await served.Engine.Client.Executions.CancelAsync(id, cancellationToken), cancellationToken))));
        routes.MapGet("/runs/{id}/events", PassEventsAsync);
    }

    private static async Task<IResult> RunAsync(HttpContext http, ServedWorkflow served)
    {
        // A page of another site cannot send JSON without asking first.
        if (!http.Request.HasJsonContentType())
        {
            return Problem.Result(StatusCodes.Status415UnsupportedMediaType, "Send JSON: Content-Type: application/json.");
        }

        StartRun? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync(http.Request.Body, AgentsJson.Wire.StartRun, http.RequestAborted);
        }
        catch (JsonException wrong)
        {
            return Problem.Result(
                StatusCodes.Status400BadRequest,
                $"The body is not like {{\"inputs\": {{}}, \"env\": {{}}, \"idempotency_key\": \"...\"}}{(wrong.Path is { Length: > 1 } path ? $", see {path}" : "")}.");
        }

        var header = http.Request.Headers["Idempotency-Key"].ToString();
        var key = body?.IdempotencyKey ?? (header.Length == 0 ? null : header);
        var start = new StartExecution(served.Id)
        {
            Version = served.Version,
            Inputs = body?.Inputs,
            Env = Over(served.Environment, body?.Env),
            TriggerType = TriggerTypes.Api,
        };
        return await AskAsync(async () =>
        {
            var execution = await served.Engine.Client.Executions.StartAsync(start, WaitOf(http.Request), key, http.RequestAborted);
            var run = await ReadAsync(served, execution, http.RequestAborted);
            if (ExecutionStatuses.IsFinal(run.Status))
            {
                return Show(run);
            }

            http.Response.Headers.Location = $"runs/{run.Id}";
            http.Response.Headers.RetryAfter = "1";
            return Show(run, StatusCodes.Status202Accepted);
        });
    }

    private static async Task PassEventsAsync(HttpContext http, string id, ServedWorkflow served)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/executions/{Uri.EscapeDataString(id)}/stream");
        if (http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        using var reply = await served.Engine.Http!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)reply.StatusCode;
        http.Response.ContentType = reply.Content.Headers.ContentType?.ToString();
        http.Response.Headers.CacheControl = "no-store";
        await using var events = await reply.Content.ReadAsStreamAsync(http.RequestAborted);
        var buffer = new byte[8 * 1024];
        while (await events.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
        {
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    private static async Task<RunRecord> ReadAsync(ServedWorkflow served, ExecutionDetail execution, CancellationToken cancellationToken)
    {
        var steps = await served.Engine.Client.Executions.GetStepsAsync(execution.Id, MostSteps, cancellationToken: cancellationToken);
        return new RunRecord
        {
            Id = execution.Id,
            Status = execution.Status,
            Outputs = execution.Outputs,
            Error = execution.Error,
            CreatedAt = execution.CreatedAt,
            CompletedAt = execution.CompletedAt,
            DurationSeconds = execution.DurationSeconds,
            Tokens = execution.TotalTokens,
            CostUsd = execution.TotalCostUsd,
            HasMoreSteps = steps.NextCursor is not null,
            Steps = [.. steps.Items.Select(static step => new RunStep(step.State, step.Status)
            {
                Branch = step.Branch,
                StartedAt = step.StartedAt,
                DurationSeconds = step.DurationSeconds,
                Tokens = step.Tokens,
                CostUsd = step.CostUsd,
                Error = step.Error,
            })],
        };
    }

    // What the engine refuses is refused in its words.
    private static async Task<IResult> AskAsync(Func<Task<IResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AgentsApiException refused)
        {
            var more = new Dictionary<string, object?>();
            if (refused.Problem.Diagnostics is { Count: > 0 } diagnostics)
            {
                more["diagnostics"] = diagnostics;
            }

            if (refused.Problem.CurrentStatus is { } status)
            {
                more["current_status"] = status;
            }

            return Problem.Result(refused.Problem.Status, refused.Message, refused.Problem.Code, more);
        }
    }

    private static IResult Show(RunRecord run, int status = StatusCodes.Status200OK) => Results.Json(run, AgentsJson.Wire.RunRecord, statusCode: status);

    private static Dictionary<string, string>? Over(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string>? given)
    {
        var both = new Dictionary<string, string>(own, StringComparer.Ordinal);
        foreach (var (name, value) in given ?? new Dictionary<string, string>())
        {
            both[name] = value;
        }

        return both.Count == 0 ? null : both;
    }

    private static TimeSpan? WaitOf(HttpRequest request)
    {
        var parts = request.Headers["Prefer"].SelectMany(static value => (value ?? "").Split([',', ';'], StringSplitOptions.TrimEntries)).ToList();
        foreach (var part in parts)
        {
            if (part.StartsWith("wait=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(part.AsSpan("wait=".Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));
            }
        }

        return parts.Contains("respond-async", StringComparer.OrdinalIgnoreCase) ? null : UsualWait;
    }
}
