using System.Text.Json;
using System.Text.RegularExpressions;
using Agents.Client.Access;
using Agents.Client.Hooks;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Secrets;
using Agents.Core.Hooks;
using Agents.Core.Json;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Deployments;
using Agents.Silo.Executions;
using Agents.Silo.Hosting;
using Agents.Silo.Secrets;
using Agents.Silo.Storage;
using Agents.Silo.Workflows;

namespace Agents.Silo.Hooks;

/// <summary><c>/api/v1/webhooks</c>: what other systems may send, and what came in.</summary>
internal static partial class HookEndpoints
{
    private const int DefaultTolerance = 300;

    public static void AddHooks(this IServiceCollection services)
    {
        services.AddSingleton<HookStore>();
        services.AddSingleton<HookStarts>();
        services.AddSingleton<HookSweep>();
        services.AddHostedService(static provider => provider.GetRequiredService<HookSweep>());
        services.AddSingleton(static provider => new DatabaseReadyWork("hooks", stop => provider.GetRequiredService<HookSweep>().RecoverAsync(stop)));
    }

    public static void MapHooks(this IEndpointRouteBuilder routes)
    {
        routes.MapReceiving();
        var group = routes.MapGroup("/api/v1/webhooks").WithTags("webhooks").NeedsToRead(KeyScopes.Viewer);
        group.MapPost("/", AddAsync).WithName("AddWebhook").WithSummary("Lets other systems start a workflow or a deployment at /hooks/{name}.")
            .Accepts<AddHook>("application/json").Produces<HookRecord>(StatusCodes.Status201Created).Needs(KeyScopes.Operator);
        group.MapGet("/", ListAsync).WithName("ListWebhooks").WithSummary("Incoming webhooks by name.").Produces<ItemPage<HookRecord>>();
        group.MapDelete("/{name}", DeleteAsync).WithName("DeleteWebhook").WithSummary("Removes one with what came in; executions are kept.").Produces<DeletedReply>().Needs(KeyScopes.Operator);
        group.MapGet("/events", ListEventsAsync).WithName("ListWebhookEvents").WithSummary("What came in, the latest first.").Produces<ItemPage<HookEventRecord>>();
        group.MapPost("/events/{id}/replay", ReplayAsync).WithName("ReplayWebhookEvent").WithSummary("Starts another execution with what came in.")
            .Produces<HookReceipt>(StatusCodes.Status202Accepted).Needs(KeyScopes.Operator);
    }

