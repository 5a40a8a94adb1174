using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Core.Executions;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Approvals;

namespace Agents.Silo.Executions.Forks;

/// <summary><c>POST /api/v1/executions/{id}/rerun</c> and <c>/replay</c>, <c>GET /forks</c>.</summary>
internal static class ForkEndpoints
{
    public static void MapForks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/executions/{id}").WithTags("executions").NeedsToRead(KeyScopes.Viewer);
        group.MapPost("/rerun", RerunAsync).WithName("RerunExecution").WithSummary("Repeats it, from the start or from a cut; Prefer: wait=N waits for its end, ?dry_run=true only says what it would reuse.")
            .Accepts<RerunExecution>("application/json").Produces<ExecutionDetail>(StatusCodes.Status201Created).Produces<ForkRecord>().Needs(KeyScopes.Operator);
        group.MapGet("/forks", ListAsync).WithName("ListForks").WithSummary("Executions that repeat it, newest first.").Produces<ItemPage<ExecutionSummary>>();
        group.MapPost("/replay", ReplayAsync).WithName("ReplayExecution").WithSummary("Decides its journal again and compares; changes nothing.").Produces<ReplayReply>().Needs(KeyScopes.Viewer);
    }

    private static async Task<IResult> RerunAsync(HttpContext http, string id, ExecutionReruns reruns, bool dry_run = false)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (Read(raw.Span, out var problem) is not { } body)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if (http.RefuseEnv(body.Env) is { } refusal)
        {
            return refusal;
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var wait = Preference.Wait(http.Request.Headers["Prefer"]);
        var request = new RerunRequest(body, raw, key.Length == 0 ? null : key, wait, Actors.Name(http, null)) { IsDry = dry_run };
        return await reruns.RerunAsync(id, request, http.RequestAborted) switch
        {
            UnknownExecution => ExecutionEndpoints.NotFound(id),
            Previewed preview => Results.Json(preview.Fork, AgentsJson.Wire.ForkRecord),
            ForkRefused refused => Problem.Result(StatusOf(refused.Category), refused.Message, refused.Category),
            var outcome => ExecutionEndpoints.Result(http, outcome, wait),
        };
    }

    private static async Task<IResult> ListAsync(string id, ExecutionStore store, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var rows = await store.ListForksAsync(id, cursor, limit + 1);
        if (rows.Count == 0 && await store.FindAsync(id) is null)
        {
            return ExecutionEndpoints.NotFound(id);
        }

        var items = rows.Take(limit).Select(ExecutionViews.Summary).ToList();
        return Results.Json(new ItemPage<ExecutionSummary>(items, rows.Count > limit ? items[^1].Id : null), AgentsJson.Wire.ItemPageExecutionSummary);
    }

    private static async Task<IResult> ReplayAsync(string id, ExecutionReplays replays)
        => await replays.ReplayAsync(id) is { } reply ? Results.Json(reply, AgentsJson.Wire.ReplayReply) : ExecutionEndpoints.NotFound(id);

    private static RerunExecution? Read(ReadOnlySpan<byte> utf8, out string problem)
    {
        try
        {
            var body = utf8.IsEmpty ? new RerunExecution() : JsonSerializer.Deserialize(utf8, AgentsJson.Wire.RerunExecution);
            problem = body is null ? "The body is a JSON object, not null." : Problems(body) ?? "";
            return problem.Length == 0 ? body : null;
        }
        catch (JsonException broken)
        {
            problem = $"The body cannot be read at '{broken.Path ?? "$"}'. Known are from_step (text), at_seq (number), inputs (object), version (number), overrides (object) and trigger_type.";
            return null;
        }
    }

    private static string? Problems(RerunExecution body)
        => body is { FromStep: not null, AtSeq: not null } ? "Give 'from_step' or 'at_seq', not both: each says where the execution is cut."
            : body.FromStep is { Length: 0 } ? "'from_step' is the id of a step or the name of a state."
            : body.Inputs is { ValueKind: not JsonValueKind.Object } ? "'inputs' is a whole JSON object; leave it out to keep the inputs."
            : body.Version is < 1 ? "'version' is a number from 1."
            : body.TriggerType is null or TriggerTypes.Api or TriggerTypes.Manual or TriggerTypes.Chat ? null
            : "'trigger_type' is api, manual or chat.";

    private static int StatusOf(string category) => category switch
    {
        ErrorCategory.Validation => StatusCodes.Status400BadRequest,
        ErrorCategory.InvalidDefinition => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };
}
