using Agents.Client.Access;
using Agents.Client.Executions;
using Agents.Core.Json;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Approvals;
using Agents.Silo.Executions;

namespace Agents.Silo.Deployments.ChatCompletions;

/// <summary><c>/v1/models</c> and <c>/v1/chat/completions</c>: every active endpoint is a model for clients of OpenAI's API. Problems below <c>/v1</c> have that API's form.</summary>
internal static class ChatCompletionEndpoints
{
    private const string UnknownModel = "model_not_found";

    // Most calls are over by then, and need no journal to be read.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);

    public static void MapChatCompletions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("chat completions");
        group.MapGet("/models", async (HttpContext http, DeployedModels models) => Json(await models.ListAsync(http.Caller())))
            .WithName("ListModels").WithSummary("Deployments as models, in OpenAI's form.").NeedsOrInvoker(KeyScopes.Viewer, DeploymentIn.Body);
        group.MapGet("/models/{**model}", async (HttpContext http, string model, DeployedModels models) => await models.DescribeAsync(Uri.UnescapeDataString(model), http.Caller()) is { } found ? Json(found) : NotFound(model))
            .WithName("GetModel").WithSummary("One deployment as a model.").NeedsOrInvoker(KeyScopes.Viewer, DeploymentIn.Body);
        group.MapPost("/chat/completions", CompleteAsync)
            .WithName("CreateChatCompletion").WithSummary("Calls the deployment that 'model' names with a conversation, in OpenAI's form; streams where asked.").NeedsOrInvoker(KeyScopes.Operator, DeploymentIn.Body);
    }

    private static async Task<IResult> CompleteAsync(HttpContext http, DeployedModels models, DeploymentCalls calls, ExecutionSettling settling, IdGenerator ids)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (ChatRequest.Read(raw.Span, out var problem) is not { } request)
        {
            return Bad(problem!);
        }

        if (await models.FindAsync(request.Model, http.Caller()) is not { } deployment)
        {
            return NotFound(request.Model);
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? given : null;
        // Chosen here because the inputs are those of this version.
        var sticky = Actors.Principal(http) ?? key ?? ids.Next();
        var plan = await models.FindPlanAsync(deployment, VersionChoice.Of(deployment, sticky));
        if (ChatInputs.Of(plan?.Plan.InputSchema, request, out problem) is not { } inputs)
        {
            return Bad(problem!);
        }

        var patience = Preference.Wait(http.Request.Headers["Prefer"]) is var asked && asked > TimeSpan.Zero ? asked : Preference.LongestWait;
        var look = request.IsStream ? TimeSpan.Zero : patience < FirstLook ? patience : FirstLook;
        var call = new DeploymentCall(inputs, TriggerTypes.Api) { Caller = sticky };
        return await calls.StartAsync(deployment, call, raw, key, look, Actors.Name(http, null), http.RequestAborted) switch
        {
            Started { Execution: var execution } => await ReplyAsync(http, request, execution, patience - look, settling),
            var refused => Refused(http, refused, look),
        };
    }

    private static async Task<IResult> ReplyAsync(HttpContext http, ChatRequest request, ExecutionDetail execution, TimeSpan patience, ExecutionSettling settling)
    {
        http.Response.Headers["Execution-Id"] = execution.Id;
        var reply = new ChatReply(request.Model, execution);
        if (request.IsStream)
        {
            return new ChatStream(reply, request.WantsUsage);
        }

        var ended = ExecutionStatuses.IsFinal(execution.Status)
            ? execution
            : ExecutionViews.Detail(await settling.WaitAsync(execution.Id, patience, http.RequestAborted), execution.WorkflowName);
        return ChatFailure.Of(ended) is { } failure ? failure.ToResult(http, ended.Id) : Json(reply.Completion(ended));
    }

    private static IResult Refused(HttpContext http, StartOutcome outcome, TimeSpan wait)
    {
        ChatFailure.DoNotRepeat(http);
        return outcome switch
        {
            InactiveDeployment inactive => DeploymentEndpoints.Inactive(inactive),
            InputsRefused refused => Bad(new ChatProblem("inputs", $"The inputs do not fit the workflow's schema: {string.Join(" ", refused.Problems.Select(static found => $"{found.Path} {found.Message}".Trim()))} Give them in 'inputs'.")),
            _ => ExecutionEndpoints.Result(http, outcome, wait),
        };
    }

    private static IResult Bad(ChatProblem problem)
        => Problem.Result(StatusCodes.Status400BadRequest, problem.Message, extensions: new Dictionary<string, object?> { ["param"] = problem.Parameter });

    // Whoever may not call it is told no more than who asks for what is not there.
    private static IResult NotFound(string model) => Problem.Result(
        StatusCodes.Status404NotFound, $"The model '{model}' does not exist, or this key may not call it. GET /v1/models lists them.", UnknownModel, new Dictionary<string, object?> { ["param"] = "model" });

    private static IResult Json(JsonObject body) => Results.Text(body.ToJson(), "application/json");
}
