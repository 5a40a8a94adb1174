using Agents.Client.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Budgets;
using Agents.Silo.Hosting;
using Agents.Silo.Secrets;

namespace Agents.Silo.Executions;

/// <summary>The body of <c>POST /executions</c>, with the names that older clients send.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Version">Its version; null means the current one.</param>
/// <param name="Inputs">What to start it with.</param>
/// <param name="RunMode"><c>full</c>, <c>test_run</c> or <c>validate_only</c>.</param>
/// <param name="TriggerType">How it is started.</param>
/// <param name="Provider">The provider that every agent uses; null means as defined.</param>
/// <param name="Model">The model that every agent uses; null means as defined.</param>
internal sealed record StartBody(string WorkflowId, int? Version, JsonObject Inputs, string RunMode, string TriggerType, string? Provider, string? Model)
{
    /// <summary>Whether timers and timeouts of signals pass at once.</summary>
    public bool SkipsTimers { get; init; }

    /// <summary>What it may spend, over the definition's budget; null means as defined.</summary>
    public Budget? Budget { get; init; }

    /// <summary>What it is given beside its inputs; null for nothing. Recorded nowhere.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>The deployment that it is started through; null where it is started directly. No client says so.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>The execution's id, where whoever starts it has chosen it and may start it again; null for a new one. No client says so.</summary>
    public string? ExecutionId { get; init; }

    // The generated one would print the environment.
    public override string ToString() => $"{nameof(StartBody)} {WorkflowId}";

    private static readonly string[] Known =
        ["workflow_id", "workflowId", "version", .. InputsBody.Names, "run_mode", "mode", "trigger_type", "budget", "overrides", "env"];

    /// <summary>Reads a body; null and what is wrong with it where it is none.</summary>
    public static StartBody? Read(ReadOnlySpan<byte> utf8, out string problem)
    {
        if (!JsonBody.TryParse(utf8, out var value, out problem))
        {
            return null;
        }

        if (value is not JsonObject body)
        {
            problem = $"The body is a JSON object like {{\"workflow_id\": \"hello\", \"inputs\": {{}}}}, not {value.TypeName}.";
            return null;
        }

        problem = Problem(body) ?? "";
        return problem.Length > 0 ? null : Read(body);
    }

    private static StartBody Read(JsonObject body)
    {
        var overrides = body.Find("overrides") as JsonObject;
        return new StartBody(
            Text(body, "workflow_id", "workflowId")!,
            body.Find("version") is JsonNumber number && number.TryGetInt64(out var version) ? (int)version : null,
            InputsBody.Of(body),
            Text(body, "run_mode", "mode") ?? RunModes.Full,
            Text(body, "trigger_type") ?? TriggerTypes.Api,
            overrides is null ? null : Text(overrides, "provider"),
            overrides is null ? null : Text(overrides, "model"))
        {
            Budget = body.Find("budget") is JsonObject budget ? BudgetBody.Read(budget) : null,
            Env = EnvBody.Read(body.Find("env")),
            SkipsTimers = overrides?.Find("skip_timers") is JsonBoolean { Value: true },
        };
    }

    private static string? Problem(JsonObject body)
    {
        if (body.Keys.FirstOrDefault(static key => !Known.Contains(key)) is { } unknown)
        {
            return $"The body has an unknown field '{unknown}'. Known are workflow_id, version, inputs, run_mode, trigger_type, budget, env and overrides.";
        }

        if ((EnvBody.Problem(body.Find("env")) ?? BudgetBody.Problem(body.Find("budget"), "'budget'")) is { } problem)
        {
            return problem;
        }

        if (string.IsNullOrEmpty(Text(body, "workflow_id", "workflowId")))
        {
            return "The body lacks 'workflow_id', the id of a stored workflow.";
        }

        if (body.Find("version") is { } version and not JsonNull && !(version is JsonNumber number && number.TryGetInt64(out var value) && value is >= 1 and <= int.MaxValue))
        {
            return $"'version' is a number from 1, not {version}.";
        }

        if (InputsBody.Problem(body) is { } wrong)
        {
            return wrong;
        }

        return Text(body, "run_mode", "mode") is null or RunModes.Full or RunModes.ValidateOnly or RunModes.TestRun
            ? UnknownTrigger(Text(body, "trigger_type"))
            : "'run_mode' is full, test_run or validate_only.";
    }

    private static string? UnknownTrigger(string? trigger)
        => trigger is null or TriggerTypes.Api or TriggerTypes.Manual or TriggerTypes.Chat
            ? null
            : "'trigger_type' is api, manual or chat; schedules and webhooks set their own.";

    private static string? Text(JsonObject body, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (body.Find(name) is JsonString text)
            {
                return text.Value;
            }
        }

        return null;
    }
}
