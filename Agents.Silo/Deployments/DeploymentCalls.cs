using Agents.Client.Executions;
using Agents.Core.Json;
using Agents.Silo.Approvals;
using Agents.Silo.Executions;
using Agents.Silo.Hosting;
using Agents.Silo.Secrets;

namespace Agents.Silo.Deployments;

/// <summary>Starts executions through deployments. Whatever calls one, a person, a program or a schedule, comes by here.</summary>
internal sealed class DeploymentCalls(DeploymentStandings standings, ExecutionStarts starts, ExecutionStore executions, IdGenerator ids)
{
    private static readonly string[] Known = [.. InputsBody.Names, "env"];

    /// <summary>Starts an execution for a request, or finds the one that its <c>Idempotency-Key</c> already started, and waits for the end at most as long as asked.</summary>
    public Task<StartOutcome> StartAsync(HttpContext http, DeploymentRow deployment, DeploymentCall call, ReadOnlyMemory<byte> raw, TimeSpan wait)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        return StartAsync(deployment, call with { Caller = Actors.Principal(http) }, raw, key.Length == 0 ? null : key, wait, Actors.Name(http, null), http.RequestAborted);
    }

    /// <summary>Starts an execution, or finds the one that the key already started, and waits for the end at most as long as asked.</summary>
    /// <param name="deployment">The deployment; one of kind endpoint.</param>
    /// <param name="call">What to start it with.</param>
    /// <param name="raw">The request as it came, to tell two with one key apart.</param>
    /// <param name="key">The idempotency key, of this deployment alone; null for none.</param>
    /// <param name="wait">How long to wait for the end.</param>
    /// <param name="actor">Who calls; null where nobody said.</param>
    /// <param name="cancellationToken">Gives up waiting; what was started goes on.</param>
    public async Task<StartOutcome> StartAsync(
        DeploymentRow deployment, DeploymentCall call, ReadOnlyMemory<byte> raw, string? key, TimeSpan wait, string? actor, CancellationToken cancellationToken)
    {
        var standing = await standings.OfAsync(deployment);
        // A key whose execution has begun gets it, however the deployment stands today.
        if (!standing.IsActive && (key is null || !await executions.HasBegunAsync(ExecutionStarts.KeyScope(deployment.Id), key)))
        {
            return new InactiveDeployment(deployment.Id, standing);
        }

        if (!deployment.IsEndpoint)
        {
            return new InactiveDeployment(deployment.Id, standing with { Reason = $"it runs elsewhere; call it there, at http://{deployment.Host}:{deployment.Port}." });
        }

        var version = VersionChoice.Of(deployment, call.Caller ?? key ?? ids.Next());
        var body = new StartBody(deployment.WorkflowId!, version, call.Inputs, RunModes.Full, call.TriggerType, Provider: null, Model: null)
        {
            DeploymentId = deployment.Id,
            Env = call.Env,
            ExecutionId = call.ExecutionId,
        };
        return await starts.StartAsync(body, raw, key, wait, actor, cancellationToken);
    }

    /// <summary>Reads the body of <c>POST /deployments/{id}/execute</c>; null and what is wrong where it is none. An empty body has no inputs.</summary>
    public static DeploymentCall? ReadExecute(ReadOnlySpan<byte> utf8, out string problem)
    {
        JsonValue? value = JsonObject.Empty;
        problem = "";
        if (!utf8.IsEmpty && !JsonBody.TryParse(utf8, out value, out problem))
        {
            return null;
        }

        var body = value as JsonObject;
        problem = body is null ? "The body is a JSON object like {\"inputs\": {}}."
            : body.Keys.FirstOrDefault(static key => !Known.Contains(key)) is { } unknown ? $"The body has an unknown field '{unknown}'. Known are inputs and env."
            : InputsBody.Problem(body) ?? EnvBody.Problem(body.Find("env")) ?? "";
        return problem.Length > 0 ? null : new DeploymentCall(InputsBody.Of(body!), TriggerTypes.Manual) { Env = EnvBody.Read(body!.Find("env")) };
    }
}

/// <summary>What an execution is started with through a deployment.</summary>
/// <param name="Inputs">The inputs as they came.</param>
/// <param name="TriggerType">How it is started.</param>
internal sealed record DeploymentCall(JsonObject Inputs, string TriggerType)
{
    /// <summary>What it is given beside its inputs; null for nothing. Recorded nowhere.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>Who is signed in, and is to come to the same version each time; null where nobody is.</summary>
    public string? Caller { get; init; }

    /// <summary>The execution's id, where whoever starts it has chosen it and may start it again; null for a new one.</summary>
    public string? ExecutionId { get; init; }

    // The generated one would print the environment.
    public override string ToString() => $"{nameof(DeploymentCall)} by {TriggerType}";
}

/// <summary>The deployment takes no calls.</summary>
internal sealed record InactiveDeployment(string Id, DeploymentStanding Standing) : StartOutcome;