    private static async Task<IResult> AddAsync(HttpContext http, HookStore store, SecretBook secrets, DeploymentStore deployments, WorkflowCatalog workflows, TimeProvider time)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.AddHook);
        if (body is null)
        {
            return unreadable!;
        }

        if ((FormProblem(body) ?? TemplateProblem(body) ?? SecretProblem(body, secrets)) is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if (body.DeploymentId is { } deployment && await deployments.FindAsync(deployment) is not { IsEndpoint: true })
        {
            return DeploymentEndpoints.NotFound(deployment);
        }

        if (body.WorkflowId is { } workflow
            && ((body.Version ?? await workflows.FindCurrentVersionAsync(workflow)) is not { } version || await workflows.FindAsync(workflow, version) is null))
        {
            return ExecutionEndpoints.Result(http, new UnknownWorkflow(workflow, body.Version), TimeSpan.Zero);
        }

        var row = new HookRow
        {
            Name = body.Name,
            Scheme = body.Scheme,
            WorkflowId = body.WorkflowId,
            Version = body.Version,
            DeploymentId = body.DeploymentId,
            Secret = body.Secret,
            VerifySecret = body.VerifySecret,
            Inputs = Template(body),
            ToleranceSeconds = body.ToleranceSeconds ?? DefaultTolerance,
            CreatedAt = time.GetUtcNow(),
        };
        return await store.CreateAsync(row)
            ? Results.Json(Record(row), AgentsJson.Wire.HookRecord, statusCode: StatusCodes.Status201Created)
            : Problem.Result(StatusCodes.Status409Conflict, $"There is a webhook '{body.Name}' already. Delete it first, or give another 'name'.");
    }

    private static async Task<IResult> ListAsync(HookStore store, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var rows = await store.ListAsync(cursor, limit + 1);
        var items = rows.Take(limit).Select(Record).ToList();
        return Results.Json(new ItemPage<HookRecord>(items, rows.Count > limit ? items[^1].Name : null), AgentsJson.Wire.ItemPageHookRecord);
    }

    private static async Task<IResult> DeleteAsync(string name, HookStore store)
        => await store.DeleteAsync(name)
            ? Results.Json(new DeletedReply(name), AgentsJson.Wire.DeletedReply)
            : Problem.Result(StatusCodes.Status404NotFound, $"There is no webhook '{name}'. GET /api/v1/webhooks lists them.");

    private static async Task<IResult> ListEventsAsync(HookStore store, string? name = null, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        var rows = await store.ListEventsAsync(name, cursor, limit + 1);
        var items = rows.Take(limit).ToList();
        return Results.Json(new ItemPage<HookEventRecord>(items, rows.Count > limit ? items[^1].Id : null), AgentsJson.Wire.ItemPageHookEventRecord);
    }

    private static async Task<IResult> ReplayAsync(string id, HookStore store, HookStarts starts, IdGenerator ids, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await store.FindEventAsync(id) is not { } before)
        {
            return Problem.Result(StatusCodes.Status404NotFound, $"There is no event '{id}'. GET /api/v1/webhooks/events lists them.");
        }

        if (await store.FindAsync(before.Name) is not { } hook)
        {
            return Problem.Result(StatusCodes.Status409Conflict, $"The webhook '{before.Name}' of this event is gone.");
        }

        var own = ids.Next();
        var (again, _) = await store.RecordAsync(before with
        {
            Id = own,
            EventId = $"replay:{own}",
            ExecutionId = ids.Next(),
            Status = HookEventStatuses.Received,
            Detail = null,
            ReplayOf = before.ReplayOf ?? before.Id,
            ReceivedAt = time.GetUtcNow(),
        });
        return ReceiveEndpoints.Reply((await starts.StartAsync(hook, again, isRetry: false, cancellationToken), true));
    }

    private static string? FormProblem(AddHook body)
        => !Name().IsMatch(body.Name ?? "") ? "'name' is 1 to 100 letters, digits, '-', '_' and '.', a letter or digit first; events and dead are taken."
            : !HookSchemes.All.Contains(body.Scheme) ? $"'scheme' is one of {string.Join(", ", HookSchemes.All)}."
            : body.WorkflowId is null == body.DeploymentId is null ? "A webhook starts one thing: give 'workflow_id' or 'deployment_id'."
            : body is { DeploymentId: not null, Version: not null } ? "'version' goes with 'workflow_id'; a deployment chooses its version itself."
            : body.Version is < 1 ? "'version' is the server's number of a version, from 1."
            : body.ToleranceSeconds is < 1 or > 3600 ? "'tolerance_seconds' is from 1 to 3600."
            : body.VerifySecret is not null && body.Scheme != HookSchemes.WhatsApp ? "'verify_secret' goes with the scheme whatsapp."
            : body.VerifySecret is null && body.Scheme == HookSchemes.WhatsApp ? "The scheme whatsapp needs 'verify_secret', the name of the secret that its sender asks with."
            : null;

    private static string? TemplateProblem(AddHook body)
        => Template(body) is { } template && !InputTemplate.TryRead(template, out _, out var problem) ? $"'inputs' cannot be read: {problem}" : null;

    private static string? SecretProblem(AddHook body, SecretBook secrets)
        => new[] { body.Secret, body.VerifySecret }.OfType<string>().FirstOrDefault(name => secrets.Find(name) is null) is { } missing
            ? SecretNames.NameProblem(missing) is null ? $"There is no secret '{missing}'. Store it first: agents secrets set {missing}." : "'secret' is the name of a stored secret, never its value."
            : null;

    private static string? Template(AddHook body) => body.Inputs is { ValueKind: not JsonValueKind.Null } inputs ? inputs.GetRawText() : null;

    private static HookRecord Record(HookRow row) => new()
    {
        Name = row.Name,
        Url = $"/hooks/{row.Name}",
        Scheme = row.Scheme,
        WorkflowId = row.WorkflowId,
        Version = (int?)row.Version,
        DeploymentId = row.DeploymentId,
        Secret = row.Secret,
        VerifySecret = row.VerifySecret,
        Inputs = row.Inputs is { } inputs ? ExecutionViews.Element(JsonValue.Parse(inputs)) : null,
        ToleranceSeconds = (int)row.ToleranceSeconds,
        CreatedAt = row.CreatedAt,
    };

    [GeneratedRegex(@"\A(?!(events|dead)\z)[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
