using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Chat;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Core.Json;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Approvals;
using Agents.Silo.Deployments;
using Agents.Silo.Executions;
using Agents.Silo.Hosting;
using Agents.Silo.Secrets;
using Agents.Silo.Workflows;

namespace Agents.Silo.Chat;

/// <summary><c>POST /chat/sessions/{id}/execute</c> and <c>/deploy</c>: what is done with an approved workflow, told in the conversation.</summary>
internal static class ChatActionEndpoints
{
    private static readonly string[] Known = ["inputs", "env"];

    public static void MapChatActions(this IEndpointRouteBuilder group)
    {
        group.MapPost("/{id}/execute", ExecuteAsync).WithName("ExecuteChat").WithSummary("Runs the approved workflow.")
            .Accepts<ExecuteChat>("application/json").Produces<ExecutionDetail>(StatusCodes.Status201Created).Needs(KeyScopes.Operator);
        group.MapPost("/{id}/deploy", DeployAsync).WithName("DeployChat").WithSummary("Deploys the approved workflow as an endpoint; one that is there takes the approved version.")
            .Accepts<DeployChat>("application/json").Produces<DeploymentRecord>(StatusCodes.Status201Created).Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> ExecuteAsync(HttpContext http, string id, ChatStore store, ExecutionStarts starts)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (Read(raw, out var problem) is not var (inputs, env))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        var (draft, refusal) = await ApprovedAsync(http, store, id);
        if (draft is null)
        {
            return refusal!;
        }

        var body = new StartBody(draft.WorkflowId!, draft.Version, inputs, RunModes.Full, TriggerTypes.Chat, null, null) { Env = env };
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var wait = Preference.Wait(http.Request.Headers["Prefer"]);
        var outcome = await starts.StartAsync(body, raw, key.Length == 0 ? null : key, wait, Actors.Name(http, null), http.RequestAborted);
        if (outcome is Started started)
        {
            await TellAsync(store, id, ChatWords.Answer($"Running '{draft.WorkflowId}', version {draft.Version}.", new ChatMessageMetadata
            {
                Kind = ChatMessageKinds.Execution,
                WorkflowId = draft.WorkflowId,
                Version = draft.Version,
                ExecutionId = started.Execution.Id,
            }));
        }

        return ExecutionEndpoints.Result(http, outcome, wait);
    }

    private static async Task<IResult> DeployAsync(
        HttpContext http, string id, ChatStore store, WorkflowCatalog catalog, DeploymentStore deployments, DeploymentChanges changes, DeploymentViews views)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.DeployChat, new DeployChat());
        if (body is null)
        {
            return unreadable!;
        }

        var (draft, refusal) = await ApprovedAsync(http, store, id);
        if (draft is null)
        {
            return refusal!;
        }

        var path = EndpointPath.Trim(body.EndpointPath is { Length: > 0 } given ? given : draft.WorkflowId!.ToLowerInvariant());
        var (record, problem) = await deployments.FindByPathAsync(path) is { IsEndpoint: true } there && there.WorkflowId == draft.WorkflowId
            ? (await PromoteAsync(there.Id, draft.Version!.Value, deployments, changes, views), (IResult?)null)
            : await DeploymentEndpoints.StoreAsync(http, new CreateDeployment(draft.WorkflowId!) { EndpointPath = path, Name = body.Name, Version = draft.Version }, DeploymentLimits.None, catalog, deployments, changes, views);
        if (record is null)
        {
            return problem ?? DeploymentEndpoints.NotFound(path);
        }

        await TellAsync(store, id, ChatWords.Answer($"Deployed '{draft.WorkflowId}', version {draft.Version}, at {record.Url}.", new ChatMessageMetadata
        {
            Kind = ChatMessageKinds.Deployment,
            WorkflowId = draft.WorkflowId,
            Version = draft.Version,
            DeploymentId = record.Id,
        }));
        return Results.Json(record, AgentsJson.Wire.DeploymentRecord, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<DeploymentRecord?> PromoteAsync(string id, int version, DeploymentStore deployments, DeploymentChanges changes, DeploymentViews views)
    {
        await deployments.PromoteAsync(id, version, null);
        await changes.ChangedAsync(id);
        return await deployments.FindAsync(id) is { } row ? await views.RecordAsync(row) : null;
    }

    private static async Task<(ChatDraft? Draft, IResult? Refusal)> ApprovedAsync(HttpContext http, ChatStore store, string id)
    {
        var (session, refusal) = await ChatEndpoints.FindAsync(http, store, id);
        if (session is null)
        {
            return (null, refusal);
        }

        return ChatDraft.Of(await store.ReadAsync(id)) is { Version: not null } draft
            ? (draft, null)
            : (null, Problem.Result(StatusCodes.Status409Conflict, "The workflow of this chat is not approved. POST /api/v1/chat/sessions/{id}/approve stores it."));
    }

    // Asked twice with one key, it is one execution, and is told once.
    private static async Task TellAsync(ChatStore store, string id, ChatWords words)
    {
        if (words.Metadata.ExecutionId is not { } execution || (await store.ReadAsync(id)).All(message => message.Details.ExecutionId != execution))
        {
            await store.SayAsync(id, words, after: null);
        }
    }

    private static (JsonObject Inputs, IReadOnlyDictionary<string, string>? Env)? Read(ReadOnlyMemory<byte> raw, out string problem)
    {
        try
        {
            var body = raw.IsEmpty ? JsonObject.Empty : JsonValue.Parse(raw.Span) as JsonObject;
            problem = body is null ? "The body is a JSON object."
                : body.Keys.FirstOrDefault(static key => !Known.Contains(key)) is { } unknown ? $"The body has an unknown field '{unknown}'. Known are inputs and env."
                : body.Find("inputs") is not (null or JsonNull or JsonObject) ? "'inputs' is an object."
                : EnvBody.Problem(body.Find("env")) ?? "";
            return problem.Length == 0 ? (body!.Find("inputs") as JsonObject ?? JsonObject.Empty, EnvBody.Read(body.Find("env"))) : null;
        }
        catch (JsonException broken)
        {
            problem = $"The body is not JSON: {broken.Message}";
            return null;
        }
    }
}
